"""The formats that a timeline can be exported in, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from timeline.exports.csv_table import write_csv
from timeline.exports.json_file import write_json
from timeline.exports.records import DocumentRecord, EventRecord, NameSources, TimelineRecord

CHUNK: Final = 65_536
"""Bytes: about so much is handed on at a time, so that a million events are not a million writes."""

Writer: TypeAlias = Callable[
    [TimelineRecord, Iterable[DocumentRecord], Iterable[EventRecord], NameSources], Iterator[bytes]
]


@dataclass(frozen=True, slots=True)
class Export:
    """A format: how it is asked for, called on the page and served, and what writes it."""

    name: str
    label: str
    media_type: str
    extension: str
    pieces: Writer

    def write(
        self,
        timeline: TimelineRecord,
        documents: Iterable[DocumentRecord],
        events: Iterable[EventRecord],
        names: NameSources,
    ) -> Iterator[bytes]:
        """Yield the file in chunks. Both iterables are read once at most, documents before events,
        and none of them is kept, so memory does not grow with their number.
        """
        waiting = bytearray()
        for piece in self.pieces(timeline, documents, events, names):
            waiting += piece
            if len(waiting) >= CHUNK:
                yield bytes(waiting)
                waiting.clear()
        yield bytes(waiting)


EXPORTS: Final = {
    export.name: export
    for export in (
        Export("json", "JSON", "application/json", "json", write_json),
        Export("csv", "CSV", "text/csv; charset=utf-8", "csv", write_csv),
    )
}
"""Every format by the name that the command line and the page's address give it."""
