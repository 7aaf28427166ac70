"""The front page: which timelines there are, and what each covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Window
from django.db.models.functions import RowNumber
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.answers.choose import have_built, indexed
from timeline.answers.protocol import Answers
from timeline.appearing import appearances_of
from timeline.cards import EventCard, QuoteCard, event_card
from timeline.charts.density import Density
from timeline.charts.scale import TimeScale, covered, linear_scale
from timeline.charts.strips import BarStrip, bar_strip
from timeline.dates.edtf import OPEN_END
from timeline.density import answered_by_column, days_covered, events_by_column
from timeline.filters import TimelineFilter
from timeline.http import HtmxRequest
from timeline.models import Category, Citation, Event, EventActor, Timeline
from timeline.models.event import EventQuerySet
from timeline.records import source_mark
from timeline.sigla import SourceLetter, documents_of, letter_sources

MOST_MILESTONES = 14
_EXAMPLES = 5
"""Milestones that are looked through for one whose date was worked out."""


@dataclass(frozen=True, slots=True)
class TimelineCard:
    """A timeline at a glance. sources: how many; its letters, if they have any, are in the strip."""

    timeline: Timeline
    events: int
    actors: int
    sources: int
    milestones: list[Event]
    categories: list[Category]
    strip: BarStrip | None


@require_safe
def home(request: HtmxRequest) -> HttpResponse:
    """Every timeline that the reader may see, and one date with the way it was found."""
    timelines = list(Timeline.objects.visible_to(request.user))
    found = _Found.of(timelines, Event.objects.visible_to(request.user))
    context = {
        "nav": "timelines",
        "cards": _cards(timelines, found),
        "example": _example(found),
        "is_new": not timelines and not Timeline.objects.exists(),
    }
    return render(request, "home.html", context)


@dataclass(frozen=True, slots=True)
class _Found:
    """The events of all timelines. answers: of the large ones, by key; events: of the others.

    plans: answers on what was only planned.
    """

    answers: Mapping[int, Answers]
    plans: Mapping[int, Answers]
    events: EventQuerySet
    milestones: Mapping[int, list[Event]]

    @classmethod
    def of(cls, timelines: Iterable[Timeline], events: EventQuerySet) -> _Found:
        """Read the first milestones: a query for each large timeline, and one for all others."""
        answers, plans = {}, {}
        planned = TimelineFilter(chosen={"modality": [Event.Modality.PLANNED]})
        for timeline in timelines:
            mine = events.filter(timeline=timeline)
            found, only = indexed(timeline, mine), indexed(timeline, mine, planned)
            if found is not None and only is not None:
                answers[timeline.pk], plans[timeline.pk] = found, only
        others = [timeline.pk for timeline in timelines if timeline.pk not in answers]
        small = events.filter(timeline__in=others) if answers else events
        return cls(answers, plans, small, _milestones(small, answers))


def _cards(timelines: list[Timeline], found: _Found) -> list[TimelineCard]:
    letters = {t.pk: letter_sources(t) for t in timelines}
    strips = _strips(found, letters)
    events, actors = _counts(found)
    categories = _categories(strips)
    listed = Timeline.documents.through.objects.filter(timeline=OuterRef("pk"))
    listing = set(Timeline.objects.filter(Exists(listed)).values_list("pk", flat=True))
    sources = {
        # Without letters there are too many for them, or none.
        t.pk: len(letters[t.pk]) or _sources(t, found.answers.get(t.pk))
        for t in timelines
        if t.pk in listing or t.pk in events
    }
    return [
        TimelineCard(
            timeline,
            events.get(timeline.pk, 0),
            actors.get(timeline.pk, 0),
            sources.get(timeline.pk, 0),
            found.milestones.get(timeline.pk, []),
            categories[timeline.pk],
            strips.get(timeline.pk),
        )
        for timeline in timelines
    ]


def _counts(found: _Found) -> tuple[dict[int, int], dict[int, int]]:
    """How many events a timeline has, and how many actors take part. Two queries, and large ones."""
    small = found.events
    events = dict(small.order_by().values_list("timeline").annotate(n=Count("pk")))
    parts = EventActor.objects.filter(event__in=small.order_by().values("pk")).order_by()
    actors = dict(parts.values_list("event__timeline").annotate(n=Count("actor", distinct=True)))
    for pk, number in events.items():
        if number >= settings.INDEX_FROM:
            have_built(pk)
    for pk, answers in found.answers.items():
        events[pk], actors[pk] = answers.total, len(answers.counts("actor"))
    return events, actors


def _sources(timeline: Timeline, answers: Answers | None) -> int:
    """How many sources there are, where they are too many for letters, or none."""
    if answers is None:
        return documents_of(timeline).count()
    return appearances_of(timeline, answers).count(None)


def _strips(found: _Found, letters: dict[int, list[SourceLetter]]) -> dict[int, BarStrip]:
    covering = days_covered(found.events)
    large = {pk: period for pk, a in found.answers.items() if (period := a.density().period)}
    scales = {}
    for pk, days in (covering | large).items():
        published = [s.last_day for s in letters.get(pk, []) if s.last_day < OPEN_END]
        scales[pk] = linear_scale(*covered(Density.of([]), [*days, *published]))
    counts, plans = events_by_column(found.events, {pk: scales[pk] for pk in covering})
    counts |= _large_by_column(found.answers, {pk: scales[pk] for pk in large})
    plans |= _large_by_column(found.plans, {pk: scales[pk] for pk in large})
    return {
        pk: bar_strip(counts[pk], scale, map(source_mark, letters.get(pk, [])), plans[pk])
        for pk, scale in scales.items()
    }


def _large_by_column(
    answers: Mapping[int, Answers], scales: Mapping[int, TimeScale]
) -> dict[int, dict[tuple[int, int], int]]:
    colours: dict[int, dict[str, int]] = defaultdict(dict)
    lanes = Category.objects.filter(timeline__in=scales) if scales else []
    for category in lanes:
        colours[category.timeline_id][category.slug] = category.colour
    return {pk: answered_by_column(answers[pk], scales[pk], colours[pk]) for pk in scales}


def _categories(strips: dict[int, BarStrip]) -> dict[int, list[Category]]:
    """What the colours of each timeline's bars stand for, in order of its lanes."""
    drawn = {pk: {bar.colour for bar in strip.bars} for pk, strip in strips.items()}
    found: dict[int, list[Category]] = defaultdict(list)
    for category in Category.objects.filter(timeline__in=drawn):
        if category.colour in drawn[category.timeline_id]:
            found[category.timeline_id].append(category)
    return found


