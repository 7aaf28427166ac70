"""The log of changes: no write goes by it, whichever way it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories import (
    WHY,
    make_actor,
    make_category,
    make_citation,
    make_document,
    make_event,
    make_link,
    make_passage,
    make_text,
    make_theme,
    make_timeline,
)
from timeline.changes import Mark, changed_since, marked, read_log, trim, trim_all
from timeline.guards import keep_timeline_guarded
from timeline.models import ActorAlias, Change, Event, EventActor, Timeline

pytestmark = pytest.mark.django_db


def sql(statement: str, *values: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def mark_now(event: Event) -> Mark:
    """The place in the log where the changes of the event's timeline end just now."""
    with marked(event.timeline_id) as mark:
        return mark


@contextmanager
def noting(*events: Event) -> Iterator[None]:
    """In the block, each of these events is written down, and no other."""
    before = Change.objects.order_by("-pk").first()
    yield
    later = Change.objects.filter(pk__gt=before.pk if before else 0, event_key__isnull=False)
    found = set(later.values_list("timeline_key", "event_key"))
    assert found == {(event.timeline_id, event.pk) for event in events}


def test_each_write_of_an_event_and_of_what_belongs_to_it_is_noted() -> None:
    event, other = make_event("A", actors=["Ada"], themes=["delay"]), make_event("B")
    with noting(event):
        event.save_with_history(by=None, why=WHY)
    with noting(event):
        sql("UPDATE timeline_event SET title = 'C' WHERE id = %s", event.pk)
    with noting(event):
        citation = make_citation(event, "It was late.")
    with noting(event, other):
        sql("UPDATE timeline_citation SET event_id = %s WHERE id = %s", other.pk, citation.pk)
    with noting(other):
        sql("DELETE FROM timeline_citation WHERE id = %s", citation.pk)
    with noting(event):
        sql("UPDATE timeline_eventactor SET role = 'host' WHERE event_id = %s", event.pk)
    with noting(event):
        sql("DELETE FROM timeline_eventactor WHERE event_id = %s", event.pk)
    with noting(event):
        EventActor(event=event, actor=make_actor("Bo")).save_with_history(by=None, why=WHY)
    with noting(other):
        other.themes.add(make_theme("cost"))
    with noting(event):
        sql("DELETE FROM timeline_event_themes WHERE event_id = %s", event.pk)
    with noting(event, other):
        link = make_link(event, other)
    with noting(event, other):
        link.delete_with_history(by=None, why=WHY)
    with noting(event):
        Event.objects.get(pk=event.pk).delete_with_history(by=None, why=WHY)


def test_an_event_that_moves_is_noted_in_both_timelines() -> None:
    event, there = make_event("A"), make_timeline("elsewhere")
    before = Change.objects.order_by("-pk")[0].pk
    sql("UPDATE timeline_event SET timeline_id = %s WHERE id = %s", there.pk, event.pk)
    noted = Change.objects.filter(pk__gt=before, event_key=event.pk)
    assert set(noted.values_list("timeline_key", flat=True)) == {event.timeline_id, there.pk}


def test_a_source_that_turns_private_is_noted_for_every_event_that_cites_it() -> None:
    source = make_document("gazette")
    version = make_text("It rained. It snowed.", document=source)
    events = [make_event(name) for name in ("A", "B", "C")]
    for event, quote in zip(events, ("It rained.", "It snowed."), strict=False):
        make_citation(event, passage=make_passage(quote, version=version))
    with noting(*events[:2]):
        sql("UPDATE sources_document SET access = 'private' WHERE id = %s", source.pk)
    with noting():
        sql("UPDATE sources_document SET title = 'Other' WHERE id = %s", source.pk)


def test_the_stamp_is_another_after_all_that_readers_may_notice() -> None:
    event = make_event("A", actors=["Ada"])
    timeline, actor = event.timeline, make_actor("Ada")
    source, elsewhere = make_document("gazette"), make_event("B", timeline=make_timeline("other"))
    writes: list[Callable[[], object]] = [
        lambda: make_event("C"),
        lambda: sql("UPDATE timeline_actor SET name = 'Ida' WHERE id = %s", actor.pk),
        lambda: ActorAlias.objects.create(actor=actor, name="A."),
        lambda: sql("UPDATE sources_document SET title = 'Other' WHERE id = %s", source.pk),
        lambda: sql("UPDATE timeline_category SET name = 'Other'"),
        lambda: make_theme("cost", timeline=timeline),
        lambda: make_category("law", timeline=timeline),
        lambda: timeline.documents.add(source),
        lambda: Timeline.objects.filter(pk=timeline.pk).update(headline="Late"),
    ]
    for write in writes:
        before = read_log(timeline.pk).stamp
        assert read_log(timeline.pk).stamp == before
        write()
        assert read_log(timeline.pk).stamp != before
    before = read_log(timeline.pk).stamp
    elsewhere.save_with_history(by=None, why=WHY)
    assert read_log(timeline.pk).stamp == before, "another timeline's events concern nobody here"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces rows in silence")
def test_no_row_takes_the_place_of_another_events() -> None:
    event, other = make_event("A", actors=["Ada"]), make_event("B")
    part = event.participations.get()
    with pytest.raises(DatabaseError, match="another one with this id"), transaction.atomic():
        sql(
            "INSERT OR REPLACE INTO timeline_eventactor (id, event_id, actor_id, role, position)"
            " VALUES (%s, %s, %s, '', 0)",
            part.pk, other.pk, part.actor_id,
        )  # fmt: skip


def test_a_log_tells_what_was_changed_since_a_mark() -> None:
    event = make_event("A")
    mark = mark_now(event)
    assert read_log(event.timeline_id, mark).holds_mark
    assert changed_since(event.timeline_id, mark) == []
    make_event("B", timeline=make_timeline("elsewhere"))
    event.save_with_history(by=None, why=WHY)
    changes = changed_since(event.timeline_id, mark)
    assert {changed for _, changed in changes} == {event.pk}
    assert read_log(event.timeline_id, mark).since == len(changes)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of one transaction all may be needed")
def test_only_what_some_index_needs_is_kept_of_the_log() -> None:
    event = make_event("A")
    first = mark_now(event)
    for _ in range(4):
        event.save_with_history(by=None, why=WHY)
        last = mark_now(event)
    trim(event.timeline_id)
    assert not read_log(event.timeline_id, first).holds_mark
    assert read_log(event.timeline_id, last).holds_mark
    keep_timeline_guarded(using=connection.alias)
    trim_all()
    assert Change.objects.filter(timeline_key=event.timeline_id).count() == 1


def test_after_a_migration_no_mark_holds_and_no_stamp_comes_again() -> None:
    """Its writes are in no log: the triggers were away."""
    timeline = make_timeline()
    Change.objects.all().delete()
    stamps = [read_log(timeline.pk).stamp]
    with marked(timeline.pk) as mark:
        stamps.append(read_log(timeline.pk).stamp)
    keep_timeline_guarded(using=connection.alias)
    assert not read_log(timeline.pk, mark).holds_mark
    assert read_log(timeline.pk).stamp not in stamps
