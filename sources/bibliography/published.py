"""EDTF dates as bibliographies give them: in parts where they have parts, and in words always.

No format is told more than the date says: an approximate, seasonal or one-of date has no parts
that would pass for exact ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, TypeAlias

Parts: TypeAlias = tuple[int, ...]
"""Year; year and month; or year, month and day."""

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
# Sub-year groupings of EDTF (ISO 8601-2), 21-41.
_GROUPINGS: Final[dict[int, str]] = {
    **dict.fromkeys((21, 25, 31), "spring {}"),
    **dict.fromkeys((22, 26, 32), "summer {}"),
    **dict.fromkeys((23, 27, 29), "autumn {}"),
    **dict.fromkeys((24, 28, 30), "winter {}"),
    33: "first quarter of {}",
    34: "second quarter of {}",
    35: "third quarter of {}",
    36: "fourth quarter of {}",
    37: "early {}",
    38: "mid-{}",
    39: "late {}",
    40: "first half of {}",
    41: "second half of {}",
}
_SEASONS: Final = range(21, 25)
_QUALIFIER: Final = re.compile("[?~%]")
_DATE: Final = re.compile(r"(Y-?\d{5,6}|-?[\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date in what a format can take of it.

    words: American, as Chicago has them: "March 24, 2010", "ca. 2006", "late 2001".
    start, end: the parts, where it is a plain date (end is None) or an interval of two; else None.
    season: 1 spring to 4 winter, where it is a season of the year in `start`.
    within: the year, where it is another part of a year, such as its first half.
    hedged: it has one of the marks `~`, `?` and `%`.
    """

    words: str
    start: Parts | None = None
    end: Parts | None = None
    season: int | None = None
    within: Parts | None = None
    hedged: bool = False

    @property
    def exact(self) -> Parts | None:
        """The parts that are sure: of an interval, those that both of its ends share."""
        if self.hedged:
            return None
        if self.start is None:
            return self.within
        shared = 0
        for one, other in zip(self.start, self.end or self.start, strict=False):
            if one != other:
                break
            shared += 1
        return self.start[:shared] or None


@lru_cache(maxsize=4_096)
def read_published(edtf: str) -> Published:
    """Return what bibliographies can say of an EDTF date. Raises ValueError where it can't be read."""
    if edtf[:1] + edtf[-1:] in {"[]", "{}"}:
        return Published(_set_words(edtf))
    start, slash, end = edtf.partition("/")
    if not slash:
        return _single(edtf)
    if start in {"", ".."} and end in {"", ".."}:
        raise ValueError(f"{edtf!r} gives neither start nor end")
    if start in {"", ".."}:
        return Published(f"until {_single(end).words}")
    if end in {"", ".."}:
        return Published(f"{_single(start).words}–")
    return _interval(_single(start), _single(end))


def _interval(first: Published, last: Published) -> Published:
    hedged = first.hedged or last.hedged
    if first.start is None or last.start is None or first.season or last.season:
        return Published(f"{first.words}–{last.words}", hedged=hedged)
    words = f"{first.words}–{last.words}"
    if not hedged and first.start[0] == last.start[0] and len(first.start) == len(last.start) > 1:
        words = _within_year(first.start, last.start)
    return Published(words, first.start, last.start, hedged=hedged)


def _within_year(first: Parts, last: Parts) -> str:
    months = _MONTHS[first[1] - 1], _MONTHS[last[1] - 1]
    if len(first) == 2:
        return f"{months[0]}–{months[1]} {first[0]}"
    closing = f"{last[2]}" if first[1] == last[1] else f"{months[1]} {last[2]}"
    return f"{months[0]} {first[2]}–{closing}, {first[0]}"


def _set_words(edtf: str) -> str:
    members = edtf[1:-1].split(",")
    words = [_member_words(member.strip(), one_of=edtf[0] == "[") for member in members]
    return (" or " if edtf[0] == "[" else " and ").join(words)


def _member_words(member: str, *, one_of: bool) -> str:
    start, dots, end = member.partition("..")
    if not dots:
        return _single(member).words
    if not start:
        return f"by {_single(end).words}"
    if not end:
        return f"{_single(start).words} or later"
    first, last = _single(start).words, _single(end).words
    return f"between {first} and {last}" if one_of else f"{first} to {last}"


def _single(edtf: str) -> Published:
    match = _DATE.fullmatch(_QUALIFIER.sub("", edtf))
    if match is None:
        raise ValueError(f"{edtf!r} is not an EDTF date such as 2010-03-18, 2006-08 or 2002")
    year, *finer = (part for part in match.groups() if part and part != "XX")
    marks = set(_QUALIFIER.findall(edtf))
    plain = _plain(edtf, year, [int(part) for part in finer if "X" not in part])
    words = f"ca. {plain.words}" if marks & set("~%") else plain.words
    words += "?" if marks & set("?%") else ""
    return replace(plain, words=words, hedged=bool(marks))


def _plain(edtf: str, year: str, finer: list[int]) -> Published:
    if "X" in year:
        return Published(_years_words(edtf, year))
    number = int(year.removeprefix("Y"))
    in_words = f"{number}" if number > 0 else f"{1 - number} BC"
    parts = (number, *finer) if 0 < number < 10_000 else None
    match finer:
        case []:
            return Published(in_words, parts)
        case [month] if 1 <= month <= 12:
            return Published(f"{_MONTHS[month - 1]} {in_words}", parts)
        case [month, day] if 1 <= month <= 12 and 1 <= day <= 31:
            return Published(f"{_MONTHS[month - 1]} {day}, {in_words}", parts)
        case [grouping] if grouping in _GROUPINGS:
            words = _GROUPINGS[grouping].format(in_words)
            if parts and grouping in _SEASONS:
                return Published(words, parts[:1], season=grouping - 20)
            return Published(words, within=parts and parts[:1])
        case _:
            raise ValueError(f"{edtf!r}: there is no such month or day")


def _years_words(edtf: str, year: str) -> str:
    if re.fullmatch(r"-?\d+X+", year) is None:
        raise ValueError(f"{edtf!r}: only the last digits of a year may be unspecified")
    low, high = sorted((int(year.replace("X", "0")), int(year.replace("X", "9"))))
    if low > 0 and year.count("X") == 1:
        return f"{low}s"
    return _interval_of_years(low, high)


def _interval_of_years(low: int, high: int) -> str:
    first, last = (f"{year}" if year > 0 else f"{1 - year} BC" for year in (low, high))
    return f"between {first} and {last}"
