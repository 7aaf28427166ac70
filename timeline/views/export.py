"""The timeline as a file, with the same filter as the page."""

from __future__ import annotations

from django.http import Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from timeline.actions.exporting import export_events
from timeline.exports.registry import EXPORTS
from timeline.filters import TimelineFilter
from timeline.http import HtmxRequest, refused
from timeline.known import AsKnown
from timeline.models import Event, Timeline
from timeline.views.looking_back import keep_answerable


@require_safe
def export(request: HtmxRequest, slug: str, extension: str) -> HttpResponseBase:
    """Stream what the filter asks for."""
    shown = get_object_or_404(Timeline.objects.visible_to(request.user), slug=slug)
    form = EXPORTS.get(extension)
    if form is None:
        raise Http404
    filters = TimelineFilter.read(request.GET)
    everything = Event.objects.visible_to(request.user).filter(timeline=shown)
    keep_answerable(filters, everything)
    if filters.errors:  # a file that holds more than was asked for would mislead
        return refused(filters.errors)
    return StreamingHttpResponse(
        export_events(
            shown,
            form.name,
            filters.apply(everything),
            AsKnown.on(filters.known_day, everything),
        ),
        content_type=form.media_type,
        headers={"Content-Disposition": f'attachment; filename="{slug}.{form.extension}"'},
    )
