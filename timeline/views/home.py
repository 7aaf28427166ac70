"""The front page: which timelines there are, and what each covers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sources.models import Document
from timeline.cards import QuoteCard, event_card
from timeline.dates.wording import edtf_words
from timeline.http import HtmxRequest
from timeline.models import Event, Timeline
from timeline.models.event import EventQuerySet

MOST_MILESTONES = 8


@dataclass(frozen=True, slots=True)
class TimelineCard:
    """A timeline at a glance."""

    timeline: Timeline
    period_words: str
    events: int
    sources: int
    milestones: list[Event]


@require_safe
def home(request: HtmxRequest) -> HttpResponse:
    """Every timeline that the reader may see, and one date with the way it was found."""
    timelines = Timeline.objects.visible_to(request.user)
    named = timelines.filter(documents__in=Document.objects.not_private()).order_by()
    sources = dict(named.values_list("pk").annotate(n=Count("documents")))
    events = Event.objects.visible_to(request.user)
    counts = dict(events.order_by().values_list("timeline").annotate(n=Count("pk")))
    milestones = _milestones(events)
    cards = [
        TimelineCard(
            timeline,
            edtf_words(timeline.period) if timeline.period else "",
            counts.get(timeline.pk, 0),
            sources.get(timeline.pk, 0),
            milestones[timeline.pk][:MOST_MILESTONES],
        )
        for timeline in timelines
    ]
    context = {"nav": "timelines", "cards": cards, "example": _example(events)}
    return render(request, "home.html", context)


def _milestones(events: EventQuerySet) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = defaultdict(list)
    for event in (
        events.filter(importance=Event.MILESTONE).select_related("timeline").in_time_order()
    ):
        event.date_words_short = edtf_words(event.edtf, short=True)  # type: ignore[attr-defined]
        found[event.timeline_id].append(event)
    return found


def _example(events: EventQuerySet) -> tuple[Event, QuoteCard] | None:
    """A milestone whose date had to be worked out from words: what this site is for."""
    told = events.filter(importance=Event.MILESTONE).exclude(citations__anchor="").with_evidence()
    for event in told.distinct()[:5]:
        card = event_card(event, {})
        for quote in card.quotes:
            if quote.wording and quote.citation.anchor:
                return event, quote
    return None
