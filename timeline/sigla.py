"""Sigla: each source of a timeline is one letter, in order of publication, as in an edition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from sources.models import Document
from sources.models.document import DocumentQuerySet
from timeline.charts.density import Density
from timeline.dates.edtf import OPEN_END
from timeline.dates.wording import edtf_words
from timeline.models import Citation, Event, Timeline
from timeline.models.event import EventQuerySet

MOST_LETTERED: Final = 100
"""Sources that have letters. Of more nobody learns them: they are named by where and when."""
_MANY_EVENTS: Final = 5_000
"""Up to so many, it costs less to list the documents that they cite than to ask of each document."""


@dataclass(frozen=True, slots=True)
class SourceLetter:
    """A source with its letter. first_day, last_day: of publication; `OPEN_END` where unknown."""

    letter: str
    slug: str
    title: str
    short: str
    published_words: str
    url: str
    first_day: int
    last_day: int


def letter_sources(timeline: Timeline) -> list[SourceLetter]:
    """Return the sources that may be shown, oldest first: A, B, ... Z, AA, AB ... Two queries.

    None of a timeline that has more than `MOST_LETTERED`.
    """
    has_many = _has_many_events(timeline)
    if has_many and too_many_for_letters(timeline):
        return []  # without putting them all in order
    found = list(_documents_of(timeline, has_many=has_many)[: MOST_LETTERED + 1])
    if len(found) > MOST_LETTERED:
        return []
    return [source_letter(document, _letter(number)) for number, document in enumerate(found)]


def too_many_for_letters(timeline: Timeline) -> bool:
    """Whether the timeline itself lists more sources than letters; others may be cited besides."""
    listed = Timeline.documents.through.objects.filter(timeline=timeline).values("document")
    named = Document.objects.not_private().filter(pk__in=listed)
    return named.order_by()[MOST_LETTERED : MOST_LETTERED + 1].exists()


def source_letter(document: Document, letter: str = "") -> SourceLetter:
    """Return what pages say of a source; letter: "" where it has none."""
    return SourceLetter(
        letter,
        document.slug,
        document.title,
        short_name(document),
        edtf_words(document.published) if document.published else _("undated"),
        document.get_absolute_url(),
        OPEN_END if document.first_day is None else document.first_day,
        OPEN_END if document.last_day is None else document.last_day,
    )


@dataclass(frozen=True, slots=True)
class Appearances:
    """When the sources of a timeline appeared, however many there are. undated: how many nobody dates."""

    dated: Density
    undated: int

    @classmethod
    def of(cls, timeline: Timeline) -> Appearances:
        """Count them by their days. One query, of as many rows as there are days."""
        days = documents_of(timeline).order_by().values_list("first_day", "last_day")
        rows = list(days.annotate(n=Count("pk")))
        dated = [(first, last, 0, 0, 1, n) for first, last, n in rows if last is not None]
        undated = sum(n for _first, last, n in rows if last is None)
        return cls(Density.from_rows(dated), undated)

    @classmethod
    def among(cls, sources: Iterable[SourceLetter]) -> Appearances:
        """Count sources that are at hand."""
        days = [(s.first_day, s.last_day, 0, 0, 1, 1) for s in sources]
        dated = [row for row in days if row[1] < OPEN_END]
        return cls(Density.from_rows(dated), len(days) - len(dated))

    def until(self, day: int | None) -> Density:
        """Return the dated ones that had appeared by a day (Julian; None: now)."""
        return self.dated if day is None else self.dated.only(self.dated.last <= day)

    def count(self, day: int | None) -> int:
        """Return how many there were on a day; one without a date counts only today."""
        return self.until(day).total + (self.undated if day is None else 0)


def documents_of(timeline: Timeline) -> DocumentQuerySet:
    """Return the documents of a timeline that may be named, in the order of their letters.

    Asks how large it is: of few events what they cite is listed; else each document that is cited
    in a large timeline would be looked at for every small one beside it.
    """
    return _documents_of(timeline, has_many=_has_many_events(timeline))


def _documents_of(timeline: Timeline, *, has_many: bool) -> DocumentQuerySet:
    events = Event.objects.decided().filter(timeline=timeline)
    if has_many:
        return sources_of(events, [timeline]).by_publication()
    cited = Citation.objects.filter(event__in=events.order_by().values("pk"))
    documents = cited.order_by().values("passage__text_version__document")
    listed = Timeline.documents.through.objects.filter(timeline=timeline).values("document")
    either = Q(pk__in=listed) | Q(pk__in=documents)
    return Document.objects.not_private().filter(either).by_publication()


def documents_named_of(timeline: Timeline) -> DocumentQuerySet:
    """Return the same as `documents_of` for asking after a few of them: no list of all is made."""
    listed = Timeline.documents.through.objects.filter(timeline=timeline, document=OuterRef("pk"))
    cited = _cited_by(Event.objects.decided().filter(timeline=timeline))
    return Document.objects.not_private().filter(Exists(listed) | cited)


def _has_many_events(timeline: Timeline) -> bool:
    """Looks into an index of the database, no further than it takes. One query."""
    events = Event.objects.filter(timeline=timeline).order_by()
    return events[_MANY_EVENTS : _MANY_EVENTS + 1].exists()


def sources_of(events: EventQuerySet, timelines: Iterable[Timeline]) -> DocumentQuerySet:
    """Return the documents that may be named of these timelines: theirs, and all that these cite.

    A curator can cite a document that nobody has added to the timeline: it is its source none the
    less. events: those that the reader may see.
    """
    listed = Timeline.documents.through.objects.filter(timeline__in=timelines)
    # Asked of the few that are not listed: a list of all events would be made at each request.
    return Document.objects.not_private().filter(
        Q(pk__in=listed.values("document")) | _cited_by(events)
    )


def _cited_by(events: EventQuerySet) -> Exists:
    cited = Citation.objects.filter(
        Exists(events.order_by().filter(pk=OuterRef("event"))),
        passage__text_version__document=OuterRef("pk"),
    )
    return Exists(cited)


class Imprint(NamedTuple):
    """The columns of a document that its short name is made of."""

    title: str
    container: str
    publisher: str
    volume: str
    issue: str
    published: str


def short_name(document: Document | Imprint) -> str:
    """Return where and when a source appeared: “EurasiaNet, 15 Mar 2007”."""
    where = document.container or document.publisher or document.title
    if document.volume and document.issue:
        where += f" {document.volume}({document.issue})"
    when = edtf_words(document.published, short=True) if document.published else ""
    return f"{where}, {when}" if when else where


def _letter(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
