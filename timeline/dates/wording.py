"""EDTF dates as plain English, for pages, lists and exports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from timeline.dates.edtf import read_edtf

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

# Sub-year groupings of EDTF (ISO 8601-2), 21-41: in full, and short.
_GROUPINGS: Final[dict[int, tuple[str, str]]] = {
    21: ("spring {}", "spring {}"), 22: ("summer {}", "summer {}"),
    23: ("autumn {}", "autumn {}"), 24: ("winter {}", "winter {}"),
    25: ("northern spring {}", "N. spring {}"), 26: ("northern summer {}", "N. summer {}"),
    27: ("northern autumn {}", "N. autumn {}"), 28: ("northern winter {}", "N. winter {}"),
    29: ("southern spring {}", "S. spring {}"), 30: ("southern summer {}", "S. summer {}"),
    31: ("southern autumn {}", "S. autumn {}"), 32: ("southern winter {}", "S. winter {}"),
    33: ("first quarter of {}", "Q1 {}"), 34: ("second quarter of {}", "Q2 {}"),
    35: ("third quarter of {}", "Q3 {}"), 36: ("fourth quarter of {}", "Q4 {}"),
    37: ("early {}", "early {}"), 38: ("mid-{}", "mid-{}"), 39: ("late {}", "late {}"),
    40: ("first half of {}", "H1 {}"), 41: ("second half of {}", "H2 {}"),
}  # fmt: skip

_BETWEEN_PARTS: Final = re.compile(r"(?<=[\dX])-")  # not the minus of a year before 1
_QUALIFIER: Final = re.compile(r"[?~%]")
_WINTERS: Final = frozenset({24, 28})  # December to February: they end in the year after


@dataclass(frozen=True, slots=True)
class _Date:
    """One date in words, and its parts where two dates may share them."""

    words: str
    day: str = ""
    month: str = ""
    year: str = ""


@lru_cache(maxsize=65_536)
def edtf_words(edtf: str, short: bool = False) -> str:
    """Return a date in words that a reader understands: "18 March 2010", "once between 1 and ...".

    short: months as three letters, quarters as Q1, for tight places.
    Errors: EdtfError where the string is no EDTF date that `read_edtf` reads.
    """
    read_edtf(edtf)
    if edtf[0] in "[{":
        return _set_words(edtf, short)
    start, slash, end = edtf.partition("/")
    if not slash:
        return _date(edtf, short).words
    if start in {"", ".."}:
        return _before_words(end, short)
    if end in {"", ".."}:
        return f"from {_date(start, short).words}"
    return _joined(_date(start, short), _date(end, short), "–")


def _set_words(edtf: str, short: bool) -> str:
    members = [part.strip() for part in edtf[1:-1].split(",")]
    one_of = edtf[0] == "["
    start, dots, end = members[0].partition("..")
    if one_of and len(members) == 1 and dots and start and end:
        return f"once between {_joined(_date(start, short), _date(end, short), 'and')}"
    words = [_member_words(member, short) for member in members]
    return _listed(words, "or" if one_of else "and")


def _member_words(member: str, short: bool) -> str:
    start, dots, end = member.partition("..")
    if not dots:
        return _date(member, short).words
    if not start:
        words = _date(end, short).words
        return f"by {words}" if short else f"{words} or earlier"
    if not end:
        return f"{_date(start, short).words} or later"
    return _joined(_date(start, short), _date(end, short), "to")


def _listed(words: list[str], conjunction: str) -> str:
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def _joined(start: _Date, end: _Date, by: str) -> str:
    """Two dates with what they share said once: "9–13 March 2007", "March–May 2007"."""
    left = start.words
    same_kind = bool(start.day) == bool(end.day) and bool(start.month) == bool(end.month)
    if same_kind and start.month and start.year == end.year:
        left = f"{start.day} {start.month}".strip()
        if start.day and start.month == end.month:
            left = start.day
    if by != "–":
        return f"{left} {by} {end.words}"
    tight = same_kind and end.year and " " not in left
    return f"{left}–{end.words}" if tight else f"{left} – {end.words}"


def _before_words(end: str, short: bool) -> str:
    """A whole year is said by the year after it ("before 2000"); the rest by its last day."""
    if re.fullmatch(r"\d{4}", end) and end != "9999":
        return f"before {int(end) + 1}"
    return f"up to {_date(end, short).words}"


def _date(text: str, short: bool) -> _Date:
    qualifiers = "".join(_QUALIFIER.findall(text))
    parts = _BETWEEN_PARTS.split(_QUALIFIER.sub("", text))
    month, day = (*parts[1:], None, None)[:2]
    plain = _plain_date(parts[0], month, day, short)
    if not qualifiers:
        return plain
    approximate = "about " if "~" in qualifiers or "%" in qualifiers else ""
    uncertain = "possibly " if "?" in qualifiers or "%" in qualifiers else ""
    return _Date(f"{uncertain}{approximate}{plain.words}")


def _plain_date(year: str, month: str | None, day: str | None, short: bool) -> _Date:
    spelled = _year_words(year)
    if month is None or month == "XX":
        return _Date(spelled, year=spelled)
    number = int(month)
    if number in _GROUPINGS:
        if number in _WINTERS and year.isdigit() and year != "9999":
            spelled = f"{spelled}–{(int(year) + 1) % 100:02}"
        return _Date(_GROUPINGS[number][short].format(spelled))
    name = _MONTHS[number - 1][:3] if short else _MONTHS[number - 1]
    if day is None or day == "XX":
        return _Date(f"{name} {spelled}", month=name, year=spelled)
    bare_day = str(int(day))
    return _Date(f"{bare_day} {name} {spelled}", bare_day, name, spelled)


def _year_words(year: str) -> str:
    digits = year.removeprefix("Y")
    before_christ = digits.startswith("-") or digits == "0000"
    unknown = digits.count("X")
    bare = digits.removeprefix("-")
    if unknown == 1:
        decade = f"the {int(bare[:3]) * 10}s"
        return f"{decade} BC" if before_christ else decade
    if unknown:
        unit = "century" if unknown == 2 else "millennium"
        words = f"the {_ordinal(int(bare[:-unknown]) + 1)} {unit}"
        return f"{words} BC" if before_christ else words
    number = int(digits)
    if before_christ:
        return f"{1 - number} BC"
    return str(number) if number >= 1000 else f"AD {number}"


def _ordinal(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
