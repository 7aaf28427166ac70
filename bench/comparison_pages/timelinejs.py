"""The events as TimelineJS3 wants them: its JSON format, by its own documentation.

A date may leave out month or day; words for it go into `display_date`; a quote is the event's medium.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from bench.comparison_pages.events import PeerEvent

Day = tuple[int, int, int]


def timelinejs_data(events: Iterable[PeerEvent]) -> dict[str, Any]:
    """What its constructor takes."""
    return {"events": [_slide(event) for event in events]}


def _slide(event: PeerEvent) -> dict[str, Any]:
    start = event.first or event.last
    made: dict[str, Any] = {
        "unique_id": f"event-{event.id}",
        "start_date": _date(start, event.precision) if start else {},
        "display_date": event.when,
        "group": event.lane,
        "text": {
            "headline": escape(event.label),
            "text": f"<p><b>{escape(event.title)}</b> ({event.modality})</p>"
            f"<p>{escape(event.summary)}</p>{''.join(_more(event))}",
        },
    }
    if event.is_span and event.last and event.first:
        made["end_date"] = _date(event.last, event.precision)
    if event.quotes:
        words, source, url = event.quotes[0]
        made["media"] = {
            "url": f"<blockquote>{escape(words)}</blockquote>",
            "credit": f'<a href="{escape(url)}">{escape(source)}</a>',
        }
    return made


def _more(event: PeerEvent) -> list[str]:
    return [
        f'<blockquote>{escape(words)} <a href="{escape(url)}">{escape(source)}</a></blockquote>'
        for words, source, url in event.quotes[1:]
    ]


def _date(day: Day, precision: str) -> dict[str, int]:
    """As much of the day as the source gives."""
    parts = {"year": 1, "month": 2}.get(precision, 3)
    return dict(zip(("year", "month", "day"), day[:parts], strict=False))
