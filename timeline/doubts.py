"""Where the sources of a timeline differ, and which plans they leave open."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from timeline.cards import dates_differ
from timeline.dates.edtf import read_edtf
from timeline.known import AsKnown, known_events
from timeline.models import Citation, Event, EventLink
from timeline.models.event import EventQuerySet


@dataclass(frozen=True, slots=True)
class Figures:
    """What a timeline rests on, in numbers. differ: events of which the sources contradict each other."""

    events: int
    sources: int
    quotes: int
    open_plans: int
    differ: int


def figures_of(everything: EventQuerySet, sources: int, known: AsKnown) -> Figures:
    """Return the figures of a timeline, as of a day. everything: its events; sources: their number."""
    told = known_events(everything, known.day)
    return Figures(
        events=told.count(),
        sources=sources,
        quotes=known.citations.filter(event__in=told.order_by().values("pk")).count(),
        open_plans=open_plans(told, known).count(),
        differ=len(disputed(told, known)),
    )


def open_plans(events: EventQuerySet, known: AsKnown) -> EventQuerySet:
    """Return the plans of which the sources tell no outcome."""
    followed_up = known.links.filter(kind=EventLink.Kind.OUTCOME, from_event=OuterRef("pk"))
    plans = events.filter(modality=Event.Modality.PLANNED)
    return plans.filter(~Exists(followed_up.order_by()))


def disputed(events: EventQuerySet, known: AsKnown) -> set[int]:
    """Return the events that a source disputes, dates otherwise, or contradicts by another event."""
    ids = events.order_by().values("pk")
    cited = known.citations.filter(event__in=ids).order_by()
    found = set(cited.filter(stance=Citation.Stance.DISPUTES).values_list("event", flat=True))
    ties = known.links.filter(kind=EventLink.Kind.CONTRADICTS).order_by()
    shown = set(events.order_by().values_list("pk", flat=True)) if ties.exists() else set()
    for pair in ties.values_list("from_event", "to_event"):
        found.update(shown.intersection(pair))
    return found | _dated_otherwise(events, known)


def _dated_otherwise(events: EventQuerySet, known: AsKnown) -> set[int]:
    """Events with a date of their own beside another: only those have to be compared."""
    mine = known.citations.filter(event=OuterRef("pk")).exclude(edtf="")
    several = events.order_by().filter(Exists(mine.exclude(edtf=OuterRef("edtf"))))
    given: dict[int, list[str]] = defaultdict(list)
    dated = known.citations.filter(event__in=several.values("pk")).exclude(edtf="").order_by()
    own: dict[int, str] = {}
    for pk, edtf, date in dated.values_list("event", "event__edtf", "edtf"):
        own[pk] = known.dates.get(pk, edtf)
        given[pk].append(date)
    return {pk for pk, dates in given.items() if dates_differ(read_edtf(own[pk]), dates)}
