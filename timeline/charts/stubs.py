"""Both ends of an arc that is not drawn whole: the way it sets out from a plan, and comes to the outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import hypot
from typing import Final

from timeline.charts.across import Frame, Placed
from timeline.charts.curves import Point, along, arrowhead, bezier, leave, side
from timeline.charts.marks import BAR_HALF, LEAST_BAR
from timeline.charts.nearby import Near
from timeline.charts.scale import WIDTH
from timeline.charts.scene import Scene

LEANS: Final = (0.0, 25.0, 45.0, 65.0, 80.0)
"""Degrees from upright at which an arc may meet a mark; the first that is clear is taken."""
_WAYS: Final = ((8.0, 15.0), (2.0, 15.0), (2.0, 11.0))
"""Pixels that a stub goes away from the plan's mark, and then along; the first is the best to see."""
_IN: Final = (11.0, 8.0)
"""Pixels of the arrow that comes to the outcome's mark: the second where there is no room for the first."""
_OFF: Final = 16.0
"""Pixels from where a stub ends, away from its own mark, to other marks and other stubs: nearer, it would seem to
start at one, or to lead there."""
_LEVEL: Final = 8.0
"""Pixels above and below a mark in which a head beside it points at it."""
_OFF_BAR: Final = 2.0

Lines = tuple[tuple[Point, ...], ...]
"""A line and its arrowhead; nothing where there is no room."""


def stubs(
    start: Placed, end: Placed, heights: tuple[float, float], scene: Scene, drawn: Iterable[Lines]
) -> tuple[Lines, Lines]:
    """Return the arrows away from a plan and to its outcome, each the first that is clear of other marks,
    bars and kept names, and stays in the lane; the second only where there is the first.

    heights: y to which the whole arc goes from either. drawn: the arrows of other arcs.
    """
    unit, field = scene.frame.unit(1), _Field.of(start, end, scene, drawn)

    def setting_out() -> Iterator[Lines]:
        up_and_down = _up_and_down(heights[0] - start.y)
        for size, down, lean in product(_WAYS, up_and_down, LEANS):
            yield _setting_out(start, end, down, lean, unit, size)

    def coming_in() -> Iterator[Lines]:
        leans = LEANS if start.x < end.x else LEANS[:1]  # from the right it would run back in time
        for size, down, lean in product(_IN, _up_and_down(heights[1] - end.y), leans):
            yield _coming_in(end, start, down, lean, unit, size)

    out = (stub for stub in setting_out() if field.is_clear(start, stub, _end_of(stub), _LEVEL))
    come = (stub for stub in coming_in() if field.is_clear(end, stub, stub[0][0], _OFF))
    leads = next(out, ())
    return leads, next(come, ()) if leads else ()  # one alone would come from nowhere


def _up_and_down(height: float) -> tuple[float, float]:
    """First the way to a height above or below a mark, then the other one."""
    return height, -height


def _end_of(stub: Lines) -> Point:
    return stub[0][-1]


def _setting_out(
    plan: Placed, outcome: Placed, down: float, lean: float, unit: float, size: tuple[float, float]
) -> Lines:
    """Return a short arrow from a plan: down or up, and then the outcome's way.

    down: where it goes, below 0 is up. lean: degrees from upright at which it leaves the mark, towards the
    outcome. unit: axis units of a pixel. size: one of `_WAYS`.
    """
    up, along = size
    tip, _, way = leave(plan, outcome, plan.y + down, lean, unit)
    across = side(plan, outcome)
    level = tip[1] + (up if down > 0 else -up)
    end = tip[0] + across * along * unit, level
    turn = tip[0] + across * along * 0.35 * unit, level
    out = tip[0] + way[0] * up / 2 * unit, tip[1] + way[1] * up / 2
    return bezier(tip, out, turn, end), arrowhead(end, (-across, 0), unit)


def _coming_in(
    outcome: Placed, plan: Placed, down: float, lean: float, unit: float, size: float
) -> Lines:
    """Return a short arrow that comes to an outcome from above or below, leaning towards the plan."""
    tip, _, way = leave(outcome, plan, outcome.y + down, lean, unit)
    start = tip[0] + way[0] * size * unit, tip[1] + way[1] * size
    return (start, tip), arrowhead(tip, way, unit)


@dataclass(frozen=True, slots=True)
class _Field:
    """What the arrows of one arc keep off, on the narrowest plot too, where all is closest.

    marks: x, y and radius; bars: left, right and y; ends: where arrows of other arcs begin and end.
    unit, least: axis units of a pixel, as laid out and on that plot.
    """

    scene: Scene
    near: Near
    marks: Sequence[tuple[float, float, float]]
    bars: Sequence[tuple[float, float, float]]
    ends: Sequence[Point]
    unit: float
    least: float

    @classmethod
    def of(cls, start: Placed, end: Placed, scene: Scene, drawn: Iterable[Lines]) -> _Field:
        own = start.row.id, end.row.id
        others = [event for event in scene.placed if event.row.id not in own]
        return cls(
            scene,
            Near.of(start, end, scene),
            [(x, event.y, event.radius) for event in others for x in (event.x, *event.again)],
            [
                (event.left, max(event.right, event.left + LEAST_BAR), event.y)
                for event in others
                if event.is_bar
            ],
            [point for stub in drawn if stub for point in (stub[0][0], stub[0][-1])],
            scene.frame.unit(1),
            _least_unit(scene.frame),
        )

    def is_clear(self, mark: Placed, stub: Lines, free: Point, level: float) -> bool:
        """free: its end away from the mark; level: pixels up and down from there to another mark's edge, from which on
        that is not beside it."""
        lane = next(band for band in self.scene.bands if band.top <= mark.y <= band.bottom)
        points = [point for line in stub for point in along(line, self.unit)]
        return (
            all(lane.top + 1 < y < lane.bottom - 1 for _, y in points)  # a line is 1.2 wide
            and not any(self._is_beside(free, other, level) for other in self.marks)
            and not any(self._is_on(points, bar) for bar in self.bars)
            and all(self._pixels(free, other) >= _OFF for other in self.ends)
            and not self.near.met(points, self.unit)
        )

    def _pixels(self, a: Point, b: Point) -> float:
        return hypot((a[0] - b[0]) / self.least, a[1] - b[1])

    def _is_beside(self, point: Point, mark: tuple[float, float, float], level: float) -> bool:
        x, y, radius = mark
        down = abs(point[1] - y) - radius
        return down < level and self._pixels(point, (x, y)) < radius + _OFF

    @staticmethod
    def _is_on(points: Iterable[Point], bar: tuple[float, float, float]) -> bool:
        left, right, middle = bar
        return any(left <= x <= right and abs(y - middle) < BAR_HALF + _OFF_BAR for x, y in points)


def _least_unit(frame: Frame) -> float:
    return WIDTH / frame.least
