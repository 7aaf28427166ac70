"""Answers of the database itself: always fresh, for everything that can be asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from django.db.models import Count, F

from sources.models import Document
from timeline.changes import Log
from timeline.charts.density import Counted, Density
from timeline.counting import counted, days_of, density_of, ids_in, in_none
from timeline.doubts import Figures, disputed, figures_of, open_plans
from timeline.filters import FACET_COLUMNS, PERIOD, TimelineFilter
from timeline.index.years import Lying, Stretch, stretches
from timeline.indexing_doubts import Doubt
from timeline.known import AsKnown, citations_by, known_events
from timeline.listing import Listing, Milestone, read_listing, read_milestones
from timeline.models import Actor, Event
from timeline.models.event import EventQuerySet
from timeline.sigla import short_name

_SOURCE: Final = "passage__text_version__document"


class BySql:
    """What a filter finds. everything: the events of the timeline that may be shown."""

    def __init__(
        self, everything: EventQuerySet, filters: TimelineFilter, known: AsKnown, log: Log
    ) -> None:
        self.stamp = log.stamp
        self.names_stamp = log.names
        self.sources_stamp = log.stamp
        self._everything = everything
        self._filters = filters
        self._known = known
        self._events = filters.apply(everything)

    @cached_property
    def count(self) -> int:
        """How many events the filter finds."""
        return self._events.count()

    @cached_property
    def total(self) -> int:
        """How many events may be shown, whatever the filter says."""
        return known_events(self._everything, self._known.day).count()

    def number_before(self, event: Event) -> int:
        """How many of all that may be shown stand before an event."""
        told = known_events(self._everything, self._known.day)
        return self._known.before(told, event).count()

    def holds(self, event: int) -> bool:
        """Say whether the filter finds an event."""
        return self._events.filter(pk=event).exists()

    def listing(self, first: int, last: int, letters: Mapping[str, str]) -> Listing:
        """Read the events that it finds from number `first` to before `last`, in time order."""
        return read_listing(self._events, letters, self._known, first=first, last=last)

    def milestones(self, most: int) -> list[int]:
        """Return the first so many milestones that it finds, in time order."""
        told = self._events.filter(importance=Event.MILESTONE)
        return self._known.ids_in_time_order(told, most)

    def single(
        self,
        by: str,
        lanes: Sequence[str],
        rest_of: Sequence[str],
        ids: Sequence[int],
        letters: Mapping[str, str],
    ) -> Listing:
        """Read those that it finds in some lanes, and those of some events; see `Answers`."""
        there = ids_in(by, lanes, rest_of, self._events, self._known)
        events = self._events.filter(pk__in=there.union(ids))
        return read_listing(events, letters, self._known)

    def told_milestones(self, most: int) -> list[Milestone]:
        """Read the first so many milestones of all that may be shown."""
        told = known_events(self._everything, self._known.day)
        return read_milestones(told, self._known, most)

    def counted(self, by: str, lanes: Sequence[str]) -> Counted:
        """Return when the events that it finds lie, by lane; see `Answers`."""
        return counted(by, lanes, self._events, self._known)

    def density(self) -> Density:
        """Return when all events lie that may be shown, also later ones than the filter's day."""
        return density_of(self._everything)

    def known_density(self) -> Density:
        """Return when those of them lie that could be known by the filter's day, dated as then."""
        return density_of(known_events(self._everything, self._known.day), self._known)

    def ranked(self, facet: str, most: int) -> list[str]:
        """Return the most frequent values of a facet, whatever the filter says; see `Answers`."""
        rows = self._counted(facet, self._everything)
        return [slug for _, slug, _ in sorted(rows, key=lambda row: (-row[2], row[0]))[:most]]

    def has_rest(self, by: str, lanes: Sequence[str]) -> bool:
        """Say whether an event that may be shown lies in none of the lanes."""
        told = known_events(self._everything, self._known.day)
        return in_none(by, lanes, told, self._known).exists()

    def years(self) -> list[list[Stretch]]:
        """Return the years that the events touch, the period left aside; see `Answers`."""
        found = self._filters.apply(self._everything, but=PERIOD)
        lying = Lying.of_days(*days_of(found, self._known))
        return stretches(lying, self._filters.years)

    def figures(self, sources: int) -> Figures:
        """Return what the timeline rests on, whatever the filter says; see `Answers`."""
        return figures_of(self._everything, sources, self._known)

    def doubtful(self, doubt: Doubt) -> list[int]:
        """Return the events of which something is doubtful, in time order; see `Answers`."""
        told = known_events(self._everything, self._known.day)
        if doubt is Doubt.OPEN_PLAN:
            found = open_plans(told, self._known)
        else:
            found = told.filter(pk__in=disputed(told, self._known))
        return self._known.ids_in_time_order(found)

    def called(self, facet: str, slugs: Collection[str]) -> dict[str, str]:
        """Return what readers call these actors, or sources that may be named; see `Answers`."""
        if facet == "actor":
            return dict(Actor.objects.filter(slug__in=slugs).values_list("slug", "name"))
        found = Document.objects.not_private().filter(slug__in=slugs)
        return {document.slug: short_name(document) for document in found}

    def counts(self, facet: str, most: int | None = None) -> dict[str, int]:
        """Return how many of the events have each value of a facet; see `Answers`."""
        chosen = self._filters.chosen.get(facet, [])
        rows = self._counted(facet, self._filters.apply(self._everything, but=facet))
        found: dict[str, int] = {}
        for number, (_, slug, count) in enumerate(sorted(rows, key=lambda row: (-row[2], row[0]))):
            if most is None or number < most or slug in chosen:
                found[slug] = found.get(slug, 0) + count
        for slug in self._shown(facet, chosen):
            found.setdefault(slug, 0)
        return found

    def _counted(self, facet: str, found: EventQuerySet) -> list[tuple[Any, str, int]]:
        """Key, slug and count of each value that is there."""
        events = found.order_by()
        if facet == "source":
            cited = citations_by(self._known.day).filter(event__in=events.values("pk")).order_by()
            groups = cited.values_list(_SOURCE, f"{_SOURCE}__slug")
            return list(groups.annotate(n=Count("event", distinct=True)))
        column = FACET_COLUMNS[facet]
        key = F(column.removesuffix("__slug"))
        with_value = events.exclude(**{column: None}).annotate(of=key)
        return list(with_value.values_list("of", column).annotate(n=Count("pk", distinct=True)))

    def _shown(self, facet: str, chosen: list[str]) -> set[str]:
        """Return the choices that some event has, though none under the other filters."""
        if not chosen:
            return set()
        told = known_events(self._everything, self._known.day).order_by()
        if facet == "source":
            cited = citations_by(self._known.day).filter(event__in=told.values("pk")).order_by()
            citing = cited.filter(**{f"{_SOURCE}__slug__in": chosen})
            return set(citing.values_list(f"{_SOURCE}__slug", flat=True).distinct())
        column = FACET_COLUMNS[facet]
        having = told.filter(**{f"{column}__in": chosen})
        return set(having.values_list(column, flat=True).distinct()).intersection(chosen)
