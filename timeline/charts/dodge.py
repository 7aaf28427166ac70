"""Marks of one lane on levels, so that none hides another: important ones in the middle."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

PITCH: Final = 11.0
"""Pixels from one level to the next."""

MOST_LEVELS: Final = 13
"""A lane that needs more is drawn as counts: nobody reads a pile."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Room that one event takes in its lane, in pixels of the narrowest drawing.

    left, right: of what must not be covered (mark, bar); a lens may lie behind other marks.
    slack: how far it may be moved to either side, inside the day that it is dated to.
    tall: no other tall one fits on the level above or below it.
    sides: the same with room for its name on one side or the other; one of them is chosen.
    """

    left: float
    right: float
    slack: float
    importance: int
    tall: bool
    sides: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an event goes: its level (0 is the lane's middle), pixels to the right, which of its sides."""

    level: int
    shift: float
    side: int = 0


class _Level:
    """Taken stretches of one level, in order and disjoint."""

    def __init__(self) -> None:
        self.all: list[tuple[float, float]] = []
        self.tall: list[tuple[float, float]] = []

    def take(self, extent: Extent, spot: Spot) -> None:
        left, right = _sides(extent)[spot.side]
        insort(self.all, (left + spot.shift, right + spot.shift))
        if extent.tall:
            insort(self.tall, (extent.left + spot.shift, extent.right + spot.shift))


def _sides(extent: Extent) -> tuple[tuple[float, float], ...]:
    return extent.sides or ((extent.left, extent.right),)


def _is_free(taken: list[tuple[float, float]], left: float, right: float) -> bool:
    """Say whether none of the taken stretches (in order, disjoint) touches left..right."""
    i = bisect_left(taken, (right,))
    return i == 0 or taken[i - 1][1] <= left


def dodge(extents: Sequence[Extent], most: int = MOST_LEVELS) -> list[Spot] | None:
    """Return the spot of each event, or None where a lane would need more levels than `most`.

    Law: no two events on one level overlap, nor two tall ones on neighbouring levels.
    """
    spots: list[Spot] = []
    for spot in _spots(extents, most):
        if spot is None:
            return None
        spots.append(spot)
    return [spot for _, spot in sorted(zip(_order(extents), spots, strict=True), key=itemgetter(0))]


def dodge_some(extents: Sequence[Extent], most: int) -> list[Spot | None]:
    """Return the spots of as many events as there is room for on so many levels, earlier ones first."""
    found = zip(_order(extents), _spots(extents, most), strict=True)
    return [spot for _, spot in sorted(found, key=itemgetter(0))]


def _order(extents: Sequence[Extent]) -> list[int]:
    """Important ones first, of these the longest with their names: short ones fill the gaps they leave."""

    def key(i: int) -> tuple[int, float, float]:
        longest = max((right - left for left, right in extents[i].sides), default=0.0)
        return -extents[i].importance, -longest, extents[i].left

    return sorted(range(len(extents)), key=key)


def _spots(extents: Sequence[Extent], most: int) -> Iterator[Spot | None]:
    """Yield the spots of events in their `_order`, None where one finds no room."""
    levels: defaultdict[int, _Level] = defaultdict(_Level)
    for i in _order(extents):
        spot = _choose(extents[i], levels, most)
        if spot is not None:
            levels[spot.level].take(extents[i], spot)
        yield spot


def _choose(extent: Extent, levels: defaultdict[int, _Level], most: int) -> Spot | None:
    neighbours = (-1, 1) if extent.tall else ()
    for n in range(most):
        level = (n + 1) // 2 * (1 if n % 2 else -1)  # 0, 1, -1, 2, ...
        near = [levels[level + step].tall for step in neighbours]
        for shift in _shifts(extent):
            if not all(_is_free(tall, extent.left + shift, extent.right + shift) for tall in near):
                continue
            for side, (left, right) in enumerate(_sides(extent)):
                if _is_free(levels[level].all, left + shift, right + shift):
                    return Spot(level, shift, side)
    return None


def _shifts(extent: Extent) -> list[float]:
    """Return the moves to try, the smallest first: by whole marks, as far as the day allows."""
    width = extent.right - extent.left
    steps = int(extent.slack / width) if extent.slack > 0 else 0
    return [0.0] + [sign * step * width for step in range(1, steps + 1) for sign in (1, -1)]
