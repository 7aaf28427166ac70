"""Time as width: even (busy months get more room) and linear, both piecewise linear.

Most events of a collection fall into a few per cent of its period. On linear time they lie on top
of each other; on even time each month's width is a base plus a share for its busiest lane. The
knots go with the figure, so that the distortion can be drawn, told and undone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Final, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from timeline.charts.density import BoolArray, Density, IntArray
from timeline.charts.periods import Unit, coarser, edges, fine_unit, round_days, start_of

FloatArray: TypeAlias = npt.NDArray[np.float64]
ScaleName = Literal["even", "linear"]

WIDTH: Final = 1000.0
"""Length of the time axis in its own units; the browser gives them pixels."""

# Weights of a unit of time, settled by eye on a collection of 130 events: an empty month in a year
# with events, one in an empty year, what each event adds (less than in proportion: marks stack),
# what a milestone adds, which carries a number.
_QUIET: Final = 0.75
_EMPTY: Final = 0.15
_PER_EVENT: Final = 9.0
_POWER: Final = 0.8
_MILESTONE: Final = 14.0

_SPLIT_FROM: Final = 1.5
"""A month with more events than this in one lane is drawn day by day."""
_MOST_DAYS: Final = 31

_PARTS: Final = 40
_CROWDED_SHARE: Final = 0.2
"""Even time pays where half of the events lie in less than this share of the period's 40 parts."""

_NEAR: Final = 0.25
"""Share of a cell's width by which its edge may be moved to a rounder day; the cells stay in order."""

_LEAST_MONTH: Final = 28

_HAIR: Final = 1e-6
"""Days by which arithmetic may miss the start of a day."""


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days to axis units (0..1000) and back, linear between its knots. Both tuples rise strictly."""

    name: ScaleName
    days: tuple[int, ...]
    units: tuple[float, ...]

    def __hash__(self) -> int:
        """Of a few of its thousands of knots: scales are keys of what is kept."""
        middle = len(self.days) // 2
        return hash((self.name, len(self.days), self.first, self.last, self.units[middle]))

    @property
    def first(self) -> int:
        return self.days[0]

    @property
    def last(self) -> int:
        """The day after the last one that is shown."""
        return self.days[-1]

    def at(self, day: float) -> float:
        """Return the place of a day's start; days outside are put at the nearer end."""
        return _between(self.days, self.units, day)

    def day_at(self, unit: float) -> float:
        """Return the day at a place: the inverse of `at`."""
        return _between(self.units, self.days, unit)

    def window(self, first: int, last: int) -> TimeScale:
        """Return the part from first to last day (both included) over the whole width."""
        start, end = max(first, self.first), min(last + 1, self.last)
        if start >= end:
            start, end = self.first, self.last
        inside = slice(bisect_right(self.days, start), bisect_left(self.days, end))
        low, high = self.at(start), self.at(end)
        within = ((unit - low) / (high - low) * WIDTH for unit in self.units[inside])
        return TimeScale(self.name, (start, *self.days[inside], end), (0.0, *within, WIDTH))


def _between(keys: Sequence[float], values: Sequence[float], key: float) -> float:
    if key <= keys[0]:
        return values[0]
    if key >= keys[-1]:
        return values[-1]
    i = bisect_right(keys, key)
    share = (key - keys[i - 1]) / (keys[i] - keys[i - 1])
    return values[i - 1] + share * (values[i] - values[i - 1])


def covered(events: Density, days: Iterable[int] = ()) -> tuple[int, int]:
    """Return the period that holds all events and days, in whole years (months, decades...).

    Errors: ValueError where there is neither.
    """
    known = [*(events.period or ()), *days]
    if not known:
        raise ValueError("there is no event and no source to draw a period from")
    first, last = min(known), max(known)
    unit: Unit = coarser(fine_unit(first, last))
    return start_of(first, unit), start_of(last, unit, 1) - 1


def cells(scale: TimeScale, number: int) -> list[int]:
    """Return the edges (days) of so many cells of about one width, or of fewer: none is less than a day.

    An edge goes to the start of a year or month where one is near, so that periods read well.
    """
    return list(_cells(scale, number))


@lru_cache(maxsize=64)  # a scale stays the same from answer to answer, whatever the filter
def _cells(scale: TimeScale, number: int) -> tuple[int, ...]:
    width = WIDTH / number
    found = {scale.first, scale.last}
    for place in range(1, number):
        at = place * width
        found.add(_round_day(scale, at, width * _NEAR))
    return tuple(sorted(found))


def _round_day(scale: TimeScale, at: float, near: float) -> int:
    """Return the roundest day that starts within `near` axis units of a place, or the next one."""
    day = min(max(ceil(scale.day_at(at) - _HAIR), scale.first), scale.last)
    least, most = scale.day_at(at - near), scale.day_at(at + near)
    month = start_of(day, "month")
    if month < least and month + _LEAST_MONTH > most:
        return day  # where no month starts, nothing rounder does
    for start in round_days(day):
        if least <= start <= most and scale.first < start < scale.last:
            return start
    return day


def linear_scale(first: int, last: int) -> TimeScale:
    """Return the scale on which a day is a day."""
    return TimeScale("linear", (first, last + 1), (0.0, WIDTH))


