"""What is drawn as counts: how many events each stretch of time has in a lane."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from timeline.charts.across import Frame, Placed
from timeline.charts.density import IntArray, standing_day
from timeline.charts.rows import EventRow
from timeline.charts.scale import TimeScale, cells

_BETWEEN: Final = 2.0
"""Pixels between two bars."""


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A stretch of time that may hold a bar. left, right: of the bar, x: its middle, in axis units;
    days: both included."""

    left: float
    right: float
    x: float
    first_day: int
    last_day: int


class Bin(NamedTuple):
    """Several events drawn as one bar; a chart has hundreds."""

    cell: Cell
    number: int


@dataclass(frozen=True, slots=True)
class Cells:
    """The stretches of time in which a drawing counts: from each of the edges (days) to before the next."""

    edges: Sequence[int]
    each: Sequence[Cell]

    @property
    def none(self) -> IntArray:
        """Return nothing in each of them."""
        return np.zeros(len(self.edges) - 1, dtype=np.int64)

    def counts(self, rows: Iterable[EventRow]) -> IntArray:
        """Return how many of these events stand in each. For a few: an array would take longer."""
        found = self.none
        for row in rows:
            day = standing_day(row, self.edges[0], self.edges[-1])
            found[bisect_right(self.edges, day) - 1] += 1
        return found


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many events a lane has in each cell; numbers: None where they are all at hand."""

    cells: Cells
    numbers: IntArray | None

    def is_at_hand(self, drawn: Sequence[Placed]) -> bool:
        """Whether these are all events of the lane."""
        return self.numbers is None or int(self.numbers.sum()) == len(drawn)

    def bins(self, lane: Sequence[Placed], single: Iterable[Placed]) -> tuple[Bin, ...]:
        """Return the bars of what is not drawn as single marks. lane: what is at hand of it."""
        numbers = self.numbers
        if numbers is None:
            numbers = self.cells.counts(event.row for event in lane)
        numbers = numbers - self.cells.counts(event.row for event in single)
        counts = zip(self.cells.each, numbers.tolist(), strict=True)
        return tuple(Bin(cell, number) for cell, number in counts if number > 0)


@lru_cache(maxsize=64)  # a scale stays the same from answer to answer, whatever the filter
def counting(scale: TimeScale, frame: Frame) -> Cells:
    """Return the stretches of a drawing."""
    edges = cells(scale, frame.columns)
    places = [scale.at(edge) for edge in edges]
    gap = frame.unit(_BETWEEN) / 2
    each = []
    for (first, end), (left, right) in zip(pairwise(edges), pairwise(places), strict=True):
        gone = gap if right - left > 2 * gap else 0.0
        sides = round(left + gone, 1), round(right - gone, 1)
        each.append(Cell(*sides, round((left + right) / 2, 2), first, end - 1))
    return Cells(edges, tuple(each))
