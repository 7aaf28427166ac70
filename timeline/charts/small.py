"""A small chart that needs no script: lanes with marks, for the page of one actor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.charts.rows import EventRow, Lane
from timeline.charts.scale import TimeScale, covered, even_scale, is_crowded, linear_scale
from timeline.charts.strips import AxisTick, Extent, axis, extent, middle

LEVEL: Final = 17
"""Pixels from one level of a lane to the next."""
_ROOM: Final = 26.0
"""Axis units that a mark takes: 17 pixels on a chart of 650."""
_LANE_PADDING: Final = 14


@dataclass(frozen=True, slots=True)
class SmallMark:
    """A mark; y: its middle in the lane, in pixels."""

    row: EventRow
    extent: Extent
    y: int


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
    first, last = covered(rows)
    is_even = len(rows) > 2 and is_crowded(rows, first, last)
    scale = even_scale(rows, first, last) if is_even else linear_scale(first, last)
    drawn = [
        _lane(lane, [row for row in rows if row.lane == lane.slug], scale)
        for lane in lanes
        if any(row.lane == lane.slug for row in rows)
    ]
    return SmallChart(axis(scale), tuple(drawn), is_even)


def _lane(lane: Lane, rows: list[EventRow], scale: TimeScale) -> SmallLane:
    ends: list[float] = []  # of what stands on each level so far
    marks: list[SmallMark] = []
    for row in sorted(rows, key=lambda row: middle(row, scale)):
        at = middle(row, scale)
        level = next((n for n, end in enumerate(ends) if end <= at), len(ends))
        if level == len(ends):
            ends.append(0.0)
        ends[level] = at + _ROOM
        marks.append(SmallMark(row, extent(row, scale), _LANE_PADDING + level * LEVEL))
    return SmallLane(lane, tuple(marks), 2 * _LANE_PADDING + (len(ends) - 1) * LEVEL)
