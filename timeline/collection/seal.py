"""What stands for the texts where they are not at hand: a seal on the quotes checked against them.

`checked.toml` beside the collection says of each source on which day its quotes were compared
with the text, and gives one sha256 over the text's own sha256, those quotes and their places.
Whatever of these is changed afterwards breaks the seal, so that nothing passes for checked that
was not.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from timeline.collection.entries import CitationEntry, Collection, SourceEntry
from timeline.collection.faults import CollectionError, Fault

FILE = "checked.toml"


@dataclass(frozen=True, slots=True)
class Seal:
    """On which day the quotes of a source were compared with its text, and which they were."""

    checked_on: date
    quotes: str


def seal_of(source: SourceEntry, citations: Iterable[CitationEntry]) -> str:
    """Return the sha256 of which text it is, its quotes, date wordings and places, in any order."""
    places = sorted(
        {(c.start, c.end, c.quote, -1 if c.wording_start is None else c.wording_start, c.wording)
         for c in citations}
    )  # fmt: skip
    sealed = [source.sha256, source.length, places]
    return sha256(json.dumps(sealed, ensure_ascii=True).encode("ascii")).hexdigest()


def quotes_by_source(collection: Collection) -> dict[str, list[CitationEntry]]:
    """Return every source's citations, by its slug."""
    quotes: dict[str, list[CitationEntry]] = {source.slug: [] for source in collection.sources}
    for event in collection.events:
        for citation in event.citations:
            quotes[citation.source].append(citation)
    return quotes


def write_seals(folder: Path, collection: Collection, *, today: date) -> None:
    """Write `checked.toml`. Call it only after every quote was compared with its text."""
    lines = ["# Written by `./run manage import_collection DIR --texts DIR --seal`; not by hand."]
    quotes = quotes_by_source(collection)
    for source in collection.sources:
        lines += [
            "",
            f"[{source.slug}]",
            f"checked_on = {today.isoformat()}",
            f'quotes = "{seal_of(source, quotes[source.slug])}"',
        ]
    (folder / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_seals(folder: Path) -> dict[str, Seal]:
    """Return the seals by source slug; none where there is no file. Raises CollectionError."""
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
        return {
            slug: Seal(date.fromisoformat(str(entry["checked_on"])), str(entry["quotes"]))
            for slug, entry in entries.items()
        }
    except (OSError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise CollectionError([Fault(FILE, "", f"can't be read: {error}")]) from error
