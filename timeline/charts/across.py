"""Where an event lies along the axis, before it has a level: its mark, its period, room for its name.

x is in axis units (0..1000); room is reckoned for a drawing of `frame.width` pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from timeline.charts.density import known_days
from timeline.charts.letters import text_width
from timeline.charts.members import member_days
from timeline.charts.rows import EventRow
from timeline.charts.scale import WIDTH, TimeScale
from timeline.dates.edtf import OPEN_END, OPEN_START

RADIUS: Final = {1: 3.6, 2: 4.3, 3: 6.7}
"""Pixels, by importance: a milestone holds its number."""
_LEAST_CUT: Final = 5.2
"""At least for a claim or denial on which sources differ: else nothing is seen of it beside the cut."""

MILESTONE: Final = 3
"""Its importance."""
GAP: Final = 1.5
"""Pixels kept free on either side of a mark."""
_NAME_AIR: Final = 9.0
"""Pixels between the end of a name and the next mark on its line, which else it would seem to belong to."""
_OPEN_REACH: Final = 54.0
"""Pixels over which a date fades that is open at one end."""
_NAME_GAP: Final = 4.0
"""Pixels between a mark and its name."""
_LENS_RIM: Final = 9.0
"""Pixels by which a lens shows on either side of its mark, however short the period."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing's measures in pixels: width of the plot that it is laid out for, the least on which it is
    still shown (static/js/timeline/chart.js), space for lane names at its left."""

    width: float
    least: float
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
    width=640, least=576, gutter=136, lane_top=8, lane_bottom=7, lane_least=29, columns=30,
    even_levels=5,
)  # fmt: skip
NARROW: Final = Frame(
    width=320, least=320, gutter=8, lane_top=25, lane_bottom=11, lane_least=36, columns=15,
    even_levels=5,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placed:
    """An event in the drawing: its mark's centre and radius, and the period around it.

    solid: of a bar, from where to where the sources carry it; beyond, it fades to left and right.
    goes_on: of a bar, whether what is known of it goes on to the left and to the right of what is shown.
    again: centres of the other marks of a set, "on each of these dates".
    sides: where room may be kept for its name, beside it; kept: where it is, or None.
    is_named: whether its name stands in this lane, of those that it lies in.
    """

    row: EventRow
    x: float
    y: float
    radius: float
    left: float
    right: float
    solid: tuple[float, float] = (0.0, 0.0)
    goes_on: tuple[bool, bool] = (False, False)
    again: tuple[float, ...] = ()
    sides: tuple[tuple[float, float], ...] = ()
    kept: tuple[float, float] | None = None
    is_named: bool = True

    @property
    def is_set(self) -> bool:
        return self.row.edtf.startswith("{")

    @property
    def is_bar(self) -> bool:
        return self.row.is_span and not self.is_set

    @property
    def mark_beyond(self) -> int:
        """On which side of what is shown its mark would lie: -1 left, 1 right, 0 where it is shown."""
        begins, ends = self.goes_on
        if self.row.first_day > OPEN_START:
            return -1 if begins else 0
        return 1 if ends else 0

    @property
    def is_soft(self) -> bool:
        return not self.row.is_span and self.right > self.left


def across(row: EventRow, scale: TimeScale, frame: Frame, told: tuple[int, int] | None) -> Placed:
    """Return an event with its place along the axis; its level is not known yet (y is 0)."""
    is_cut_hollow = row.differs and row.modality in ("claimed", "denied")
    radius = max(RADIUS[row.importance], _LEAST_CUT if is_cut_hollow else 0.0)
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
    if not scale.first <= middle < scale.last:
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
        if place - apart[-1] >= frame.unit(2 * (radius + GAP)):
            apart.append(place)
    return Placed(row, apart[0], 0.0, radius, apart[0], apart[-1], again=tuple(apart[1:]))


def _lasting(
    row: EventRow, radius: float, scale: TimeScale, frame: Frame, told: tuple[int, int] | None
) -> Placed:
    """A bar. One without an end goes on to the edge: whole to the last source's day, then fading."""
    first, last = known_days(row)
    start, end = scale.at(first), scale.at(last + 1)
    reach = frame.unit(_OPEN_REACH)
    begins, ends = first < scale.first, last >= scale.last
    if row.last_day < OPEN_END:
        right = solid_right = end
        x = start
    else:
        right, x = WIDTH, start
        known, ends = (scale.at(told[1] + 1), told[1] >= scale.last) if told else (WIDTH, False)
        is_told = told is not None and told[1] + 1 >= scale.last
        solid_right = WIDTH if is_told else max(start, min(known, WIDTH - reach))
    if row.first_day > OPEN_START:
        left = solid_left = start
    else:
        left, x = 0.0, end
        known, begins = (scale.at(told[0]), told[0] < scale.first) if told else (0.0, False)
        is_told = told is not None and told[0] <= scale.first
        solid_left = 0.0 if is_told else min(end, max(known, reach))
    return Placed(row, x, 0.0, radius, left, right, (solid_left, solid_right), (begins, ends))


def with_room_for_name(event: Placed, frame: Frame) -> Placed:
    """Keep room for the name right of the mark, bar or set, or left of it: inside the drawing."""
    row = event.row
    wide = text_width(row.label or row.title, bold=row.importance == MILESTONE)
    narrowest = WIDTH / frame.least  # a plot narrower than laid out for has no smaller names
    needed, air = (wide + _NAME_GAP) * narrowest, _NAME_AIR * narrowest
    gap = frame.unit(event.radius + _NAME_GAP)
    is_long = event.is_bar or event.is_set
    start = max(event.x, event.right if is_long else 0.0) + gap
    end = min(event.x, event.left if is_long else WIDTH) - gap
    sides = []
    if start + needed <= WIDTH:
        sides.append((start, min(start + needed + air, WIDTH)))
    if end - needed >= 0:
        sides.append((max(end - needed - air, 0.0), end))
    return replace(event, sides=tuple(sides))
