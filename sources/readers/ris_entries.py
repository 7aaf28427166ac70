"""The entries of an RIS file. Parsed by rispy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import rispy

from sources.bibliography.reference import Name, Reference
from sources.readers.bibliography_kinds import kind_of
from sources.readers.reference_dates import from_slashes


def ris_entries(text: str) -> Iterator[Reference]:
    """Read the references of an RIS file. One without an ID has the id ""."""
    for entry in rispy.loads(text, skip_unknown_tags=True):
        yield _reference(entry)


def _reference(entry: Mapping[str, Any]) -> Reference:
    def field(*names: str) -> str:
        values = (entry.get(name) for name in names)
        return next((str(v[0] if isinstance(v, list) else v) for v in values if v), "")

    authors = entry.get("authors") or entry.get("first_authors") or []
    published = from_slashes(field("date")) or from_slashes(field("year", "publication_year"))
    return Reference(
        id=field("id"),
        kind=kind_of("ris", field("type_of_reference")),
        title=field("title", "primary_title"),
        authors=tuple(_name(str(author)) for author in authors if str(author).strip()),
        container=field("secondary_title", "journal_name", "alternate_title3"),
        publisher=field("publisher"),
        volume=field("volume"),
        issue=field("number"),
        published=published,
        url=field("urls"),
        accessed=from_slashes(field("access_date")),
        language=field("language"),
        note=field("notes"),
    )


def _name(words: str) -> Name:
    """RIS writes "Family, Given, Suffix"; a name without a comma is that of a body."""
    family, comma, rest = words.partition(",")
    if not comma:
        return Name(literal=words)
    given, _, suffix = rest.partition(",")
    return Name(family=family, given=given, suffix=suffix)
