"""The timeline as a file, with the same filter as the page."""

from __future__ import annotations

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from timeline.actions.exporting import export_events
from timeline.exports.registry import EXPORTS
from timeline.filters import TimelineFilter
from timeline.http import HtmxRequest
from timeline.models import Event, Timeline


@require_safe
def export(request: HtmxRequest, slug: str, extension: str) -> StreamingHttpResponse:
    """Stream what the filter asks for."""
    shown = get_object_or_404(Timeline.objects.visible_to(request.user), slug=slug)
    form = EXPORTS.get(extension)
    if form is None:
        raise Http404
    everything = Event.objects.visible_to(request.user).filter(timeline=shown)
    return StreamingHttpResponse(
        export_events(shown, form.name, TimelineFilter.read(request.GET).apply(everything)),
        content_type=form.media_type,
        headers={"Content-Disposition": f'attachment; filename="{slug}.{form.extension}"'},
    )
