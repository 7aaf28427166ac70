"""Write a timeline in one of the export formats, in constant memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.exports.registry import EXPORTS
from timeline.known import EVERYTHING, AsKnown
from timeline.models import Event, Timeline
from timeline.models.event import EventQuerySet
from timeline.records import document_record, event_record, timeline_record
from timeline.sigla import documents_of, letter_sources

CHUNK = 500
"""Events, or documents, read from the database at a time."""


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
    letters = {source.slug: source.letter for source in letter_sources(timeline)}
    documents = documents_of(timeline).with_texts_on_record()
    if known.day is not None:
        documents = documents.filter(last_day__lte=known.day)
    found = known.with_evidence(known.in_time_order(events)).iterator(chunk_size=CHUNK)
    return EXPORTS[name].write(
        timeline_record(timeline),
        (
            document_record(document, letters.get(document.slug, ""))
            for document in documents.iterator(chunk_size=CHUNK)
        ),
        (event_record(known.dated(event)) for event in found),
    )
