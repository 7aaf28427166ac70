"""Which events have which values of a facet, and how many of a selection have each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol, Self

import numpy as np

from timeline.index.columns import Ints, Mask, Whole
from timeline.index.numbering import distinct, find, numbered

_FEW: Final = 8
"""A selection of less than one event in so many is counted event by event."""
_FEW_VALUES: Final = 32


class Facet(Protocol):
    """Values of a facet by event; an event is a place in time order. keys: of its values, rising."""

    @property
    def keys(self) -> Ints: ...

    def having(self, wanted: Iterable[int]) -> Mask:
        """Return which events have one of these values."""

    def counts(self, selected: Mask) -> Ints:
        """Return how many of the selected events have each of `keys`."""

    def arrays(self) -> Mapping[str, Whole]:
        """Return what has to be stored of it."""


@dataclass(frozen=True, slots=True)
class One:
    """A facet of which each event has exactly one value, by its number among the keys."""

    keys: Ints
    codes: Whole

    @classmethod
    def build(cls, values: Ints) -> Self:
        """values: keys, by event."""
        keys, codes = numbered(values)
        return cls(keys, codes.astype(_width(len(keys))))

    def having(self, wanted: Iterable[int]) -> Mask:
        """Return which events have one of these values."""
        found = np.zeros(len(self.codes), np.bool_)
        for code in codes_of(self.keys, wanted):
            found |= self.codes == code
        return found

    def counts(self, selected: Mask) -> Ints:
        """Return how many of the selected events have each of `keys`."""
        if len(self.keys) <= _FEW_VALUES:  # a look at each value is quicker than widening the codes
            each = [
                np.count_nonzero(selected & (self.codes == code)) for code in range(len(self.keys))
            ]
            return np.array(each, np.int64)
        return np.bincount(self.codes[selected], minlength=len(self.keys)).astype(np.int64)

    def arrays(self) -> Mapping[str, Whole]:
        """Return what has to be stored of it."""
        return {"keys": self.keys, "codes": self.codes}


@dataclass(frozen=True, slots=True)
class Many:
    """A facet of which an event has any number of values: both ways round.

    The events of value number v are rows[starts[v]:starts[v + 1]], rising; the values of event e
    are codes[offsets[e]:offsets[e + 1]].
    """

    keys: Ints
    starts: Whole
    rows: Whole
    offsets: Whole
    codes: Whole

    @classmethod
    def build(cls, events: Ints, values: Ints, size: int) -> Self:
        """events, values: pairs of an event's place and a key, also twice; size: number of events."""
        keys, codes = numbered(values)
        some = max(len(keys), 1)
        by_event = distinct(events * some + codes)
        by_value = np.sort(by_event % some * size + by_event // some)
        return cls(
            keys,
            np.searchsorted(by_value, np.arange(len(keys) + 1) * size).astype(np.int32),
            (by_value % max(size, 1)).astype(np.int32),
            np.searchsorted(by_event, np.arange(size + 1) * some).astype(np.int32),
            (by_event % some).astype(np.int32),
        )

    def rows_of(self, code: int) -> Whole:
        """Return the events that have one value, by its number."""
        return self.rows[self.starts[code] : self.starts[code + 1]]

    def having(self, wanted: Iterable[int]) -> Mask:
        """Return which events have one of these values."""
        found = np.zeros(len(self.offsets) - 1, np.bool_)
        for code in codes_of(self.keys, wanted):
            found[self.rows_of(code)] = True
        return found

    def counts(self, selected: Mask) -> Ints:
        """Return how many of the selected events have each of `keys`."""
        number = np.count_nonzero(selected)
        if number == len(selected):
            return np.diff(self.starts).astype(np.int64)
        if number * _FEW < len(selected):
            _, codes = self.values_of(np.flatnonzero(selected))
            return np.bincount(codes, minlength=len(self.keys)).astype(np.int64)
        sums = np.zeros(len(self.rows) + 1, np.int32)
        np.cumsum(selected.take(self.rows), out=sums[1:])
        return np.diff(sums[self.starts]).astype(np.int64)

    def values_of(self, places: Ints) -> tuple[Ints, Whole]:
        """Return the values of these events as pairs: the number of a place, the value's number."""
        begins = self.offsets[places].astype(np.int64)
        lengths = self.offsets[places + 1] - begins
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if len(ends) else 0
        at = np.arange(total) + np.repeat(begins - (ends - lengths), lengths)
        return np.repeat(np.arange(len(places)), lengths), self.codes[at]

    def arrays(self) -> Mapping[str, Whole]:
        """Return what has to be stored of it."""
        return {
            "keys": self.keys,
            "starts": self.starts,
            "rows": self.rows,
            "offsets": self.offsets,
            "codes": self.codes,
        }


def codes_of(keys: Ints, wanted: Iterable[int]) -> list[int]:
    """Return the numbers of those keys that are there."""
    found = find(keys, distinct(np.fromiter(wanted, np.int64)))
    return [int(code) for code in found[found >= 0]]


def _width(values: int) -> type[np.uint8] | type[np.int32]:
    return np.uint8 if values <= 256 else np.int32
