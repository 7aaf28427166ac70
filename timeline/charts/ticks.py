"""What is written along the time axis: years and months, or decades and years, as the scale needs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from babel.dates import get_month_names

from timeline.charts.periods import Unit, coarser, edges, fine_unit
from timeline.charts.scale import TimeScale
from timeline.dates.julian_day import calendar_date
from timeline.language import gettext, language

_LEAST_MINOR: Final = 25.0
"""Axis units below which a minor cell gets neither line nor name: about 18 pixels."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A cell of the axis: from `start` to `end` (axis units), its name and a shorter one."""

    start: float
    end: float
    day: int
    text: str
    short: str
    major: bool


def ticks(scale: TimeScale) -> list[Tick]:
    """Return the major cells, and those minor ones that have room, in order of time."""
    return list(_ticks(scale, language()))


def by_weight(cells: Iterable[Tick], scale: TimeScale, places: Iterable[float]) -> list[Tick]:
    """Return cells in the order in which their names get room: years first, and of these, on even time,
    the first and the last in which something lies, then those with the most; an empty one would stand
    at the edge of a squeezed stretch.

    places: of what lies there, in axis units.
    """
    taken = sorted(places) if scale.name == "even" else []

    def inside(cell: Tick) -> int:
        return bisect_left(taken, cell.end) - bisect_left(taken, cell.start)

    def is_end(cell: Tick) -> bool:
        return bool(taken) and any(cell.start <= at < cell.end for at in (taken[0], taken[-1]))

    return sorted(
        cells, key=lambda cell: (not cell.major, not is_end(cell), -inside(cell), cell.start)
    )


@lru_cache(maxsize=64)  # lines and names of both layouts need the same, and so does the next answer
def _ticks(scale: TimeScale, _language: str) -> tuple[Tick, ...]:
    minor = fine_unit(scale.first, scale.last)
    if minor == "day" and scale.last - scale.first > 45:
        minor = "month"
    major = coarser(minor)
    found = [*_cells(scale, major, 0.0, is_major=True)]
    found += _cells(scale, minor, _LEAST_MINOR, is_major=False)
    return tuple(sorted(found, key=lambda tick: (tick.start, not tick.major)))


def _cells(scale: TimeScale, unit: Unit, least: float, *, is_major: bool) -> Iterator[Tick]:
    """Yield the cells that are at least so wide, and not of no width: only those need a name."""
    places = [(day, scale.at(day)) for day in edges(scale.first, scale.last - 1, unit)]
    for (day, left), (_, right) in pairwise(places):
        if right > left and right - left >= least:
            yield Tick(left, right, day, *_names(day, unit, is_major=is_major), is_major)


def _names(day: int, unit: Unit, *, is_major: bool) -> tuple[str, str]:
    year, month, day_of_month = calendar_date(day)
    if unit == "day":
        return str(day_of_month), str(day_of_month)
    if unit == "month":
        name = _months(language())[month - 1]
        return (f"{name} {year}" if is_major and year > 0 else name), name
    name = str(year) if year > 0 else gettext("{year} BCE").format(year=1 - year)
    if unit == "year" and year >= 1000:
        return name, f"’{year % 100:02}"
    if unit == "decade" and year > 0:
        return gettext("{decade}s").format(decade=name), name
    return name, name


@cache
def _months(language: str) -> tuple[str, ...]:
    """The months in three letters or so, as CLDR says them alone; a full stop would only take room."""
    names = get_month_names("abbreviated", "stand-alone", language).values()
    return tuple(name.rstrip(".") for name in names)
