"""One question put to one segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from timeline.index.columns import Ints, Mask, Question, Whole
from timeline.index.postings import Many, One, Selected, codes_of
from timeline.index.segment import Segment
from timeline.index.years import Lying

_LONGEST_TABLE = 4_000_000
"""Days of a window that has a table of its own, of which day lies in which cell."""


class Asked:
    """What of a segment a question selects. alive: the events to be looked at, None for all."""

    def __init__(self, segment: Segment, question: Question, alive: Mask | None) -> None:
        self.segment = segment
        self._question = question
        self._alive = alive
        self._rest = self._matching(question)
        self._having = {
            name: segment.facets[name].having(keys) for name, keys in question.chosen.items()
        }
        self._chosen = Selected(self._without(""))
        self.selected = self._chosen.mask
        self._drawn: tuple[tuple[int, int], Whole] | None = None

    def _matching(self, question: Question) -> Mask:
        found = self.segment.matching(question)
        if self._alive is not None:
            found &= self._alive
        return found

    def _without(self, facet: str) -> Mask:
        found = self._rest
        for name, having in self._having.items():
            if name != facet:
                found = found & having
        return found

    def counts(self, facet: str) -> Ints:
        """Return how many events have each of the facet's keys, its own choice left aside."""
        is_own = facet in self._having
        selected = Selected(self._without(facet)) if is_own else self._chosen
        return self.segment.facets[facet].counts(selected)

    def lying(self) -> Lying:
        """Return in which years the events lie that are selected, the period left aside."""
        if self._question.period is None:
            return self.segment.years.lying(self.selected)
        found = self._matching(replace(self._question, period=None))
        for having in self._having.values():
            found &= having
        return self.segment.years.lying(found)

    @property
    def places(self) -> Ints:
        """Where the selected events are in the segment, rising."""
        return self._chosen.places

    @property
    def number(self) -> int:
        """How many events are selected."""
        return self._chosen.number

    def having(
        self, facet: str, keys: Sequence[int], rest_of: Sequence[int] | None, ids: Ints
    ) -> Ints:
        """Return the ids of the selected events that have a key, or are among `ids`; see `Answer`."""
        values = self.segment.facets[facet]
        found = values.having(keys)
        if rest_of is not None:
            found |= ~values.having(rest_of)
        found[self.segment.places(ids)] = True
        return self.segment.ids[found & self.selected]

    def in_cells(self, edges: Ints, facet: str, keys: Sequence[int]) -> Ints:
        """Return how many of the selected events are drawn in each cell, by row.

        Cell i holds the days edges[i] <= day < edges[i + 1]. Rows: one for each of `keys`, of the
        events that have it; then those that have none of them; then all, each once.
        """
        number = len(edges) - 1
        cells = _cells(self._days(int(edges[0]), int(edges[-1])), edges)
        every = np.bincount(cells, minlength=number)
        if not keys:
            return np.vstack([every, every]).astype(np.int64)
        values = self.segment.facets[facet]
        split = _split_one if isinstance(values, One) else _split_many
        rows = split(values, keys, self._chosen.places, cells, number)  # type: ignore[arg-type]
        return np.vstack([*rows, every]).astype(np.int64)

    def _days(self, first: int, end: int) -> Whole:
        """Return where each selected event is drawn. A chart asks several times for one window."""
        if self._drawn is None or self._drawn[0] != (first, end):
            days = self.segment.days_within(self._chosen.places, first, end)
            self._drawn = (first, end), days
        return self._drawn[1]


def _split_one(
    values: One, keys: Sequence[int], places: Ints, cells: Whole, number: int
) -> list[Ints]:
    flat = values.codes.take(places).astype(np.intp)  # as bincount takes it, without a copy
    flat *= number
    flat += cells
    table = np.bincount(flat, minlength=len(values.keys) * number).reshape(-1, number)
    at = {int(key): code for code, key in enumerate(values.keys)}
    none = np.zeros(number, np.int64)
    rows = [table[at[key]] if key in at else none for key in keys]
    return [*rows, table.sum(axis=0) - sum(rows, none)]


def _split_many(
    values: Many, keys: Sequence[int], places: Ints, cells: Whole, number: int
) -> list[Ints]:
    """Whichever is less: to look at the values of each event, or at the events of each key."""
    there = {key: codes_of(values.keys, [key]) for key in keys}
    mine = {key: values.rows_of(codes[0]) for key, codes in there.items() if codes}
    if len(places) < sum(map(len, mine.values())):
        lane_of = np.full(len(values.keys), len(keys))
        for lane, key in enumerate(keys):
            lane_of[there[key]] = lane
        events, codes = values.values_of(places)
        lanes = lane_of[codes]
        in_lane = lanes < len(keys)
        events, lanes = events[in_lane], lanes[in_lane]
        flat = np.bincount(lanes * number + cells[events], minlength=len(keys) * number)
        has_none = np.ones(len(places), np.bool_)
        has_none[events] = False
        rest = np.bincount(cells[has_none], minlength=number)
        return [*flat.reshape(-1, number), rest]
    others = np.full(len(values.offsets) - 1, number, np.int32)
    others[places] = cells
    cell_of = others.copy()
    rows = []
    for key in keys:
        at = mine.get(key, values.rows[:0])
        rows.append(np.bincount(cell_of.take(at), minlength=number + 1)[:number])
        others[at] = number
    return [*rows, np.bincount(others, minlength=number + 1)[:number]]


def _cells(days: Whole, edges: Ints) -> Whole:
    first, end = int(edges[0]), int(edges[-1])
    if end - first > _LONGEST_TABLE:
        return np.searchsorted(edges, days, side="right") - 1
    table = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
    return table.take(days - first)
