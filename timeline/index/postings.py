"""Which events have which values of a facet, and how many of a selection have each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol, Self

import numpy as np

from timeline.index.columns import Ints, Mask, Whole
from timeline.index.numbering import distinct, find, numbered

_FEW: Final = 12
"""A selection of one event for so many values, or less, is counted event by event."""
_FEW_OF_ONE: Final = 4
"""The same where an event has one value, which is read without a detour."""
_FEW_VALUES: Final = 32
_LAST: Final = 64
"""So many events, or fewer, have more values than the others: these are read one by one."""
_AT_ONCE: Final = 32_768
"""Rows that are looked up together, a multiple of 8: what comes of them then stays near the processor."""


class Selected:
    """Events that are selected: by mask, and as soon as somebody asks, by number and place."""

    def __init__(self, mask: Mask) -> None:
        self.mask = mask

    @cached_property
    def number(self) -> int:
        """How many there are."""
        return int(np.count_nonzero(self.mask))

    @cached_property
    def places(self) -> Ints:
        """Where they are, rising."""
        return np.flatnonzero(self.mask)

    def are_few(self, all_there_is: int, times: int = _FEW) -> bool:
        """Whether to look at each of these events is less than to look at all that there is."""
        return self.number * times < all_there_is


class Facet(Protocol):
    """Values of a facet by event; an event is a place in time order. keys: of its values, rising."""

    @property
    def keys(self) -> Ints: ...

    def having(self, wanted: Iterable[int]) -> Mask:
        """Return which events have one of these values."""

    def counts(self, selected: Selected) -> Ints:
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

    def counts(self, selected: Selected) -> Ints:
        """Return how many of the selected events have each of `keys`."""
        some = len(self.keys)
        if some <= _FEW_VALUES and not selected.are_few(
            len(self.codes), _FEW_OF_ONE
        ):  # without widening codes
            codes = self.codes | (selected.mask.view(np.uint8) - 1)  # 255 is no value's number
            each = [np.count_nonzero(codes == code) for code in range(some)]
            return np.array(each, np.int64)
        return np.bincount(self.codes.take(selected.places), minlength=some)

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

    def counts(self, selected: Selected) -> Ints:
        """Return how many of the selected events have each of `keys`."""
        if selected.number == len(selected.mask):
            return np.diff(self.starts).astype(np.int64)
        if selected.are_few(len(self.rows)):
            return np.bincount(self._codes_in(selected.places), minlength=len(self.keys))
        # A bit for each row; how many are set before a value's first row is told by whole words of
        # them, and the rest of one.
        words = np.zeros(len(self.rows) // 64 + 1, "<u8")
        as_bytes = words.view(np.uint8)
        for start in range(0, len(self.rows), _AT_ONCE):
            bits = np.packbits(
                selected.mask.take(self.rows[start : start + _AT_ONCE]), bitorder="little"
            )
            as_bytes[start // 8 : start // 8 + len(bits)] = bits
        before = np.zeros(len(words) + 1, np.int64)
        np.cumsum(np.bitwise_count(words), out=before[1:])
        word, place = self.starts >> 6, (self.starts & 63).astype(np.uint64)
        in_word = words.take(word) & ((np.uint64(1) << place) - np.uint64(1))
        sums: Ints = before.take(word) + np.bitwise_count(in_word)
        return np.diff(sums)

    def values_of(self, places: Ints) -> tuple[Ints, Whole]:
        """Return the values of these events as pairs: the number of a place, the value's number."""
        codes, lengths = self._codes_of(places)
        return np.repeat(np.arange(len(places)), lengths), codes

    def _codes_in(self, places: Ints) -> Whole:
        """Return the values' numbers of these events in any order: the first of each, the second ...

        Event by event takes up to twice as long: it needs whole arrays of what lies where.
        """
        begins = self.offsets.take(places)
        lengths = self.offsets.take(places + 1)
        lengths -= begins
        found, step = [self.codes[:0]], 0
        while len(more := np.flatnonzero(lengths > step)) > _LAST:
            begins, lengths = begins.take(more), lengths.take(more)
            found.append(self.codes.take(begins + step))
            step += 1
        for event in more.tolist():
            begin = int(begins[event])
            found.append(self.codes[begin + step : begin + int(lengths[event])])
        return np.concatenate(found)

    def _codes_of(self, places: Ints) -> tuple[Whole, Ints]:
        """Return the values' numbers, event by event, and how many values each has."""
        begins = self.offsets.take(places).astype(np.int64)
        lengths = self.offsets.take(places + 1) - begins
        ends = np.cumsum(lengths)
        at = np.arange(int(ends[-1]) if len(ends) else 0)
        at += np.repeat(begins - (ends - lengths), lengths)
        return self.codes.take(at), lengths

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