def even_scale(events: Density, first: int, last: int) -> TimeScale:
    """Return the scale on which busy months get more room, over first..last (days, included).

    The busiest months are stretched day by day, so that one busy day does not hide its neighbours.
    """
    unit = fine_unit(first, last)
    cells = edges(first, last, unit)
    whole = np.asarray(cells, dtype=np.int64)
    loads = _loads(events, whole)
    knots = _split(whole, loads)
    if len(knots) > len(whole):
        loads = _loads(events, knots)
    base = np.where(_is_in_busy(knots, loads, first, last), _QUIET, _EMPTY)
    mean = (knots[-1] - knots[0]) / (len(cells) - 1)
    room = np.where(loads.busiest > 1, loads.busiest**_POWER, loads.busiest)
    weights = base * np.diff(knots) / mean + _PER_EVENT * room
    weights += _MILESTONE * np.minimum(1.0, loads.extra)
    sums = np.concatenate([[0.0], np.cumsum(weights)])
    units = sums / sums[-1] * WIDTH
    return TimeScale("even", tuple(knots.tolist()), tuple(units.tolist())).window(first, last)


def is_crowded(events: Density, first: int, last: int) -> bool:
    """Say whether half of the events lie in so small a part of the period that even time helps."""
    total = events.total
    parts = min(_PARTS, total) or 1
    place = np.clip((events.first - first) * parts // (last + 1 - first), 0, parts - 1)
    counts = np.sort(np.bincount(place, weights=events.count, minlength=parts))[::-1]
    used = int(np.searchsorted(np.cumsum(counts), total / 2)) + 1
    return total > 0 and used < _CROWDED_SHARE * parts


@dataclass(frozen=True, slots=True)
class Ground:
    """What a chart stands on, whatever is asked for: all events, and how their time is drawn.

    whole: linear time over the whole period. even: None where nothing is crowded.
    """

    density: Density
    whole: TimeScale
    even: TimeScale | None

    @classmethod
    def of(cls, density: Density, days: Iterable[int] = ()) -> Ground:
        """Return the ground of a timeline. days: others that must be in the picture, of its sources.

        Errors: ValueError where there is neither an event nor a day.
        """
        first, last = covered(density, days)
        crowded = is_crowded(density, first, last)
        even = even_scale(density, first, last) if crowded else None
        return cls(density, linear_scale(first, last), even)

    def time(self, scale: ScaleName, period: tuple[int, int] | None) -> TimeScale:
        """Return the scale of a chart. period: first and last day to show; None shows all."""
        found = self.even if self.even and scale == "even" else self.whole
        return found if period is None else found.window(*period)


@dataclass(frozen=True, slots=True)
class _Loads:
    """For each stretch between two knots: events in its busiest lane, and milestones."""

    busiest: FloatArray
    extra: FloatArray


def _split(knots: IntArray, loads: _Loads) -> IntArray:
    """Return the knots with the busiest stretches split into days."""
    lengths = np.diff(knots)
    is_split = (loads.busiest > _SPLIT_FROM) & (lengths <= _MOST_DAYS)
    parts = np.where(is_split, lengths, 1)
    starts = np.repeat(knots[:-1], parts)
    steps = np.arange(len(starts)) - np.repeat(np.cumsum(parts) - parts, parts)
    return np.append(starts + steps, knots[-1])


def _is_in_busy(knots: IntArray, loads: _Loads, first: int, last: int) -> BoolArray:
    """Say of each stretch whether the year (the coarser unit) that holds it has an event."""
    years = np.asarray(edges(first, last, coarser(fine_unit(first, last))), dtype=np.int64)
    year = np.searchsorted(years, knots[:-1], "right") - 1
    found: BoolArray = np.bincount(year, weights=loads.busiest, minlength=len(years)) > 0
    return found[year]


def _loads(events: Density, knots: IntArray) -> _Loads:
    """Return what lies between the knots. An uncertain date weighs on all its days alike."""
    cells = len(knots) - 1
    start = np.clip(np.searchsorted(knots, events.first, "right") - 1, 0, cells - 1)
    end = np.clip(np.searchsorted(knots, events.last, "right") - 1, 0, cells - 1)
    end = np.where(events.is_span, start, end)
    share = events.count / (knots[end + 1] - knots[start])
    lanes = int(events.lane.max(initial=-1)) + 1

    def load(start: IntArray, end: IntArray, share: FloatArray, lanes: int) -> FloatArray:
        size = lanes * (cells + 1)
        changes = np.bincount(start, weights=share, minlength=size)
        changes -= np.bincount(end + 1, weights=share, minlength=size)
        shares = np.cumsum(changes.reshape(lanes, cells + 1), axis=1)[:, :-1]
        most: FloatArray = np.maximum(shares, 0.0).max(axis=0, initial=0.0)
        return most * np.diff(knots)

    lane = events.lane * (cells + 1)
    busiest = load(lane + start, lane + end, share, lanes)
    some = np.flatnonzero(events.milestone)  # few among many: the rest would weigh nothing
    extra = load(start[some], end[some], share[some], 1)
    return _Loads(np.where(busiest < 1e-9, 0.0, busiest), extra)
