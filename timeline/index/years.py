"""In which years events lie, in units that make a short list: years, decades, centuries, and so on.

An event counts in a unit where a filter for that period would find it. It is found from one year to
another; so what touches a unit is what begins before its end, but for what ends before its start.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Self

import numpy as np

from timeline.dates.edtf import OPEN_END, OPEN_START
from timeline.index.columns import Ints, Mask, Whole
from timeline.index.numbering import numbered

MOST: Final = 40
"""Units in a list; where more have an event, they are ten times as long."""
_MOST_CELLS: Final = 10_000
"""Units that are looked at: a longer time is counted in longer ones from the start."""
_LAST: Final = 999_999
"""EDTF's years have six digits; what is farther away is an open end."""
_EPOCH: Final = 2_440_588
"""Julian day of 1 January 1970."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many whole years from `first` on (astronomical: 0 is 1 BCE), and how many events touch them."""

    first: int
    length: int
    count: int

    @property
    def last(self) -> int:
        """The last of its years."""
        return self.first + self.length - 1


@dataclass(frozen=True, slots=True)
class Lying:
    """Events by the first and the last year in which they are found, one place for each that lie alike.

    count may be below zero, where a row takes back what another says.
    """

    first: Ints
    last: Ints
    count: Ints

    @classmethod
    def of_days(cls, first_day: Ints, last_day: Ints, is_span: Mask, count: Ints) -> Self:
        """Return where events lie, of their days as `EventQuerySet.overlapping` has them."""
        known = np.where(first_day == OPEN_START, last_day, first_day)
        start, end = found_days(first_day, last_day, known, is_span)
        return cls(years_of(start), years_of(end), count)

    @classmethod
    def joined(cls, parts: Iterable[Lying]) -> Self:
        """Return all of them as one."""
        columns = zip(*((part.first, part.last, part.count) for part in parts), strict=True)
        return cls(*(np.concatenate(column) for column in columns))


def found_days(first: Ints, last: Ints, known: Ints, is_span: Mask) -> tuple[Ints, Ints]:
    """Return from which day to which an event is found: at its known one, if an end is open and it
    did not last.
    """
    stays = is_span | ((first != OPEN_START) & (last != OPEN_END))
    return np.where(stays, first, known), np.where(stays, last, known)


def years_of(days: Ints) -> Ints:
    """Return the astronomical years of Julian days, proleptic Gregorian, as numpy reckons them."""
    return (days - _EPOCH).astype("M8[D]").astype("M8[Y]").astype(np.int64) + 1970


@dataclass(frozen=True, slots=True)
class Years:
    """In which years the events of a segment lie. known: of the known days, rising, each once;
    begins: the place of the first event of each, and how many events there are.

    lasting: places of what is found in another year too; kind: which of the rows (at, first, last)
    tells of it: its known year, and those from which to which it is found.
    """

    known: Whole
    begins: Whole
    lasting: Whole
    kind: Whole
    at: Whole
    first: Whole
    last: Whole

    @classmethod
    def build(cls, first_day: Ints, last_day: Ints, known_day: Ints, is_span: Mask) -> Self:
        """Take what counting needs from columns in the order of known days."""
        known = years_of(known_day)
        first, last = map(years_of, found_days(first_day, last_day, known_day, is_span))
        begins = np.flatnonzero(np.diff(known, prepend=known[:1] - 1))
        lasting = np.flatnonzero((first != known) | (last != known))
        columns = [column[lasting] for column in (known, first, last)]
        kind = np.zeros(len(lasting), np.int64)
        for column in columns:
            values, code = numbered(column)
            kind = numbered(kind * max(len(values), 1) + code)[1]
        some = np.empty(int(kind.max(initial=-1)) + 1, np.int64)
        some[kind] = np.arange(len(lasting))
        return cls(
            known[begins].astype(np.int32),
            np.append(begins, len(known)).astype(np.int32),
            lasting.astype(np.int32),
            kind.astype(np.int32),
            *(column[some].astype(np.int32) for column in columns),
        )

    def lying(self, selected: Mask) -> Lying:
        """Return in which years the selected events lie."""
        number = [
            np.count_nonzero(selected[start:end]) for start, end in pairwise(self.begins.tolist())
        ]
        there = self.kind.compress(selected.take(self.lasting))
        lasting = np.bincount(there, minlength=len(self.at))
        return Lying(
            np.concatenate([self.known, self.at, self.first]).astype(np.int64),
            np.concatenate([self.known, self.at, self.last]).astype(np.int64),
            np.concatenate([np.array(number, np.int64), -lasting, lasting]),
        )

    def arrays(self) -> Mapping[str, Whole]:
        """Return what has to be stored of it."""
        return {name: getattr(self, name) for name in self.__slots__}


