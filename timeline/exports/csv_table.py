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
from collections.abc import Iterable, Iterator
from typing import Final

from timeline.exports.records import CitationRecord, DocumentRecord, EventRecord, TimelineRecord

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

_FORMULA: Final = ("=", "+", "-", "@", "'", "＝", "＋", "－", "＠")
_NO_CITATION: Final[tuple[Cell, ...]] = (None,) * (len(COLUMNS) - COLUMNS.index("citation"))


def write_csv(
    timeline: TimelineRecord, documents: Iterable[DocumentRecord], events: Iterable[EventRecord]
) -> Iterator[bytes]:
    """Yield the table, an event at a time; an event without a citation has one row all the same.

    Memory: three short texts a source, nothing an event. The timeline itself has no place in it.
    """
    sources = {
        document.slug: (document.title, document.published, document.url) for document in documents
    }
    yield "\ufeff".encode() + _lines([COLUMNS])
    for event in events:
        yield _lines(_rows(event, sources))


def write_cell(value: str) -> str:
    """Return a text as it is written into a cell, so that no spreadsheet runs it."""
    risky = value.lstrip().startswith(_FORMULA) or value.startswith(("\t", "\r", "\n"))
    return f"'{value}" if risky else value


def read_cell(cell: str) -> str:
    """Return the text that `write_cell` made a cell from."""
    return cell.removeprefix("'")


def _rows(event: EventRecord, sources: dict[str, tuple[str, str, str]]) -> Iterator[list[Cell]]:
    about: list[Cell] = [
        *(event.id, event.key, event.url, event.title, event.summary, event.edtf),
        *(event.date_words, event.first_day, event.last_day, event.precision),
        *("yes" if event.is_span else "no", event.modality, event.status, event.importance),
        *(event.category, ";".join(event.themes), "; ".join(actor.name for actor in event.actors)),
        ";".join(f"{actor.slug}:{actor.role}" for actor in event.actors),
        ";".join(f"{link.kind}:{link.to}" for link in event.links),
        event.version,
    ]
    if not event.citations:
        yield [*about, *_NO_CITATION]
    for number, citation in enumerate(event.citations, start=1):
        source = sources.get(citation.document, ("", "", ""))
        yield [*about, number, *_citation_cells(citation, source)]


def _citation_cells(citation: CitationRecord, source: tuple[str, str, str]) -> Iterator[Cell]:
    yield from (citation.stance, citation.document, *source)
    yield from (citation.start, citation.end, citation.quote, citation.edtf, citation.wording)
    yield from (citation.rule, citation.anchor, citation.note, citation.checked, citation.sha256)


def _lines(rows: Iterable[Iterable[Cell]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in rows:
        writer.writerow(write_cell(cell) if isinstance(cell, str) else cell for cell in row)
    return buffer.getvalue().encode("utf-8", "replace")
