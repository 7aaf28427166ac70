"""Moments of the calendar, from a day to a century, and the arithmetic on them.

A `Moment` never carries a part that was not given: shifting "March 2010" back by a year gives
"March 2009", and asking for its day is an error, not a guess.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from timeline.dates.julian_day import calendar_date, days_in_month, julian_day

Unit = Literal[
    "day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century"
]
UNITS: Final[tuple[Unit, ...]] = get_args(Unit)

Direction = Literal["back", "before", "on", "after", "near"]
"""Of a weekday: on or before, before, on or after, after, within three days of the anchor."""

YEARS: Final = range(-9998, 10000)
"""Years that a four-digit TIMEX3 or EDTF value can write."""

# Parts of a year: how many months each lasts. Seasons are shifted: winter begins in December.
_MONTHS_IN: Final[dict[Unit, int]] = {"month": 1, "season": 3, "quarter": 3, "half": 6}
_YEARS_IN: Final[dict[Unit, int]] = {"year": 1, "decade": 10, "century": 100}


_NUMBERS: Final[dict[Unit, int]] = {
    "day": 12, "weekend": 53, "week": 53, "month": 12, "season": 4, "quarter": 4, "half": 2,
}  # fmt: skip
"""How high the numbers of a unit go; a day's number is that of its month."""


class CannotTell(ValueError):
    """The parts that are known do not carry the part that is asked for."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A piece of the calendar.

    unit: how long it lasts. year: astronomical; first year of a decade or century.
    number: of the month, quarter, half or season (1 spring to 4 winter) in the year, or of the
    ISO week (then `year` is the ISO year). day: of the month. time: the TIMEX3 tail ("T10:30").
    """

    unit: Unit
    year: int
    number: int = 0
    day: int = 0
    time: str = ""


def moment(unit: Unit, year: int, number: int = 0, day: int = 0) -> Moment:
    """Return a Moment that exists. Raises CannotTell where the calendar has no such date."""
    if year not in YEARS:
        raise CannotTell(f"the year {year} has more than four digits")
    if number > _NUMBERS.get(unit, 0) or (number < 1 and unit in _NUMBERS):
        raise CannotTell(f"a year has no {unit} {number}")
    if unit == "day" and not 1 <= day <= days_in_month(year, number):
        raise CannotTell(f"there is no day {day} in month {number} of {year}")
    return Moment(unit, year, number, day)


def from_day(number: int) -> Moment:
    """Return the day with this Julian day number."""
    year, month, day = calendar_date(number)
    return moment("day", year, month, day)


def first_day(when: Moment) -> int:
    """Return the Julian day number of the first day of a moment."""
    match when.unit:
        case "day":
            return julian_day(when.year, when.number, when.day)
        case "week":
            return _monday(when.year, when.number)
        case "weekend":
            return _monday(when.year, when.number) + 5
        case "month" | "quarter" | "half":
            return julian_day(when.year, (when.number - 1) * _MONTHS_IN[when.unit] + 1, 1)
        case "season":
            return julian_day(when.year, when.number * 3, 1)
        case _:
            return julian_day(when.year, 1, 1)


