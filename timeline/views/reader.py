"""Sources: the index of them, and the reader of one with the events that rest on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Self

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sources.models import Document, TextVersion
from sources.models.document import DocumentQuerySet
from timeline.http import HtmxRequest, absolute
from timeline.known import known_events
from timeline.linked_data import data_block, reader_record
from timeline.models import Citation, Event, Timeline
from timeline.reading import read_source
from timeline.references import (
    CITE_FORMATS,
    CitedReference,
    cite_downloads,
    document_reference,
)
from timeline.sigla import SourceLetter, documents_of, letter_sources, source_letter, sources_of
from timeline.views.looking_back import LookingBack

PAGE_SIZE = 100
"""Sources on one page of a timeline that has too many for letters."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the index."""

    source: SourceLetter
    document: Document
    quotes: int


@dataclass(frozen=True, slots=True)
class TextChoice:
    """The texts on record of a document, oldest first, and the number of the one that is shown."""

    all: tuple[TextVersion, ...]
    number: int

    @classmethod
    def of(cls, document: Document, number: str) -> Self:
        """Choose the text of this number, from 1; the newest for "". Raises Http404 for no such."""
        texts = tuple(sorted(document.text_versions.all(), key=lambda version: version.pk))
        if not number:
            return cls(texts, len(texts))
        if not (number.isascii() and number.isdigit() and 0 < int(number) <= len(texts)):
            raise Http404
        return cls(texts, int(number))

    @property
    def shown(self) -> TextVersion | None:
        """The text that is shown; None where none is on record."""
        return self.all[self.number - 1] if self.all else None

    @property
    def newest(self) -> TextVersion:
        """The newest of them; there is one."""
        return self.all[-1]

    @property
    def is_newest(self) -> bool:
        """Whether the newest is shown."""
        return self.number == len(self.all)


def documents_for(request: HtmxRequest) -> DocumentQuerySet:
    """Return the documents that a reader may know of: a curator all, others those that are not
    private and belong to public timelines, or are cited there."""
    if request.user.is_staff:
        return Document.objects.all()
    return sources_of(Event.objects.published(), Timeline.objects.public())


@require_safe
def source_list(request: HtmxRequest) -> HttpResponse:
    """All sources, by timeline."""
    visible = Event.objects.visible_to(request.user)
    looking_back = LookingBack.read(request, visible)
    named = [
        (timeline, *_named(request, timeline, looking_back))
        for timeline in Timeline.objects.visible_to(request.user)
    ]
    slugs = {source.slug for _timeline, sources, _page in named for source in sources}
    found = documents_for(request).filter(slug__in=slugs)
    documents = {document.slug: document for document in found}
    events = known_events(visible, looking_back.known.day)
    column = "passage__text_version__document__slug"
    # Of each quote its event is looked up: a list of all events would be long.
    cited = looking_back.known.citations.filter(
        Exists(events.order_by().filter(pk=OuterRef("event"))), **{f"{column}__in": documents}
    )
    quotes = dict(cited.order_by().values_list(column).annotate(n=Count("pk")))
    groups = [
        (
            timeline,
            [
                SourceRow(source, documents[source.slug], quotes.get(source.slug, 0))
                for source in sources
                if source.slug in documents
            ],
            page,
        )
        for timeline, sources, page in named
    ]
    context = {
        "nav": "sources",
        "known": looking_back.known,
        "looking_back": looking_back,
        "groups": groups,
    }
    return render(request, "sources/source_list.html", context)


def _named(
    request: HtmxRequest, timeline: Timeline, looking_back: LookingBack
) -> tuple[list[SourceLetter], Page[Document] | None]:
    """Return the sources of a timeline; where they are too many for letters, a page of them."""
    sources = letter_sources(timeline)
    if sources:
        return looking_back.appeared(sources), None
    documents, day = documents_of(timeline), looking_back.known.day
    if day is not None:
        documents = documents.filter(last_day__lte=day)
    page = Paginator(documents, PAGE_SIZE).get_page(request.GET.get("page"))
    return [source_letter(document) for document in page], page


@require_safe
def reader(request: HtmxRequest, slug: str) -> HttpResponse:
    """A source as readable text, as far as its access allows, with the events beside it.

    `?version=1` is its oldest text; without it, the newest is shown.
    """
    documents = documents_for(request).with_texts_on_record()
    document = get_object_or_404(documents, slug=slug)
    return render(
        request,
        "sources/reader.html",
        reading_context(request, document, request.GET.get("version", "")),
    )


def reading_context(
    request: HtmxRequest, document: Document, number: str = ""
) -> dict[str, object]:
    """Return what the reader page shows of a document. number: of the text, "" for the newest.

    Raises Http404 where there is no such text. Curators see candidates too, and private sources.
    """
    visible = Event.objects.visible_to(request.user)
    citations = Citation.objects.for_reading()
    if request.user.is_staff:
        visible = Event.objects.exclude(status=Event.Status.REJECTED)
        citations = Citation.objects.order_by("position", "pk")
    looking_back = LookingBack.read(request, visible)
    known = looking_back.known
    events = known_events(visible, known.day)
    citing = events.filter(citations__passage__text_version__document=document).order_by()
    timelines = list(
        Timeline.objects.visible_to(request.user)
        .filter(Q(documents=document) | Q(pk__in=citing.values("timeline")))
        .distinct()
    )
    beside = looking_back.appeared(letter_sources(timelines[0])) if timelines else []
    there = known.day is None or (document.last_day is not None and document.last_day <= known.day)
    texts = TextChoice.of(document, number)
    version = texts.shown and TextVersion.objects.get(pk=texts.shown.pk) if there else None
    # Each event that the document's passages lead to is looked up; a list of all would be long.
    cited = citations.filter(
        Exists(events.order_by().filter(pk=OuterRef("event"))),
        passage__text_version__document=document,
    ).select_related("passage", "event__category", "event__timeline")
    reading = read_source(document, version, cited, curator=request.user.is_staff, known=known)
    return {
        "nav": "sources",
        "known": known,
        "looking_back": looking_back,
        "is_later": not there,
        "linked_data": partial(_linked_data, request, document) if known.day is None else "",
        "document": document,
        "timelines": timelines,
        "sources": beside,
        "source": next((source for source in beside if source.slug == document.slug), None),
        "reading": reading,
        "texts": texts,
        "can_make": reading.whole and texts.is_newest and _may_make(request),
        "reference": document_reference(document),
        "downloads": cite_downloads("cite-source", document.slug),
    }


def _linked_data(request: HtmxRequest, document: Document) -> str:
    return data_block(reader_record(document, partial(absolute, request)))


def _may_make(request: HtmxRequest) -> bool:
    """Whether somebody may make events of the words."""
    user = request.user
    return user.is_staff and user.has_perms(("timeline.add_event", "timeline.add_citation"))


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
