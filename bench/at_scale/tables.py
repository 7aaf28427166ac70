"""A batch of a made-up archive as rows of the app's tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from django.db import connection, models
from django.utils import timezone
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


def add_timeline(slug: str, title: str, actors: int) -> tuple[Timeline, Before]:
    """Make the timeline with its lanes and storylines, and so many actors."""
    before = Before(*(last_key(m) for m in (Document, TextVersion, Event, Actor, Category, Theme)))
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
    rows = (
        (before.actor + n, actor_slug(n), made_up_name(n), _KINDS[n % len(_KINDS)])
        for n in range(1, actors + 1)
    )
    insert(Actor, ("id", "slug", "name", "kind"), rows)
    return timeline, before


def actor_slug(number: int) -> str:
    """The address of an actor of the archive; the most frequent has number 1."""
    return f"actor-{number}"


def document_slug(number: int) -> str:
    """The address of a document of the archive."""
    return f"document-{number}"


def add_batch(timeline: Timeline, before: Before, batch: Batch) -> None:
    """Insert a batch: sources, events as candidates, what they rest on; then publish."""
    texts = {document.number: _Text(document) for document in batch.documents}
    moment = timezone.now()
    insert(Document, _DOCUMENT, (_document(before, d) for d in batch.documents))
    insert(TextVersion, _TEXT, (_text(before, text, moment) for text in texts.values()))
    pairs = [(before.document + d.number, timeline.pk) for d in batch.documents]
    insert(Timeline.documents.through, ("document_id", "timeline_id"), pairs)
    insert(Event, _EVENT, (_event(timeline, before, event) for event in batch.events))
    insert(Event.themes.through, ("event_id", "theme_id"), _themes(before, batch.events))
    insert(EventActor, _PART, _parts(before, batch.events))
    insert(EventLink, _LINK, _links(before, batch.events))
    passages, citations = _evidence(before, texts)
    insert(Passage, _PASSAGE, passages)
    insert(Citation, _CITATION, citations)
    _publish(before, batch.events)


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


def _text(before: Before, made: _Text, moment: Any) -> _Row:
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


def _event(timeline: Timeline, before: Before, made: MadeEvent) -> _Row:
    date = read_edtf(made.edtf)
    status = made.status if made.status == Event.Status.REJECTED else Event.Status.CANDIDATE.value
    return (
        before.event + made.number, timeline.pk, made.title,
        slugify(made.title)[:80].strip("-") or "event", made.summary, made.edtf, date.first_day,
        date.last_day, date.precision, date.is_span, made.modality, status,
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


def _evidence(before: Before, texts: dict[int, _Text]) -> tuple[list[_Row], list[_Row]]:
    """Passages and citations of a batch; a passage for each sentence."""
    passages, citations = [], []
    key = last_key(Passage)
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


def _publish(before: Before, events: list[MadeEvent]) -> None:
    """As a curator's click would, but for many at once and without a row of history."""
    wanted = [before.event + event.number for event in events if event.status == "published"]
    for start in range(0, len(wanted), 500):
        some = Event.objects.filter(pk__in=wanted[start : start + 500])
        models.QuerySet.update(some, status=Event.Status.PUBLISHED)
