"""Rows for tests, made the way the app makes them: through its actions, gate and history.

Each function makes what it needs and has a default for everything, so that a test names only
what it is about. Events that name no timeline are on one and the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import Group, User
from django.utils.text import slugify

from sources.actions.storing import record_passage, record_text
from sources.models import Document, Passage, TextVersion
from sources.models.text_version import sha256_of
from timeline.actions.review import publish, reject
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

CHECKED_ON = date(2026, 1, 2)
WHY = "made for a test"


def make_timeline(slug: str = "bridge", **values: Any) -> Timeline:
    """A public timeline, or the one that has this slug."""
    defaults = {"title": "The Elbow bridge", "is_public": True, **values}
    return Timeline.objects.get_or_create(slug=slug, defaults=defaults)[0]


def make_category(
    slug: str = "works", *, timeline: Timeline | None = None, **values: Any
) -> Category:
    """A lane of a timeline, or the one that has this slug."""
    defaults = {"name": slug.capitalize(), **values}
    return Category.objects.get_or_create(
        timeline=timeline or make_timeline(), slug=slug, defaults=defaults
    )[0]


def make_theme(slug: str = "delay", *, timeline: Timeline | None = None, **values: Any) -> Theme:
    """A storyline of a timeline, or the one that has this slug."""
    defaults = {"name": slug.capitalize(), **values}
    return Theme.objects.get_or_create(
        timeline=timeline or make_timeline(), slug=slug, defaults=defaults
    )[0]


def make_actor(name: str = "Ada Marsh", **values: Any) -> Actor:
    """A person, or the actor that has this name."""
    defaults = {"slug": slugify(name), "kind": Actor.Kind.PERSON, **values}
    return Actor.objects.get_or_create(name=name, defaults=defaults)[0]


def make_document(slug: str = "gazette", **values: Any) -> Document:
    """A newspaper article of 5 May 2004, or the document that has this slug."""
    defaults = {
        "title": f"The Bridge Is Late ({slug})",
        "authors": [{"family": "Ash", "given": "Jo"}],
        "container": "The Gazette",
        "published": "2004-05-05",
        **values,
    }
    return Document.objects.get_or_create(slug=slug, defaults=defaults)[0]


def make_text(
    text: str = "On Monday the mayor opened the bridge over the Elbow.",
    *,
    document: Document | None = None,
    held: bool = True,
) -> TextVersion:
    """A text on record, held here or only by its sha256; its own document where none is given."""
    sha256 = sha256_of(text)
    return record_text(
        document or make_document(f"source-{sha256[:10]}"),
        sha256=sha256,
        length=len(text),
        text=text if held else None,
        file_name=f"{sha256[:10]}.txt",
        checked_on=CHECKED_ON,
        boilerplate=[],
    )


def make_passage(quote: str, *, version: TextVersion | None = None, start: int = 0) -> Passage:
    """A passage with this quote: where it stands in a text that is held, else at `start`."""
    version = version or make_text(f"It is reported: {quote} More follows.")
    if version.text is not None:
        start = version.text.index(quote)
    return record_passage(version, start=start, end=start + len(quote), quote=quote)


def make_citation(
    event: Event, quote: str | None = None, *, passage: Passage | None = None, **values: Any
) -> Citation:
    """An event's citation of a quote or passage; of words of its own where neither is given."""
    if passage is None:
        passage = make_passage(quote or f"{event.title} ({event.pk}), the paper says.")
    citation = Citation(event=event, passage=passage, **{"edtf": event.edtf, **values})
    citation.save_with_history(by=None, why=WHY)
    return citation


def make_event(
    title: str = "Mayor opens the bridge",
    *,
    edtf: str = "2004-05-03",
    actors: Iterable[str | tuple[str, str]] = (),
    themes: Iterable[str] = (),
    category: str = "works",
    quote: str | None = None,
    passage: Passage | None = None,
    status: str = Event.Status.PUBLISHED,
    timeline: Timeline | None = None,
    **values: Any,
) -> Event:
    """An event with one citation, published where `status` says no other.

    actors: names, or (name, role). themes, category: slugs. values: other columns of the event.
    """
    timeline = timeline or make_timeline()
    event = Event(
        timeline=timeline,
        title=title,
        edtf=edtf,
        category=make_category(category, timeline=timeline),
        **{"modality": Event.Modality.OCCURRED, **values},
    )
    event.save_with_history(by=None, why=WHY)
    with event.unrecorded():
        event.themes.set([make_theme(slug, timeline=timeline) for slug in themes])
    make_citation(event, quote, passage=passage)
    for position, actor in enumerate(actors):
        name, role = (actor, "") if isinstance(actor, str) else actor
        part = EventActor(event=event, actor=make_actor(name), role=role, position=position)
        part.save_with_history(by=None, why=WHY)
    if status == Event.Status.PUBLISHED:
        return publish(event.pk, seen_version=event.version, by=None)
    if status == Event.Status.REJECTED:
        return reject(event.pk, seen_version=event.version, by=None)
    return event


def make_link(
    from_event: Event, to_event: Event, kind: str = "outcome", note: str = ""
) -> EventLink:
    """A tie between two events."""
    link = EventLink(from_event=from_event, to_event=to_event, kind=kind, note=note)
    link.save_with_history(by=None, why=WHY)
    return link


def make_curator(username: str = "curator", **values: Any) -> User:
    """Somebody who may do everything in the admin; the password is the name."""
    return User.objects.create_superuser(username=username, password=username, **values)


def make_member(name: str) -> User:
    """Somebody in the group of curators, who is no superuser; the password is the name."""
    user = User.objects.create_user(name, password=name, is_staff=True)
    user.groups.add(Group.objects.get(name="Curators"))
    return user
