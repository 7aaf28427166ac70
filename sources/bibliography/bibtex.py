"""References as BibTeX and biblatex, in one file that both read. Written by bibtexparser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Block, Entry, Field

from sources.bibliography.kinds import kind_named
from sources.bibliography.published import read_published
from sources.bibliography.reference import Name, Reference

# Braces are counted by BibTeX even behind a backslash, so they are written without any.
_LATEX: Final = str.maketrans(
    {
        "{": r"\ensuremath{\lbrace}",
        "}": r"\ensuremath{\rbrace}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "&%$#_"},
    }
)
_LIGATURE: Final = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[?!])(?=`)|(?<=,)(?=,)")
_URL: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
_NOT_IN_KEY: Final = re.compile(r"[^A-Za-z0-9:._-]+")
_SPLITS_NAMES: Final = re.compile(r",|\band\b", re.IGNORECASE)
_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
)
# What biblatex reads of EDTF: days to years, seasons, hedges at the end, intervals that may be open.
_SIDE: Final = r"(?:\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-\d\d)?)?[?~%]?|\.\.)?"
_BIBLATEX_DATE: Final = re.compile(f"{_SIDE}(?:/{_SIDE})?")
_CONTAINER: Final = {
    "article": "journal",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
    "misc": "organization",
}
_PUBLISHER: Final = {"techreport": "institution", "phdthesis": "school", "misc": "howpublished"}


def write_bibtex(references: Iterable[Reference]) -> str:
    """Return references as a .bib file, in UTF-8.

    `year` and `month` are for BibTeX, and hold no more than is sure, or words such as "ca. 2006";
    `date` is for biblatex, and holds the EDTF date where biblatex has its form. Titles stand in
    braces of their own, so that no style changes their capitals.
    Errors: ValueError where a date of publication can't be read.
    """
    keys: Counter[str] = Counter()
    entries: list[Block] = []
    for reference in references:
        key = _NOT_IN_KEY.sub("-", reference.id) or "untitled"
        keys[key.lower()] += 1
        again = keys[key.lower()]
        entries.append(_entry(reference, key if again == 1 else f"{key}:{again}"))
    return write_string(Library(entries))


def _entry(reference: Reference, key: str) -> Entry:
    kind = kind_named(reference.kind).bibtex
    fields = {
        "title": f"{{{_latex(reference.title)}}}",
        "author": " and ".join(map(_name, reference.authors)),
        _CONTAINER.get(kind, "series"): _latex(reference.container),
        _PUBLISHER.get(kind, "publisher"): _latex(reference.publisher),
        "volume": _latex(reference.volume),
        "number": _latex(reference.issue),
        **_dates(reference.published),
        "url": reference.url.translate(_URL),
        "urldate": reference.accessed,
        "language": _latex(reference.language),
        "note": _latex(". ".join(reference.remarks)),
    }
    return Entry(kind, key, [_field(name, value) for name, value in fields.items() if value])


def _field(name: str, value: str) -> Field:
    # The names of months are BibTeX's own macros, which are not put into braces.
    return Field(name, value, enclosing="no-enclosing" if name == "month" else None)


def _dates(edtf: str) -> dict[str, str]:
    if not edtf:
        return {}
    published = read_published(edtf)
    fields = {"year": _latex(published.words)}
    if published.start and published.exact:
        year, month = [*published.exact, 0][:2]
        fields = {"year": f"{year:04}", "month": _MONTHS[month - 1] if month else ""}
    if _BIBLATEX_DATE.fullmatch(edtf):
        fields["date"] = edtf
    return fields


def _name(name: Name) -> str:
    if name.literal:
        return f"{{{_latex(name.literal)}}}"
    family = f"{name.particle} {_name_part(name.family)}".strip()
    parts = (family, _name_part(name.suffix), _name_part(name.given))
    return ", ".join(part for part in parts if part)


def _name_part(part: str) -> str:
    return f"{{{_latex(part)}}}" if _SPLITS_NAMES.search(part) else _latex(part)


def _latex(text: str) -> str:
    return _LIGATURE.sub("{}", text.translate(_LATEX))
