"""The same events for the peers: from our own JSON export, and short labels from the collection."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from timeline.collection import Collection
from timeline.dates.julian_day import calendar_date

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PeerEvent:
    """What a page can say of an event. first, last: (year, month, day), None where open.

    quotes: (words, title of the source, address of its page), in the order of the citations.
    """

    id: int
    label: str
    title: str
    summary: str
    when: str
    first: tuple[int, int, int] | None
    last: tuple[int, int, int] | None
    precision: str
    is_span: bool
    modality: str
    lane: str
    quotes: tuple[tuple[str, str, str], ...]

    @property
    def evidence(self) -> str:
        """The quotes with links to their sources, as HTML that both peers take."""
        return "".join(
            f'<blockquote>{html.escape(words)} <a href="{html.escape(url)}">{html.escape(source)}'
            "</a></blockquote>"
            for words, source, url in self.quotes
        )


def peer_events(exported: Record, collection: Collection, origin: str) -> Iterator[PeerEvent]:
    """The exported events; `origin` is where our sources' pages are."""
    labels = {entry.key: entry.label or entry.title for entry in collection.events}
    lanes = {category.slug: category.name for category in collection.categories}
    titles = {document["slug"]: document["title"] for document in exported["documents"]}
    for event in exported["events"]:
        yield PeerEvent(
            id=event["id"],
            label=labels[event["key"]],
            title=event["title"],
            summary=event["summary"],
            when=event["date_words"],
            first=_day(event["first_day"]),
            last=_day(event["last_day"]),
            precision=event["precision"],
            is_span=event["is_span"],
            modality=event["modality"],
            lane=lanes[event["category"]],
            quotes=tuple(
                (c["quote"], titles[c["document"]], f"{origin}/sources/{c['document']}/")
                for c in event["citations"]
            ),
        )


def _day(number: int | None) -> tuple[int, int, int] | None:
    return None if number is None else calendar_date(number)
