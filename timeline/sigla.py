"""Sigla: each source of a timeline is one letter, in order of publication, as in an edition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from sources.models import Document
from sources.models.document import DocumentQuerySet
from timeline.dates.edtf import OPEN_END
from timeline.dates.wording import edtf_words
from timeline.models import Citation, Event, Timeline
from timeline.models.event import EventQuerySet


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
    """Return the sources that may be shown, oldest first: A, B, ... Z, AA, AB ... One query."""
    return [
        SourceLetter(
            _letter(number),
            document.slug,
            document.title,
            short_name(document),
            edtf_words(document.published) if document.published else _("undated"),
            document.get_absolute_url(),
            OPEN_END if document.first_day is None else document.first_day,
            OPEN_END if document.last_day is None else document.last_day,
        )
        for number, document in enumerate(documents_of(timeline))
    ]


def documents_of(timeline: Timeline) -> DocumentQuerySet:
    """Return the documents of a timeline that may be named, in the order of their letters."""
    events = Event.objects.decided().filter(timeline=timeline)
    return sources_of(events, [timeline]).by_publication()


def sources_of(events: EventQuerySet, timelines: Iterable[Timeline]) -> DocumentQuerySet:
    """Return the documents that may be named of these timelines: theirs, and all that these cite.

    A curator can cite a document that nobody has added to the timeline: it is its source none the
    less. events: those that the reader may see.
    """
    listed = Timeline.documents.through.objects.filter(timeline__in=timelines)
    cited = Citation.objects.filter(
        event__in=events.order_by().values("pk"),
        passage__text_version__document=OuterRef("pk"),
    )
    return Document.objects.not_private().filter(
        Q(pk__in=listed.values("document")) | Exists(cited)
    )


def short_name(document: Document) -> str:
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
