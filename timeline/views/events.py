"""One event: its date and how we know it, its quotes, and how to cite it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from timeline.cards import event_card
from timeline.edits import read_edits
from timeline.filters import TimelineFilter
from timeline.http import HtmxRequest, render_page_or_part
from timeline.known import AsKnown, known_events
from timeline.models import Event, Theme, Timeline
from timeline.models.event import EventQuerySet
from timeline.place import place_of
from timeline.references import CITE_FORMATS, cite_downloads, event_references
from timeline.sigla import letter_sources

MOST_TICKS = 2000
"""Other events that are drawn as ticks in the strip; of more, none."""
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
    day = TimelineFilter.read(request.GET).known_day
    shown, found = _find(request, timeline, pk, day)
    if slug != found.slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    everything = Event.objects.visible_to(request.user).filter(timeline=shown)
    sources = letter_sources(shown)
    card = event_card(found, {source.slug: source.letter for source in sources})
    total = everything.count()
    others = everything if total <= MOST_TICKS else everything.none()
    context = {
        "nav": "timelines",
        "timeline": shown,
        "card": card,
        "selected": card,
        "sources": sources,
        "number": everything.before(found).count() + 1,
        "total": total,
        "earlier": _beside(everything, found, -1).first(),
        "later": _beside(everything, found, 1).first(),
        # What only the page shows is read when the page asks for it, not for the panel.
        "stories": partial(_stories, everything, found),
        "strip": partial(place_of, others, found, sources),
        "edits": partial(read_edits, found, for_curators=request.user.is_staff),
        "references": event_references(
            found, request.build_absolute_uri(found.get_absolute_url()), timezone.localdate()
        ),
        "downloads": cite_downloads("cite", shown.slug, found.pk, found.slug),
    }
    return render_page_or_part(
        request, page="timeline/event.html", part="timeline/_panel.html", context=context
    )


def _beside(events: EventQuerySet, event: Event, direction: int) -> EventQuerySet:
    """Those before (-1) or after (1), the nearest first."""
    around = events.select_related("timeline").in_time_order()
    return around.before(event).reverse() if direction < 0 else around.after(event)


def _stories(everything: EventQuerySet, event: Event) -> list[Story]:
    """Two queries a storyline."""
    stories = []
    for theme in event.themes.all():
        of_theme = everything.filter(themes=theme)
        before = list(_beside(of_theme, event, -1)[:BESIDE])[::-1]
        stories.append(Story(theme, [*before, event, *_beside(of_theme, event, 1)[:BESIDE]]))
    return stories


@require_safe
def cite(request: HtmxRequest, timeline: str, pk: int, slug: str, extension: str) -> HttpResponse:
    """The references of an event and its sources, as a file for a reference manager."""
    _, found = _find(request, timeline, pk)
    kind = next((kind for kind in CITE_FORMATS if kind.extension == extension), None)
    if kind is None:
        raise Http404
    references = event_references(
        found, request.build_absolute_uri(found.get_absolute_url()), timezone.localdate()
    )
    return HttpResponse(
        kind.write([reference.reference for reference in references]),
        content_type=kind.media_type,
        headers={"Content-Disposition": f'attachment; filename="{found.slug}.{extension}"'},
    )


def _find(
    request: HtmxRequest, timeline: str, pk: int, day: int | None = None
) -> tuple[Timeline, Event]:
    """The event, by what could be known of it on a day (`?known=`)."""
    shown = get_object_or_404(Timeline.objects.visible_to(request.user), slug=timeline)
    events = Event.objects.visible_to(request.user).filter(timeline=shown)
    known = AsKnown.on(day, events.filter(pk=pk))
    told = known.with_evidence(known_events(events, day))
    return shown, known.dated(get_object_or_404(told, pk=pk))
