"""The events as vis-timeline wants them: items in groups, by its own documentation.

What lasted is a range; everything else a point, for a range would say that it lasted too.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from bench.comparison_pages.events import PeerEvent

Day = tuple[int, int, int]


def vis_data(events: Iterable[PeerEvent], lanes: Iterable[str]) -> dict[str, Any]:
    """Items and groups, as its constructor takes them."""
    items = [_item(event) for event in events]
    last = max(item.get("end", item["start"]) for item in items)
    for item in items:
        if item["type"] == "range" and "end" not in item:
            item["end"] = last  # it has no open end: the page's last day stands for it
    return {"items": items, "groups": [{"id": lane, "content": escape(lane)} for lane in lanes]}


def _item(event: PeerEvent) -> dict[str, Any]:
    start = event.first or event.last
    made: dict[str, Any] = {
        "id": event.id,
        "group": event.lane,
        "type": "range" if event.is_span else "point",
        "className": event.modality,
        "start": _iso(start) if start else "",
        "content": _content(event),
        "title": f"<b>{escape(event.title)}</b><br>{escape(event.when)}, {event.modality}"
        f"{event.evidence}",
    }
    if event.is_span and event.last:
        made["end"] = _iso(event.last)
    return made


def _content(event: PeerEvent) -> str:
    """The label; a link to the source, which is what makes an item of it that Tab reaches."""
    if not event.quotes:
        return escape(event.label)
    return f'<a href="{escape(event.quotes[0][2])}">{escape(event.label)}</a>'


def _iso(day: Day) -> str:
    return f"{day[0]:04}-{day[1]:02}-{day[2]:02}"
