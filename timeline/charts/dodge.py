"""Marks of one lane on levels, so that none hides another: important ones in the middle."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

PITCH: Final = 13
"""Pixels from one level to the next."""

MOST_LEVELS: Final = 13
"""A lane that needs more is drawn as counts: nobody reads a pile."""

_LEVELS: Final = tuple((n + 1) // 2 * (1 if n % 2 else -1) for n in range(MOST_LEVELS))
_SOFT_CHECKS: Final = 150


@dataclass(frozen=True, slots=True)
class Extent:
    """Room that one event takes in its lane, in pixels of the narrowest drawing.

    left, right: of what must not be covered (mark, bar); soft_left, soft_right: with its lens.
    tall: no other tall one fits on the level above or below it.
    """

    left: float
    right: float
    soft_left: float
    soft_right: float
    importance: int
    tall: bool


class _Level:
    """Taken stretches of one level: the hard ones in order, disjoint."""

    def __init__(self) -> None:
        self.hard: list[tuple[float, float]] = []
        self.tall: list[tuple[float, float]] = []
        self.soft: list[tuple[float, float]] = []

    def is_calm(self, extent: Extent) -> bool:
        """Say whether no lens lies on the mark, and the own lens on no other mark or lens."""
        stretches = self.soft + self.hard
        if len(stretches) > _SOFT_CHECKS:
            return True
        return all(extent.soft_left >= b or a >= extent.soft_right for a, b in stretches)

    def take(self, extent: Extent) -> None:
        insort(self.hard, (extent.left, extent.right))
        if extent.tall:
            insort(self.tall, (extent.left, extent.right))
        self.soft.append((extent.soft_left, extent.soft_right))


def _is_free(taken: list[tuple[float, float]], extent: Extent) -> bool:
    """Say whether none of the taken stretches (in order, disjoint) lies under an event."""
    i = bisect_left(taken, (extent.right,))
    return i == 0 or taken[i - 1][1] <= extent.left


def dodge(extents: Sequence[Extent]) -> list[int] | None:
    """Return the level of each event (0 is the lane's middle), or None where too many are needed.

    Law: no two events on one level overlap, nor two tall ones on neighbouring levels.
    """
    levels: dict[int, _Level] = {level: _Level() for level in range(-MOST_LEVELS, MOST_LEVELS + 1)}
    result = [0] * len(extents)
    order = sorted(range(len(extents)), key=lambda i: (-extents[i].importance, extents[i].left))
    for i in order:
        level = _choose(extents[i], levels)
        if level is None:
            return None
        result[i] = level
        levels[level].take(extents[i])
    return result


def _choose(extent: Extent, levels: dict[int, _Level]) -> int | None:
    neighbours = (-1, 1) if extent.tall else ()
    free = [
        level
        for level in _LEVELS
        if _is_free(levels[level].hard, extent)
        and all(_is_free(levels[level + step].tall, extent) for step in neighbours)
    ]
    if not free:
        return None
    return next((level for level in free[:2] if levels[level].is_calm(extent)), free[0])
