"""EDTF dates in plain English."""

from __future__ import annotations

from typing import Final, NamedTuple

from babel.dates import get_month_names

from timeline.dates.parts import Parts, Year, parts_of, whole_year

_LOCALE: Final = "en"
_MONTHS: Final = tuple(get_month_names("wide", "stand-alone", _LOCALE).values())
_SHORT_MONTHS: Final = tuple(get_month_names("abbreviated", "stand-alone", _LOCALE).values())

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


class _Date(NamedTuple):
    """One date in words, and its parts where two dates may share them."""

    words: str
    day: str = ""
    month: str = ""
    year: str = ""


def english_words(edtf: str, short: bool) -> str:
    """Return a date in words: "18 March 2010", short "18 Mar 2010". edtf: one that `read_edtf` reads."""
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
    if year := whole_year(end):
        return f"before {year + 1}"
    return f"up to {_date(end, short).words}"


def _date(text: str, short: bool) -> _Date:
    parts = parts_of(text)
    plain = _plain_date(parts, short)
    if not (parts.about or parts.possibly):
        return plain
    approximate = "about " if parts.about else ""
    uncertain = "possibly " if parts.possibly else ""
    return _Date(f"{uncertain}{approximate}{plain.words}")


def _plain_date(parts: Parts, short: bool) -> _Date:
    spelled = _year_words(parts.year)
    if parts.grouping:
        if parts.next_year:
            spelled = f"{spelled}–{parts.next_year % 100:02}"
        return _Date(_GROUPINGS[parts.grouping][short].format(spelled))
    if not parts.month:
        return _Date(spelled, year=spelled)
    name = (_SHORT_MONTHS if short else _MONTHS)[parts.month - 1]
    if not parts.day:
        return _Date(f"{name} {spelled}", month=name, year=spelled)
    return _Date(f"{parts.day} {name} {spelled}", str(parts.day), name, spelled)


def _year_words(year: Year) -> str:
    era = " BC" if year.before_christ else ""
    if year.unknown == 1:
        return f"the {year.number}s{era}"
    if year.unknown:
        unit = "century" if year.unknown == 2 else "millennium"
        return f"the {_ordinal(year.number)} {unit}{era}"
    if year.before_christ:
        return f"{year.number}{era}"
    return str(year.number) if year.number >= 1000 else f"AD {year.number}"


def _ordinal(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
