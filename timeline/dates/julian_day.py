"""Days as integers: Julian day numbers of calendar dates, and back."""

from __future__ import annotations

from typing import Literal

Calendar = Literal["gregorian", "julian"]


def julian_day(year: int, month: int, day: int, calendar: Calendar = "gregorian") -> int:
    """Return the Julian day number of a calendar date.

    Units: whole days, counted at noon; 1 January 1970 (Gregorian) is 2440588.
    year is astronomical: 1 BCE is 0, 2 BCE is -1. Both calendars are proleptic.
    Errors: ValueError where the month is not 1-12. The day is not checked against
    the month's length: callers hand over dates that exist.
    Source: Fliegel & Van Flandern, Comm. ACM 11(10):657 (1968), in floor division.
    """
    if not 1 <= month <= 12:
        raise ValueError(f"month {month} is not in 1..12")
    months_before = (14 - month) // 12  # January and February close the year before
    y = year + 4800 - months_before
    m = month + 12 * months_before - 3  # March is month 0
    days = day + (153 * m + 2) // 5 + 365 * y + y // 4
    return days - 32083 if calendar == "julian" else days - y // 100 + y // 400 - 32045


def calendar_date(julian_day_number: int) -> tuple[int, int, int]:
    """Return (astronomical year, month, day), proleptic Gregorian, of a Julian day number.

    The inverse of `julian_day`.
    Source: Richards, "Calendars", Explanatory Supplement to the Astronomical Almanac (2013),
    section 15.11, in floor division so that days before the epoch work too.
    """
    a = julian_day_number + 32044
    centuries = (4 * a + 3) // 146097
    b = a - 146097 * centuries // 4
    years = (4 * b + 3) // 1461
    c = b - 1461 * years // 4
    m = (5 * c + 2) // 153  # March is month 0
    day = c - (153 * m + 2) // 5 + 1
    return 100 * centuries + years - 4800 + m // 10, m + 3 - 12 * (m // 10), day


def days_in_month(year: int, month: int) -> int:
    """Return the length of a proleptic Gregorian month, in days.

    Errors: ValueError where the month is not 1-12.
    """
    if not 1 <= month <= 12:
        raise ValueError(f"month {month} is not in 1..12")
    if month != 2:
        return 30 if month in {4, 6, 9, 11} else 31
    return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
