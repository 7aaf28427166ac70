"""Time as width: even (busy months get more room) and linear, both piecewise linear.

Most events of a collection fall into a few per cent of its period. On linear time they lie on top
of each other; on even time each month's width is a base plus a share for its busiest lane. The
knots go with the figure, so that the distortion can be drawn, told and undone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final, Literal, Protocol

from timeline.charts.periods import Unit, coarser, edges, fine_unit, start_of
from timeline.dates.edtf import OPEN_END, OPEN_START

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


class Dated(Protocol):
    """What the scale needs of an event; EventRow has it."""

    @property
    def first_day(self) -> int: ...
    @property
    def last_day(self) -> int: ...
    @property
    def is_span(self) -> bool: ...
    @property
    def lane(self) -> str: ...
    @property
    def importance(self) -> int: ...


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days to axis units (0..1000) and back, linear between its knots. Both tuples rise strictly."""

    name: ScaleName
    days: tuple[int, ...]
    units: tuple[float, ...]

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
        inside = [day for day in self.days if start < day < end]
        days = (start, *inside, end)
        low, high = self.at(start), self.at(end)
        units = tuple((self.at(day) - low) / (high - low) * WIDTH for day in days)
        return TimeScale(self.name, days, units)


def _between(keys: Sequence[float], values: Sequence[float], key: float) -> float:
    if key <= keys[0]:
        return values[0]
    if key >= keys[-1]:
        return values[-1]
    i = bisect_right(keys, key)
    share = (key - keys[i - 1]) / (keys[i] - keys[i - 1])
    return values[i - 1] + share * (values[i] - values[i - 1])


def known_days(dated: Dated) -> tuple[int, int]:
    """Return first and last day of an event, with the known end in the place of an open one."""
    first, last = dated.first_day, dated.last_day
    if first <= OPEN_START:
        first = last if last < OPEN_END else 0
    return first, last if last < OPEN_END else first


def covered(events: Iterable[Dated], days: Iterable[int] = ()) -> tuple[int, int]:
    """Return the period that holds all events and days, in whole years (months, decades...)."""
    known = [day for event in events for day in known_days(event)] + list(days)
    if not known:
        raise ValueError("there is no event and no source to draw a period from")
    first, last = min(known), max(known)
    unit: Unit = coarser(fine_unit(first, last))
    return start_of(first, unit), start_of(last, unit, 1) - 1


def linear_scale(first: int, last: int) -> TimeScale:
    """Return the scale on which a day is a day."""
    return TimeScale("linear", (first, last + 1), (0.0, WIDTH))


def even_scale(events: Iterable[Dated], first: int, last: int) -> TimeScale:
    """Return the scale on which busy months get more room, over first..last (days, included).

    The busiest months are stretched day by day, so that one busy day does not hide its neighbours.
    """
    found = list(events)
    unit = fine_unit(first, last)
    knots = _split(found, edges(first, last, unit))
    loads = _loads(found, knots)
    months = {start_of(day, coarser(unit)) for day in _days_with_events(loads, knots)}
    mean = (knots[-1] - knots[0]) / (len(edges(first, last, unit)) - 1)
    sums = [0.0]
    for start, end, busiest, extra in zip(
        knots, knots[1:], loads.busiest, loads.extra, strict=False
    ):
        base = _QUIET if start_of(start, coarser(unit)) in months else _EMPTY
        room = busiest**_POWER if busiest > 1 else busiest
        weight = base * (end - start) / mean + _PER_EVENT * room + _MILESTONE * min(1.0, extra)
        sums.append(sums[-1] + weight)
    units = [value / sums[-1] * WIDTH for value in sums]
    return TimeScale("even", tuple(knots), tuple(units)).window(first, last)


def is_crowded(events: Iterable[Dated], first: int, last: int) -> bool:
    """Say whether half of the events lie in so small a part of the period that even time helps."""
    days = [known_days(event)[0] for event in events]
    parts = min(_PARTS, len(days)) or 1
    counts = Counter(min((day - first) * parts // (last + 1 - first), parts - 1) for day in days)
    needed = accumulate(count for _, count in counts.most_common())
    used = next((used for used, held in enumerate(needed, 1) if held * 2 >= len(days)), parts)
    return used < _CROWDED_SHARE * parts


@dataclass(frozen=True, slots=True)
class _Loads:
    """For each stretch between two knots: events in its busiest lane, and milestones."""

    busiest: list[float]
    extra: list[float]


def _split(events: Sequence[Dated], knots: list[int]) -> list[int]:
    """Return the knots with the busiest stretches split into days."""
    busiest = _loads(events, knots).busiest
    days: list[int] = []
    for start, end, load in zip(knots, knots[1:], busiest, strict=False):
        days += range(start, end) if load > _SPLIT_FROM and end - start <= _MOST_DAYS else [start]
    return [*days, knots[-1]]


def _days_with_events(loads: _Loads, knots: Sequence[int]) -> list[int]:
    return [start for start, load in zip(knots, loads.busiest, strict=False) if load > 0]


def _loads(events: Iterable[Dated], knots: Sequence[int]) -> _Loads:
    """Return what lies between the knots. An uncertain date weighs on all its days alike."""
    cells = len(knots) - 1
    density: dict[str, list[float]] = {"": [0.0] * (cells + 1)}
    for event in events:
        first, last = known_days(event)
        start = min(max(bisect_right(knots, first) - 1, 0), cells - 1)
        end = start if event.is_span else min(max(bisect_right(knots, last) - 1, 0), cells - 1)
        share = 1 / (knots[end + 1] - knots[start])
        for key in (event.lane, "") if event.importance == 3 else (event.lane,):
            lane = density.setdefault(key, [0.0] * (cells + 1))
            lane[start] += share
            lane[end + 1] -= share
    lengths = [end - start for start, end in pairwise(knots)]
    totals = {
        key: [max(0.0, d) * n for d, n in zip(accumulate(changes), lengths, strict=False)]
        for key, changes in density.items()
    }
    extra = totals.pop("")
    busiest = [max(values) for values in zip(*totals.values(), strict=True)] if totals else extra
    return _Loads([0.0 if load < 1e-9 else load for load in busiest], extra)