def last_day(when: Moment) -> int:
    """Return the Julian day number of the last day of a moment."""
    if when.unit == "day":
        return first_day(when)
    if when.unit in {"week", "weekend"}:
        return _monday(when.year, when.number) + 6
    if when.unit in _YEARS_IN:
        return julian_day(when.year + _YEARS_IN[when.unit], 1, 1) - 1
    months = when.year * 12 + (when.number - 1) * _MONTHS_IN[when.unit] + _MONTHS_IN[when.unit]
    if when.unit == "season":
        months += 2
    return julian_day(months // 12, months % 12 + 1, 1) - 1


def coarsen(when: Moment, unit: Unit) -> Moment:
    """Return the whole `unit` that a moment lies in ("18 March 2010" -> "March 2010").

    Raises CannotTell where the moment itself is longer, so that nothing is made up.
    """
    if when.unit == unit:
        return replace(when, time="")
    if UNITS.index(unit) < UNITS.index(when.unit):
        raise CannotTell(f"a {when.unit} does not tell the {unit}")
    if unit in {"week", "weekend"}:
        year, week = _iso_week(first_day(when))
        return moment(unit, year, week)
    if unit in _YEARS_IN:
        length = _YEARS_IN[unit]
        return moment(unit, when.year // length * length)
    year, month, _ = calendar_date((first_day(when) + last_day(when)) // 2)
    if unit == "season":
        return moment(unit, year - 1, 4) if month < 3 else moment(unit, year, month // 3)
    return moment(unit, year, (month - 1) // _MONTHS_IN[unit] + 1)


def shift(when: Moment, unit: Unit, count: int) -> Moment:
    """Return the moment `count` units later (earlier where negative), as long as before.

    A day that the target month lacks becomes its last one (31 March less a month). Raises
    CannotTell where a longer moment is to move by a shorter unit.
    """
    if unit in _YEARS_IN:
        return _shift_years(when, count * _YEARS_IN[unit])
    if UNITS.index(unit) < UNITS.index(when.unit):
        raise CannotTell(f"a {when.unit} cannot move by a {unit}")
    if unit in _MONTHS_IN:
        return _shift_months(when, count * _MONTHS_IN[unit])
    days = count if unit == "day" else 7 * count
    return replace(coarsen(from_day(first_day(when) + days), when.unit), time=when.time)


def _shift_years(when: Moment, years: int) -> Moment:
    if when.unit in {"week", "weekend"}:
        return replace(coarsen(_shift_years(from_day(first_day(when)), years), when.unit))
    day = when.day
    if when.unit == "day":
        day = min(day, days_in_month(when.year + years, when.number))
    shifted = moment(when.unit, when.year + years, when.number, day)
    return replace(shifted, time=when.time)


def _shift_months(when: Moment, months: int) -> Moment:
    if when.unit in {"week", "weekend"}:
        return coarsen(_shift_months(from_day(first_day(when)), months), when.unit)
    size = _MONTHS_IN.get(when.unit, 1)
    count = 12 // size
    steps = when.year * count + when.number - 1 + months // size
    year, number = steps // count, steps % count + 1
    day = min(when.day, days_in_month(year, number)) if when.unit == "day" else 0
    return replace(moment(when.unit, year, number, day), time=when.time)


def nearest(unit: Unit, number: int, day: int, to: Moment) -> Moment:
    """Return the month, day, season, quarter or half of that number which is nearest to `to`.

    29 February is looked for in leap years only. Raises CannotTell where there is none.
    """
    middle = first_day(to) + last_day(to)
    found: list[tuple[int, int, Moment]] = []
    for reach in (1, 8):  # 29 February may be eight years away
        for year in range(to.year - reach, to.year + reach + 1):
            with suppress(CannotTell):
                candidate = moment(unit, year, number, day)
                distance = abs(first_day(candidate) + last_day(candidate) - middle)
                found.append((distance, -year, candidate))
        if found:
            return min(found, key=lambda item: item[:2])[2]
    raise CannotTell(f"no year near {to.year} has a day {day} in month {number}")


def weekday_from(anchor: Moment, weekday: int, direction: Direction) -> Moment:
    """Return the weekday (Monday 1 to Sunday 7) that lies `direction` from a day."""
    if anchor.unit != "day":
        raise CannotTell(f"a {anchor.unit} does not tell the weekday")
    base = first_day(anchor)
    back = (base % 7 + 1 - weekday) % 7  # Julian day 0 was a Monday
    match direction:
        case "back":
            return from_day(base - back)
        case "before":
            return from_day(base - (back or 7))
        case "on":
            return from_day(base - back + (7 if back else 0))
        case "after":
            return from_day(base - back + 7)
        case _:
            return from_day(base - back + (7 if back > 3 else 0))


def day_of_week(week: Moment, weekday: int) -> Moment:
    """Return a weekday (Monday 1 to Sunday 7) of an ISO week."""
    return from_day(_monday(week.year, week.number) + weekday - 1)


def _monday(year: int, week: int) -> int:
    fourth = julian_day(year, 1, 4)  # 4 January is always in week 1
    return fourth - fourth % 7 + 7 * (week - 1)


def _iso_week(day: int) -> tuple[int, int]:
    thursday = day - day % 7 + 3
    year = calendar_date(thursday)[0]
    return year, (thursday - julian_day(year, 1, 1)) // 7 + 1
