"""Where everything lies before it is drawn: events in lanes, lanes under each other.

x is in axis units (0..1000), y in pixels from the top. Room is reckoned for a drawing of
`frame.width` pixels; on a wider one the same marks stand further apart, so nothing new overlaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np

from timeline.charts.density import EVERY, Counted, Density, IntArray, known_days
from timeline.charts.dodge import MOST_LEVELS, PITCH, Extent, Spot, dodge, dodge_some
from timeline.charts.letters import text_width
from timeline.charts.members import member_days
from timeline.charts.rows import EventRow, Lane
from timeline.charts.scale import WIDTH, TimeScale, cells
from timeline.dates.edtf import OPEN_END, OPEN_START

RADIUS: Final = {1: 3.6, 2: 4.3, 3: 6.7}
"""Pixels, by importance: a milestone holds its number."""

_MILESTONE: Final = 3
_GAP: Final = 1.5
_OPEN_REACH: Final = 54.0
"""Pixels over which a date fades that is open at one end."""
_ARC_ROOM: Final = 12.0
_NAME_ROOM: Final = 18.0
_NAMES_TOUCH: Final = 45.0
"""Milestones nearer than this to each other, in pixels, need a row of names above them too."""
_LEAST_WITH_NAME: Final = 44.0
"""Least height of a lane with a milestone: a mark, and its name above or below."""
_NAME_PITCH: Final = 14.0
"""Pixels from one level to the next where each event has its name beside it: a line of letters."""
_MOST_NAMED_LEVELS: Final = 60
"""A lane that needs more to name all its events names those that find room, as usual."""
_NAME_GAP: Final = 4.0
"""Pixels between a mark and its name."""
BARS: Final = 38.0
"""Pixels for the highest bar of a lane and the number above it."""
_LENS_RIM: Final = 9.0
"""Pixels by which a lens shows on either side of its mark, however short the period."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing's measures in pixels: least width of the plot, space for lane names at its left."""

    width: float
    gutter: float
    lane_top: float
    """Space in a lane above its first level: on narrow drawings the lane's name stands there."""
    lane_bottom: float
    lane_least: float
    """Least height of a lane: its name may take two lines."""
    columns: int
    """Bars side by side; one is as wide as its number."""
    even_levels: int
    """Levels of marks in a lane that is as high as all others."""

    def unit(self, pixels: float) -> float:
        """Return pixels as axis units."""
        return pixels / self.width * WIDTH


WIDE: Final = Frame(
    width=640, gutter=136, lane_top=8, lane_bottom=7, lane_least=29, columns=30, even_levels=5
)
NARROW: Final = Frame(
    width=320, gutter=8, lane_top=25, lane_bottom=11, lane_least=36, columns=15, even_levels=5
)


@dataclass(frozen=True, slots=True)
class Placed:
    """An event in the drawing: its mark's centre and radius, and the period around it.

    solid: of a bar, from where to where the sources carry it; beyond, it fades to left and right.
    again: centres of the other marks of a set, "on each of these dates".
    sides: where room may be kept for its name, beside it; kept: where it is, or None.
    """

    row: EventRow
    x: float
    y: float
    radius: float
    left: float
    right: float
    solid: tuple[float, float] = (0.0, 0.0)
    again: tuple[float, ...] = ()
    sides: tuple[tuple[float, float], ...] = ()
    kept: tuple[float, float] | None = None

    @property
    def is_set(self) -> bool:
        return self.row.edtf.startswith("{")

    @property
    def is_bar(self) -> bool:
        return self.row.is_span and not self.is_set

    @property
    def is_soft(self) -> bool:
        return not self.row.is_span and self.right > self.left


@dataclass(frozen=True, slots=True)
class Bin:
    """Several events drawn as one bar. left, right: axis units; days: both included."""

    left: float
    right: float
    count: int
    first_day: int
    last_day: int

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Band:
    """A lane with what is in it, from top to bottom. marks_bottom: where bars begin, if there are any."""

    lane: Lane
    top: float
    bottom: float
    placed: tuple[Placed, ...]
    bins: tuple[Bin, ...]
    marks_bottom: float


