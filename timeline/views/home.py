"""The front page: which timelines there are, and what each covers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.cards import EventCard, QuoteCard, event_card
from timeline.charts.density import Density
from timeline.charts.scale import covered, linear_scale
from timeline.charts.strips import BarStrip, bar_strip
from timeline.dates.edtf import OPEN_END
from timeline.density import days_covered, events_by_column
from timeline.http import HtmxRequest
from timeline.models import Category, Citation, Event, EventActor, Timeline
from timeline.models.event import EventQuerySet
from timeline.records import source_mark
from timeline.sigla import SourceLetter, letter_sources

MOST_MILESTONES = 14


@dataclass(frozen=True, slots=True)
class TimelineCard:
    """A timeline at a glance."""

    timeline: Timeline
    events: int
    actors: int
    sources: list[SourceLetter]
    milestones: list[Event]
    categories: list[Category]
    strip: BarStrip | None


@require_safe
def home(request: HtmxRequest) -> HttpResponse:
    """Every timeline that the reader may see, and one date with the way it was found."""
    timelines = list(Timeline.objects.visible_to(request.user))
    events = Event.objects.visible_to(request.user)
    context = {
        "nav": "timelines",
        "cards": _cards(timelines, events),
        "example": _example(events),
        "is_new": not timelines and not Timeline.objects.exists(),
    }
    return render(request, "home.html", context)


def _cards(timelines: list[Timeline], events: EventQuerySet) -> list[TimelineCard]:
    sources = {t.pk: letter_sources(t) for t in timelines}
    strips = _strips(events, sources)
    counts = dict(events.order_by().values_list("timeline").annotate(n=Count("pk")))
    parts = EventActor.objects.filter(event__in=events.values("pk")).order_by()
    actors = dict(parts.values_list("event__timeline").annotate(n=Count("actor", distinct=True)))
    milestones = _milestones(events)
    categories = _categories(strips)
    return [
        TimelineCard(
            timeline,
            counts.get(timeline.pk, 0),
            actors.get(timeline.pk, 0),
            sources[timeline.pk],
            milestones[timeline.pk],
            categories[timeline.pk],
            strips.get(timeline.pk),
        )
        for timeline in timelines
    ]


def _strips(events: EventQuerySet, sources: dict[int, list[SourceLetter]]) -> dict[int, BarStrip]:
    scales = {}
    for timeline, days in days_covered(events).items():
        published = [s.last_day for s in sources.get(timeline, []) if s.last_day < OPEN_END]
        scales[timeline] = linear_scale(*covered(Density.of([]), [*days, *published]))
    counts = events_by_column(events, scales)
    return {
        pk: bar_strip(counts[pk], scale, map(source_mark, sources.get(pk, [])))
        for pk, scale in scales.items()
    }


def _categories(strips: dict[int, BarStrip]) -> dict[int, list[Category]]:
    """What the colours of each timeline's bars stand for, in order of its lanes."""
    drawn = {pk: {bar.colour for bar in strip.bars} for pk, strip in strips.items()}
    found: dict[int, list[Category]] = defaultdict(list)
    for category in Category.objects.filter(timeline__in=drawn):
        if category.colour in drawn[category.timeline_id]:
            found[category.timeline_id].append(category)
    return found


def _milestones(events: EventQuerySet) -> dict[int, list[Event]]:
    """The first few of each timeline, in one query."""
    order = [F("known_day").asc(), F("last_day").asc(), F("pk").asc()]
    number = Window(RowNumber(), partition_by="timeline", order_by=order)
    told = events.filter(importance=Event.MILESTONE).annotate(number=number)
    found: dict[int, list[Event]] = defaultdict(list)
    for event in (
        told.filter(number__lte=MOST_MILESTONES).select_related("timeline").in_time_order()
    ):
        found[event.timeline_id].append(event)
    return found


def _example(events: EventQuerySet) -> tuple[EventCard, QuoteCard] | None:
    """A milestone whose date had to be worked out from words: what this site is for."""
    worked_out = Citation.objects.shown().exclude(anchor="").exclude(wording="")
    told = events.filter(importance=Event.MILESTONE, citations__in=worked_out).in_time_order()
    for event in told.distinct().with_evidence()[:5]:
        letters = {source.slug: source.letter for source in letter_sources(event.timeline)}
        card = event_card(event, letters)
        for quote in card.quotes:
            if quote.wording and quote.citation.anchor:
                return card, quote
    return None
