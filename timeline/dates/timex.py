"""The two written faces of a moment: TIMEX3 values and EDTF strings."""

from __future__ import annotations

import re
from typing import Final

from timeline.dates.calendars import CannotTell, Moment, Unit, first_day, last_day, moment
from timeline.dates.julian_day import calendar_date

SEASONS: Final = ("SP", "SU", "FA", "WI")
"""TIMEX3 codes of spring, summer, autumn and winter."""
_EDTF_PARTS: Final[dict[Unit, int]] = {"season": 20, "quarter": 32, "half": 39}
_THIRDS: Final = {"START": 37, "MID": 38, "END": 39}
"""EDTF's quadrimesters: the house's reading of the early, middle and late part of a year."""

_VALUE: Final = re.compile(
    r"(?P<sign>-?)(?P<year>\d{2,4})"
    r"(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d)(?P<time>T.*)?)?))?"
)


def timex_value(when: Moment) -> str:
    """Return the TIMEX3 value of a moment ("2010-W11", "1989-Q3", "199" for the 1990s)."""
    year = _year(when.year)
    match when.unit:
        case "day":
            return f"{year}-{when.number:02}-{when.day:02}{when.time}"
        case "month":
            return f"{year}-{when.number:02}"
        case "week":
            return f"{year}-W{when.number:02}"
        case "weekend":
            return f"{year}-W{when.number:02}-WE"
        case "season":
            return f"{year}-{SEASONS[when.number - 1]}"
        case "quarter":
            return f"{year}-Q{when.number}"
        case "half":
            return f"{year}-H{when.number}"
        case "year":
            return year
        case "decade":
            return year[:-1]
        case _:
            return year[:-2]


def read_value(value: str) -> Moment:
    """Return the moment of a TIMEX3 value or of a plain EDTF date: inverse of `timex_value`.

    Raises CannotTell where the value is none of these.
    """
    match = _VALUE.fullmatch(value)
    if match is None:
        raise CannotTell(f"{value!r} is no date such as 2010-03-18, 2010-03 or 2010")
    digits = match["year"]
    year = int(match["sign"] + digits.ljust(4, "0"))
    if match["month"]:
        unit: Unit = "day" if match["day"] else "month"
        when = moment(unit, year, int(match["month"]), int(match["day"] or 0))
        return Moment(when.unit, when.year, when.number, when.day, match["time"] or "")
    if match["week"]:
        return moment("weekend" if match["weekend"] else "week", year, int(match["week"]))
    if match["season"]:
        return moment("season", year, SEASONS.index(match["season"]) + 1)
    if match["quarter"] or match["half"]:
        unit = "quarter" if match["quarter"] else "half"
        return moment(unit, year, int(match["quarter"] or match["half"]))
    units: dict[int, Unit] = {2: "century", 3: "decade", 4: "year"}
    return moment(units[len(digits)], year)


def edtf_value(when: Moment, mod: str = "") -> str:
    """Return the EDTF string of a moment.

    mod: START, MID or END narrows a year to its third; of a month, a decade or a week it is not
    written, as EDTF has no such part. A week is written as "once between Monday and Sunday".
    """
    year = _year(when.year)
    match when.unit:
        case "day":
            return f"{year}-{when.number:02}-{when.day:02}"
        case "month":
            return f"{year}-{when.number:02}"
        case "week" | "weekend":
            return f"[{_iso(first_day(when))}..{_iso(last_day(when))}]"
        case "season" | "quarter" | "half":
            return f"{year}-{_EDTF_PARTS[when.unit] + when.number}"
        case "year":
            return f"{year}-{_THIRDS[mod]}" if mod in _THIRDS else year
        case "decade":
            return f"{year[:-1]}X"
        case _:
            return f"{year[:-2]}XX"


def _year(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def _iso(day: int) -> str:
    year, month, number = calendar_date(day)
    return f"{_year(year)}-{month:02}-{number:02}"
