"""A small chart that needs no script: lanes with marks, for the page of one actor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.charts.density import Density, known_days
from timeline.charts.members import member_days
from timeline.charts.rows import EventRow, Lane
from timeline.charts.scale import WIDTH, Ground, TimeScale
from timeline.charts.strips import AxisTick, Extent, axis, extent, middle, per_cent
from timeline.dates.edtf import OPEN_END, OPEN_START

LEVEL: Final = 17
"""Pixels from one level of a lane to the next."""
_ROOM: Final = 26.0
"""Axis units that a mark takes: 17 pixels on a chart of 650."""
_WIDE: Final = 3 * _ROOM
"""Axis units from which on an uncertain date keeps its level to itself, as what lasted does."""
_REACH: Final = 83.0
"""Axis units that an open end takes beside its mark: 54 pixels on a chart of 650."""
_LANE_PADDING: Final = 14
_NAME_GAP: Final = 78.0
"""Axis units between two names: a year and 8 pixels, where lanes' names still stand beside 480 of the chart."""


@dataclass(frozen=True, slots=True)
class SmallMark:
    """A mark; y: its middle in the lane, in pixels.

    days: where each day of a set stands, which is on these days and not between them.
    """

    row: EventRow
    extent: Extent
    y: int
    days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SmallLane:
    """A lane with its marks; height in pixels."""

    lane: Lane
    marks: tuple[SmallMark, ...]
    height: int


@dataclass(frozen=True, slots=True)
class SmallChart:
    """Lanes over one axis. is_even: busy months are drawn wider than their share."""

    axis: tuple[AxisTick, ...]
    lanes: tuple[SmallLane, ...]
    is_even: bool


def small_chart(rows: Sequence[EventRow], lanes: Iterable[Lane]) -> SmallChart:
    """Return the chart of a few events. lanes: in order; those without an event are left out.

    Errors: ValueError where there is no event.
    """
    ground = Ground.of(Density.of(rows))
    even = ground.even if len(rows) > 2 else None
    scale = even or ground.whole
    drawn = [
        _lane(lane, [row for row in rows if row.lane == lane.slug], scale)
        for lane in lanes
        if any(row.lane == lane.slug for row in rows)
    ]
    names = _names(scale, [middle(row, scale) for row in rows])
    return SmallChart(names, tuple(drawn), even is not None)


def _names(scale: TimeScale, places: Iterable[float]) -> tuple[AxisTick, ...]:
    """Years alone where there are several: a month between them would not say of which year."""
    names = axis(scale, places, _NAME_GAP)
    years = tuple(tick for tick in names if not tick.text.isalpha())
    return years if sum(tick.narrow for tick in years) > 1 else names


def _lane(lane: Lane, rows: list[EventRow], scale: TimeScale) -> SmallLane:
    ends: list[float] = []  # of what stands on each level so far
    marks: list[SmallMark] = []
    for row in sorted(rows, key=lambda row: _taken(row, scale)):
        start, end = _taken(row, scale)
        level = next((n for n, taken in enumerate(ends) if taken <= start), len(ends))
        if level == len(ends):
            ends.append(0.0)
        ends[level] = end
        y = _LANE_PADDING + level * LEVEL
        days = _days(row, scale)
        drawn = tuple(per_cent(at) for at in days)
        marks.append(SmallMark(row, extent(row, scale), y, drawn))
    return SmallLane(lane, tuple(marks), 2 * _LANE_PADDING + (len(ends) - 1) * LEVEL)


def _taken(row: EventRow, scale: TimeScale) -> tuple[float, float]:
    """What a mark takes of its level, in axis units: a bar all of its time, for else others would
    seem to be a part of it."""
    days, at = _days(row, scale), middle(row, scale)
    if days:
        return days[0], days[-1] + _ROOM
    first, last = known_days(row)
    left, right = scale.at(first), scale.at(last + 1)
    if not row.is_span and (row.first_day <= OPEN_START or row.last_day >= OPEN_END):
        before = _REACH if row.first_day <= OPEN_START else 0.0
        return max(0.0, at - before), at + (_REACH if row.last_day >= OPEN_END else _ROOM)
    if not row.is_span:
        return (left, right + _ROOM / 2) if right - left > _WIDE else (at, at + _ROOM)
    start = 0.0 if row.first_day <= OPEN_START else at
    end = WIDTH if row.last_day >= OPEN_END else right
    return start, max(at, end - _ROOM / 2) + _ROOM


def _days(row: EventRow, scale: TimeScale) -> tuple[float, ...]:
    return tuple(
        (scale.at(first) + scale.at(last + 1)) / 2 for first, last in member_days(row.edtf)
    )
