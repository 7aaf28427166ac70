"""Where everything lies before it is drawn: events in lanes, lanes under each other.

x is in axis units (0..1000), y in pixels from the top. Room is reckoned for a drawing of
`frame.width` pixels; on a wider one the same marks stand further apart, so nothing new overlaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.charts.dodge import PITCH, Extent, dodge
from timeline.charts.rows import EventRow, Lane
from timeline.charts.scale import WIDTH, TimeScale, known_days
from timeline.dates.edtf import OPEN_END, OPEN_START

RADIUS: Final = {1: 3.8, 2: 4.7, 3: 7.8}
"""Pixels, by importance: a milestone holds its number."""

_GAP: Final = 1.5
_OPEN_REACH: Final = 54.0
"""Pixels over which a date fades that is open at one end."""
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


WIDE: Final = Frame(width=640, gutter=136, lane_top=11, lane_bottom=10, lane_least=34)
NARROW: Final = Frame(width=320, gutter=8, lane_top=25, lane_bottom=11, lane_least=36)


@dataclass(frozen=True, slots=True)
class Placed:
    """An event in the drawing: its mark's centre and radius, and the period around it."""

    row: EventRow
    x: float
    y: float
    radius: float
    left: float
    right: float

    @property
    def is_bar(self) -> bool:
        return self.row.is_span

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
) -> Scene:
    """Return the scene of rows in lanes, from `top` down.

    with_arcs: slugs of lanes that need room for an arc above their marks.
    binned: draw counts in every lane; a lane that would need too many levels is binned anyway.
    """
    by_lane: dict[str, list[EventRow]] = {lane.slug: [] for lane in lanes}
    for row in rows:
        by_lane[row.lane].append(row)
    bands = []
    for lane in lanes:
        arc_room = 12.0 if lane.slug in with_arcs else 0.0
        band = _band(lane, by_lane[lane.slug], scale, frame, top, arc_room, binned)
        bands.append(band)
        top = band.bottom
    return Scene(frame, scale, tuple(bands))


def _band(
    lane: Lane,
    rows: list[EventRow],
    scale: TimeScale,
    frame: Frame,
    top: float,
    arc_room: float,
    binned: bool,
) -> Band:
    drawn = [_across(row, scale, frame) for row in rows]
    spots = None if binned else dodge([_extent(event, scale, frame) for event in drawn])
    first = top + frame.lane_top + arc_room
    if spots is None:
        y = first + PITCH
        bottom = y + PITCH + frame.lane_bottom
        return Band(lane, top, bottom, (), _bins(rows, scale, frame, y))
    highest = min((spot.level for spot in spots), default=0)
    lowest = max((spot.level for spot in spots), default=0)
    height = frame.lane_top + arc_room + (lowest - highest) * PITCH + frame.lane_bottom
    spare = max(0.0, frame.lane_least - height)
    middle = first + spare / 2 - highest * PITCH
    placed = tuple(
        Placed(
            event.row,
            event.x + frame.unit(spot.shift),
            middle + spot.level * PITCH,
            event.radius,
            event.left + (0 if event.is_bar else frame.unit(spot.shift)),
            event.right + (0 if event.is_bar else frame.unit(spot.shift)),
        )
        for event, spot in zip(drawn, spots, strict=True)
    )
    return Band(lane, top, top + height + spare, placed, ())


def _across(row: EventRow, scale: TimeScale, frame: Frame) -> Placed:
    """Return an event with its place along the axis; its level is not known yet (y is 0)."""
    first, last = known_days(row)
    start, end = scale.at(first), scale.at(last + 1)
    opens, closes = row.first_day > OPEN_START, row.last_day < OPEN_END
    reach = frame.unit(_OPEN_REACH)
    left = start if opens else end - reach
    right = end if closes else start + reach
    radius = RADIUS[row.importance]
    if row.is_span:
        x = left if opens else right
    elif opens and closes:
        x = scale.at((first + last + 1) / 2)
        rim = frame.unit(radius + _LENS_RIM)
        if last > first:
            left, right = min(left, x - rim), max(right, x + rim)
        else:
            left = right = x
    else:
        x = start if opens else end
    return Placed(row, min(max(x, 0.0), WIDTH), 0.0, radius, max(left, 0.0), min(right, WIDTH))


def _extent(event: Placed, scale: TimeScale, frame: Frame) -> Extent:
    pixels = frame.width / WIDTH
    half = event.radius + _GAP
    x, left, right = event.x * pixels, event.left * pixels, event.right * pixels
    if event.is_bar:
        left, right = min(left, x - half), max(right, x + half)
    else:
        left, right = x - half, x + half
    day = event.row.first_day
    is_one_day = day == event.row.last_day
    slack = (scale.at(day + 1) - scale.at(day)) * pixels / 2 - half if is_one_day else 0.0
    return Extent(left, right, slack, event.row.importance, tall=event.radius * 2 > PITCH)


def _bins(rows: Iterable[EventRow], scale: TimeScale, frame: Frame, y: float) -> tuple[Bin, ...]:
    """Return counts along a lane; a bin is 22 pixels wide, and stands at its middle."""
    width = frame.unit(22)
    cells: dict[int, list[EventRow]] = {}
    for row in rows:
        cells.setdefault(int(min(_across(row, scale, frame).x, WIDTH - 1e-6) / width), []).append(
            row
        )
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


def by_id(scene: Scene) -> Mapping[int, Placed]:
    """Return the placed events by their id."""
    return {event.row.id: event for event in scene.placed}
