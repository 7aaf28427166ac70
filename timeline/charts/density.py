"""How many events lie when, as arrays: what scale, overview and bars read of any number of events."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, TypeAlias, TypeVar, cast

import numpy as np
import numpy.typing as npt

from timeline.dates.edtf import OPEN_END, OPEN_START

IntArray: TypeAlias = npt.NDArray[np.int64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]

_Value = TypeVar("_Value")

EVERY: Final = ""
"""Stands for all lanes together; no lane has this slug."""
OTHERS: Final = "-others"
"""The lane of events that lie in none of the others: no slug of another starts with a hyphen."""

_MILESTONE: Final = 3
"""The importance of what everybody should know."""
_MOST_KEPT: Final = 32


class Dated(Protocol):
    """What tells where an event lies; EventRow has it."""

    @property
    def first_day(self) -> int: ...
    @property
    def last_day(self) -> int: ...
    @property
    def is_span(self) -> bool: ...
    @property
    def lane(self) -> str: ...
    @property
    def importance(self) -> int: ...


class Counted(Protocol):
    """Events that are counted instead of read."""

    def in_cells(self, edges: Sequence[int]) -> Mapping[str, IntArray]:
        """Return how many events stand in each cell, by the slug of their lane, and of all by `EVERY`.

        edges: Julian days, strictly rising; a cell goes from one to the day before the next.
        An event of two lanes counts in both, and once in all.
        """

    def totals(self, edges: Sequence[int]) -> IntArray:
        """Return how many of all stand in each cell."""


@dataclass(frozen=True, slots=True, eq=False)
class Density:
    """Where events lie, those that lie alike as one row: columns of equal length.

    first, last: known days (Julian), both included. lane: a number for each lane, 0 and up.
    milestone: whether it is one. count: how many events the row stands for.
    """

    first: IntArray
    last: IntArray
    is_span: BoolArray
    lane: IntArray
    milestone: BoolArray
    count: IntArray
    _kept: dict[Hashable, list[Any]] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, events: Iterable[Dated]) -> Density:
        """Return the density of events that are at hand one by one."""
        lanes: dict[str, int] = {}
        return cls.from_rows(
            (
                event.first_day,
                event.last_day,
                event.is_span,
                lanes.setdefault(event.lane, len(lanes)),
                event.importance,
                1,
            )
            for event in events
        )

    @classmethod
    def from_rows(cls, rows: Iterable[Sequence[int]]) -> Density:
        """Return the density of rows: first and last day (`OPEN_START` and `OPEN_END` where open),
        whether it lasted, any number of its lane, importance, and how many events are alike.
        """
        table = np.asarray(list(rows), dtype=np.int64).reshape(-1, 6)
        starts, ends, is_span, lane, importance, count = np.ascontiguousarray(table.T)
        first = np.where(starts <= OPEN_START, np.where(ends < OPEN_END, ends, 0), starts)
        last = np.where(ends < OPEN_END, ends, first)
        lane = np.unique(lane, return_inverse=True)[1]
        return cls(first, last, is_span > 0, lane, importance == _MILESTONE, count)

    def once(self, what: Hashable, make: Callable[[], _Value]) -> _Value:
        """Return what `make` returns, kept with these rows: it must follow from them and `what` alone."""
        kept = self._kept.get(what)  # a list of one, as what is kept may be None
        if kept is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()  # maybe while another thread is here, which has its own by now
            kept = self._kept[what] = [make()]
        return cast(_Value, kept[0])

    def only(self, rows: BoolArray) -> Density:
        """Return some of the rows."""
        columns = (self.first, self.last, self.is_span, self.lane, self.milestone, self.count)
        return Density(*(column[rows] for column in columns))  # type: ignore[arg-type]

    @property
    def total(self) -> int:
        """How many events there are."""
        return self.once("total", lambda: int(self.count.sum()))

    @property
    def period(self) -> tuple[int, int] | None:
        """First and last day with an event; None where there is no event."""
        return self.once("period", self._period)

    def _period(self) -> tuple[int, int] | None:
        return (int(self.first.min()), int(self.last.max())) if len(self.first) else None

    def in_cells(self, edges: Sequence[int]) -> dict[str, IntArray]:
        """Return how many events stand in each cell, all lanes together; see `Counted`."""
        place = np.searchsorted(edges, standing_days(self, edges[0], edges[-1]), "right") - 1
        found = np.bincount(place, weights=self.count, minlength=len(edges) - 1)
        return {EVERY: found.astype(np.int64)}


def known_days(dated: Dated) -> tuple[int, int]:
    """Return first and last day of an event, with the known end in the place of an open one."""
    first, last = dated.first_day, dated.last_day
    if first <= OPEN_START:
        first = last if last < OPEN_END else 0
    return first, last if last < OPEN_END else first


def standing_day(dated: Dated, start: int, end: int) -> int:
    """Return the day on which one mark stands, as `standing_days` does for many."""
    first, last = known_days(dated)
    day = first if dated.is_span else (first + last + 1) // 2
    if not dated.is_span and not start <= day < end:
        day = (max(first, start) + min(last + 1, end)) // 2
    return min(max(day, start), end - 1)


def standing_days(density: Density, start: int, end: int) -> IntArray:
    """Return the day on which each row's mark stands, in a drawing from `start` to before `end`.

    What lasted stands at its first day; what happened once, at the middle of the days in which it
    may lie, or where that is out of view, at the middle of those that are in view.
    """
    first, last, is_span = density.first, density.last, density.is_span
    day = np.where(is_span, first, (first + last + 1) // 2)
    in_view = (np.maximum(first, start) + np.minimum(last + 1, end)) // 2
    day = np.where(is_span | ((start <= day) & (day < end)), day, in_view)
    return np.clip(day, start, end - 1)
