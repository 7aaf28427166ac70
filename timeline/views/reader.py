"""Sources: the index of them, and the reader of one with the events that rest on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sources.models import Document
from sources.models.document import DocumentQuerySet
from timeline.http import HtmxRequest
from timeline.models import Citation, Event, Timeline
from timeline.reading import read_source
from timeline.references import (
    CITE_FORMATS,
    CitedReference,
    cite_downloads,
    document_reference,
)
from timeline.sigla import SourceLetter, letter_sources, sources_of


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the index."""

    source: SourceLetter
    document: Document
    quotes: int


def documents_for(request: HtmxRequest) -> DocumentQuerySet:
    """Return the documents that a reader may know of: a curator all, others those that are not
    private and belong to public timelines, or are cited there."""
    if request.user.is_staff:
        return Document.objects.all()
    return sources_of(Event.objects.published(), Timeline.objects.public())


@require_safe
def source_list(request: HtmxRequest) -> HttpResponse:
    """All sources, by timeline."""
    timelines = Timeline.objects.visible_to(request.user)
    documents = {document.slug: document for document in documents_for(request)}
    events = Event.objects.visible_to(request.user)
    cited = Citation.objects.shown().filter(event__in=events.values("pk"))
    column = "passage__text_version__document__slug"
    quotes = dict(cited.order_by().values_list(column).annotate(n=Count("pk")))
    groups = [
        (
            timeline,
            [
                SourceRow(source, documents[source.slug], quotes.get(source.slug, 0))
                for source in letter_sources(timeline)
                if source.slug in documents
            ],
        )
        for timeline in timelines
    ]
    return render(request, "sources/source_list.html", {"nav": "sources", "groups": groups})


@require_safe
def reader(request: HtmxRequest, slug: str) -> HttpResponse:
    """A source as readable text, as far as its access allows, with the events beside it."""
    documents = documents_for(request).prefetch_related("text_versions")
    document = get_object_or_404(documents, slug=slug)
    events = Event.objects.visible_to(request.user)
    citing = events.filter(citations__passage__text_version__document=document).order_by()
    timelines = list(
        Timeline.objects.visible_to(request.user)
        .filter(Q(documents=document) | Q(pk__in=citing.values("timeline")))
        .distinct()
    )
    beside = letter_sources(timelines[0]) if timelines else []
    citations = (
        Citation.objects.for_reading()
        .filter(
            event__in=events.values("pk"),
            passage__text_version__document=document,
        )
        .select_related("event__category", "event__timeline")
    )
    reading = read_source(document, citations, curator=request.user.is_staff)
    context = {
        "nav": "sources",
        "document": document,
        "timelines": timelines,
        "sources": beside,
        "source": next((source for source in beside if source.slug == slug), None),
        "reading": reading,
        "reference": document_reference(document),
        "downloads": cite_downloads("cite-source", document.slug),
    }
    return render(request, "sources/reader.html", context)


@require_safe
def cite_source(request: HtmxRequest, slug: str, extension: str) -> HttpResponseBase:
    """The reference of a source, as a file for a reference manager."""
    document = get_object_or_404(documents_for(request), slug=slug)
    kind = next((kind for kind in CITE_FORMATS if kind.extension == extension), None)
    if kind is None:
        raise Http404
    cited: CitedReference = document_reference(document)
    return HttpResponse(
        kind.write([cited.reference]),
        content_type=kind.media_type,
        headers={"Content-Disposition": f'attachment; filename="{slug}.{extension}"'},
    )
