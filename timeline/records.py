"""The one bridge from rows of the database to the plain records of charts and exports.

Events come from `Event.objects....with_evidence()`, so that nothing here asks the database again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sources.models import Document
from timeline.charts.rows import EventRow, Lane, SourceMark
from timeline.dates.edtf import read_edtf
from timeline.exports.records import DocumentRecord, TimelineRecord
from timeline.known import EVERYTHING, AsKnown
from timeline.models import Category, Event, Timeline
from timeline.models.event import EventQuerySet
from timeline.sigla import SourceLetter


class DatedRow(NamedTuple):
    """Where an event lies in time, and what kind of fact it is.

    All that a scale, an overview or a ribbon reads of it.
    """

    first_day: int
    last_day: int
    is_span: bool
    lane: str
    importance: int
    modality: str


def dated_rows(events: EventQuerySet, known: AsKnown = EVERYTHING) -> list[DatedRow]:
    """Return where each event lies in time, as of a day. A query of six columns, or two."""
    columns = ("first_day", "last_day", "is_span", "category__slug", "importance", "modality")
    if not known.dates:
        return [DatedRow(*row) for row in events.order_by().values_list(*columns)]
    as_now = events.exclude(pk__in=list(known.dates)).order_by().values_list(*columns)
    redated = events.filter(pk__in=list(known.dates)).order_by().values_list("pk", *columns[3:])
    return [*map(DatedRow._make, as_now), *(_redated(known, *row) for row in redated)]


def _redated(known: AsKnown, pk: int, lane_slug: str, importance: int, modality: str) -> DatedRow:
    date = read_edtf(known.dates[pk])
    return DatedRow(date.first_day, date.last_day, date.is_span, lane_slug, importance, modality)


def letters_of(event: Event, letters: Mapping[str, str]) -> tuple[str, ...]:
    """Return the letters of an event's sources, in order. letters: by the source's slug."""
    slugs = {citation.passage.text_version.document.slug for citation in event.citations.all()}
    return tuple(sorted(letters[slug] for slug in slugs if slug in letters))


def event_row(event: Event, letters: Mapping[str, str], known: AsKnown = EVERYTHING) -> EventRow:
    """Return what the chart reads of an event, which was `dated`."""
    return EventRow(
        id=event.pk,
        url=known.link(event.get_absolute_url()),
        title=event.title,
        label=event.label or event.title,
        edtf=event.edtf,
        first_day=event.first_day,
        last_day=event.last_day,
        is_span=event.is_span,
        modality=event.modality,  # type: ignore[arg-type]
        lane=event.category.slug,
        importance=event.importance,
        letters=letters_of(event, letters),
        colour=event.category.colour,
    )


def lane(category: Category) -> Lane:
    """Return what the chart reads of a category."""
    return Lane(category.slug, category.name, category.colour)


def source_mark(source: SourceLetter) -> SourceMark:
    """Return what the chart's evidence rail reads of a source."""
    return SourceMark(source.letter, source.slug, source.short, source.first_day, source.last_day)


class TextOnRecord(NamedTuple):
    """What is on record of a text, held here or not. length: in code points."""

    file_name: str
    sha256: str
    length: int


def document_record(document: Document, letter: str, text: TextOnRecord | None) -> DocumentRecord:
    """Return a source, for exports. text: its newest one."""
    return DocumentRecord(
        slug=document.slug,
        letter=letter,
        title=document.title,
        authors=tuple(document.author_names),
        publisher=document.publisher,
        container=document.container,
        volume=document.volume,
        issue=document.issue,
        published=document.published,
        language=document.language,
        url=document.url,
        rights=document.rights,
        access=document.access,
        file=text.file_name if text else "",
        sha256=text.sha256 if text else "",
        length=text.length if text else 0,
    )


def timeline_record(timeline: Timeline) -> TimelineRecord:
    """Return what an export starts with."""
    return TimelineRecord(
        timeline.slug, timeline.title, timeline.description, timeline.get_absolute_url()
    )
