"""The one bridge from rows of the database to the plain records of charts and exports.

Events come from `Event.objects....with_evidence()`, so that nothing here asks the database again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sources.models import Document
from timeline.charts.rows import EventRow, Lane, SourceMark
from timeline.dates.edtf import OPEN_END, OPEN_START, read_edtf
from timeline.dates.wording import edtf_words
from timeline.exports.records import (
    ActorRecord,
    CitationRecord,
    DocumentRecord,
    EventRecord,
    LinkRecord,
    TimelineRecord,
)
from timeline.known import EVERYTHING, AsKnown
from timeline.models import Category, Citation, Event, Timeline
from timeline.models.event import EventQuerySet
from timeline.sigla import SourceLetter


class DatedRow(NamedTuple):
    """Where an event lies in time: all that the chart's scale and overview read of it."""

    first_day: int
    last_day: int
    is_span: bool
    lane: str
    importance: int


def dated_rows(events: EventQuerySet, known: AsKnown = EVERYTHING) -> list[DatedRow]:
    """Return where each event lies in time, as of a day. A query of five columns, or two."""
    columns = ("first_day", "last_day", "is_span", "category__slug", "importance")
    if not known.dates:
        return [DatedRow(*row) for row in events.order_by().values_list(*columns)]
    as_now = events.exclude(pk__in=list(known.dates)).order_by().values_list(*columns)
    redated = events.filter(pk__in=list(known.dates)).order_by().values_list("pk", *columns[3:])
    return [*map(DatedRow._make, as_now), *(_redated(known, *row) for row in redated)]


def _redated(known: AsKnown, pk: int, lane_slug: str, importance: int) -> DatedRow:
    date = read_edtf(known.dates[pk])
    return DatedRow(date.first_day, date.last_day, date.is_span, lane_slug, importance)


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
        date_words=edtf_words(event.edtf),
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


def event_record(event: Event) -> EventRecord:
    """Return an event whole, for exports."""
    return EventRecord(
        id=event.pk,
        key=event.key,
        url=event.get_absolute_url(),
        title=event.title,
        summary=event.summary,
        edtf=event.edtf,
        date_words=edtf_words(event.edtf, language="en"),
        first_day=None if event.first_day == OPEN_START else event.first_day,
        last_day=None if event.last_day == OPEN_END else event.last_day,
        precision=event.precision,
        is_span=event.is_span,
        modality=event.modality,
        status=event.status,
        importance=event.importance,
        category=event.category.slug,
        themes=tuple(theme.slug for theme in event.themes.all()),
        actors=tuple(
            ActorRecord(part.actor.slug, part.actor.name, part.role)
            for part in event.participations.all()
        ),
        citations=tuple(citation_record(citation) for citation in event.citations.all()),
        links=tuple(
            LinkRecord(link.kind, link.to_event_id, link.note) for link in event.links_out.all()
        ),
        version=event.version,
    )


def citation_record(citation: Citation) -> CitationRecord:
    """Return a citation, for exports; the words around the quote only where the text is free."""
    passage = citation.passage
    version = passage.text_version
    free = version.document.access == Document.Access.FULL
    return CitationRecord(
        document=version.document.slug,
        sha256=version.sha256,
        start=passage.start,
        end=passage.end,
        quote=passage.quote,
        prefix=passage.prefix if free else "",
        suffix=passage.suffix if free else "",
        stance=citation.stance,
        edtf=citation.edtf,
        wording=citation.wording,
        rule=citation.rule,
        anchor=citation.anchor,
        note=citation.note,
        checked=version.checked_on.isoformat(),
    )


def document_record(document: Document, letter: str) -> DocumentRecord:
    """Return a source, for exports. document: with its `text_versions` at hand."""
    version = document.text_version
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
        file=version.file_name if version else "",
        sha256=version.sha256 if version else "",
        length=version.length if version else 0,
    )


def timeline_record(timeline: Timeline) -> TimelineRecord:
    """Return what an export starts with."""
    return TimelineRecord(
        timeline.slug, timeline.title, timeline.description, timeline.get_absolute_url()
    )
