"""Bibliographies that come with documents: RIS, BibTeX and CSL-JSON, told apart by what is in them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Final

from sources.bibliography.reference import Reference
from sources.kept import kept
from sources.readers.decoding import decode
from sources.readers.failures import Unreadable
from sources.readers.raw_document import Bibliography

_RIS: Final = re.compile(r"\s*TY {2}- ")
_BIBTEX: Final = re.compile(r"\s*(?:%[^\n]*\n\s*)*@\w{3,20}\s*[{(]", re.ASCII)
_WEB: Final = re.compile(r"https?://[^\s<>\"']{3,990}")
NO_BIBLIOGRAPHY: Final = kept(
    "is not a bibliography that can be read. Export it as CSL-JSON, RIS or BibTeX, and give that."
)
NO_ENTRIES: Final = kept(
    "is a bibliography without any entry that can be read. Is it the right file?"
)


def bibliography_format(text: str) -> str:
    """Return "ris", "bibtex" or "csl", or "" where a text is no bibliography."""
    if _RIS.match(text):
        return "ris"
    if _BIBTEX.match(text):
        return "bibtex"
    if text.lstrip()[:1] not in {"[", "{"}:
        return ""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    items = found.get("items", [found]) if isinstance(found, dict) else found
    first = items[0] if isinstance(items, list) and items else None
    return "csl" if isinstance(first, dict) and {"id", "type"} <= first.keys() else ""


def parse_bibliography(data: bytes) -> Bibliography:
    """Read a bibliography. Raises Unreadable where it is none, or has no entries."""
    text = decode(data).text
    warnings: list[str] = []
    references: dict[str, Reference] = {}
    nameless = 0
    for reference in _entries(text, warnings):
        if not reference.id:
            nameless += 1
        elif reference.id in references:
            line = kept("The entry {entry} stands twice; the first one counts.")
            warnings.append(line.format(entry=reference.id))
        else:
            url = reference.url if _WEB.fullmatch(reference.url) else ""
            references[reference.id] = replace(reference, url=url)
    if nameless:
        line = kept("{number} entries have no id, so they belong to no file and were left out.")
        warnings.append(line.format(number=nameless))
    if not references:
        raise Unreadable(NO_ENTRIES)
    return Bibliography(references, tuple(warnings))


def _entries(text: str, warnings: list[str]) -> list[Reference]:
    """The parsers are imported where they are needed: a worker that meets none of these stays small."""
    match bibliography_format(text):
        case "ris":
            from sources.readers.ris_entries import ris_entries

            return list(ris_entries(text))
        case "bibtex":
            from sources.readers.bibtex_entries import bibtex_entries

            return list(bibtex_entries(text, warnings))
        case "csl":
            from sources.readers.csl_entries import csl_entries

            return list(csl_entries(text, warnings))
        case _:
            raise Unreadable(NO_BIBLIOGRAPHY)