@dataclass(frozen=True, slots=True)
class Scene:
    """All bands of a drawing."""

    frame: Frame
    scale: TimeScale
    bands: tuple[Band, ...]

    @property
    def placed(self) -> list[Placed]:
        return [event for band in self.bands for event in band.placed]

    @property
    def bottom(self) -> float:
        return self.bands[-1].bottom if self.bands else 0.0


@dataclass(frozen=True, slots=True)
class Room:
    """How a drawing's lanes are filled.

    with_arcs: slugs of lanes that need room for an arc above their marks.
    told: first and last day on which a source appeared: an open span fades out beyond them.
    even: all lanes are equally high, whatever is asked for, so that a filter moves none of them.
    named: lanes grow until each event has room for its name; not where they are even.
    """

    with_arcs: frozenset[str] = frozenset()
    told: tuple[int, int] | None = None
    even: bool = False
    named: bool = False

    @property
    def pitch(self) -> float:
        """Pixels from one level to the next."""
        return _NAME_PITCH if self.named else PITCH


def lay_out(
    rows: Sequence[EventRow],
    lanes: Sequence[Lane],
    scale: TimeScale,
    frame: Frame,
    top: float,
    room: Room = Room(),
    counted: Counted | None = None,
) -> Scene:
    """Return the scene of rows in lanes, from `top` down.

    counted: all events asked for, where they are too many: then rows are those among them that are
    drawn as marks all the same, and the rest are bars. A lane that needs too many levels for its
    marks becomes bars anyway, but for its milestones.
    """
    edges = cells(scale, frame.columns)
    counts = counted.in_cells(edges) if counted else {}
    by_lane: dict[str, list[EventRow]] = {lane.slug: [] for lane in lanes}
    for row in rows:
        by_lane[row.lane].append(row)
    bands = []
    for lane in lanes:
        found = by_lane[lane.slug]
        drawn = [_across(row, scale, frame, room.told) for row in found]
        if room.named:
            drawn = [_with_room_for_name(event, frame) for event in drawn]
        if counted is None:
            numbers = Density.of(found).in_cells(edges)[EVERY]
        else:
            numbers = counts.get(lane.slug, np.zeros(len(edges) - 1, dtype=np.int64))
        band = _band(lane, drawn, _Cells(edges, numbers), scale, frame, top, room, counted is None)
        bands.append(band)
        top = band.bottom
    return Scene(frame, scale, tuple(bands))


@dataclass(frozen=True, slots=True)
class _Cells:
    """How many events of a lane lie from each of the edges (days) to before the next."""

    edges: Sequence[int]
    numbers: IntArray

    def without(self, rows: Iterable[EventRow]) -> _Cells:
        """Return the same without events that are drawn as marks."""
        single = Density.of(rows).in_cells(self.edges)[EVERY]
        return _Cells(self.edges, np.maximum(self.numbers - single, 0))

    def bins(self, scale: TimeScale) -> tuple[Bin, ...]:
        return tuple(
            Bin(scale.at(first), scale.at(end), number, first, end - 1)
            for (first, end), number in zip(
                pairwise(self.edges), self.numbers.tolist(), strict=True
            )
            if number
        )


def _milestones_are_close(drawn: Iterable[Placed], frame: Frame) -> bool:
    places = sorted(event.x for event in drawn if event.row.importance == _MILESTONE)
    return any(b - a < frame.unit(_NAMES_TOUCH) for a, b in pairwise(places))