def _milestones(small: EventQuerySet, answers: Mapping[int, Answers]) -> dict[int, list[Event]]:
    """The first few of each timeline, in one query for all small ones."""
    order = [F("known_day").asc(), F("last_day").asc(), F("pk").asc()]
    number = Window(RowNumber(), partition_by="timeline", order_by=order)
    told = small.filter(importance=Event.MILESTONE).annotate(number=number)
    found: dict[int, list[Event]] = defaultdict(list)
    for event in (
        told.filter(number__lte=MOST_MILESTONES).select_related("timeline").in_time_order()
    ):
        found[event.timeline_id].append(event)
    for pk, large in answers.items():
        ids = Event.objects.filter(pk__in=large.milestones(MOST_MILESTONES))
        found[pk] = list(ids.select_related("timeline").in_time_order())
    return found


def _example(found: _Found) -> tuple[EventCard, QuoteCard] | None:
    """A milestone whose date had to be worked out from words: what this site is for."""
    quotes = Citation.objects.shown().exclude(anchor="").exclude(wording="")
    worked_out = Exists(quotes.filter(event=OuterRef("pk")))
    first = [event.pk for pk in found.answers for event in found.milestones[pk]]
    among = (found.events.filter(importance=Event.MILESTONE), Event.objects.filter(pk__in=first))
    told = [
        event
        for events in (among if first else among[:1])
        for event in events.filter(worked_out).in_time_order().with_evidence()[:_EXAMPLES]
    ]
    for event in sorted(told, key=lambda e: (e.known_day, e.last_day, e.pk))[:_EXAMPLES]:
        letters = {source.slug: source.letter for source in letter_sources(event.timeline)}
        card = event_card(event, letters)
        for quote in card.quotes:
            if quote.wording and quote.citation.anchor:
                return card, quote
    return None
