"""Answers of an index: for large timelines, as fast as for small ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from typing import Final, TypeVar, cast

import numpy as np
from django.db.models import Model

from sources.models import Document
from timeline.charts.density import EVERY, OTHERS, Counted, Density
from timeline.filters import TimelineFilter
from timeline.index.columns import Ints, Question
from timeline.index.index import Answer, Index, most_frequent
from timeline.index.numbering import numbered
from timeline.indexing import MODALITIES
from timeline.known import EVERYTHING
from timeline.listing import Listing, Milestone, read_listing, read_milestones
from timeline.models import Actor, Category, Theme
from timeline.models.event import EventQuerySet
from timeline.searching import found_ids

_Value = TypeVar("_Value")
_MOST_REMEMBERED: Final = 1_000
"""Answers that an index keeps until something changes; each is some kilobytes."""

_MODELS: Final[Mapping[str, type[Model]]] = {
    "category": Category,
    "actor": Actor,
    "theme": Theme,
    "source": Document,
}
"""Of which model the values of a facet are; a modality is its place in `MODALITIES`."""


class ByIndex:
    """What a filter finds. everything: as `BySql` takes it; what is read is read from there."""

    def __init__(
        self, index: Index, everything: EventQuerySet, filters: TimelineFilter, stamp: str
    ) -> None:
        self.stamp = stamp
        self._index = index
        self._everything = everything
        self._filters = filters

    def _once(self, make: Callable[[], _Value], *asked: object) -> _Value:
        """Return what was made before for the same question and state, or make it now."""
        key = (self.stamp, self._filters.query, asked)
        remembered = self._index.remembered
        found = cast(_Value | None, remembered.get(key))
        if found is None:
            if len(remembered) >= _MOST_REMEMBERED:
                remembered.clear()
            found = remembered[key] = make()
        return found

    @cached_property
    def _answer(self) -> Answer:
        return self._index.ask(question_of(self._filters))

    @property
    def count(self) -> int:
        """How many events the filter finds."""
        return self._once(lambda: self._answer.count, "count")

    @property
    def total(self) -> int:
        """How many events may be shown, whatever the filter says."""
        return self._index.total

    def holds(self, event: int) -> bool:
        """Say whether the filter finds an event."""
        return self._answer.holds(event)

    def listing(self, first: int, last: int, letters: Mapping[str, str]) -> Listing:
        """Read the events that it finds from number `first` to before `last`, in time order."""
        ids = self._answer.ids(first, last)
        return read_listing(self._everything.filter(pk__in=ids), letters)

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
        rest = _keys(by, rest_of) if OTHERS in lanes else None
        found = self._answer.having(by, _keys(by, lanes), rest, ids)
        return read_listing(self._everything.filter(pk__in=found), letters)

    def told_milestones(self, most: int) -> list[Milestone]:
        """Read the first so many milestones of all that may be shown."""
        ids = self._index.ask(Question()).milestones(most)
        return read_milestones(self._everything.filter(pk__in=ids), EVERYTHING, most)

    def counted(self, by: str, lanes: Sequence[str]) -> Counted:
        """Return when the events that it finds lie, by lane; see `Answers`."""
        return _CountedLanes(self, by, lanes)

    def density(self) -> Density:
        """Return when all events lie that may be shown; the same object until something changes."""
        return _density(self._index)

    def ranked(self, facet: str, most: int) -> list[str]:
        """Return the most frequent values of a facet, whatever the filter says; see `Answers`."""
        return list(self._once(lambda: self._ranked(facet, most), "ranked", facet, most))

    def _ranked(self, facet: str, most: int) -> list[str]:
        found = [key for key, _ in most_frequent(*self._index.totals(facet), most)]
        slugs = _slugs(facet, found)
        return [slugs[key] for key in found if key in slugs]

    def has_rest(self, by: str, lanes: Sequence[str]) -> bool:
        """Say whether an event that may be shown lies in none of the lanes."""
        rest = partial(self._index.has_rest, by, _keys(by, lanes))
        return self._once(rest, "has_rest", by, tuple(lanes))

    def in_cells(self, edges: Sequence[int], by: str, keys: Sequence[int]) -> Ints:
        """Return how many of the events are drawn in each cell; see `timeline.index.asked`."""
        at = np.array(edges, np.int64)
        answer = partial(self._counted_in, at, by, keys)
        return self._once(answer, "in_cells", at.tobytes(), by, tuple(keys))

    def _counted_in(self, edges: Ints, by: str, keys: Sequence[int]) -> Ints:
        return self._answer.in_cells(edges, by, keys)

    def counts(self, facet: str, most: int | None = None) -> dict[str, int]:
        """Return how many of the events have each value of a facet; see `Answers`."""
        return dict(self._once(lambda: self._counts(facet, most), "counts", facet, most))

    def _counts(self, facet: str, most: int | None) -> dict[str, int]:
        keys, counts = self._answer.counts(facet)
        found = dict(most_frequent(keys, counts, len(keys) if most is None else most))
        chosen = _keys(facet, self._filters.chosen.get(facet, []))
        for key in self._index.shown(facet, chosen):
            at = np.searchsorted(keys, key)
            found.setdefault(key, int(counts[at]))
        slugs = _slugs(facet, list(found))
        by_slug: dict[str, int] = {}
        for key, count in found.items():
            if key in slugs:
                by_slug[slugs[key]] = by_slug.get(slugs[key], 0) + count
        return by_slug


class _CountedLanes:
    """Events of an answer by the slug of each lane, and all of them by `EVERY`."""

    def __init__(self, answers: ByIndex, by: str, lanes: Sequence[str]) -> None:
        self._answers = answers
        self._by = by
        keys = _keys(by, lanes)
        slugs = _slugs(by, keys)
        self._keys = [key for key in keys if key in slugs]
        self._slugs = [slugs[key] for key in self._keys]

    def in_cells(self, edges: Sequence[int]) -> dict[str, Ints]:
        """Return how many stand in each cell; see `timeline.charts.density.Counted`."""
        rows = self._answers.in_cells(edges, self._by, self._keys)
        found: dict[str, Ints] = {}
        for slug, row in zip([*self._slugs, OTHERS, EVERY], rows, strict=True):
            found[slug] = found[slug] + row if slug in found else row
        return found


@lru_cache(maxsize=8)
def _density(index: Index) -> Density:
    """An index is another object after every change; so is its density."""
    found = index.alike()
    lane = numbered(found.lane)[1]
    return Density(found.first, found.last, found.is_span, lane, found.is_milestone, found.count)


def question_of(filters: TimelineFilter) -> Question:
    """Return a filter, which must not ask for what was known on a day, as an index takes it."""
    found = found_ids(filters.q)
    return Question(
        period=filters.period,
        milestones=filters.milestones,
        hits=None if found is None else np.array(found, np.int64),
        chosen={
            name: tuple(_keys(name, values)) for name, values in filters.chosen.items() if values
        },
    )


def _keys(facet: str, slugs: Sequence[str]) -> list[int]:
    if facet == "modality":
        return [MODALITIES.index(slug) for slug in slugs if slug in MODALITIES]
    if not slugs:
        return []
    return list(_MODELS[facet]._default_manager.filter(slug__in=slugs).values_list("pk", flat=True))


def _slugs(facet: str, keys: Sequence[int]) -> dict[int, str]:
    if facet == "modality":
        return {key: MODALITIES[key] for key in keys}
    rows = _MODELS[facet]._default_manager.filter(pk__in=keys)
    return dict(rows.values_list("pk", "slug"))