def stretches(lying: Lying, asked: tuple[int, int] | None = None) -> list[list[Stretch]]:
    """Return the units that events touch: in the first list of the finest kind of which there are few.

    asked: first and last year of the period that is chosen. Where it lies in one unit of a list, the
    parts of that unit that events touch follow in a list of their own, down to single years. If it
    is a unit itself, it is listed without an event too.
    """
    cells = _Cells.of(lying)
    if cells is None:
        return []
    kinds = [cells]
    while np.count_nonzero(kinds[-1].touched) > MOST:
        kinds.append(kinds[-1].coarser())
    found = [kinds[-1].within(None, asked)]
    while asked is not None and (finer := len(kinds) - 1 - len(found)) >= 0:
        unit = kinds[finer + 1].holding(asked)
        parts = kinds[finer].within(unit, asked) if unit else []
        if not parts:
            break
        found.append(parts)
    return found


@dataclass(frozen=True, slots=True)
class _Cells:
    """Units of so many years each, counted from year 0, of which `start` is the first that is looked at.

    begun, ended: how many events are found from each on, and up to each.
    """

    length: int
    start: int
    begun: Ints
    ended: Ints

    @classmethod
    def of(cls, lying: Lying) -> Self | None:
        """Return units from the first known year to the last; None where no year is known."""
        there = lying.count != 0
        first, last, count = lying.first[there], lying.last[there], lying.count[there]
        known = np.concatenate([first[first >= -_LAST], last])
        known = known[known <= _LAST]
        if not len(known):
            return None
        low, high, length = int(known.min()), int(known.max()), 1
        while high // length - low // length >= _MOST_CELLS:
            length *= 10
        start, number = low // length, high // length - low // length + 1
        sides = []
        for years in (first, last):
            at = np.clip(years // length - start, 0, number - 1)[first <= _LAST]
            sides.append(np.bincount(at, weights=count[first <= _LAST], minlength=number))
        return cls(length, start, *(side.astype(np.int64) for side in sides))

    @property
    def touched(self) -> Ints:
        """How many events touch each unit."""
        touched: Ints = np.cumsum(self.begun) - np.cumsum(self.ended) + self.ended
        return touched

    def coarser(self) -> _Cells:
        """Return the same in units ten times as long."""
        unit = (np.arange(len(self.begun)) + self.start) // 10
        first = int(unit[0])
        begun, ended = (
            np.bincount(unit - first, weights=side).astype(np.int64)
            for side in (self.begun, self.ended)
        )
        return _Cells(self.length * 10, first, begun, ended)

    def within(self, years: tuple[int, int] | None, asked: tuple[int, int] | None) -> list[Stretch]:
        """Return the units that events touch, and the one that is asked for: all or those in some years."""
        touched = self.touched
        listed = touched > 0
        at = asked[0] // self.length - self.start if asked else -1
        if 0 <= at < len(listed) and asked == self._years(at):
            listed[at] = True
        found = []
        for at in np.flatnonzero(listed).tolist():
            first, last = self._years(at)
            if years is None or years[0] <= first <= last <= years[1]:
                found.append(Stretch(first, self.length, int(touched[at])))
        return found

    def _years(self, at: int) -> tuple[int, int]:
        """Return the first and the last year of a unit."""
        first = (self.start + at) * self.length
        return first, first + self.length - 1

    def holding(self, years: tuple[int, int]) -> tuple[int, int] | None:
        """Return the years of the unit in which a period lies whole; None where it lies in none."""
        unit = years[0] // self.length
        if unit != years[1] // self.length:
            return None
        return self._years(unit - self.start)