def _band(
    lane: Lane,
    drawn: list[Placed],
    counts: _Cells,
    scale: TimeScale,
    frame: Frame,
    top: float,
    room: Room,
    may_all_be_marks: bool,
) -> Band:
    """A lane's events as marks; where those would be a pile, all but milestones as bars."""
    above = frame.lane_top
    if not room.even:
        above += _ARC_ROOM if lane.slug in room.with_arcs else 0.0
        above = max(above, _NAME_ROOM) if _milestones_are_close(drawn, frame) else above
    most = frame.even_levels if room.even else MOST_LEVELS
    spots = None
    if may_all_be_marks and room.named:
        spots = dodge([_extent(event, scale, frame, room) for event in drawn], _MOST_NAMED_LEVELS)
    if spots is None:
        drawn = [replace(event, sides=()) for event in drawn]
        extents = [_extent(event, scale, frame, room) for event in drawn]
        spots = dodge(extents, most) if may_all_be_marks else None
    bins: tuple[Bin, ...] = ()
    if spots is None:
        drawn, spots = _milestones(drawn, scale, frame, room)
        bins = counts.without(event.row for event in drawn).bins(scale)
    highest = min((spot.level for spot in spots), default=0)
    lowest = max((spot.level for spot in spots), default=0)
    marks = (lowest - highest) * room.pitch
    bars = (room.pitch if drawn or room.even else 0.0) + BARS if bins else 0.0
    height = above + marks + bars + frame.lane_bottom
    has_milestone = any(event.row.importance == _MILESTONE for event in drawn)
    least = _LEAST_WITH_NAME if has_milestone else frame.lane_least
    if room.even:
        least = frame.lane_top + room.pitch + BARS + frame.lane_bottom
    spare = max(0.0, least - height)
    bottom = top + height + spare
    first = top + above + (0.0 if bins else spare / 2)
    placed = _levelled(drawn, spots, frame, first - highest * room.pitch, room.pitch)
    return Band(lane, top, bottom, placed, bins, bottom - BARS if bins else bottom)


def _milestones(
    drawn: Iterable[Placed], scale: TimeScale, frame: Frame, room: Room
) -> tuple[list[Placed], list[Spot]]:
    """Return the milestones that find room, and where."""
    most = 1 if room.even else MOST_LEVELS
    told = [event for event in drawn if event.row.importance == _MILESTONE]
    spots = dodge_some([_extent(event, scale, frame, room) for event in told], most)
    found = [(event, spot) for event, spot in zip(told, spots, strict=True) if spot]
    return [event for event, _ in found], [spot for _, spot in found]


def _levelled(
    drawn: Sequence[Placed], spots: Sequence[Spot], frame: Frame, middle: float, pitch: float
) -> tuple[Placed, ...]:
    """Return events on their levels; middle: y of level 0. What lies softly moves with its mark."""
    found = []
    for event, spot in zip(drawn, spots, strict=True):
        shift = frame.unit(spot.shift)
        along = 0.0 if event.row.is_span else shift
        found.append(
            replace(
                event,
                x=event.x + shift,
                y=middle + spot.level * pitch,
                left=event.left + along,
                right=event.right + along,
                kept=_moved(event.sides[spot.side], along) if event.sides else None,
            )
        )
    return tuple(found)


def _moved(stretch: tuple[float, float], by: float) -> tuple[float, float]:
    return stretch[0] + by, stretch[1] + by


def _across(row: EventRow, scale: TimeScale, frame: Frame, told: tuple[int, int] | None) -> Placed:
    """Return an event with its place along the axis; its level is not known yet (y is 0)."""
    radius = RADIUS[row.importance]
    members = member_days(row.edtf)
    if members:
        return _each(row, radius, members, scale, frame)
    if row.is_span:
        return _lasting(row, radius, scale, frame, told)
    first, last = known_days(row)
    start, end = scale.at(first), scale.at(last + 1)
    opens, closes = row.first_day > OPEN_START, row.last_day < OPEN_END
    reach = frame.unit(_OPEN_REACH)
    left = start if opens else end - reach
    right = end if closes else start + reach
    if opens and closes:
        x = _middle(first, last, scale)
        rim = frame.unit(radius + _LENS_RIM)
        if last > first:
            left, right = min(left, x - rim), max(right, x + rim)
        else:
            left = right = x
    else:
        x = start if opens else end
    return Placed(row, x, 0.0, radius, max(left, 0.0), min(right, WIDTH))


