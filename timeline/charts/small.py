"""A small chart that needs no script: lanes with marks, for the page of one actor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from timeline.charts.density import Density, known_days
from timeline.charts.members import member_days
from timeline.charts.nesting import Pair
from timeline.charts.rows import EventRow, Lane, Link
from timeline.charts.scale import WIDTH, Ground, TimeScale
from timeline.charts.small_arcs import SmallArc, Spot, drawn, rising, room
from timeline.charts.strips import AxisTick, Extent, axis, extent, middle, per_cent
from timeline.dates.edtf import OPEN_END, OPEN_START

Leads = Literal["", "open", "cut"]

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
    leads: of a plan, whose mark is the first of a set: "open" where the sources tell no outcome of what was
    to take place once, "cut" where its arc is not drawn whole.
    """

    row: EventRow
    extent: Extent
    y: int
    days: tuple[str, ...] = ()
    leads: Leads = ""


@dataclass(frozen=True, slots=True)
class SmallLane:
    """A lane with its marks, and arcs from plans to outcomes; height in pixels."""

    lane: Lane
    marks: tuple[SmallMark, ...]
    height: int
    arcs: tuple[SmallArc, ...] = ()


@dataclass(frozen=True, slots=True)
class SmallChart:
    """Lanes over one axis. is_even: busy months are drawn wider than their share."""

    axis: tuple[AxisTick, ...]
    lanes: tuple[SmallLane, ...]
    is_even: bool

    @property
    def signs(self) -> set[str]:
        """What is drawn besides marks and their time, by its name in the key of the large chart."""
        marks = [mark for lane in self.lanes for mark in lane.marks]
        signs: set[str] = {mark.leads for mark in marks if mark.leads}
        signs |= {"split" for mark in marks if mark.row.differs}
        # What is cut short is explained as the whole, cut short.
        return signs | {"arc" for lane in self.lanes if lane.arcs or "cut" in signs}


def small_chart(
    rows: Sequence[EventRow], lanes: Iterable[Lane], links: Iterable[Link] = ()
) -> SmallChart:
    """Return the chart of a few events. lanes: in order; those without an event are left out.

    links: of these events; an outcome that is not drawn may be among them.

    Errors: ValueError where there is no event.
    """
    ground = Ground.of(Density.of(rows))
    even = ground.even if len(rows) > 2 else None
    scale = even or ground.whole
    outcomes = [(link.from_id, link.to_id) for link in links if link.kind == "outcome"]
    filled = [
        _lane(lane, [row for row in rows if row.lane == lane.slug], scale, outcomes)
        for lane in lanes
        if any(row.lane == lane.slug for row in rows)
    ]
    names = _names(scale, [middle(row, scale) for row in rows])
    return SmallChart(names, tuple(filled), even is not None)


def _names(scale: TimeScale, places: Iterable[float]) -> tuple[AxisTick, ...]:
    """Years alone where there are several: a month between them would not say of which year."""
    names = axis(scale, places, _NAME_GAP)
    years = tuple(tick for tick in names if not tick.text.isalpha())
    return years if sum(tick.narrow for tick in years) > 1 else names


def _lane(lane: Lane, rows: list[EventRow], scale: TimeScale, outcomes: list[Pair]) -> SmallLane:
    ends: list[float] = []  # of what stands on each level so far
    spots: dict[int, Spot] = {}
    for row in sorted(rows, key=lambda row: _taken(row, scale)):
        start, end = _taken(row, scale)
        level = next((n for n, taken in enumerate(ends) if taken <= start), len(ends))
        if level == len(ends):
            ends.append(0.0)
        ends[level] = end
        at = (*_days(row, scale), middle(row, scale))[0]
        spots[row.id] = Spot(at, level, (start - _ROOM / 2, end - _ROOM / 2))
    arcs = rising(spots, outcomes)
    top = _LANE_PADDING + room(arcs)
    y = {event: top + spot.level * LEVEL for event, spot in spots.items()}
    told, whole = {start for start, _ in outcomes}, {arc.pair[0] for arc in arcs}
    by_id = {row.id: row for row in rows}
    marks = []
    for event, level_y in y.items():
        row = by_id[event]
        is_open = row.is_open and not row.is_span
        leads: Leads = "cut" if event in told - whole else "open" if is_open else ""
        days = tuple(map(per_cent, _days(row, scale)))
        marks.append(SmallMark(row, extent(row, scale), level_y, days, leads))
    height = top + _LANE_PADDING + (len(ends) - 1) * LEVEL
    return SmallLane(lane, tuple(marks), height, drawn(arcs, spots, y))


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
