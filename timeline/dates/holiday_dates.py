"""Holidays by name and year, from the calendars of the `holidays` package."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import Final, Literal

from timeline.dates.calendars import CannotTell, Moment, first_day, from_day, last_day, moment

_ELECTION_DAY: Final = "Election Day"

HolidaySide = Literal["before", "after", "near"]


@lru_cache(maxsize=4096)
def holiday_in(country: str, name: str, year: int) -> Moment:
    """Return the day of a holiday in a year. Raises CannotTell where it was none that year.

    country: ISO 3166 code of the calendar; name: in English, as the package writes it.
    """
    if name == _ELECTION_DAY:
        return _election_day(year)
    import holidays  # costs 50 ms; few texts name a holiday

    days = holidays.country_holidays(
        country, years=year, categories=_categories(country), language="en_US"
    )
    found = [day for day in days.get_named(name, lookup="exact") if day.year == year]
    if not found:
        raise CannotTell(f"{name} was no holiday of {year}")
    return moment("day", year, found[0].month, found[0].day)


def holiday_from(country: str, name: str, anchor: Moment, side: HolidaySide) -> Moment:
    """Return the holiday that is nearest to a date, or the last before it, or the next."""
    middle = (first_day(anchor) + last_day(anchor)) // 2
    found = []
    for year in range(anchor.year - 1, anchor.year + 2):  # some are kept every second year
        with suppress(CannotTell):
            day = holiday_in(country, name, year)
            gap = first_day(day) - middle
            if side == "near" or (gap < 0) == (side == "before"):
                found.append((abs(gap), day.year, day))
    if not found:
        raise CannotTell(f"{name} was no holiday near {anchor.year}")
    return min(found)[2]


def _election_day(year: int) -> Moment:
    """The Tuesday after the first Monday in November of even years (2 U.S.C. 7).

    The package has that of presidents' elections only.
    """
    if year % 2:
        raise CannotTell(f"{_ELECTION_DAY} was no holiday of {year}")
    first = first_day(moment("month", year, 11))
    return from_day(first + (-first) % 7 + 1)  # Julian day 0 was a Monday


def _categories(country: str) -> tuple[str, ...]:
    return ("public", "unofficial") if country == "US" else ("public",)
