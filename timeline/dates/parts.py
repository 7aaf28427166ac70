"""One EDTF date taken apart, for those who say it in words."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_BETWEEN_PARTS: Final = re.compile(r"(?<=[\dX])-")  # not the minus of a year before 1
_QUALIFIER: Final = re.compile(r"[?~%]")
_WINTERS: Final = frozenset({24, 28})  # December to February: they end in the year after
_GROUPINGS: Final = 21


class Year(NamedTuple):
    """A year, or with unknown digits a decade (1), century (2) or millennium (3).

    number: counted from 1, also before Christ; of a decade its first year, of a century its ordinal.
    """

    number: int
    unknown: int
    before_christ: bool


class Parts(NamedTuple):
    """One date. month: 1-12; grouping: 21-41 (a season, quarter, third or half); 0 where there is none.

    next_year: of a winter that ends in it, 0 elsewhere.
    """

    year: Year
    month: int
    grouping: int
    day: int
    about: bool
    possibly: bool
    next_year: int


def parts_of(text: str) -> Parts:
    """Take one date apart, which `read_edtf` has accepted: no interval and no set."""
    qualifiers = frozenset(_QUALIFIER.findall(text))
    plain = _QUALIFIER.sub("", text) if qualifiers else text
    year, *rest = _BETWEEN_PARTS.split(plain)
    month, day = (int(part) if part.isdigit() else 0 for part in (*rest, "", "")[:2])
    is_grouping = month >= _GROUPINGS
    goes_on = month in _WINTERS and year.isdigit() and year != "9999"
    return Parts(
        year=_year(year),
        month=0 if is_grouping else month,
        grouping=month if is_grouping else 0,
        day=day,
        about=not qualifiers.isdisjoint("~%"),
        possibly=not qualifiers.isdisjoint("?%"),
        next_year=int(year) + 1 if goes_on else 0,
    )


def whole_year(text: str) -> int:
    """Return the year of a date that is a plain year, so that it has a next one; else 0."""
    return int(text) if re.fullmatch(r"\d{4}", text) and text != "9999" else 0


def _year(text: str) -> Year:
    digits = text.removeprefix("Y")
    before_christ = digits.startswith("-") or digits == "0000"
    unknown = digits.count("X")
    bare = digits.removeprefix("-")
    if unknown == 1:
        return Year(int(bare[:3]) * 10, 1, before_christ)
    if unknown:
        return Year(int(bare[:-unknown]) + 1, unknown, before_christ)
    number = int(digits)
    return Year(1 - number if before_christ else number, 0, before_christ)
