"""No way of writing that Django offers goes around the history."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import models, transaction
from django.db.models import F

from tests.factories import (
    make_actor,
    make_category,
    make_citation,
    make_curator,
    make_event,
    make_link,
)
from tests.factories import make_theme as theme
from timeline.models import Citation, Event, EventActor, EventLink
from timeline.models.tracked import UntrackedWrite

pytestmark = pytest.mark.django_db

BULK_WRITES: dict[str, Callable[[], object]] = {
    "a title": lambda: Event.objects.update(title="Changed"),
    "a date": lambda: Event.objects.filter(pk=1).update(edtf="2001", first_day=1, last_day=2),
    "a status": lambda: Event.objects.candidates().update(status="published"),
    "version and title": lambda: Event.objects.update(version=F("version") + 1, title="Changed"),
    "a note of a citation": lambda: Citation.objects.update(note="Changed"),
    "a role": lambda: EventActor.objects.update(role="host"),
    "the kind of a link": lambda: EventLink.objects.update(kind="contradicts"),
    "many new events": lambda: Event.objects.bulk_create([Event(title="New")]),
    "many old events": lambda: Event.objects.bulk_update(Event.objects.all(), ["title"]),
    "many citations": lambda: Citation.objects.bulk_create([Citation()]),
    "events of a category": lambda: make_category().events.update(title="Changed"),
    "events into a category": lambda: make_category("other").events.add(Event.objects.all()[0]),
    "events set in a category": lambda: make_category("other").events.set(Event.objects.all()),
    "citations to an event": lambda: make_event("Other").citations.add(Citation.objects.all()[0]),
    "actors to an event": lambda: Event.objects.all()[0].actors.add(make_actor("Bo")),
    "parts of an actor": lambda: make_actor("Bo").participations.add(EventActor.objects.all()[0]),
}


@pytest.mark.parametrize("what", BULK_WRITES)
def test_a_bulk_write_of_content_is_refused(what: str) -> None:
    event = make_event(actors=["Ada Marsh"])
    make_link(event, make_event("Another"))
    with pytest.raises(UntrackedWrite, match="leaves no history"), transaction.atomic():
        BULK_WRITES[what]()
    assert not Event.objects.filter(title="Changed").exists()


def test_only_the_version_may_be_written_in_bulk() -> None:
    event = make_event()
    assert Event.objects.filter(pk=event.pk).update(version=F("version") + 1) == 1


ONE_BY_ONE: dict[str, Callable[[Event], object]] = {
    "deleting events in bulk": lambda event: Event.objects.filter(pk=event.pk).delete(),
    "deleting citations in bulk": lambda event: event.citations.all().delete(),
    "get_or_create": lambda event: EventLink.objects.get_or_create(
        from_event=event, to_event=make_event("Another"), kind="contradicts"
    ),
    "update_or_create": lambda event: Event.objects.update_or_create(
        pk=event.pk, defaults={"title": "Changed"}
    ),
    "create through a relation": lambda event: event.participations.create(actor=make_actor()),
    "the themes of an event": lambda event: event.themes.add(theme("money")),
    "clearing the themes": lambda event: event.themes.clear(),
}


def entries() -> int:
    """How many entries all histories have."""
    tracked: list[type[models.Model]] = [Event, Citation, EventActor, EventLink]
    return sum(model.history.model.objects.count() for model in tracked)  # type: ignore[attr-defined]


@pytest.mark.parametrize("way", ONE_BY_ONE)
def test_what_is_written_one_by_one_is_recorded(way: str) -> None:
    event = make_event(themes=["delay"])
    make_citation(event, "Open at last, the mayor said.")
    before = entries()
    ONE_BY_ONE[way](event)
    assert entries() > before


def test_many_rows_made_at_once_are_recorded_like_one() -> None:
    curator, lane = make_curator(), make_category()
    values = {"timeline": lane.timeline, "category": lane, "modality": "occurred"}
    one = Event(title="Saved", edtf="2004-05", **values)
    one.save_with_history(by=curator, why="made for a test")
    two = [Event(title=title, edtf="2004-05", **values) for title in ("First", "Second")]
    Event.objects.create_recorded(two, by=curator, why="made for a test")
    assert [event.pk for event in two] == [one.pk + 1, one.pk + 2]
    for event in two:
        event.refresh_from_db()
        assert (event.first_day, event.last_day) == (one.first_day, one.last_day)
        ours, its = one.history.get(), event.history.get()
        for name in ("history_type", "history_user", "history_change_reason", "edtf", "last_day"):
            assert getattr(ours, name) == getattr(its, name), name
        assert its.title == event.title
