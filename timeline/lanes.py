"""What the lanes of the chart stand for: categories, actors, storylines or sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from timeline.charts.density import OTHERS
from timeline.charts.rows import EventRow, Lane
from timeline.counting import in_none, lanes_by_event
from timeline.known import EVERYTHING, AsKnown, known_events
from timeline.models import Actor, Citation, EventActor, Theme, Timeline
from timeline.models.event import EventQuerySet
from timeline.records import lane
from timeline.sigla import SourceLetter

LANES_BY: Final[Mapping[str, str | Promise]] = {
    "category": gettext_lazy("Category"),
    "actor": gettext_lazy("Who"),
    "theme": gettext_lazy("Storyline"),
    "source": gettext_lazy("Source"),
}
"""What lanes may stand for, as `?lanes=` says it, and in words."""
MOST_LANES: Final = 9
"""Actors with a lane of their own: those of most events. What no screen shows, nobody compares."""
MOST_SOURCE_LANES: Final = 26
"""Up to so many sources, one for each letter, all have a lane; of more, those of most events."""
_OTHERS: Final[Mapping[str, str | Promise]] = {
    "actor": gettext_lazy("Others"),
    "theme": gettext_lazy("In no storyline"),
    "source": gettext_lazy("Others"),
}


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes from top to bottom; the last one may be of what lies in none. by: of `LANES_BY`."""

    by: str
    lanes: tuple[Lane, ...]

    @property
    def slugs(self) -> list[str]:
        """Of the lanes, but for the one of what lies in none."""
        return [lane.slug for lane in self.lanes if lane.slug != OTHERS]

    def spread(self, rows: Sequence[EventRow], known: AsKnown) -> list[EventRow]:
        """Return the rows as the chart takes them: one for each lane that an event lies in. One query."""
        if self.by == "category":
            return list(rows)
        of_event = lanes_by_event(self.by, self.slugs, [row.id for row in rows], known)
        return [
            replace(row, lane=slug) for row in rows for slug in of_event.get(row.id) or (OTHERS,)
        ]


def lanes_of(
    by: str,
    timeline: Timeline,
    everything: EventQuerySet,
    sources: Sequence[SourceLetter],
    known: AsKnown = EVERYTHING,
) -> Lanes:
    """Return the lanes of a chart. Three queries at most.

    by: a key of `LANES_BY`; anything else means categories. everything: all events of the timeline,
    which set the lanes, so that no filter takes one away.
    """
    if by == "actor":
        lanes = _of_actors(everything)
    elif by == "theme":
        lanes = _of_themes(everything)
    elif by == "source":
        lanes = _of_sources(everything, sources)
    else:
        used = set(everything.order_by().values_list("category", flat=True).distinct())
        return Lanes("category", tuple(lane(c) for c in timeline.categories.all() if c.pk in used))
    slugs = [lane.slug for lane in lanes]
    has_rest = in_none(by, slugs, known_events(everything, known.day), known).exists()
    rest = [Lane(OTHERS, str(_OTHERS[by]), 0)] if has_rest else []
    return Lanes(by, (*lanes, *rest))


def _of_actors(everything: EventQuerySet) -> list[Lane]:
    parts = EventActor.objects.filter(event__in=everything.order_by().values("pk")).order_by()
    counts = parts.values_list("actor").annotate(n=Count("event", distinct=True))
    first = [pk for pk, _n in counts.order_by("-n", "actor")[:MOST_LANES]]
    actors = Actor.objects.in_bulk(first)
    return [Lane(actors[pk].slug, actors[pk].name, 0) for pk in first]


def _of_themes(everything: EventQuerySet) -> list[Lane]:
    ids = everything.order_by().values("pk")
    themes = Theme.objects.filter(events__in=ids).annotate(n=Count("events", distinct=True))
    first = sorted(themes.order_by("-n", "pk")[:MOST_LANES], key=lambda t: (t.position, t.pk))
    return [Lane(theme.slug, theme.name, 0) for theme in first]


def _of_sources(everything: EventQuerySet, sources: Sequence[SourceLetter]) -> list[Lane]:
    if len(sources) > MOST_SOURCE_LANES:
        column = "passage__text_version__document__slug"
        cited = Citation.objects.shown().filter(event__in=everything.order_by().values("pk"))
        counts = cited.order_by().values_list(column).annotate(n=Count("event", distinct=True))
        first = {slug for slug, _n in counts.order_by("-n", column)[:MOST_LANES]}
        sources = [source for source in sources if source.slug in first]
    return [Lane(source.slug, f"{source.letter} · {source.short}", 0) for source in sources]
