"""Answers of an index: for large timelines, as fast as for small ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, partial
from typing import Final, TypeVar, cast
from weakref import WeakKeyDictionary

import numpy as np

from timeline.answers.hits import hits_of
from timeline.answers.naming import Naming
from timeline.answers.standing import number_before
from timeline.changes import Log
from timeline.charts.density import EVERY, OTHERS, Counted, Density
from timeline.doubts import Figures
from timeline.filters import TimelineFilter
from timeline.index.columns import Ints, Question
from timeline.index.index import Answer, Index, most_frequent
from timeline.index.numbering import find, numbered
from timeline.index.years import Stretch, stretches
from timeline.indexing_doubts import TIED, Doubt
from timeline.listing import Listing, Milestone
from timeline.listing_of_many import read_many, read_milestones_of_many
from timeline.models import Event
from timeline.remembering import names_of

_Value = TypeVar("_Value")
_MOST_REMEMBERED: Final = 1_000
"""Answers that an index keeps until something changes; each is some kilobytes."""


class ByIndex:
    """What a filter finds. timeline: its key; log: how far the index goes."""

    def __init__(self, index: Index, timeline: int, filters: TimelineFilter, log: Log) -> None:
        self.stamp = log.stamp
        self.names_stamp = log.names
        self._index = index
        self._timeline = timeline
        self._filters = filters
        self._asked_for = filters.query
        self._naming = Naming(names_of(timeline, log.names))

    def _once(self, make: Callable[[], _Value], *asked: object) -> _Value:
        """Return what was made before for the same question and state, or make it now."""
        key = (self.stamp, self._asked_for, asked)
        remembered = self._index.remembered
        found = cast(_Value | None, remembered.get(key))
        if found is None:
            if len(remembered) >= _MOST_REMEMBERED:
                remembered.clear()
            found = remembered[key] = make()
        return found

    @cached_property
    def _answer(self) -> Answer:
        words = hits_of(self._index, self._filters.q)
        return self._index.ask(self._question(), words)

    def _question(self) -> Question:
        return Question(
            period=self._filters.period,
            milestones=self._filters.milestones,
            chosen={
                name: tuple(self._naming.keys(name, values))
                for name, values in self._filters.chosen.items()
                if values
            },
        )

    @property
    def count(self) -> int:
        """How many events the filter finds."""
        return self._once(lambda: self._answer.count, "count")

    @cached_property
    def sources_stamp(self) -> str:
        """That of names, which tells the snapshot too, and what is cited otherwise than in that one."""
        return f"{self.names_stamp} {self._index.sources_changed}"

    @property
    def total(self) -> int:
        """How many events may be shown, whatever the filter says."""
        return self._index.total

    def number_before(self, event: Event) -> int:
        """How many of all that may be shown stand before an event."""
        return number_before(self._index, (event.known_day, event.last_day, event.pk))

    def holds(self, event: int) -> bool:
        """Say whether the filter finds an event."""
        return self._answer.holds(event)

    def listing(self, first: int, last: int, letters: Mapping[str, str]) -> Listing:
        """Read the events that it finds from number `first` to before `last`, in time order."""
        return self._read(self._answer.ids(first, last), letters)

    def _read(self, ids: Sequence[int], letters: Mapping[str, str]) -> Listing:
        doubts = self._index.values_of("doubt", ids)
        differing, tied = doubts.get(Doubt.DIFFERS, []), doubts.get(TIED, [])
        return read_many(self._timeline, ids, letters, differing, tied)

    def milestones(self, most: int) -> list[int]:
        """Return the first so many milestones that it finds, in time order."""
        return self._answer.milestones(most)

    def single(
        self,
        by: str,
        lanes: Sequence[str],
        rest_of: Sequence[str],
        ids: Sequence[int],
        letters: Mapping[str, str],
    ) -> Listing:
        """Read those that it finds in some lanes, and those of some events; see `Answers`."""
        rest = self._naming.keys(by, rest_of) if OTHERS in lanes else None
        found = self._answer.having(by, self._naming.keys(by, lanes), rest, ids)
        return self._read(found, letters)

    def told_milestones(self, most: int) -> list[Milestone]:
        """Read the first so many milestones of all that may be shown."""
        ids = self._index.ask(Question()).milestones(most)
        return read_milestones_of_many(self._timeline, ids)

    def counted(self, by: str, lanes: Sequence[str]) -> Counted:
        """Return when the events that it finds lie, by lane; see `Answers`."""
        return _CountedLanes(self, by, lanes, self._naming)

    def density(self) -> Density:
        """Return when all events lie that may be shown; the same object until something changes."""
        return _density(self._index)

    def known_density(self) -> Density:
        """Return the same: an index answers for today alone."""
        return self.density()

    def ranked(self, facet: str, most: int) -> list[str]:
        """Return the most frequent values of a facet, whatever the filter says; see `Answers`."""
        return list(self._once(lambda: self._ranked(facet, most), "ranked", facet, most))

    def _ranked(self, facet: str, most: int) -> list[str]:
        found = [key for key, _ in most_frequent(*self._index.totals(facet), most)]
        slugs = self._naming.slugs(facet, found)
        return [slugs[key] for key in found if key in slugs]

    def has_rest(self, by: str, lanes: Sequence[str]) -> bool:
        """Say whether an event that may be shown lies in none of the lanes."""
        rest = partial(self._index.has_rest, by, self._naming.keys(by, lanes))
        return self._once(rest, "has_rest", by, tuple(lanes))

    def in_cells(self, edges: Sequence[int], by: str, keys: Sequence[int]) -> Ints:
        """Return how many of the events are drawn in each cell; see `timeline.index.asked`."""
        at = np.array(edges, np.int64)
        answer = partial(self._counted_in, at, by, keys)
        return self._once(answer, "in_cells", at.tobytes(), by, tuple(keys))

    def _counted_in(self, edges: Ints, by: str, keys: Sequence[int]) -> Ints:
        return self._answer.in_cells(edges, by, keys)

    def years(self) -> list[list[Stretch]]:
        """Return the years that the events touch, the period left aside; see `Answers`."""
        return self._once(lambda: stretches(self._answer.lying(), self._filters.years), "years")

    def figures(self, sources: int) -> Figures:
        """Return what the timeline rests on, whatever the filter says; see `Answers`."""
        numbers, events = self._index.totals("quotes")
        doubts = dict(
            zip(*(column.tolist() for column in self._index.totals("doubt")), strict=True)
        )
        return Figures(
            events=self.total,
            sources=sources,
            quotes=int(numbers @ events),
            open_plans=doubts.get(Doubt.OPEN_PLAN, 0),
            differ=doubts.get(Doubt.DIFFERS, 0),
        )

    def doubtful(self, doubt: Doubt) -> list[int]:
        """Return the events of which something is doubtful, in time order; see `Answers`."""
        asked = Question(chosen={"doubt": (doubt.value,)})
        return self._index.ask(asked).ids(0, self.total)

    def called(self, facet: str, slugs: Collection[str]) -> dict[str, str]:
        """Return what readers call these actors, or sources that may be named; see `Answers`."""
        return self._naming.called(facet, slugs)

    def counts(self, facet: str, most: int | None = None) -> dict[str, int]:
        """Return how many of the events have each value of a facet; see `Answers`."""
        return dict(self._once(lambda: self._counts(facet, most), "counts", facet, most))

    def _counts(self, facet: str, most: int | None) -> dict[str, int]:
        keys, counts = self._answer.counts(facet)
        found = dict(most_frequent(keys, counts, len(keys) if most is None else most))
        chosen = self._naming.keys(facet, self._filters.chosen.get(facet, []))
        places = find(keys, np.array(chosen, np.int64)).tolist()
        for key, place in zip(chosen, places, strict=True):
            if place >= 0 and (counts[place] or self._index.is_shown(facet, key)):
                found.setdefault(key, int(counts[place]))
        slugs = self._naming.slugs(facet, found)
        by_slug: dict[str, int] = {}
        for key, count in found.items():
            if key in slugs:
                by_slug[slugs[key]] = by_slug.get(slugs[key], 0) + count
        return by_slug


class _CountedLanes:
    """Events of an answer by the slug of each lane, and all of them by `EVERY`."""

    def __init__(self, answers: ByIndex, by: str, lanes: Sequence[str], naming: Naming) -> None:
        self._answers = answers
        self._by = by
        keys = naming.keys(by, lanes)
        slugs = naming.slugs(by, keys)
        self._keys = [key for key in keys if key in slugs]
        self._slugs = [slugs[key] for key in self._keys]

    def in_cells(self, edges: Sequence[int]) -> dict[str, Ints]:
        """Return how many stand in each cell; see `timeline.charts.density.Counted`."""
        rows = self._answers.in_cells(edges, self._by, self._keys)
        found: dict[str, Ints] = {}
        for slug, row in zip([*self._slugs, OTHERS, EVERY], rows, strict=True):
            found[slug] = found[slug] + row if slug in found else row
        return found

    def totals(self, edges: Sequence[int]) -> Ints:
        """Return how many of all stand in each cell."""
        every: Ints = self._answers.in_cells(edges, self._by, [])[-1]
        return every


_densities: Final = WeakKeyDictionary[Index, Density]()
"""An index is another object after every change; so is its density, which goes with it."""


def _density(index: Index) -> Density:
    density = _densities.get(index)
    if density is None:
        found = index.alike()
        lane = numbered(found.lane)[1]
        days = (found.first, found.last, found.is_span)
        density = _densities[index] = Density(*days, lane, found.is_milestone, found.count)
    return density
