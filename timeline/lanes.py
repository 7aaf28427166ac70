"""What the lanes of the chart stand for: categories, actors, storylines or sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.charts.rows import EventRow, Lane
from timeline.models import Actor, Event, EventActor, Theme, Timeline
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
_OTHERS: Final = "-others"
"""No slug starts with a hyphen, so no actor or storyline has this one."""


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes from top to bottom, and in which of them each event lies, by its id.

    An event in none lies in the last one. by: a key of `LANES_BY`.
    """

    by: str
    lanes: tuple[Lane, ...]
    of_event: Mapping[int, Sequence[str]]

    def spread(self, rows: Iterable[EventRow]) -> list[EventRow]:
        """Return the rows as the chart takes them: one for each lane that an event lies in."""
        if self.by == "category":
            return list(rows)
        return [
            replace(row, lane=slug)
            for row in rows
            for slug in self.of_event.get(row.id) or (_OTHERS,)
        ]


def lanes_of(
    by: str,
    timeline: Timeline,
    everything: EventQuerySet,
    shown: Sequence[EventRow],
    sources: Sequence[SourceLetter],
) -> Lanes:
    """Return the lanes of a chart. At most two queries.

    by: a key of `LANES_BY`; anything else means categories. everything: all events of the timeline,
    which set the lanes, so that a filter takes none away. shown: those that are drawn.
    """
    if by == "actor":
        return _by_actor(everything, shown)
    if by == "theme":
        return _by_theme(everything, shown)
    if by == "source":
        return _by_source(shown, sources)
    used = set(everything.order_by().values_list("category", flat=True).distinct())
    lanes = tuple(lane(c) for c in timeline.categories.all() if c.pk in used)
    return Lanes("category", lanes, {})


def _by_actor(everything: EventQuerySet, shown: Sequence[EventRow]) -> Lanes:
    parts = EventActor.objects.filter(event__in=everything.order_by().values("pk")).order_by()
    counts = dict(parts.values_list("actor").annotate(n=Count("event", distinct=True)))
    first = sorted(counts, key=lambda pk: (-counts[pk], pk))[:MOST_LANES]
    actors = Actor.objects.in_bulk(first)
    lanes = [Lane(actors[pk].slug, actors[pk].name, 0) for pk in first]
    own = parts.filter(event__in=[row.id for row in shown], actor__in=first)
    return _with_rest("actor", lanes, own.values_list("event", "actor__slug"), shown, _("Others"))


def _by_theme(everything: EventQuerySet, shown: Sequence[EventRow]) -> Lanes:
    ids = everything.order_by().values("pk")
    themes = Theme.objects.filter(events__in=ids).distinct().order_by("position", "pk")
    lanes = [Lane(theme.slug, theme.name, 0) for theme in themes]
    own = Event.objects.filter(pk__in=[row.id for row in shown], themes__isnull=False)
    pairs = own.order_by().values_list("pk", "themes__slug")
    return _with_rest("theme", lanes, pairs, shown, _("In no storyline"))


def _by_source(shown: Sequence[EventRow], sources: Sequence[SourceLetter]) -> Lanes:
    lanes = [Lane(source.slug, f"{source.letter} · {source.short}", 0) for source in sources]
    slugs = {source.letter: source.slug for source in sources}
    pairs = [(row.id, slugs[letter]) for row in shown for letter in row.letters]
    return _with_rest("source", lanes, pairs, shown, _("Others"))


def _with_rest(
    by: str,
    lanes: Sequence[Lane],
    pairs: Iterable[tuple[int, str]],
    shown: Sequence[EventRow],
    rest: str,
) -> Lanes:
    """Return the lanes, with one more where an event lies in none of them."""
    of_event: dict[int, list[str]] = defaultdict(list)
    order = {lane.slug: number for number, lane in enumerate(lanes)}
    for pk, slug in dict.fromkeys(pairs):
        of_event[pk].append(slug)
    for slugs in of_event.values():
        slugs.sort(key=order.__getitem__)
    last = [Lane(_OTHERS, rest, 0)] if any(row.id not in of_event for row in shown) else []
    return Lanes(by, (*lanes, *last), of_event)
