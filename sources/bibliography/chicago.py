"""References as text, after the Chicago Manual of Style (notes and bibliography).

Typeset by citeproc-py from chicago.csl, which is ours: the CSL project's own Chicago styles rely on
more of CSL than citeproc-py has, and come out with words and initials that are not Chicago.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Final

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
)
from citeproc.source.json import CiteProcJSON

from sources.bibliography.csl import CslItem, csl_item
from sources.bibliography.published import read_published
from sources.bibliography.reference import Reference

# Around italics, and for "<", which citeproc-py would take for markup. `Reference` lets no text
# hold these private characters.
_ITALIC, _ROMAN, _LESS = "\ue000", "\ue001", "\ue002"

_WEB: Final = ("https://", "http://")
_TITLE_IN_ITALICS: Final = {"book", "pamphlet", "report", "thesis", "map", "motion_picture"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a formatted reference: plain text, to be escaped by whoever shows it.

    href: a web address to link it to, "" where there is none.
    """

    text: str
    italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A reference in the two forms of Chicago: `note` with the locator, `bibliography` without."""

    note: tuple[Piece, ...]
    bibliography: tuple[Piece, ...]


def plain_text(pieces: tuple[Piece, ...]) -> str:
    """Join pieces, without italics and links: what is copied."""
    return "".join(piece.text for piece in pieces)


@lru_cache(maxsize=1_024)
def chicago(reference: Reference) -> Formatted:
    """Format a reference. Errors: ValueError where a date of publication can't be read."""
    with as_file(files(__package__).joinpath("chicago.csl")) as path:
        style = CitationStylesStyle(str(path), validate=False)
    source = CiteProcJSON([_item(reference)])
    bibliography = CitationStylesBibliography(style, source, _Marked)
    place = {"locator": Locator("section", reference.locator)} if reference.locator else {}
    citation = Citation([CitationItem("work", **place)])
    bibliography.register(citation)
    note = str(bibliography.cite(citation, None))
    entry = str(bibliography.bibliography()[0])
    return Formatted(_pieces(note, reference.url), _pieces(entry, reference.url))


class _Marked:
    """What citeproc-py asks of a formatter: text as it is, italics between two marks."""

    preformat = staticmethod(str)
    Oblique = Bold = Light = Underline = Superscript = Subscript = SmallCaps = str

    @staticmethod
    def Italic(text: object) -> str:
        return f"{_ITALIC}{text}{_ROMAN}"


def _item(reference: Reference) -> CslItem:
    """The CSL item, with dates in words: citeproc-py sets intervals wrongly."""
    item = csl_item(reference) | {"id": "work"}
    for name, edtf in (("issued", reference.published), ("accessed", reference.accessed)):
        if edtf:
            item[name] = {"literal": read_published(edtf).words}
    if reference.kind not in _TITLE_IN_ITALICS:
        item["title"] = _single_quoted(reference.title)
    return {
        name: value.replace("<", _LESS) if isinstance(value, str) else value
        for name, value in item.items()
        if name not in {"language", "note"}
    }


def _single_quoted(title: str) -> str:
    """Quotes inside a title that will stand in quotes itself: single ones."""
    opened = re.sub(r'(?<![^\s(\[])"(?=\S)', "‘", title)
    return opened.replace('"', "’").replace("“", "‘").replace("”", "’")


# At the seams of the style's own punctuation, what a human typesetter would leave out.
_SEAMS: Final = (
    (re.compile("(?<=[?!])\\.(?=”)"), ""),
    (re.compile(f"(?<=[.?!]{_ROMAN})\\."), ""),
    (re.compile(",”\\.$"), ".”"),
    (re.compile("(?<=[.?!]”)\\.$"), ""),
)


def _pieces(marked: str, url: str) -> tuple[Piece, ...]:
    for seam, better in _SEAMS:
        marked = seam.sub(better, marked)
    marked = marked.replace(_LESS, "<")
    pieces: list[Piece] = []
    for index, part in enumerate(re.split(f"[{_ITALIC}{_ROMAN}]", marked)):
        italic = index % 2 == 1
        before, link, after = part.partition(url) if url.startswith(_WEB) else (part, "", "")
        pieces += [Piece(before, italic), Piece(link, italic, href=link), Piece(after, italic)]
    return tuple(piece for piece in pieces if piece.text)
