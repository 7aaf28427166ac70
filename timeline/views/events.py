"""One event: its date and how we know it, its quotes, and how to cite it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from timeline.answers.choose import answers_for
from timeline.cards import EventCard, event_card
from timeline.edits import read_edits
from timeline.filters import TimelineFilter
from timeline.http import HtmxRequest, absolute, moved, render_page_or_part
from timeline.known import AsKnown, known_events
from timeline.linked_data import data_block, event_record
from timeline.models import Event, Theme, Timeline
from timeline.models.event import EventQuerySet
from timeline.place import MOST_TICKS, place_of
from timeline.references import CITE_FORMATS, CitedReference, cite_downloads, event_references
from timeline.sigla import SourceLetter, letter_sources
from timeline.views.looking_back import LookingBack

BESIDE = 2
"""Events shown before and after this one in each of its storylines."""


@dataclass(frozen=True, slots=True)
class Story:
    """A storyline, and the events next to this one in it, in order of time."""

    theme: Theme
    near: list[Event]


@require_safe
def event(request: HtmxRequest, timeline: str, pk: int, slug: str) -> HttpResponseBase:
    """The page of an event, or its panel where htmx asks."""
    asked = _find(request, timeline, pk)
    shown, looking_back, found = asked.timeline, asked.looking_back, asked.event
    known = looking_back.known
    if slug != found.slug:
        return moved(known.link(found.get_absolute_url()))
    visible = _visible(request, shown)
    everything = known_events(visible, known.day)
    answers = answers_for(shown, visible, TimelineFilter(), known)
    sources = looking_back.appeared(asked.sources)
    card = event_card(found, {source.slug: source.letter for source in sources}, known)
    others = everything if answers.total <= MOST_TICKS else everything.none()
    context = {
        "nav": "timelines",
        "timeline": shown,
        "card": card,
        "selected": card,
        "sources": sources,
        "known": known,
        "looking_back": looking_back,
        "number": answers.number_before(found) + 1,
        "total": answers.total,
        "earlier": next(iter(_beside(everything, found, known, -1, 1)), None),
        "later": next(iter(_beside(everything, found, known, 1, 1)), None),
        # What only the page shows is read when the page asks for it, not for the panel.
        "stories": partial(_stories, everything, found, known),
        "strip": partial(place_of, others, found, sources, known),
        "edits": partial(read_edits, found, for_curators=request.user.is_staff),
        "linked_data": partial(_linked_data, request, card, shown, known),
        "references": _references(request, found, known),
        "downloads": [
            (label, known.link(url))
            for label, url in cite_downloads("cite", shown.slug, found.pk, found.slug)
        ],
    }
    return render_page_or_part(
        request, page="timeline/event.html", part="timeline/_panel.html", context=context
    )


def _beside(
    events: EventQuerySet, event: Event, known: AsKnown, direction: int, most: int
) -> list[Event]:
    """Those before (-1) or after (1), the nearest first."""
    around = events.select_related("timeline")
    near = known.before(around, event) if direction < 0 else known.after(around, event)
    return [known.dated(other) for other in near[:most]]


def _stories(everything: EventQuerySet, event: Event, known: AsKnown) -> list[Story]:
    """Two queries a storyline."""
    stories = []
    for theme in event.themes.all():
        of_theme = everything.filter(themes=theme)
        before = _beside(of_theme, event, known, -1, BESIDE)[::-1]
        after = _beside(of_theme, event, known, 1, BESIDE)
        stories.append(Story(theme, [*before, event, *after]))
    return stories


def _references(request: HtmxRequest, event: Event, known: AsKnown) -> list[CitedReference]:
    """The event's page as it is seen, and the sources that it shows."""
    url = absolute(request, known.link(event.get_absolute_url()))
    return event_references(event, url, timezone.localdate())


def _linked_data(request: HtmxRequest, card: EventCard, timeline: Timeline, known: AsKnown) -> str:
    """For machines, which keep the address of today's page: nothing on a page of an earlier day."""
    if known.day is not None:
        return ""
    return data_block(event_record(card, timeline, partial(absolute, request)))


@require_safe
def cite(request: HtmxRequest, timeline: str, pk: int, slug: str, extension: str) -> HttpResponse:
    """The references of an event and its sources, as a file for a reference manager."""
    asked = _find(request, timeline, pk)
    kind = next((kind for kind in CITE_FORMATS if kind.extension == extension), None)
    if kind is None:
        raise Http404
    references = _references(request, asked.event, asked.looking_back.known)
    return HttpResponse(
        kind.write([reference.reference for reference in references]),
        content_type=kind.media_type,
        headers={"Content-Disposition": f'attachment; filename="{asked.event.slug}.{extension}"'},
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The event of an address, by what could be known of it on a day (`?known=`)."""

    timeline: Timeline
    sources: list[SourceLetter]
    looking_back: LookingBack
    event: Event


def _find(request: HtmxRequest, timeline: str, pk: int) -> _Asked:
    shown = get_object_or_404(Timeline.objects.visible_to(request.user), slug=timeline)
    events, sources = _visible(request, shown), letter_sources(shown)
    looking_back = LookingBack.read(request, events, sources)
    known = looking_back.known
    told = known.with_evidence(known_events(events, known.day))
    event = known.dated(get_object_or_404(told, pk=pk))
    return _Asked(shown, sources, looking_back, event)


def _visible(request: HtmxRequest, timeline: Timeline) -> EventQuerySet:
    return Event.objects.visible_to(request.user).filter(timeline=timeline)
