"""The entries of a CSL-JSON file, as Zotero, pandoc and others write them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sources.bibliography.kinds import KINDS
from sources.bibliography.reference import Name, Reference
from sources.kept import kept
from sources.readers.reference_dates import from_parts, from_words


def csl_entries(text: str, warnings: list[str]) -> Iterator[Reference]:
    """Read the references of a CSL-JSON file: a list of items, or one. ValueError: it is no JSON."""
    found = json.loads(text)
    items = found.get("items", [found]) if isinstance(found, dict) else found
    for number, item in enumerate(items if isinstance(items, list) else [], 1):
        if isinstance(item, dict):
            yield _reference(item)
        else:
            line = kept("Item {number} is not an entry and was left out.")
            warnings.append(line.format(number=number))


def _reference(item: Mapping[str, Any]) -> Reference:
    def field(name: str) -> str:
        value = item.get(name)
        return str(value) if isinstance(value, str | int | float) else ""

    kind = field("type")
    authors = item.get("author")
    return Reference(
        id=field("id"),
        kind=kind if kind in KINDS else "document",
        title=field("title"),
        authors=tuple(_names(authors if isinstance(authors, list) else [])),
        container=field("container-title"),
        publisher=field("publisher"),
        volume=field("volume"),
        issue=field("issue"),
        published=_date(item.get("issued")),
        url=field("URL"),
        accessed=_date(item.get("accessed")),
        language=field("language"),
        note=field("note"),
    )


def _names(authors: list[Any]) -> Iterator[Name]:
    for author in authors:
        if not isinstance(author, dict):
            continue

        def part(*names: str, author: dict[str, Any] = author) -> str:
            return " ".join(str(author[name]) for name in names if author.get(name))

        family, literal = part("family"), part("literal")
        if family or literal:
            yield Name(
                family=family,
                given=part("given"),
                particle=part("dropping-particle", "non-dropping-particle"),
                suffix=part("suffix"),
                literal="" if family else literal,
            )


def _date(value: object) -> str:
    if not isinstance(value, dict):
        return from_words(value) if isinstance(value, str) else ""
    ends = value.get("date-parts")
    if not isinstance(ends, list):
        return from_words(str(value.get("raw") or value.get("literal") or ""))
    about, season = bool(value.get("circa")), value.get("season")
    dates = [from_parts(parts, season, about=about) for parts in ends if isinstance(parts, list)]
    return "/".join(date for date in dates[:2] if date)
