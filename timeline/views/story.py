"""Story mode: a timeline told one milestone at a time, each with its words and its place in time."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from timeline.answers.choose import answers_for
from timeline.answers.protocol import Answers
from timeline.cards import EventCard, QuoteCard, event_card
from timeline.charts.ribbon import ribbon
from timeline.filters import TimelineFilter
from timeline.http import HtmxRequest, moved, render_page_or_part
from timeline.known import AsKnown, known_events
from timeline.models import Event, Theme, Timeline
from timeline.models.event import EventQuerySet
from timeline.records import DatedRow, dated_rows, source_mark
from timeline.sigla import SourceLetter, letter_sources
from timeline.views.looking_back import LookingBack

MOST_STEPS = 60
"""Events that one story tells; nobody is led through more."""
MOST_DOTS = 2000
"""Other events that the ribbon shows; of more, none."""


@dataclass(frozen=True, slots=True)
class Step:
    """A place in the story that has an address: the start, an event, the end."""

    url: str
    event: Event | None
    label: str


@require_safe
def story(
    request: HtmxRequest, slug: str, pk: int | None = None, name: str = "", at: str = "start"
) -> HttpResponseBase:
    """One step of the story of a timeline's milestones, or with ?theme= of one storyline."""
    shown = get_object_or_404(Timeline.objects.visible_to(request.user), slug=slug)
    visible = Event.objects.visible_to(request.user).filter(timeline=shown)
    all_sources = letter_sources(shown)
    looking_back = LookingBack.read(request, visible, all_sources)
    known = looking_back.known
    everything = known_events(visible, known.day)
    answers = answers_for(shown, visible, TimelineFilter(), known)
    theme = _theme(request, shown)
    told = _told(everything, theme, known)
    if theme and not told and known.day is None:
        raise Http404  # a storyline of drafts only, of which nobody is told
    query = f"?{urlencode({'theme': theme.slug})}" if theme else ""
    steps = _steps(shown, told, query, known)
    here = _place(told, pk, at)
    event = steps[here].event
    if event and name != event.slug:
        return moved(steps[here].url)
    sources = looking_back.appeared(all_sources)
    letters = {source.slug: source.letter for source in sources}
    evidence = known.with_evidence(everything)
    card = event_card(evidence.get(pk=event.pk), letters, known) if event else None
    context = {
        "nav": "timelines",
        "timeline": shown,
        "known": known,
        "looking_back": looking_back,
        "theme": theme,
        "steps": steps,
        "told": told,
        "here": here,
        "at": at if card is None else "step",
        "card": card,
        "quote": _telling_quote(card) if card else None,
        "cited": card.letters if card else (),
        "earlier": steps[here - 1] if here else None,
        "later": steps[here + 1] if here + 1 < len(steps) else None,
        "sources": sources,
        "total": answers.total,
        "themes": _themes(shown, answers) if at == "end" else [],
        **_drawing(sources, _rest(everything, answers.total, told), told, steps, here, known),
    }
    return render_page_or_part(
        request, page="timeline/story.html", part="timeline/_story.html", context=context
    )


def story_url(timeline: Timeline, event: Event) -> str:
    """The address of an event's step: it stays the same when steps are added before it."""
    return reverse("story-step", args=[timeline.slug, event.pk, event.slug])


def _theme(request: HtmxRequest, timeline: Timeline) -> Theme | None:
    slug = request.GET.get("theme", "")
    return get_object_or_404(Theme, timeline=timeline, slug=slug) if slug else None


def _told(everything: EventQuerySet, theme: Theme | None, known: AsKnown) -> list[Event]:
    chosen = everything.filter(themes=theme) if theme else everything.filter(importance=3)
    ordered = known.in_time_order(chosen).select_related("timeline", "category")
    return [known.dated(event) for event in ordered[:MOST_STEPS]]


def _steps(timeline: Timeline, told: list[Event], query: str, known: AsKnown) -> list[Step]:
    """All steps; a story of nothing has its start only."""

    def step(url: str, event: Event | None, label: str) -> Step:
        return Step(known.link(url + query), event, label)

    start = step(reverse("story", args=[timeline.slug]), None, _("Start"))
    end = step(reverse("story-end", args=[timeline.slug]), None, _("What comes next"))
    events = [step(story_url(timeline, event), event, event.label or event.title) for event in told]
    return [start, *events, end] if told else [start]


def _place(told: list[Event], pk: int | None, at: str) -> int:
    """Which step is meant. Errors: Http404 where the story has no such step."""
    if pk is not None:
        places = [number for number, event in enumerate(told, 1) if event.pk == pk]
    else:
        places = [0] if at == "start" else [len(told) + 1] if told else []
    if not places:
        raise Http404
    return places[0]


def _telling_quote(card: EventCard) -> QuoteCard | None:
    """The quote that says most of the event's date: in its own words, and agreeing."""

    def rank(quote: QuoteCard) -> tuple[bool, bool, bool]:
        return quote.disputes, not quote.wording, quote.citation.edtf != card.event.edtf

    return min(card.quotes, key=rank, default=None)


def _themes(timeline: Timeline, answers: Answers) -> list[Theme]:
    """The storylines that can be told next. Two queries."""
    found = timeline.themes.filter(slug__in=answers.counts("theme"))
    return list(found.order_by("position", "name"))


def _rest(everything: EventQuerySet, total: int, told: list[Event]) -> EventQuerySet:
    """The events that the ribbon shows besides those of the story; of too many, none."""
    if total - len(told) > MOST_DOTS:
        return everything.none()
    return everything.exclude(pk__in=[event.pk for event in told])


def _drawing(
    sources: list[SourceLetter],
    rest: EventQuerySet,
    told: list[Event],
    steps: list[Step],
    here: int,
    known: AsKnown,
) -> dict[str, object]:
    """The ribbon, and the place on it that stands in the middle of the page."""
    if not told:
        return {}
    stops = [
        DatedRow(e.first_day, e.last_day, e.is_span, e.category.slug, e.importance, e.modality)
        for e in told
    ]
    colours = dict(told[0].timeline.categories.values_list("slug", "colour"))
    drawn = ribbon(stops, dated_rows(rest, known), colours, map(source_mark, sources))
    centre = drawn.stops[min(max(here, 1), len(told)) - 1]
    return {
        "ribbon": drawn,
        "stops": list(zip(drawn.stops, steps[1:-1], strict=True)),
        "centre": centre.at,
    }
