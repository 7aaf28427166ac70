"""One event: its date and how we know it, its quotes, and how to cite it."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from timeline.cards import event_card
from timeline.edits import read_edits
from timeline.http import HtmxRequest, render_page_or_part
from timeline.models import Event, Timeline
from timeline.references import CITE_FORMATS, event_references
from timeline.sigla import letter_sources


@require_safe
def event(request: HtmxRequest, timeline: str, pk: int, slug: str) -> HttpResponseBase:
    """The page of an event, or its panel where htmx asks."""
    shown, found = _find(request, timeline, pk)
    if slug != found.slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    everything = Event.objects.visible_to(request.user).filter(timeline=shown).in_time_order()
    sources = letter_sources(shown)
    letters = {source.slug: source.letter for source in sources}
    order = list(everything.values_list("pk", flat=True))
    place = order.index(found.pk)
    beside = Event.objects.select_related("timeline").in_bulk(
        [order[place - 1]] * (place > 0) + order[place + 1 : place + 2]
    )
    context = {
        "nav": "timelines",
        "timeline": shown,
        "card": event_card(found, letters),
        "selected": event_card(found, letters),
        "sources": sources,
        "number": place + 1,
        "total": len(order),
        "earlier": beside.get(order[place - 1]) if place else None,
        "later": beside.get(order[place + 1]) if place + 1 < len(order) else None,
        "edits": read_edits(found),
        "references": event_references(
            found, request.build_absolute_uri(found.get_absolute_url()), timezone.localdate()
        ),
        "formats": CITE_FORMATS,
    }
    return render_page_or_part(
        request, page="timeline/event.html", part="timeline/_panel.html", context=context
    )


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


def _find(request: HtmxRequest, timeline: str, pk: int) -> tuple[Timeline, Event]:
    shown = get_object_or_404(Timeline.objects.visible_to(request.user), slug=timeline)
    events = Event.objects.visible_to(request.user).filter(timeline=shown)
    return shown, get_object_or_404(events.with_evidence(), pk=pk)
