"""Where everything lies before it is drawn: events in lanes, lanes under each other.

x is in axis units (0..1000), y in pixels from the top. Room is reckoned for a drawing of
`frame.width` pixels; on a wider one the same marks stand further apart, so nothing new overlaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from timeline.charts.dodge import PITCH, Extent, Spot, dodge
from timeline.charts.members import member_days
from timeline.charts.rows import EventRow, Lane
from timeline.charts.scale import WIDTH, TimeScale, known_days
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

    def unit(self, pixels: float) -> float:
        """Return pixels as axis units."""
        return pixels / self.width * WIDTH


WIDE: Final = Frame(width=640, gutter=136, lane_top=8, lane_bottom=7, lane_least=29)
NARROW: Final = Frame(width=320, gutter=8, lane_top=25, lane_bottom=11, lane_least=36)


@dataclass(frozen=True, slots=True)
class Placed:
    """An event in the drawing: its mark's centre and radius, and the period around it.

    solid: of a bar, from where to where the sources carry it; beyond, it fades to left and right.
    again: centres of the other marks of a set, "on each of these dates".
    """

    row: EventRow
    x: float
    y: float
    radius: float
    left: float
    right: float
    solid: tuple[float, float] = (0.0, 0.0)
    again: tuple[float, ...] = ()

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
    """Several events drawn as one, with a count: from and to are days, both included."""

    x: float
    y: float
    rows: tuple[EventRow, ...]
    first_day: int
    last_day: int


@dataclass(frozen=True, slots=True)
class Band:
    """A lane with what is in it, from top to bottom."""

    lane: Lane
    top: float
    bottom: float
    placed: tuple[Placed, ...]
    bins: tuple[Bin, ...]


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


def lay_out(
    rows: Sequence[EventRow],
    lanes: Sequence[Lane],
    scale: TimeScale,
    frame: Frame,
    top: float,
    *,
    with_arcs: frozenset[str] = frozenset(),
    binned: bool = False,
    told: tuple[int, int] | None = None,
) -> Scene:
    """Return the scene of rows in lanes, from `top` down.

    with_arcs: slugs of lanes that need room for an arc above their marks.
    binned: draw counts in every lane; a lane that would need too many levels is binned anyway.
    told: first and last day on which a source appeared: an open span fades out beyond them.
    """
    by_lane: dict[str, list[EventRow]] = {lane.slug: [] for lane in lanes}
    for row in rows:
        by_lane[row.lane].append(row)
    bands = []
    for lane in lanes:
        drawn = [_across(row, scale, frame, told) for row in by_lane[lane.slug]]
        above = frame.lane_top + (_ARC_ROOM if lane.slug in with_arcs else 0.0)
        if _milestones_are_close(drawn, frame):
            above = max(above, _NAME_ROOM)
        band = _band(lane, drawn, scale, frame, top, above, binned)
        bands.append(band)
        top = band.bottom
    return Scene(frame, scale, tuple(bands))


def _milestones_are_close(drawn: Iterable[Placed], frame: Frame) -> bool:
    places = sorted(event.x for event in drawn if event.row.importance == _MILESTONE)
    return any(b - a < frame.unit(_NAMES_TOUCH) for a, b in pairwise(places))


def _band(
    lane: Lane,
    drawn: list[Placed],
    scale: TimeScale,
    frame: Frame,
    top: float,
    above: float,
    binned: bool,
) -> Band:
    """A lane's events as marks; where those would be a pile, all but milestones as counts.

    above: pixels kept free above the first level.
    """
    first = top + above
    spots = None if binned else dodge([_extent(event, scale, frame) for event in drawn])
    counted: list[Placed] = []
    if spots is None:
        single = [event for event in drawn if event.row.importance == _MILESTONE]
        spots = dodge([_extent(event, scale, frame) for event in single])
        single, spots = (single, spots) if spots is not None else ([], [])
        kept = {event.row.id for event in single}
        counted = [event for event in drawn if event.row.id not in kept]
        drawn = single
    highest = min((spot.level for spot in spots), default=0)
    lowest = max((spot.level for spot in spots), default=0)
    last = first + (lowest - highest) * PITCH
    if counted:
        y = last + 2 * PITCH if drawn else first + PITCH
        placed = _levelled(drawn, spots, frame, first - highest * PITCH)
        bins = _bins(counted, scale, frame, y)
        return Band(lane, top, y + PITCH + frame.lane_bottom, placed, bins)
    height = last - top + frame.lane_bottom
    has_milestone = any(event.row.importance == _MILESTONE for event in drawn)
    least = _LEAST_WITH_NAME if has_milestone else frame.lane_least
    spare = max(0.0, least - height)
    placed = _levelled(drawn, spots, frame, first + spare / 2 - highest * PITCH)
    return Band(lane, top, top + height + spare, placed, ())


def _levelled(
    drawn: Sequence[Placed], spots: Sequence[Spot], frame: Frame, middle: float
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
                y=middle + spot.level * PITCH,
                left=event.left + along,
                right=event.right + along,
            )
        )
    return tuple(found)


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


def _extent(event: Placed, scale: TimeScale, frame: Frame) -> Extent:
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
    return Extent(left, right, slack, event.row.importance, tall=event.radius * 2 > PITCH)


def _bins(events: Iterable[Placed], scale: TimeScale, frame: Frame, y: float) -> tuple[Bin, ...]:
    """Return counts along a lane; a bin is 22 pixels wide, and stands at its middle."""
    width = frame.unit(22)
    cells: dict[int, list[EventRow]] = {}
    for event in events:
        cells.setdefault(int(min(event.x, WIDTH - 1e-6) / width), []).append(event.row)
    return tuple(
        Bin(
            min((cell + 0.5) * width, WIDTH),
            y,
            tuple(found),
            int(scale.day_at(cell * width)),
            max(int(scale.day_at((cell + 1) * width)) - 1, int(scale.day_at(cell * width))),
        )
        for cell, found in sorted(cells.items())
    )
