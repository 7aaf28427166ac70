"""A batch of a made-up archive as rows of the app's tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.db import connection, models
from django.utils.text import slugify

from bench.at_scale.archive import CATEGORIES, THEMES, Batch, MadeDocument, MadeEvent
from bench.at_scale.bulk import go_on_counting, insert, last_key
from bench.at_scale.words import made_up_name
from sources.actions.storing import CONTEXT
from sources.models import Document, Passage, TextVersion
from sources.models.published_date import days_published
from timeline.dates.edtf import read_edtf
from timeline.models import (
    Actor,
    Category,
    Citation,
    Event,
    EventActor,
    EventLink,
    Theme,
    Timeline,
)

_Row = tuple[Any, ...]
Rows = tuple[list[_Row], ...]
"""Of each of `TABLES`, what a batch adds to it."""
_KINDS: Final = tuple(Actor.Kind.values)
_COUNTED: Final = (Document, TextVersion, Passage, Citation, Event, Actor, Category, Theme)


@dataclass(frozen=True, slots=True)
class Before:
    """The last keys before the archive; its own numbers are added to them."""

    document: int
    text: int
    event: int
    actor: int
    category: int
    theme: int
    passage: int


def add_timeline(slug: str, title: str, actors: int) -> tuple[Timeline, Before]:
    """Make the timeline with its lanes and storylines, and so many actors."""
    counted = (Document, TextVersion, Event, Actor, Category, Theme, Passage)
    before = Before(*map(last_key, counted))
    timeline = Timeline.objects.create(slug=slug, title=title, is_public=True)
    for number, name in enumerate(CATEGORIES, 1):
        Category.objects.create(
            pk=before.category + number, timeline=timeline, slug=name, name=name.capitalize(),
            position=number, colour=number,
        )  # fmt: skip
    for number, name in enumerate(THEMES, 1):
        Theme.objects.create(
            pk=before.theme + number, timeline=timeline, slug=name, name=name, position=number
        )
    rows = [
        (before.actor + n, actor_slug(n), made_up_name(n), _KINDS[n % len(_KINDS)])
        for n in range(1, actors + 1)
    ]
    insert(Actor, ("id", "slug", "name", "kind"), rows)
    return timeline, before


def actor_slug(number: int) -> str:
    """The address of an actor of the archive; the most frequent has number 1."""
    return f"actor-{number}"


def document_slug(number: int) -> str:
    """The address of a document of the archive."""
    return f"document-{number}"


def rows_of(
    timeline: int, before: Before, batches: Iterable[Batch], moment: datetime
) -> Iterator[Rows]:
    """The rows of each batch, for each of `TABLES`. Asks no database.

    timeline: its key; moment: when all was imported.
    """
    passage = before.passage
    for batch in batches:
        texts = {document.number: _Text(document) for document in batch.documents}
        passages, citations = _evidence(before, texts, passage)
        passage += len(passages)
        yield (
            [_document(before, document) for document in batch.documents],
            [_text(before, text, moment) for text in texts.values()],
            [(before.document + document.number, timeline) for document in batch.documents],
            passages,
            citations,
            [_event(timeline, before, event) for event in batch.events],
            list(_themes(before, batch.events)),
            list(_parts(before, batch.events)),
            list(_links(before, batch.events)),
        )


def add_rows(rows: Rows) -> None:
    """Insert the rows of a batch: what events rest on before them, so that they may be born published."""
    for (model, names), some in zip(TABLES, rows, strict=True):
        insert(model, names, some)


def finish() -> None:
    """Set what counts keys, and let the database look at its new tables once."""
    go_on_counting(*_COUNTED)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class _Text:
    """The text of a document, and where in it each sentence stands."""

    def __init__(self, document: MadeDocument) -> None:
        self.document = document
        self.text = " ".join(told.sentence for told in document.told) or f"{document.title}."
        self.starts = []
        at = 0
        for told in document.told:
            self.starts.append(at)
            at += len(told.sentence) + 1


_DOCUMENT: Final = (
    "id", "slug", "title", "publisher", "published", "first_day", "last_day", "access",
)  # fmt: skip


def _document(before: Before, made: MadeDocument) -> _Row:
    first, last = days_published(made.published)
    return (
        before.document + made.number, document_slug(made.number), made.title, made.publisher,
        made.published, first, last, made.access,
    )  # fmt: skip


_TEXT: Final = ("id", "document_id", "sha256", "length", "text", "imported_at", "checked_on")


def _text(before: Before, made: _Text, moment: datetime) -> _Row:
    digest = sha256(made.text.encode()).hexdigest()
    number = made.document.number
    return (
        before.text + number, before.document + number, digest, len(made.text), made.text,
        moment.isoformat(" "), moment.date().isoformat(),
    )  # fmt: skip


_EVENT: Final = (
    "id", "timeline_id", "title", "slug", "summary", "edtf", "first_day", "last_day", "precision",
    "is_span", "modality", "status", "category_id", "importance",
)  # fmt: skip


def _event(timeline: int, before: Before, made: MadeEvent) -> _Row:
    date = read_edtf(made.edtf)
    return (
        before.event + made.number, timeline, made.title,
        slugify(made.title)[:80].strip("-") or "event", made.summary, made.edtf, date.first_day,
        date.last_day, date.precision, date.is_span, made.modality, made.status,
        before.category + made.category, made.importance,
    )  # fmt: skip


def _themes(before: Before, events: list[MadeEvent]) -> Iterator[_Row]:
    return (
        (before.event + event.number, before.theme + theme)
        for event in events
        for theme in event.themes
    )


_PART: Final = ("event_id", "actor_id", "role", "position")


def _parts(before: Before, events: list[MadeEvent]) -> Iterator[_Row]:
    for event in events:
        for position, actor in enumerate(event.actors):
            role = "subject" if position == 0 else "participant"
            yield before.event + event.number, before.actor + actor, role, position


_LINK: Final = ("from_event_id", "to_event_id", "kind")


def _links(before: Before, events: list[MadeEvent]) -> Iterator[_Row]:
    for event in events:
        if event.outcome_of:
            yield before.event + event.outcome_of, before.event + event.number, "outcome"


_PASSAGE: Final = ("id", "text_version_id", "start", "end", "quote", "prefix", "suffix")
_CITATION: Final = (
    "event_id", "passage_id", "stance", "position", "edtf", "wording", "wording_start", "rule",
)  # fmt: skip


def _evidence(before: Before, texts: dict[int, _Text], key: int) -> tuple[list[_Row], list[_Row]]:
    """Passages and citations of a batch; a passage for each sentence. key: the last one so far."""
    passages, citations = [], []
    for made in texts.values():
        text, version = made.text, before.text + made.document.number
        for told, start in zip(made.document.told, made.starts, strict=True):
            key, end = key + 1, start + len(told.sentence)
            around = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
            passages.append((key, version, start, end, told.sentence, *around))
            stance = "disputes" if told.disputes else "supports"
            citations.append((
                before.event + told.event, key, stance, 0, told.edtf, told.wording,
                start + told.wording_at, "as written",
            ))  # fmt: skip
    return passages, citations


TABLES: Final[tuple[tuple[type[models.Model], tuple[str, ...]], ...]] = (
    (Document, _DOCUMENT),
    (TextVersion, _TEXT),
    (Timeline.documents.through, ("document_id", "timeline_id")),
    (Passage, _PASSAGE),
    (Citation, _CITATION),
    (Event, _EVENT),
    (Event.themes.through, ("event_id", "theme_id")),
    (EventActor, _PART),
    (EventLink, _LINK),
)
"""Where rows go, in the order in which they are written, and the columns that they have."""
