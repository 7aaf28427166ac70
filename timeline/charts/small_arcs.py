"""Arcs of a small chart: from a plan to its outcome, above all marks of their lane."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from timeline.charts.nesting import Pair, tiers
from timeline.charts.strips import per_cent

_LEAST_REACH: Final = 68.0
"""Axis units between two marks below which an arc would be a knot: 44 pixels on a chart of 650."""
_APEX: Final = 5
"""Pixels from a lane's top to its highest arc."""
_STEP: Final = 6
"""Pixels from one arc to the next below it."""
_AIR: Final = 5
"""Pixels that arcs need above a lane's highest marks, besides the steps between them."""
_OFF: Final = 8
"""Pixels between the middle of a mark and the end of its arc."""
_TURN: Final = 5
"""Pixels in which an arc turns from upright to level."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a mark stands: at in axis units, its level, and from where to where it takes that level."""

    at: float
    level: int
    taken: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rising:
    """An arc before its lane is as high as it needs. tier: how many lie below it."""

    pair: Pair
    tier: int


@dataclass(frozen=True, slots=True)
class SmallArc:
    """An arc in pixels of its lane, between two places. head: where its arrow points down.

    It rises from left_y to turn, lies at apex, and comes down to right_y.
    """

    left: str
    width: str
    left_y: int
    right_y: int
    apex: int
    turn: int
    head: str
    head_y: int


def rising(spots: Mapping[int, Spot], outcomes: Iterable[Pair]) -> list[Rising]:
    """Return the arcs that a lane can draw whole. spots: by event; outcomes: plan, what came of it.

    Left out are those of marks too near one another, and those whose way up runs into what lies above.
    """
    spans = {
        (start, end): tuple(sorted((spots[start].at, spots[end].at)))
        for start, end in outcomes
        if start in spots
        and end in spots
        and abs(spots[start].at - spots[end].at) >= _LEAST_REACH
        and _is_clear(start, spots)
        and _is_clear(end, spots)
    }
    found = tiers([(left, right) for left, right in spans.values()])
    return [Rising(pair, tier) for pair, tier in zip(spans, found, strict=True)]


def _is_clear(event: int, spots: Mapping[int, Spot]) -> bool:
    mine = spots[event]
    return not any(
        other.level < mine.level and other.taken[0] <= mine.at <= other.taken[1]
        for other in spots.values()
    )


def room(found: Iterable[Rising]) -> int:
    """Return by how many pixels the marks of a lane give way to its arcs."""
    highest = max((arc.tier for arc in found), default=-1)
    return _AIR + highest * _STEP if highest >= 0 else 0


def drawn(
    found: list[Rising], spots: Mapping[int, Spot], y: Mapping[int, int]
) -> tuple[SmallArc, ...]:
    """Return arcs as they are drawn. y: the middle of each event's mark."""
    highest = max((arc.tier for arc in found), default=0)
    arcs = []
    for arc in found:
        end = arc.pair[1]
        left, right = sorted(arc.pair, key=lambda event: spots[event].at)
        apex = _APEX + (highest - arc.tier) * _STEP
        arcs.append(
            SmallArc(
                per_cent(spots[left].at),
                per_cent(spots[right].at - spots[left].at),
                y[left] - _OFF,
                y[right] - _OFF,
                apex,
                apex + _TURN,
                per_cent(spots[end].at),
                y[end] - _OFF,
            )
        )
    return tuple(arcs)
