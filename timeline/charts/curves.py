"""Lines between marks: how they leave a mark, how they bend, and the head of an arrow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, cos, radians, sin
from typing import Final

from timeline.charts.across import Placed

Point = tuple[float, float]
"""x in axis units, y in pixels."""

STEPS: Final = 12
"""Straight pieces of a curve."""
_WEIGHTS: Final = tuple(
    ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
    for t in (step / STEPS for step in range(STEPS + 1))
)
"""Bernstein polynomials of the third degree: how much each of a cubic's four points counts on the way."""
_HEAD: Final = 5.0
_APART: Final = 4.0
_OFF: Final = 1.5
"""Pixels between a mark and the end of its line."""


def leave(
    mark: Placed, other: Placed, height: float, lean: float, unit: float
) -> tuple[Point, Point, Point]:
    """Return where a line meets a mark's edge, its handle there, and the way it goes, in pixels.

    lean: degrees from upright, towards the other mark. height: y up or down to which it goes.
    unit: axis units of a pixel.
    """
    across = side(mark, other)
    way = across * sin(radians(lean)), (1 if height > mark.y else -1) * cos(radians(lean))
    off = mark.radius + _OFF
    tip = mark.x + way[0] * off * unit, mark.y + way[1] * off
    reach = max(0.0, (height - tip[1]) / way[1])
    if lean:
        reach = min(reach, abs(other.x - mark.x) / unit * 0.45 / abs(way[0]))
    return tip, (tip[0] + way[0] * reach * unit, tip[1] + way[1] * reach), way


def side(mark: Placed, other: Placed) -> int:
    """Return on which side of a mark another lies: 1 right, -1 left."""
    return 1 if other.x >= mark.x else -1


def bezier(a: Point, b: Point, c: Point, d: Point) -> tuple[Point, ...]:
    """Return the points of a cubic curve."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = a, b, c, d
    return tuple(
        (p * ax + q * bx + r * cx + u * dx, p * ay + q * by + r * cy + u * dy)
        for p, q, r, u in _WEIGHTS
    )


def along(line: Sequence[Point], unit: float) -> list[Point]:
    """Return points of a line that are no further apart than what could lie between them is high."""
    found = [line[0]]
    for (x, y), (next_x, next_y) in pairwise(line):
        pieces = ceil(max(abs(next_x - x) / unit, abs(next_y - y)) / _APART) or 1
        shares = (n / pieces for n in range(1, pieces + 1))
        found += ((x + (next_x - x) * share, y + (next_y - y) * share) for share in shares)
    return found


def arrowhead(tip: Point, way: Point, unit: float) -> tuple[Point, ...]:
    """Return an arrowhead; way: from its tip back along the line, in pixels, of length 1."""
    half = _HEAD * 0.62
    back = tip[0] + way[0] * _HEAD * unit, tip[1] + way[1] * _HEAD
    beside = way[1] * half * unit, -way[0] * half
    return (
        (back[0] + beside[0], back[1] + beside[1]),
        tip,
        (back[0] - beside[0], back[1] - beside[1]),
    )