def _middle(first: int, last: int, scale: TimeScale) -> float:
    """Return the middle of a period; where that is out of view, the middle of what is in view."""
    middle = (first + last + 1) / 2
    if not scale.first <= middle <= scale.last:
        middle = (max(first, scale.first) + min(last + 1, scale.last)) / 2
    return scale.at(middle)


def _each(
    row: EventRow,
    radius: float,
    members: Sequence[tuple[int, int]],
    scale: TimeScale,
    frame: Frame,
) -> Placed:
    """A set: a mark for each member in view, the first of which carries the event.

    Members so near that their marks would touch share one.
    """
    inside = [days for days in members if days[0] < scale.last and days[1] >= scale.first]
    places = [_middle(first, last, scale) for first, last in inside or members[:1]]
    apart = [places[0]]
    for place in places[1:]:
        if place - apart[-1] >= frame.unit(2 * (radius + _GAP)):
            apart.append(place)
    return Placed(row, apart[0], 0.0, radius, apart[0], apart[-1], again=tuple(apart[1:]))


def _lasting(
    row: EventRow, radius: float, scale: TimeScale, frame: Frame, told: tuple[int, int] | None
) -> Placed:
    """A bar. One without an end goes on to the edge: whole to the last source's day, then fading."""
    first, last = known_days(row)
    start, end = scale.at(first), scale.at(last + 1)
    reach = frame.unit(_OPEN_REACH)
    if row.last_day < OPEN_END:
        right = solid_right = end
        x = start
    else:
        right, x = WIDTH, start
        goes_on = told is not None and told[1] + 1 >= scale.last
        known = scale.at(told[1] + 1) if told else WIDTH
        solid_right = WIDTH if goes_on else max(start, min(known, WIDTH - reach))
    if row.first_day > OPEN_START:
        left = solid_left = start
    else:
        left, x = 0.0, end
        goes_on = told is not None and told[0] <= scale.first
        known = scale.at(told[0]) if told else 0.0
        solid_left = 0.0 if goes_on else min(end, max(known, reach))
    return Placed(row, x, 0.0, radius, left, right, solid=(solid_left, solid_right))


def _with_room_for_name(event: Placed, frame: Frame) -> Placed:
    """Keep room for the name right of the mark, bar or set, or left of it: inside the drawing."""
    row = event.row
    wide = text_width(row.label or row.title, bold=row.importance == _MILESTONE)
    needed, gap = frame.unit(wide + _NAME_GAP), frame.unit(event.radius + _NAME_GAP)
    is_long = event.is_bar or event.is_set
    start = max(event.x, event.right if is_long else 0.0) + gap
    end = min(event.x, event.left if is_long else WIDTH) - gap
    sides = ((start, start + needed), (end - needed, end))
    return replace(event, sides=tuple(side for side in sides if side[0] >= 0 and side[1] <= WIDTH))


def _extent(event: Placed, scale: TimeScale, frame: Frame, room: Room) -> Extent:
    pixels = frame.width / WIDTH
    half = event.radius + _GAP
    x, left, right = event.x * pixels, event.left * pixels, event.right * pixels
    if event.is_set:
        left, right = left - half, right + half
    elif event.is_bar:
        left, right = min(left, x - half), max(right, x + half)
    else:
        left, right = x - half, x + half
    day = event.row.first_day
    is_one_day = day == event.row.last_day
    slack = (scale.at(day + 1) - scale.at(day)) * pixels / 2 - half if is_one_day else 0.0
    sides = tuple(
        (min(left, start * pixels), max(right, end * pixels)) for start, end in event.sides
    )
    is_tall = event.radius * 2 > room.pitch
    return Extent(left, right, slack, event.row.importance, is_tall, sides)
