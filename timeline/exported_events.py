"""Events whole, as exports write them, however many: their evidence is read a page at a time, by
queries that are written once. Django's models, and how it reads ahead for them, took ten times as long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, Final, NamedTuple, TypeVar

from django.db.models import QuerySet

from sources.models import Document
from timeline.dates.edtf import OPEN_END, OPEN_START, read_edtf
from timeline.dates.wording_english import english_words
from timeline.exports.records import ActorRecord, CitationRecord, EventRecord, LinkRecord
from timeline.known import AsKnown
from timeline.listing import pages_of
from timeline.models import Event, EventActor
from timeline.models.event import EventQuerySet
from timeline.prepared import Prepared, members

PAGE: Final = 500
"""Events whose evidence is read at a time."""

_TEXT: Final = "passage__text_version"
_CITATION_COLUMNS: Final = (
    "event", f"{_TEXT}__document__access", f"{_TEXT}__document__slug", f"{_TEXT}__sha256",
    "passage__start", "passage__end", "passage__quote", "passage__prefix", "passage__suffix",
    "stance", "edtf", "wording", "rule", "anchor", "note", f"{_TEXT}__checked_on",
)  # fmt: skip


_Part = TypeVar("_Part")


class _Row(NamedTuple):
    """The columns of an event."""

    id: int
    key: str
    slug: str
    title: str
    summary: str
    edtf: str
    first_day: int
    last_day: int
    precision: str
    is_span: bool
    modality: str
    status: str
    importance: int
    category: str
    version: int


_ELSEWHERE: Final = {"id": "pk", "category": "category__slug"}
_EVENT_COLUMNS: Final = tuple(_ELSEWHERE.get(name, name) for name in _Row._fields)


class ExportedEvents:
    """Reads events of one timeline, as they were known on a day. timeline: its slug."""

    def __init__(self, timeline: str, known: AsKnown) -> None:
        self._known = known
        self._address = pages_of(timeline)
        self._citations = Prepared(self._citations_asked)
        self._themes = Prepared(_themes_asked)
        self._actors = Prepared(_actors_asked)
        self._links = Prepared(self._links_asked)

    def of(self, events: EventQuerySet) -> Iterator[EventRecord]:
        """Yield events, which must be of those known then, in time order.

        A page of them is held at a time; where some had another date then, the columns of all
        (`settings.KNOWN_TO`).
        """
        rows = self._rows(events)
        while page := list(islice(rows, PAGE)):
            ids = [row.id for row in page]
            themes = _by_event(self._themes.rows(ids), str)
            actors = _by_event(self._actors.rows(ids), ActorRecord)
            citations = _by_event(self._citations.rows(ids), _citation)
            links = _by_event(self._links.rows(ids), LinkRecord)
            for row in page:
                yield _record(
                    row,
                    self._address % (row.id, row.slug),
                    tuple(themes.get(row.id, ())),
                    tuple(actors.get(row.id, ())),
                    tuple(citations.get(row.id, ())),
                    tuple(links.get(row.id, ())),
                )

    def _rows(self, events: EventQuerySet) -> Iterator[_Row]:
        if not self._known.dates:
            in_order = events.in_time_order().values_list(*_EVENT_COLUMNS)
            return map(_Row._make, in_order.iterator(chunk_size=PAGE))
        rows = map(_Row._make, events.order_by().values_list(*_EVENT_COLUMNS))
        return iter(sorted(map(self._dated, rows), key=_place))

    def _dated(self, row: _Row) -> _Row:
        """Give an event the date that it had then."""
        edtf = self._known.dates.get(row.id)
        if edtf is None:
            return row
        date = read_edtf(edtf)
        return row._replace(
            edtf=edtf,
            first_day=date.first_day,
            last_day=date.last_day,
            precision=date.precision,
            is_span=date.is_span,
        )

    def _citations_asked(self) -> QuerySet[Any, Any]:
        shown = self._known.citations.filter(event__in=members()).order_by("position", "pk")
        return shown.values_list(*_CITATION_COLUMNS)

    def _links_asked(self) -> QuerySet[Any, Any]:
        links = self._known.links.filter(from_event__in=members()).order_by("pk")
        return links.values_list("from_event", "kind", "to_event", "note")


def _themes_asked() -> QuerySet[Any, Any]:
    themes = Event.themes.through.objects.filter(event__in=members())
    return themes.order_by("theme__position", "theme").values_list("event", "theme__slug")


def _actors_asked() -> QuerySet[Any, Any]:
    parts = EventActor.objects.filter(event__in=members()).order_by("position", "pk")
    return parts.values_list("event", "actor__slug", "actor__name", "role")


def _by_event(
    rows: Iterable[tuple[Any, ...]], make: Callable[..., _Part]
) -> dict[int, list[_Part]]:
    """Make the parts of events from rows that begin with the event's id."""
    parts: defaultdict[int, list[_Part]] = defaultdict(list)
    for event, *columns in rows:
        parts[event].append(make(*columns))
    return parts


def _record(
    row: _Row,
    url: str,
    themes: tuple[str, ...],
    actors: tuple[ActorRecord, ...],
    citations: tuple[CitationRecord, ...],
    links: tuple[LinkRecord, ...],
) -> EventRecord:
    return EventRecord(
        id=row.id,
        key=row.key,
        url=url,
        title=row.title,
        summary=row.summary,
        edtf=row.edtf,
        date_words=_words(row.edtf),
        first_day=None if row.first_day == OPEN_START else row.first_day,
        last_day=None if row.last_day == OPEN_END else row.last_day,
        precision=row.precision,
        is_span=row.is_span,
        modality=row.modality,
        status=row.status,
        importance=row.importance,
        category=row.category,
        themes=themes,
        actors=actors,
        citations=citations,
        links=links,
        version=row.version,
    )


def _citation(
    access: str,
    document: str,
    sha256: str,
    start: int,
    end: int,
    quote: str,
    prefix: str,
    suffix: str,
    *told: Any,
) -> CitationRecord:
    """Words around the quote are given only where the text is free."""
    around = (prefix, suffix) if access == Document.Access.FULL else ("", "")
    how = (*told[:-1], str(told[-1]))  # the day is a text already, if the database has no dates
    return CitationRecord(document, sha256, start, end, quote, *around, *how)


def _place(row: _Row) -> tuple[int, int, int]:
    """Where an event stands in time order, as `EventQuerySet.in_time_order` says."""
    known_day = row.last_day if row.first_day == OPEN_START else row.first_day
    return known_day, row.last_day, row.id


@lru_cache(maxsize=1_024)  # in time order the same dates come together; all of them would stay
def _words(edtf: str) -> str:
    return english_words(edtf, short=False)
