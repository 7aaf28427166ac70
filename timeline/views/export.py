"""The timeline as a file, with the same filter as the page."""

from __future__ import annotations

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from timeline.exports.registry import EXPORTS
from timeline.filters import TimelineFilter
from timeline.http import HtmxRequest
from timeline.models import Event, Timeline
from timeline.records import document_record, event_record, timeline_record
from timeline.sigla import letter_sources

CHUNK = 500
"""Events read from the database at a time: exports use constant memory."""


@require_safe
def export(request: HtmxRequest, slug: str, extension: str) -> StreamingHttpResponse:
    """Stream what the filter asks for."""
    shown = get_object_or_404(Timeline.objects.visible_to(request.user), slug=slug)
    form = EXPORTS.get(extension)
    if form is None:
        raise Http404
    everything = Event.objects.visible_to(request.user).filter(timeline=shown)
    events = TimelineFilter.read(request.GET).apply(everything).in_time_order().with_evidence()
    letters = {source.slug: source.letter for source in letter_sources(shown)}
    documents = shown.documents.all().not_private().by_publication()
    return StreamingHttpResponse(
        form.write(
            timeline_record(shown),
            (
                document_record(document, letters[document.slug])
                for document in documents.with_texts_on_record()
            ),
            (event_record(event) for event in events.iterator(chunk_size=CHUNK)),
        ),
        content_type=form.media_type,
        headers={"Content-Disposition": f'attachment; filename="{slug}.{form.extension}"'},
    )
