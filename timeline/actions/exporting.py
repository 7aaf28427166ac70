"""Write a timeline in one of the export formats, in constant memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from django.db.models import QuerySet

from sources.models import TextVersion
from sources.models.document import DocumentQuerySet
from timeline.exported_events import ExportedEvents
from timeline.exports.records import DocumentRecord, SourceName
from timeline.exports.registry import EXPORTS
from timeline.known import EVERYTHING, AsKnown
from timeline.models import Event, Timeline
from timeline.models.event import EventQuerySet
from timeline.prepared import Prepared, members
from timeline.records import TextOnRecord, document_record, timeline_record
from timeline.sigla import documents_named_of, documents_of, letter_sources

PAGE: Final = 500
"""Documents read from the database at a time."""


def export_timeline(timeline: Timeline, name: str, *, statuses: Iterable[str]) -> Iterator[bytes]:
    """Yield a timeline's events of some statuses, for whoever runs the installation."""
    return export_events(
        timeline, name, Event.objects.filter(timeline=timeline, status__in=statuses)
    )


def export_events(
    timeline: Timeline, name: str, events: EventQuerySet, known: AsKnown = EVERYTHING
) -> Iterator[bytes]:
    """Yield some of a timeline's events, with the sources that may be named, in a format.

    known: as of when; then `events` are of those known then, and later sources are left out.
    """
    documents, named = documents_of(timeline), documents_named_of(timeline)
    if known.day is not None:
        documents = documents.filter(last_day__lte=known.day)
        named = named.filter(last_day__lte=known.day)
    asked = named.filter(slug__in=members("text")).order_by()
    names = Prepared(lambda: asked.values_list("slug", "title", "published", "url"))
    return EXPORTS[name].write(
        timeline_record(timeline),
        _records(documents, timeline),
        ExportedEvents(timeline.slug, known).of(events),
        lambda slugs: {slug: SourceName(*told) for slug, *told in names.rows(slugs)},
    )


def _records(documents: DocumentQuerySet, timeline: Timeline) -> Iterator[DocumentRecord]:
    letters = {source.slug: source.letter for source in letter_sources(timeline)}
    texts = Prepared(_texts_asked)
    found = documents.defer("imported").iterator(chunk_size=PAGE)
    while page := list(islice(found, PAGE)):
        newest = {
            pk: TextOnRecord(*told) for pk, *told in texts.rows([document.pk for document in page])
        }
        for document in page:
            letter = letters.get(document.slug, "")
            yield document_record(document, letter, newest.get(document.pk))


def _texts_asked() -> QuerySet[Any, Any]:
    """The texts of documents, the newest of each last."""
    texts = TextVersion.objects.filter(document__in=members()).order_by("pk")
    return texts.values_list("document", "file_name", "sha256", "length")
