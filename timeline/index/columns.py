"""What an index is built from, and what it is asked: plain columns, no database behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Whole = NDArray[np.integer[Any]]
"""Whole numbers of any width: stored as narrow as they fit."""
Mask = NDArray[np.bool_]
Bits = NDArray[np.uint8]
"""A mask of an eighth of its size, as `numpy.packbits` makes it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Events in any order, one place in each array for each event.

    first_day, last_day: Julian days, both included (`timeline.dates.edtf` for open ends).
    one: facets of which an event has one value, its key by event. many: facets of which it has any
    number, as pairs (event's id, value's key), in any order. Keys are whole numbers from 0.
    """

    ids: Ints
    first_day: Ints
    last_day: Ints
    is_span: Mask
    is_milestone: Mask
    one: Mapping[str, Ints]
    many: Mapping[str, tuple[Ints, Ints]]

    def without(self, ids: Ints) -> Columns:
        """Return the columns of all events but these."""
        kept = ~np.isin(self.ids, ids)
        return Columns(
            self.ids[kept],
            self.first_day[kept],
            self.last_day[kept],
            self.is_span[kept],
            self.is_milestone[kept],
            {name: values[kept] for name, values in self.one.items()},
            {name: _outside(pairs, ids) for name, pairs in self.many.items()},
        )

    def joined(self, others: Columns) -> Columns:
        """Return the columns of these events and others, which are none of them."""
        return Columns(
            np.concatenate([self.ids, others.ids]),
            np.concatenate([self.first_day, others.first_day]),
            np.concatenate([self.last_day, others.last_day]),
            np.concatenate([self.is_span, others.is_span]),
            np.concatenate([self.is_milestone, others.is_milestone]),
            {name: np.concatenate([self.one[name], others.one[name]]) for name in self.one},
            {
                name: (
                    np.concatenate([self.many[name][0], others.many[name][0]]),
                    np.concatenate([self.many[name][1], others.many[name][1]]),
                )
                for name in self.many
            },
        )


def _outside(pairs: tuple[Ints, Ints], ids: Ints) -> tuple[Ints, Ints]:
    kept = ~np.isin(pairs[0], ids)
    return pairs[0][kept], pairs[1][kept]


@dataclass(frozen=True, slots=True)
class Question:
    """Which events are asked for: those that meet all of it.

    period: first and last Julian day that they may lie in, both included. hits: ids of events that
    the words looked for are in, None where none are; within: the same by place in a segment.
    chosen: by facet, the keys of which an event must have one; a facet without a key finds nothing.
    """

    period: tuple[int, int] | None = None
    milestones: bool = False
    hits: Ints | None = None
    within: Mask | None = None
    chosen: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
