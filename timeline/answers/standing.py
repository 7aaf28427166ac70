"""Where an event stands among all of a large timeline, in time order."""

from __future__ import annotations

import numpy as np

from timeline.index.index import Index
from timeline.index.segment import Segment

Place = tuple[int, int, int]
"""Known day, last day, id: what time order goes by."""


def number_before(index: Index, place: Place) -> int:
    """Return how many of all events stand before a place."""
    older = _first_not_before(index.snapshot, place)
    return older - int(np.count_nonzero(index.gone < older)) + _first_not_before(index.newer, place)


def _first_not_before(segment: Segment, place: Place) -> int:
    start, end = 0, len(segment)
    columns = (segment.known_day, segment.last_day, segment.ids)
    for column, value in zip(columns, place, strict=True):
        part = column[start:end]
        found = (np.searchsorted(part, value, side) for side in ("left", "right"))
        start, end = (start + int(at) for at in found)
    return start
