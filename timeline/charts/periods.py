"""Calendar units as day numbers: where a year, month or decade starts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal

from timeline.dates.julian_day import calendar_date, julian_day

Unit = Literal["day", "month", "year", "decade", "century", "millennium"]

_YEARS: Final[dict[Unit, int]] = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}

# Greatest length in days for which a unit still gives at most some hundred steps.
_FINEST: Final[tuple[tuple[int, Unit], ...]] = (
    (400, "day"),
    (60 * 366, "month"),
    (800 * 366, "year"),
    (8_000 * 366, "decade"),
    (80_000 * 366, "century"),
)
_COARSER: Final[dict[Unit, Unit]] = {
    "day": "month",
    "month": "year",
    "year": "decade",
    "decade": "century",
    "century": "millennium",
    "millennium": "millennium",
}


def fine_unit(first: int, last: int) -> Unit:
    """Return the finest unit of which a period (days, both included) has at most 800."""
    return next((unit for most, unit in _FINEST if last - first <= most), "millennium")


def coarser(unit: Unit) -> Unit:
    """Return the unit above: months stand in years, years in decades."""
    return _COARSER[unit]


def start_of(day: int, unit: Unit, step: int = 0) -> int:
    """Return the first day of the unit that holds a day, or of the unit `step` units later."""
    if unit == "day":
        return day + step
    year, month, _ = calendar_date(day)
    if unit == "month":
        months = year * 12 + month - 1 + step
        return julian_day(months // 12, months % 12 + 1, 1)
    length = _YEARS[unit]
    return julian_day((year // length + step) * length, 1, 1)


def round_days(day: int) -> Iterator[int]:
    """Yield the starts of the century, decade, year and month that hold a day, each with the next one."""
    year, month, _ = calendar_date(day)
    for length in (100, 10, 1):
        start = year // length * length
        yield julian_day(start, 1, 1)
        yield julian_day(start + length, 1, 1)
    yield julian_day(year, month, 1)
    yield julian_day(year + month // 12, month % 12 + 1, 1)


def edges(first: int, last: int, unit: Unit) -> list[int]:
    """Return the first days of all units that touch first..last, and the day after the last one."""
    return list(_edges(first, last, unit))


@lru_cache(maxsize=256)  # the same few periods are asked for several times in each drawing
def _edges(first: int, last: int, unit: Unit) -> tuple[int, ...]:
    found = [start_of(first, unit)]
    while found[-1] <= last:
        found.append(start_of(found[-1], unit, 1))
    return tuple(found)
