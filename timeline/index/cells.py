"""How many events of a segment are drawn in each cell of a chart, and in which lane."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from timeline.index.columns import Ints, Whole
from timeline.index.postings import Many, One, codes_of
from timeline.index.segment import Segment

_LONGEST_TABLE: Final = 4_000_000
"""Days of a window that has a table of its own, of which day lies in which cell."""
_MOST_KEPT: Final = 6
"""Windows of which a segment keeps where each event is drawn: one or two bytes an event each. The
overview, and the chart of each scale and width."""


def counted_in_cells(
    segment: Segment, places: Ints, edges: Ints, facet: str, keys: Sequence[int]
) -> Ints:
    """Return how many of the events at some places are drawn in each cell, by row.

    Cell i holds the days edges[i] <= day < edges[i + 1]. Rows: one for each of `keys`, of the
    events that have it; then those that have none of them; then all, each once.
    """
    number = len(edges) - 1
    if not keys:
        every = np.bincount(_cells_of(segment, places, edges), minlength=number)
        return np.vstack([every, every]).astype(np.int64)
    values = segment.facets[facet]
    if isinstance(values, One):
        table = np.bincount(
            _by_lane(segment, places, edges, facet, values), minlength=len(values.keys) * number
        ).reshape(-1, number)
        return _rows(table, values, keys)
    cells = _cells_of(segment, places, edges)
    rows = _split_many(values, keys, places, cells, number)  # type: ignore[arg-type]
    return np.vstack([*rows, np.bincount(cells, minlength=number)]).astype(np.int64)


def _rows(table: Ints, values: One, keys: Sequence[int]) -> Ints:
    """The rows of `counted_in_cells` from those of all values."""
    at = {int(key): code for code, key in enumerate(values.keys)}
    none = np.zeros(table.shape[1], np.int64)
    rows = [table[at[key]] if key in at else none for key in keys]
    every = table.sum(axis=0)
    return np.vstack([*rows, every - sum(rows, none), every]).astype(np.int64)


def _cells_of(segment: Segment, places: Ints, edges: Ints) -> Whole:
    """Return the cell of each of these events."""
    if _holds_all(segment, edges):
        return _kept(segment, edges, "", None).take(places)
    return _drawn(segment, places, edges)


def _by_lane(segment: Segment, places: Ints, edges: Ints, facet: str, values: One) -> Whole:
    """Return of each of these events its value's number, times the number of cells, plus its cell."""
    if _holds_all(segment, edges):
        return _kept(segment, edges, facet, values).take(places)
    flat = values.codes.take(places).astype(np.intp)  # as bincount takes it, without a copy
    flat *= len(edges) - 1
    flat += _drawn(segment, places, edges)
    return flat


def _holds_all(segment: Segment, edges: Ints) -> bool:
    """Whether all events stand inside: so it is in each chart without a period. Of these windows
    there are a few, and what is drawn where follows from the window alone."""
    if not len(segment):
        return False
    first, last = segment.standing
    return int(edges[0]) <= first and last < int(edges[-1])


def _kept(segment: Segment, edges: Ints, facet: str, values: One | None) -> Whole:
    """Return the cell of each event of a segment, with the values of a facet as `_by_lane` has it."""
    key = (edges.tobytes(), facet)
    found = segment.drawn.get(key)
    if found is None:
        found = _in_cells(segment.stands, edges)
        if values is not None:
            found = values.codes.astype(np.int64) * (len(edges) - 1) + found
        found = found.astype(np.min_scalar_type(int(found.max())))
        if len(segment.drawn) >= _MOST_KEPT:
            segment.drawn.clear()
        segment.drawn[key] = found
    return found


def _drawn(segment: Segment, places: Ints, edges: Ints) -> Whole:
    return _in_cells(segment.days_within(places, int(edges[0]), int(edges[-1])), edges)


def _in_cells(days: Whole, edges: Ints) -> Whole:
    first, end = int(edges[0]), int(edges[-1])
    if end - first > _LONGEST_TABLE:
        return np.searchsorted(edges, days, side="right") - 1
    table = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
    return table.take(days - first)


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
