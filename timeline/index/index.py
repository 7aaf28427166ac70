"""A timeline's events as they are now: those of a snapshot, but for the changed, and the changed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, cast

import numpy as np

from timeline.index.asked import Asked
from timeline.index.columns import Bits, Columns, Ints, Mask, Question
from timeline.index.numbering import find
from timeline.index.postings import Many
from timeline.index.segment import Alike, Segment
from timeline.index.years import Lying

_SPARSE: Final = 8
"""Of more values than so many times those that have a count, these are looked at by themselves."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Which events some words are in. older: of the snapshot, a bit for each, by place, whatever has
    changed since; newer: ids of those that have changed.
    """

    older: Bits
    newer: Ints


class Index:
    """A snapshot with what has changed since. changed: ids of events that are not as they were in
    it; now: those of them that are still to be shown, as they are now. built: the snapshot's name;
    words: some that were looked for when it was built, with the events of the snapshot that they find.

    An index never changes, so that answers can be `remembered` with it.
    """

    def __init__(
        self,
        snapshot: Segment,
        changed: Ints,
        now: Columns,
        built: str = "",
        words: Mapping[str, Bits] | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.changed = changed
        self.built = built
        self.words = words or {}
        self.newer = Segment.build(now)
        self.remembered: dict[Hashable, object] = {}
        self._alive: Mask | None = None
        self.gone = snapshot.places(changed)
        if len(self.gone):
            self._alive = np.ones(len(snapshot), np.bool_)
            self._alive[self.gone] = False

    @property
    def total(self) -> int:
        """How many events there are."""
        return len(self.snapshot) - len(self.gone) + len(self.newer)

    def alike(self) -> Alike:
        """Return where all events lie, those that lie alike as one."""
        none = np.empty(0, np.int64)
        parts = (self.snapshot.alike_without(self.gone), self.newer.alike_without(none))
        columns = zip(*(part.columns for part in parts), strict=True)
        return Alike(*(np.concatenate(column) for column in columns))

    def is_shown(self, facet: str, key: int) -> bool:
        """Say whether any event has one of a facet's keys."""
        older = self.snapshot.facets[facet].having([key])
        if self._alive is not None:
            older &= self._alive
        return bool(older.any()) or bool(self.newer.facets[facet].having([key]).any())

    def values_of(self, facet: str, ids: Sequence[int]) -> dict[int, list[int]]:
        """Return which of these events have each value of a facet of many: ids by key."""
        asked = np.array(ids, np.int64)
        found: dict[int, list[int]] = {}
        for segment, mine in (
            (self.snapshot, asked[~np.isin(asked, self.changed)]),
            (self.newer, asked),
        ):
            for event, key in segment.values_of(facet, mine):
                found.setdefault(key, []).append(event)
        return found

    def totals(self, facet: str) -> tuple[Ints, Ints]:
        """Return the facet's keys, and how many of all events have each."""
        return self.ask(Question()).counts(facet)

    def keys_changed(self, facet: str) -> tuple[Ints, Ints]:
        """Return the keys of a facet of many that no event has any more, and those that none had
        when the snapshot was taken. Only what has changed since is looked at.
        """
        older, newer = cast(Many, self.snapshot.facets[facet]), self.newer.facets[facet].keys
        codes, gone = np.unique(older.values_of(self.gone)[1], return_counts=True)
        all_gone = older.keys[codes[gone == older.starts[codes + 1] - older.starts[codes]]]
        return all_gone[find(newer, all_gone) < 0], newer[find(older.keys, newer) < 0]

    @cached_property
    def sources_changed(self) -> str:
        """The keys of sources that are cited no more, and of those that are now: once an index."""
        lost, gained = (keys.tolist() for keys in self.keys_changed("source"))
        return f"{lost} {gained}"

    def has_rest(self, facet: str, keys: Sequence[int]) -> bool:
        """Say whether an event has none of these values."""
        older = self.snapshot.facets[facet].having(keys)
        if self._alive is not None:
            older |= ~self._alive
        return not (older.all() and self.newer.facets[facet].having(keys).all())

    def bits(self, ids: Ints) -> Bits:
        """Return which events of the snapshot these are, as `Hits` has them."""
        return self.snapshot.bits(ids)

    def ask(self, question: Question, words: Hits | None = None) -> Answer:
        """Put a question. words: where those are that it looks for, if not as its `hits`."""
        older = newer = question
        if words is not None:
            within = np.unpackbits(words.older, count=len(self.snapshot)).view(np.bool_)
            older, newer = replace(question, within=within), replace(question, hits=words.newer)
        return Answer(Asked(self.snapshot, older, self._alive), Asked(self.newer, newer, None))


