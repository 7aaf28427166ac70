"""References as RIS, which EndNote, Mendeley and Zotero read. Written by rispy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import rispy

from sources.bibliography.kinds import kind_named
from sources.bibliography.published import read_published
from sources.bibliography.reference import Name, Reference


class _Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
    """RIS as its specification has it: no numbers between references, lines ended by CR LF."""

    NEWLINE: ClassVar[str] = "\r\n"
    DEFAULT_DELIMITER_MAPPING: ClassVar[dict[str, str]] = {}

    def set_header(self, count: int) -> str:
        return ""


def write_ris(references: Iterable[Reference]) -> str:
    """Return references as an RIS file.

    A date has a year (PY) only where it is sure; what else it says stands in the last part of DA, in
    words. Errors: ValueError where a date of publication can't be read.
    """
    return str(rispy.dumps([_fields(one) for one in references], implementation=_Writer))


def _fields(reference: Reference) -> dict[str, str | list[str]]:
    fields: dict[str, str | list[str]] = {
        "type_of_reference": kind_named(reference.kind).ris,
        "id": reference.id,
        "title": reference.title,
        "authors": [_name(author) for author in reference.authors],
        "secondary_title": reference.container,
        "publisher": reference.publisher,
        "volume": reference.volume,
        "number": reference.issue,
        "urls": [reference.url] if reference.url else [],
        "language": reference.language,
        "notes": list(reference.remarks),
    }
    if reference.published:
        fields |= _published(reference.published)
    if reference.accessed:
        fields["access_date"] = reference.accessed.replace("-", "/") + "/"
    return {name: value for name, value in fields.items() if value}


def _published(edtf: str) -> dict[str, str | list[str]]:
    published = read_published(edtf)
    exact = published.exact or ()
    year, month, day = [*(f"{part:02}" for part in exact), "", "", ""][:3]
    plain = published.start == exact and not published.season
    date = f"{year.zfill(4) if year else ''}/{month}/{day}/{'' if plain else published.words}"
    return {"year": year.zfill(4) if year else "", "date": date}


def _name(name: Name) -> str:
    if name.literal:
        return name.literal
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(part for part in (family, name.given, name.suffix) if part)
