"""Write a timeline in one of the export formats, in constant memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.exports.registry import EXPORTS
from timeline.models import Event, Timeline
from timeline.models.event import EventQuerySet
from timeline.records import document_record, event_record, timeline_record
from timeline.sigla import documents_of, letter_sources

CHUNK = 500
"""Events read from the database at a time."""


def export_timeline(timeline: Timeline, name: str, *, statuses: Iterable[str]) -> Iterator[bytes]:
    """Yield a timeline's events of some statuses, for whoever runs the installation."""
    return export_events(
        timeline, name, Event.objects.filter(timeline=timeline, status__in=statuses)
    )


def export_events(timeline: Timeline, name: str, events: EventQuerySet) -> Iterator[bytes]:
    """Yield some of a timeline's events, with the sources that may be named, in a format."""
    letters = {source.slug: source.letter for source in letter_sources(timeline)}
    documents = documents_of(timeline).with_texts_on_record()
    return EXPORTS[name].write(
        timeline_record(timeline),
        (document_record(document, letters[document.slug]) for document in documents),
        (
            event_record(event)
            for event in events.in_time_order().with_evidence().iterator(chunk_size=CHUNK)
        ),
    )
