"""How high arcs rise in a lane, so that those over one another nest and never run together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.charts.across import Frame, Placed

_LEAST_REACH: Final = 44.0
"""Pixels between two marks below which an arc would be a knot, or a needle through the names of its lane."""
_APEX: Final = 9.0
"""Pixels from a lane's top to the highest arc: half a line of its name, and air."""
_STEP: Final = 14.0
"""Pixels from one arc to the next below it: a line of letters."""
_ROOM: Final = 18.0
"""Pixels at least from the lane's top to its highest level, where it has an arc: names need room too."""
_BELOW: Final = 8.5
"""Pixels between an arc and the marks that it passes over: half a line of its name, and air."""
_NEAR: Final = 12.0
"""Pixels from an end of an arc: with marks as near as this, it leans past them."""
_MOST_TIERS: Final = 4

Pair = tuple[int, int]
"""The events (ids) from which and to which an arc leads."""


@dataclass(frozen=True, slots=True)
class Rise:
    """An arc that stays in its lane: from where to where (axis units), and how high it rises.

    apex: pixels below the lane's top.
    """

    pair: Pair
    left: float
    right: float
    apex: float


def rises(
    drawn: Iterable[Placed], pairs: Iterable[Pair], frame: Frame, *, flat: bool = False
) -> list[Rise]:
    """Return the arcs of one lane. flat: where it may not grow for them, all rise as high."""
    at = {event.row.id: event.x for event in drawn}
    spans = {
        (start, end): (min(at[start], at[end]), max(at[start], at[end]))
        for start, end in pairs
        if start in at and end in at and abs(at[end] - at[start]) >= frame.unit(_LEAST_REACH)
    }
    found = [0] * len(spans) if flat else tiers(list(spans.values()))
    highest = max(found, default=0)
    return [
        Rise(pair, left, right, _APEX + (highest - tier) * _STEP)
        for (pair, (left, right)), tier in zip(spans.items(), found, strict=True)
    ]


def tiers(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Return the tier of each span, 0 the lowest: of two that overlap, the longer is the higher.

    Law: two spans that overlap are on different tiers, as long as there are tiers.
    """
    found: dict[int, int] = {}
    for i in sorted(range(len(spans)), key=lambda i: (spans[i][1] - spans[i][0], spans[i])):
        left, right = spans[i]
        below = [tier for j, tier in found.items() if left < spans[j][1] and spans[j][0] < right]
        found[i] = min(max(below, default=-1) + 1, _MOST_TIERS - 1)
    return [found[i] for i in range(len(spans))]


def room_above(
    found: Iterable[Rise], drawn: Sequence[tuple[float, float, float, float]], frame: Frame
) -> float:
    """Return how far below the lane's top its highest level must lie, so that arcs pass over the rest.

    drawn: left and right end (axis units) of each mark with its name, pixels below the highest
    level, and half of its height.
    """
    near = frame.unit(_NEAR)
    arcs = list(found)
    needed = (
        rise.apex + _BELOW + half - depth
        for rise in arcs
        for left, right, depth, half in drawn
        if rise.left + near < right and left < rise.right - near
    )
    return max([_ROOM, *needed]) if arcs else 0.0
