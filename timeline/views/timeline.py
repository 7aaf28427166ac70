"""The timeline: filters, chart, and the same events as a list."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from timeline.cards import EventCard, by_year, event_card
from timeline.charts.figure import timeline_figure
from timeline.charts.scale import ScaleName
from timeline.facets import names_of, read_facets
from timeline.filters import TimelineFilter
from timeline.http import HtmxRequest, render_page_or_part
from timeline.models import Citation, Event, Timeline
from timeline.models.event import EventQuerySet
from timeline.records import dated_rows, event_links, event_row, lane, source_mark
from timeline.sigla import SourceLetter, letter_sources

PAGE_SIZE = 200
"""Rows of the list on one page."""
MOST_IN_CHART = 2000
"""Events that are drawn one by one; see docs/architecture.md."""
MOST_IN_STRIP = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """What the timeline rests on, in numbers."""

    events: int
    sources: int
    quotes: int
    open_plans: int


@require_safe
def timeline(request: HtmxRequest, slug: str) -> HttpResponse:
    """The filterable timeline of one investigation."""
    shown = get_object_or_404(Timeline.objects.visible_to(request.user), slug=slug)
    filters = TimelineFilter.read(request.GET)
    everything = Event.objects.visible_to(request.user).filter(timeline=shown)
    events = filters.apply(everything).in_time_order()
    sources = letter_sources(shown)
    letters = {source.slug: source.letter for source in sources}
    drawn = list(events.with_evidence()[:MOST_IN_CHART])
    cards = {event.pk: event_card(event, letters) for event in drawn}
    facets = read_facets(shown, everything, filters, sources)
    count, total = events.count(), everything.count()
    page = Paginator(range(count), PAGE_SIZE).get_page(request.GET.get("page"))
    dated = dated_rows(everything)
    with_events = {row.lane for row in dated}  # a lane of drafts only would tell of them
    scale: ScaleName = "linear" if request.GET.get("scale") == "linear" else "even"
    milestones = _milestones(everything, letters)
    selected = _selected(request, everything, cards, letters)
    context = {
        "nav": "timelines",
        "timeline": shown,
        "filters": filters,
        "facets": facets,
        "chips": filters.chips(names_of(facets)),
        "scale": scale,
        "state": urlencode(
            [*filters.pairs, ("scale", scale)] if scale == "linear" else filters.pairs
        ),
        "figure": timeline_figure(
            [event_row(event, letters) for event in drawn],
            [lane(c) for c in shown.categories.all() if c.slug in with_events],
            [source_mark(source) for source in sources],
            event_links(drawn),
            scale=scale,
            everything=dated,
            period=filters.period,
            numbers={card.event.pk: number for number, card in enumerate(milestones, 1)},
        ),
        "groups": by_year(_on_page(page, events, cards, letters)),
        "page_obj": page,
        "milestones": milestones,
        "sources": sources,
        "count": count,
        "total": total,
        "figures": _figures(everything, total, sources),
        "selected": selected,
        "selected_outside": selected is not None and not _has(events, cards, selected),
    }
    return render_page_or_part(
        request, page="timeline/timeline.html", part="timeline/_results.html", context=context
    )


def _on_page(
    page: object, events: EventQuerySet, cards: dict[int, EventCard], letters: dict[str, str]
) -> list[EventCard]:
    """The cards of one page of the list; those beyond the chart's are read now."""
    numbers = list(page)  # type: ignore[call-overload]
    if not numbers:
        return []
    first, last = numbers[0], numbers[-1] + 1
    if last <= len(cards):
        return list(cards.values())[first:last]
    return [event_card(event, letters) for event in events.with_evidence()[first:last]]


def _milestones(everything: EventQuerySet, letters: dict[str, str]) -> list[EventCard]:
    """What everybody should know, whatever the filter says."""
    events = everything.filter(importance=Event.MILESTONE).in_time_order().with_evidence()
    return [event_card(event, letters) for event in events[:MOST_IN_STRIP]]


def _figures(everything: EventQuerySet, total: int, sources: list[SourceLetter]) -> Figures:
    plans = everything.filter(modality=Event.Modality.PLANNED)
    return Figures(
        events=total,
        sources=len(sources),
        quotes=Citation.objects.shown().filter(event__in=everything.values("pk")).count(),
        open_plans=plans.exclude(links_out__kind="outcome").count(),
    )


def _has(events: EventQuerySet, cards: dict[int, EventCard], card: EventCard) -> bool:
    """Whether the filter shows an event, on this page of the list or another."""
    return card.event.pk in cards or events.filter(pk=card.event.pk).exists()


def _selected(
    request: HtmxRequest,
    everything: EventQuerySet,
    cards: dict[int, EventCard],
    letters: dict[str, str],
) -> EventCard | None:
    """The event of `?event=ID`, for the panel."""
    asked = request.GET.get("event", "")
    if not asked.isascii() or not asked.isdigit() or len(asked) > 18:
        return None
    if int(asked) in cards:
        return cards[int(asked)]
    event = everything.filter(pk=int(asked)).with_evidence().first()
    return event_card(event, letters) if event else None