class Answer:
    """What a question found. It costs nothing until something of it is asked for."""

    def __init__(self, older: Asked, newer: Asked) -> None:
        self._older = older
        self._newer = newer

    @cached_property
    def count(self) -> int:
        """How many events were found."""
        return self._older.number + self._newer.number

    def holds(self, event: int) -> bool:
        """Say whether an event was found."""
        one = np.array([event], np.int64)
        parts = (self._older, self._newer)
        return any(bool(part.selected[part.segment.places(one)].any()) for part in parts)

    def ids(self, first: int, last: int) -> list[int]:
        """Return the events from number `first` to before `last`, in time order."""
        return self._merged(self._older.places, self._newer.places, first, last)

    def milestones(self, most: int) -> list[int]:
        """Return the first so many milestones, in time order."""
        older, newer = (
            part.segment.milestones[part.selected.take(part.segment.milestones)]
            for part in (self._older, self._newer)
        )
        return self._merged(older, newer, 0, most)

    def having(
        self, facet: str, keys: Sequence[int], rest_of: Sequence[int] | None, ids: Sequence[int]
    ) -> list[int]:
        """Return the events that have one of these keys, or are among these, in any order.

        rest_of: also those that have none of these keys; None: not those.
        """
        some = np.array(ids, np.int64)
        parts = (self._older, self._newer)
        return [int(pk) for part in parts for pk in part.having(facet, keys, rest_of, some)]

    def _merged(self, older: Ints, newer: Ints, first: int, last: int) -> list[int]:
        """A newer event moves the older ones by one place at most: so many more are looked at."""
        start = max(0, first - len(newer))
        found = self._older.segment.in_order(older[start:last])
        found += self._newer.segment.in_order(newer)
        return [event for *_, event in sorted(found)[first - start : last - start]]

    def counts(self, facet: str) -> tuple[Ints, Ints]:
        """Return the facet's keys, and how many events have each, its own choice left aside."""
        keys = self._older.segment.facets[facet].keys
        counts = self._older.counts(facet)
        other = self._newer.segment.facets[facet].keys
        if not len(other):
            return keys, counts
        new = other[find(keys, other) < 0]
        at = np.searchsorted(keys, new)
        together, total = np.insert(keys, at, new), np.insert(counts, at, 0)
        total[find(together, other)] += self._newer.counts(facet)
        return together, total

    def lying(self) -> Lying:
        """Return in which years the events lie, the period that was asked for left aside."""
        return Lying.joined((self._older.lying(), self._newer.lying()))

    def in_cells(self, edges: Ints, facet: str, keys: Sequence[int]) -> Ints:
        """Return how many events are drawn in each cell; see `Asked.in_cells`."""
        return self._older.in_cells(edges, facet, keys) + self._newer.in_cells(edges, facet, keys)


def most_frequent(keys: Ints, counts: Ints, most: int) -> list[tuple[int, int]]:
    """Return so many of the keys that have a count, with it: the largest first, ties by key."""
    has_any = counts != 0
    if int(np.count_nonzero(has_any)) * _SPARSE < len(counts):  # then zeros are most of the work
        there = np.flatnonzero(has_any)
        keys, counts = keys.take(there), counts.take(there)
    there = _of_largest(counts, most)
    order = there[np.lexsort((there, -counts[there]))]
    return list(zip(keys[order].tolist(), counts[order].tolist(), strict=True))


def _of_largest(counts: Ints, most: int) -> Ints:
    """Return the places of so many of the largest counts, of those alike the first ones; of no zeros."""
    if not most or not len(counts):
        return np.empty(0, np.int64)
    least = _at_rank(counts, most) if most < len(counts) else 0
    if not least:
        return np.flatnonzero(counts)
    larger = np.flatnonzero(counts > least)
    return np.concatenate([larger, np.flatnonzero(counts == least)[: most - len(larger)]])


def _at_rank(counts: Ints, rank: int) -> int:
    """Return the count that stands at a place when the largest is first.

    Thousands of sources have the same few counts: how many have each is quicker told than their order.
    """
    if int(counts.max()) > len(counts):
        return int(np.partition(counts, len(counts) - rank)[len(counts) - rank])
    or_less = np.cumsum(np.bincount(counts))
    return int(np.searchsorted(or_less, len(counts) - rank, side="right"))
