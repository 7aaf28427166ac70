"""A timeline as a table: a row for each event and citation, for spreadsheets.

RFC 4180: commas, CR LF, quotes doubled; the first row names the columns. UTF-8 with a byte order
mark, without which Excel reads accents wrongly; readers in Python ask for "utf-8-sig".

A spreadsheet would run a cell that starts with = + - or @ as a formula. So a text that starts
with one of these, or with white space before one, or with an apostrophe, gets one apostrophe in
front: whoever reads the file back takes one apostrophe off each text that starts with one
(`read_cell`), and has exactly what was written. Numbers are written as they are.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from timeline.exports.records import (
    CitationRecord,
    DocumentRecord,
    EventRecord,
    NameSources,
    SourceName,
    TimelineRecord,
)

COLUMNS: Final = (
    *("event", "key", "url", "title", "summary", "edtf", "date", "first_day", "last_day"),
    *("precision", "is_span", "modality", "status", "importance", "category", "themes"),
    *("actors", "actor_roles", "links", "version"),
    *("citation", "stance", "source", "source_title", "source_published", "source_url"),
    *("start", "end", "quote", "source_edtf", "wording", "rule", "anchor", "note"),
    *("checked", "sha256"),
)
"""What the columns are called, in order; docs/exports.md says what they hold."""

Cell = str | int | None

_RISKY: Final = re.compile(r"\s*[=+\-@'＝＋－＠]|[\t\r\n]")
_AT_A_TIME: Final = 100
"""Events whose sources are asked for together."""
_UNNAMED: Final = SourceName("", "", "")
_NO_CITATION: Final[tuple[Cell, ...]] = (None,) * (len(COLUMNS) - COLUMNS.index("citation"))


def write_csv(
    timeline: TimelineRecord,
    documents: Iterable[DocumentRecord],
    events: Iterable[EventRecord],
    names: NameSources,
) -> Iterator[bytes]:
    """Yield the table, some events at a time; an event without a citation has one row all the same.

    Timeline and documents have no place in it; of a source its name stands beside each citation.
    """
    yield "\ufeff".encode() + _lines([COLUMNS])
    coming = iter(events)
    while some := list(islice(coming, _AT_A_TIME)):
        cited = {citation.document for event in some for citation in event.citations}
        sources = names(cited)
        yield _lines(row for event in some for row in _rows(event, sources))


def write_cell(value: str) -> str:
    """Return a text as it is written into a cell, so that no spreadsheet runs it."""
    return f"'{value}" if _RISKY.match(value) else value


def read_cell(cell: str) -> str:
    """Return the text that `write_cell` made a cell from."""
    return cell.removeprefix("'")


def _rows(event: EventRecord, sources: Mapping[str, SourceName]) -> Iterator[list[Cell]]:
    about = _written(
        *(event.id, event.key, event.url, event.title, event.summary, event.edtf),
        *(event.date_words, event.first_day, event.last_day, event.precision),
        *("yes" if event.is_span else "no", event.modality, event.status, event.importance),
        *(event.category, ";".join(event.themes), "; ".join(actor.name for actor in event.actors)),
        ";".join(f"{actor.slug}:{actor.role}" for actor in event.actors),
        ";".join(f"{link.kind}:{link.to}" for link in event.links),
        event.version,
    )
    if not event.citations:
        yield [*about, *_NO_CITATION]
    for number, citation in enumerate(event.citations, start=1):
        source = sources.get(citation.document, _UNNAMED)
        yield [*about, number, *_citation_cells(citation, source)]


def _citation_cells(citation: CitationRecord, source: SourceName) -> list[Cell]:
    return _written(
        *(citation.stance, citation.document, source.title, source.published, source.url),
        *(citation.start, citation.end, citation.quote, citation.edtf, citation.wording),
        *(citation.rule, citation.anchor, citation.note, citation.checked, citation.sha256),
    )


def _written(*cells: Cell) -> list[Cell]:
    return [write_cell(cell) if isinstance(cell, str) else cell for cell in cells]


def _lines(rows: Iterable[Iterable[Cell]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode("utf-8", "replace")
