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
    tall: reaches into the levels above and below.
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
        self.soft: list[tuple[float, float]] = []

    def is_free(self, left: float, right: float) -> bool:
        i = bisect_left(self.hard, (right,))
        return i == 0 or self.hard[i - 1][1] <= left

    def is_calm(self, extent: Extent) -> bool:
        """Say whether no lens lies on the mark, and the own lens on no other mark or lens."""
        stretches = self.soft + self.hard
        if len(stretches) > _SOFT_CHECKS:
            return True
        return all(extent.soft_left >= b or a >= extent.soft_right for a, b in stretches)

    def take(self, extent: Extent) -> None:
        insort(self.hard, (extent.left, extent.right))
        self.soft.append((extent.soft_left, extent.soft_right))


def dodge(extents: Sequence[Extent]) -> list[int] | None:
    """Return the level of each event (0 is the lane's middle), or None where too many are needed.

    Law: no two events on one level overlap, and a tall one has its neighbours' levels to itself.
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
        if extents[i].tall:
            for neighbour in (level - 1, level + 1):
                insort(levels[neighbour].hard, (extents[i].left, extents[i].right))
    return result


def _choose(extent: Extent, levels: dict[int, _Level]) -> int | None:
    reach = (-1, 0, 1) if extent.tall else (0,)
    free = [
        level
        for level in _LEVELS
        if all(levels[level + step].is_free(extent.left, extent.right) for step in reach)
    ]
    if not free:
        return None
    return next((level for level in free[:4] if levels[level].is_calm(extent)), free[0])
