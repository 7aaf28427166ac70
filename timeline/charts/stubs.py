"""Both ends of an arc that is not drawn whole: the way it sets out from a plan, and comes to the outcome."""

from __future__ import annotations

from typing import Final

from timeline.charts.across import Placed
from timeline.charts.curves import Point, arrowhead, bezier, leave, side

WAYS: Final = ((8.0, 15.0), (2.0, 15.0), (2.0, 11.0))
"""Pixels that a stub goes away from the plan's mark, and then along; the first is the best to see."""
_IN: Final = 11.0
"""Pixels of the arrow that comes to the outcome's mark."""

Lines = tuple[tuple[Point, ...], ...]
"""A line and its arrowhead; nothing where there is no room."""


def setting_out(
    plan: Placed, outcome: Placed, down: float, lean: float, unit: float, size: tuple[float, float]
) -> Lines:
    """Return a short arrow from a plan: down or up, and then the outcome's way.

    down: where it goes, below 0 is up. lean: degrees from upright at which it leaves the mark, towards the
    outcome. unit: axis units of a pixel. size: one of `WAYS`.
    """
    up, along = size
    tip, _, way = leave(plan, outcome, plan.y + down, lean, unit)
    across = side(plan, outcome)
    level = tip[1] + (up if down > 0 else -up)
    end = tip[0] + across * along * unit, level
    turn = tip[0] + across * along * 0.35 * unit, level
    out = tip[0] + way[0] * up / 2 * unit, tip[1] + way[1] * up / 2
    return bezier(tip, out, turn, end), arrowhead(end, (-across, 0), unit)


def coming_in(outcome: Placed, plan: Placed, down: float, lean: float, unit: float) -> Lines:
    """Return a short arrow that comes to an outcome from the plan's side, or the other where lean is below 0."""
    tip, _, way = leave(outcome, plan, outcome.y + down, lean, unit)
    start = tip[0] + way[0] * _IN * unit, tip[1] + way[1] * _IN
    return (start, tip), arrowhead(tip, way, unit)
