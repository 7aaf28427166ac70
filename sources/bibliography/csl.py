"""References as CSL-JSON, which Zotero, pandoc and most citation software read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TypeAlias

from sources.bibliography.kinds import kind_named
from sources.bibliography.published import read_published
from sources.bibliography.reference import Name, Reference

CslItem: TypeAlias = dict[str, Any]
"""One item of the CSL data schema 1.0.2: its own variable names, as JSON has them."""


def write_csl(references: Iterable[Reference]) -> str:
    """Return references as a CSL-JSON file: an array of items.

    A locator belongs to a place where a work is cited, not to the work, so it has no field there:
    it stands in the note, as in the other formats.
    Errors: ValueError where a date of publication can't be read.
    """
    items = [csl_item(reference) for reference in references]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def csl_item(reference: Reference) -> CslItem:
    """Return one reference as a CSL item; what is unknown is left out."""
    item: CslItem = {
        "id": reference.id,
        "type": kind_named(reference.kind).csl,
        "title": reference.title,
        "author": [_name(author) for author in reference.authors],
        "container-title": reference.container,
        "publisher": reference.publisher,
        "volume": reference.volume,
        "issue": reference.issue,
        "issued": _date(reference.published),
        "URL": reference.url,
        "accessed": _date(reference.accessed),
        "language": reference.language,
        "note": ". ".join(reference.remarks),
    }
    return {name: value for name, value in item.items() if value}


def _name(name: Name) -> CslItem:
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: value for part, value in parts.items() if value}


def _date(edtf: str) -> CslItem:
    if not edtf:
        return {}
    published = read_published(edtf)
    if published.start is None:
        return {"literal": published.words}
    ends = [published.start, published.end] if published.end else [published.start]
    date: CslItem = {"date-parts": [list(parts) for parts in ends]}
    if published.season:
        date["season"] = published.season
    if published.hedged:
        date["circa"] = True
    return date
