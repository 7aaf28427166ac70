"""The entries of a BibTeX or biblatex file. Parsed by bibtexparser, LaTeX read by pylatexenc."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Final

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import DuplicateBlockKeyBlock, Entry
from pylatexenc.latex2text import LatexNodes2Text

from sources.bibliography.reference import Name, Reference
from sources.kept import kept
from sources.readers.bibliography_kinds import kind_of
from sources.readers.reference_dates import from_words, valid

_WHOLE: Final = re.compile(r"\{(.*)\}", re.DOTALL)
# What is wrong with a block is told in our warnings, not in the log.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)


def bibtex_entries(text: str, warnings: list[str]) -> Iterator[Reference]:
    """Read the references of a .bib file; what can't be read is told in `warnings`."""
    library = parse_string(text)
    for block in library.failed_blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, DuplicateBlockKeyBlock):
            told = kept("Line {line}: the entry {entry} stands there again; the first one counts.")
            warnings.append(told.format(line=line, entry=block.key))
        else:
            told = kept("Line {line}: an entry can't be read; look for a brace that is not closed.")
            warnings.append(told.format(line=line))
    for entry in library.entries:
        yield _reference(entry)


def _reference(entry: Entry) -> Reference:
    fields = {field.key.lower(): str(field.value) for field in entry.fields}

    def field(*names: str) -> str:
        return next((_plain(fields[name]) for name in names if fields.get(name)), "")

    return Reference(
        id=entry.key,
        kind=kind_of("bibtex", entry.entry_type.lower()),
        title=field("title"),
        authors=tuple(_authors(fields.get("author", ""))),
        container=field(
            "journaltitle", "journal", "booktitle", "newspaper", "series", "organization"
        ),
        publisher=field("publisher", "institution", "school", "howpublished"),
        volume=field("volume"),
        issue=field("number", "issue"),
        published=valid(field("date"))
        or _year_and_month(field("year"), field("month"), field("day")),
        url=fields.get("url", "").replace("\\", ""),
        accessed=valid(field("urldate")),
        language=field("langid", "language"),
        note=field("note"),
    )


def _year_and_month(year: str, month: str, day: str) -> str:
    if month.isdigit():
        return valid("-".join([year, month.zfill(2), *([day.zfill(2)] if day.isdigit() else [])]))
    return from_words(f"{day} {month} {year}") if year else ""


def _authors(words: str) -> Iterator[Name]:
    for one in split_multiple_persons_names(words):
        body = _WHOLE.fullmatch(one.strip())
        if body:
            yield Name(literal=_plain(body[1]))
            continue
        try:
            parts = parse_single_name_into_parts(one, strict=False)
        except InvalidNameError:
            yield Name(literal=_plain(one))
            continue
        if parts.last and (parts.first or parts.von):
            yield Name(
                family=_plain(" ".join(parts.last)),
                given=_plain(" ".join(parts.first)),
                particle=_plain(" ".join(parts.von)),
                suffix=_plain(" ".join(parts.jr)),
            )
        elif one.strip():
            yield Name(literal=_plain(one))


def _plain(latex: str) -> str:
    if not re.search(r"[\\{}$~%]|--|``|''", latex):
        return latex
    return str(LatexNodes2Text(math_mode="text", strict_latex_spaces=False).latex_to_text(latex))
