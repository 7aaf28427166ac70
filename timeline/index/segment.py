"""Events in time order, by column: the part of an index that answers by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Self, cast

import numpy as np

from timeline.dates.edtf import OPEN_END, OPEN_START
from timeline.index.columns import Bits, Columns, Ints, Mask, Question, Whole
from timeline.index.numbering import MANY, find, is_dense, numbered, table_of
from timeline.index.postings import Facet, Many, One
from timeline.index.years import Years

LANE = "category"
"""The facet of one value that sets an event's lane."""
_NOWHERE = OPEN_START - 1
"""Before every day that is asked for: what stands at its known day reaches no further."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Where events lie, by group: known days, whether it lasted, the lane's key, how many."""

    first: Ints
    last: Ints
    is_span: Mask
    lane: Ints
    is_milestone: Mask
    count: Ints

    @property
    def columns(self) -> tuple[Ints, Ints, Mask, Ints, Mask, Ints]:
        """All of them, in order."""
        return self.first, self.last, self.is_span, self.lane, self.is_milestone, self.count

    def only(self, groups: Mask) -> Alike:
        """Return some of the groups."""
        return Alike(*(column[groups] for column in self.columns))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Segment:
    """Events by (known_day, last_day, id); an event is a place from 0 in every array.

    known_day: where it stands in time order, as the column of this name says. reach: the last day
    up to which it is found in periods after its known day. stands: the day at which it is drawn:
    what lasted at its first, the rest at the middle of its known days. sorted_ids: the ids, rising;
    by_id: the place of each.
    """

    ids: Ints
    first_day: Whole
    last_day: Whole
    known_day: Whole
    reach: Whole
    stands: Whole
    is_span: Mask
    is_milestone: Mask
    sorted_ids: Ints
    by_id: Whole
    until: Whole
    """Places of what lasted from no known day: found in every period up to its last day."""
    alike: Whole
    """The number of the group of those that lie alike, in one lane: same known days, same kind."""
    alike_at: Whole
    """For each group the place of an event that is in it; alike_count: how many are."""
    alike_count: Whole
    facets: Mapping[str, Facet]
    years: Years
    _by_id: list[Whole] = field(default_factory=list, init=False, repr=False)
    """`numbering.table_of` the ids, once it is wanted: it is as large as what it is made of."""
    drawn: dict[tuple[bytes, str], Whole] = field(default_factory=dict, init=False, repr=False)
    """What `timeline.index.cells` keeps: in which cell each event is drawn, by window and facet."""
    _standing: list[tuple[int, int]] = field(default_factory=list, init=False, repr=False)
    _milestones: list[Ints] = field(default_factory=list, init=False, repr=False)
    _groups: list[Alike] = field(default_factory=list, init=False, repr=False)

    @classmethod
    def build(cls, columns: Columns) -> Self:
        """Sort columns into a segment."""
        known = np.where(columns.first_day == OPEN_START, columns.last_day, columns.first_day)
        order = np.lexsort((columns.ids, columns.last_day, known))
        ids = columns.ids[order]
        by_id = np.argsort(ids)
        sorted_ids = ids[by_id]
        first, last = columns.first_day[order], columns.last_day[order]
        span = columns.is_span[order]
        is_open = (first == OPEN_START) | (last == OPEN_END)
        by_one = {name: One.build(values[order]) for name, values in columns.one.items()}
        facets: dict[str, Facet] = dict(by_one)
        alike = _groups(first, last, span, columns.is_milestone[order], by_one[LANE])
        alike_count = np.bincount(alike)
        alike_at = np.empty(len(alike_count), np.int32)
        alike_at[alike] = np.arange(len(ids))
        for name, (events, values) in columns.many.items():
            places = by_id[find(sorted_ids, events)]
            facets[name] = Many.build(places, values, len(ids))
        return cls(
            ids,
            first.astype(np.int32),
            last.astype(np.int32),
            known[order].astype(np.int32),
            np.where(span | ~is_open, last, _NOWHERE).astype(np.int32),
            _standing(first, last, span).astype(np.int32),
            span,
            columns.is_milestone[order],
            sorted_ids,
            by_id.astype(np.int32),
            np.flatnonzero(span & (first == OPEN_START)).astype(np.int32),
            alike,
            alike_at,
            alike_count.astype(np.int32),
            facets,
            Years.build(first, last, known[order], span),
        )

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def lanes(self) -> One:
        """The facet that sets an event's lane."""
        return cast(One, self.facets[LANE])

    @property
    def standing(self) -> tuple[int, int]:
        """The first and the last day on which an event stands. Errors: ValueError without an event."""
        if not self._standing:
            self._standing.append((int(self.stands.min()), int(self.stands.max())))
        return self._standing[0]

    @property
    def milestones(self) -> Ints:
        """Where the milestones are, rising."""
        if not self._milestones:
            self._milestones.append(np.flatnonzero(self.is_milestone))
        return self._milestones[0]

    def alike_without(self, gone: Ints) -> Alike:
        """Return where all events lie but those at some places, by group. After an edit only the
        groups of what is gone are counted anew."""
        if not self._groups:
            self._groups.append(self._alike())
        groups = self._groups[0]
        count = groups.count.copy()
        np.subtract.at(count, self.alike[gone], 1)
        left = replace(groups, count=count)
        return left if count.all() else left.only(count > 0)

    def _alike(self) -> Alike:
        at = self.alike_at
        first, last = known_days(self.first_day[at], self.last_day[at])
        return Alike(
            first,
            last,
            self.is_span[at],
            self.lanes.keys[self.lanes.codes[at]],
            self.is_milestone[at],
            self.alike_count.astype(np.int64),
        )

    def places(self, ids: Ints) -> Ints:
        """Return the places of those of these events that are here."""
        if len(ids) < MANY or not is_dense(self.sorted_ids):
            found = find(self.sorted_ids, ids)
            return self.by_id[found[found >= 0]].astype(np.int64)
        if not self._by_id:
            self._by_id.append(table_of(self.sorted_ids, self.by_id))
        first = int(self.sorted_ids[0])
        there = ids[(ids >= first) & (ids <= self.sorted_ids[-1])] - first
        places: Ints = self._by_id[0].take(there).astype(np.int64)
        return places[places >= 0]

    def in_order(self, places: Ints) -> list[tuple[int, int, int]]:
        """Return what sets the order of the events at some places, and is theirs alone; last the id."""
        columns = (self.known_day, self.last_day, self.ids)
        return list(zip(*(column.take(places).tolist() for column in columns), strict=True))

    def bits(self, ids: Ints) -> Bits:
        """Return which events these are, whichever of them are here."""
        found = np.zeros(len(self), np.bool_)
        found[self.places(ids)] = True
        return np.packbits(found)

    def values_of(self, facet: str, ids: Ints) -> list[tuple[int, int]]:
        """Return pairs of event and value, of those of these events that are here."""
        values, places = cast(Many, self.facets[facet]), self.places(ids)
        events, codes = values.values_of(places)
        pairs = self.ids[places[events]].tolist(), values.keys[codes].tolist()
        return list(zip(*pairs, strict=True))

    def matching(self, question: Question) -> Mask:
        """Return which events meet all of a question but its facets."""
        masks = list(self._conditions(question))
        if not masks:
            return np.ones(len(self), np.bool_)
        found = masks[0].copy()
        for mask in masks[1:]:
            found &= mask
        return found

    def _conditions(self, question: Question) -> Iterator[Mask]:
        """Each condition of a question but its facets: which events meet it."""
        if question.period is not None:
            yield self._touching(*question.period)
        if question.milestones:
            yield self.is_milestone
        if question.within is not None:
            yield question.within
        if question.hits is not None:
            hit = np.zeros(len(self), np.bool_)
            hit[self.places(question.hits)] = True
            yield hit

    def _touching(self, first: int, last: int) -> Mask:
        """As `EventQuerySet.overlapping` says: what is open at one end stands at its known day."""
        # As wide as the days: else all of these would be made as wide as what is looked for.
        days = np.array([first, last]).astype(self.known_day.dtype)
        start = int(np.searchsorted(self.known_day, days[0]))
        end = max(int(np.searchsorted(self.known_day, days[1], side="right")), start)
        found = np.zeros(len(self), np.bool_)
        found[start:end] = True
        found[:start] = self.reach[:start] >= first
        found[self.until[self.until >= end]] = True
        return found

    def days_within(self, places: Ints, first: int, end: int) -> Whole:
        """Return the day at which each event is drawn in a window of days first <= day < end.

        That is where it stands. What stands outside of the window is drawn at the middle of what
        is in it, if it happened once; else at the nearer edge.
        """
        days = self.stands.take(places)
        if len(days) and not first <= days.min() <= days.max() < end:
            outside = np.flatnonzero((days < first) | (days >= end))
            there = places[outside]
            start, last = known_days(self.first_day[there], self.last_day[there])
            middle = (np.maximum(start, first) + np.minimum(last + 1, end)) // 2
            moved = np.where(self.is_span[there], days[outside], middle)
            days[outside] = np.clip(moved, first, end - 1)
        return days


def known_days(first: Whole, last: Whole) -> tuple[Ints, Ints]:
    """Return first and last days with the known end in the place of an open one."""
    known_last = np.where(last < OPEN_END, last, 0).astype(np.int64)
    start = np.where(first <= OPEN_START, known_last, first).astype(np.int64)
    return start, np.where(last < OPEN_END, last, start).astype(np.int64)


def _standing(first: Ints, last: Ints, span: Mask) -> Ints:
    start, end = known_days(first, last)
    return np.where(span, start, (start + end + 1) // 2)


def _groups(first: Ints, last: Ints, span: Mask, milestone: Mask, lanes: One) -> Whole:
    """Number the groups of events that lie alike."""
    start, end = known_days(first, last)
    kind = lanes.codes.astype(np.int64) * 4 + span * 2 + milestone
    days = numbered(start * 2**32 + end)[1]
    return numbered(days * (4 * len(lanes.keys)) + kind)[1].astype(np.int32)
