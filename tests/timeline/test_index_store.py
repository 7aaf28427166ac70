"""A large timeline is answered from its index, as long as that is known to be right."""

from __future__ import annotations

import fcntl
import io
import os
import time
from pathlib import Path
from typing import NoReturn
from unittest.mock import Mock

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import QueryDict
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from sources.triggers import remove_guards
from tests.factories import WHY, make_event, make_timeline
from timeline import index_store
from timeline.actions.building_index import CannotBuild, build_index
from timeline.answers import choose, hits
from timeline.answers.by_index import ByIndex
from timeline.answers.by_sql import BySql
from timeline.answers.choose import answers_for
from timeline.answers.protocol import Answers
from timeline.changes import EVERY_TIMELINE
from timeline.filters import TimelineFilter
from timeline.guards import keep_timeline_guarded
from timeline.index_store import current, path_of
from timeline.known import AsKnown
from timeline.models import Actor, Change, Event, Timeline
from timeline.triggers import CHANGE_LOG

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def started(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Timelines of which an index is wanted: those of two events or more."""
    settings.INDEX, settings.INDEX_FROM = tmp_path / "index", 2
    timelines: list[int] = []
    monkeypatch.setattr(choose, "start_building", timelines.append)
    return timelines


def ask(query: str = "") -> Answers:
    timeline = make_timeline()
    everything = Event.objects.published().filter(timeline=timeline)
    filters = TimelineFilter.read(QueryDict(query))
    return answers_for(timeline, everything, filters, AsKnown.on(filters.known_day, everything))


def test_a_small_timeline_needs_no_index(started: list[int]) -> None:
    make_event("A")
    assert isinstance(ask(), BySql)
    assert started == []


def test_a_large_timeline_has_one_built_and_is_answered_from_it(started: list[int]) -> None:
    timeline = make_event("A").timeline
    make_event("B")
    assert isinstance(ask(), BySql)
    assert started == [timeline.pk]
    build_index(timeline.pk)
    assert isinstance(ask("actor=nobody"), ByIndex)
    assert started == [timeline.pk]
    assert isinstance(ask("known=2005-01-01"), BySql), "what was known then is not in an index"


def test_an_edit_is_on_the_page_of_the_next_request(client: Client) -> None:
    event, _ = make_event("Mayor opens the bridge"), make_event("B")
    build_index(event.timeline_id)
    url = f"{event.timeline.get_absolute_url()}?from=2004&to=2004"
    assert "Mayor opens the bridge" in client.get(url).content.decode()
    event.edtf = "1904"
    event.save_with_history(by=None, why=WHY)
    assert isinstance(ask(), ByIndex)
    assert "Mayor opens the bridge" not in client.get(url).content.decode()
    url = f"{event.timeline.get_absolute_url()}?to=1904"
    assert "Mayor opens the bridge" in client.get(url).content.decode()


def test_a_frequent_word_was_looked_for_when_the_index_was_built(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    orchard = make_event("Mayor plants trees", summary="An orchard.")
    make_event("Mayor opens a school")
    build_index(orchard.timeline_id)
    monkeypatch.setattr(hits, "found_ids", fail_if_called)
    assert [ask(f"q={word}").count for word in ("mayor", "ORCHARD", "school")] == [2, 1, 1]
    orchard.summary = "A wood."
    orchard.save_with_history(by=None, why=WHY)
    assert [ask(f"q={word}").count for word in ("mayor", "orchard", "school")] == [2, 0, 1]


def fail_if_called(*args: object) -> NoReturn:
    raise AssertionError("the database was asked")


def test_words_that_were_taken_down_anew_are_looked_for_anew() -> None:
    event, _ = make_event("A"), make_event("B")
    build_index(event.timeline_id)
    assert isinstance(ask(), ByIndex)
    call_command("rebuild_words", stdout=io.StringIO())
    assert isinstance(ask(), BySql)


def test_what_is_not_published_is_in_no_count() -> None:
    event = make_event("A", actors=["Ada"])
    make_event("B", status="candidate", actors=["Bo"])
    make_event("C", status="rejected", actors=["Bo"])
    build_index(event.timeline_id)
    answers = ask()
    assert isinstance(answers, ByIndex)
    assert (answers.total, answers.count) == (1, 1)
    assert answers.counts("actor") == {"ada": 1}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE timeline_event SET status = 'rejected' WHERE id = %s", [event.pk])
    assert ask().total == 0
    assert ask("actor=ada").counts("actor") == {}


def test_much_that_was_changed_has_a_new_index_built(started: list[int]) -> None:
    event = make_event("A")
    build_index(event.timeline_id)
    for _ in range(3):
        event.save_with_history(by=None, why=WHY)
    assert isinstance(ask(), ByIndex)
    assert started == [event.timeline_id]
    build_index(event.timeline_id)
    started.clear()
    assert isinstance(ask(), ByIndex)
    assert started == []


@pytest.mark.parametrize(
    "harm", ["damaged", "missing", "before a migration", "of another database"]
)
def test_an_index_that_may_be_wrong_is_not_used(harm: str, started: list[int]) -> None:
    event, _ = make_event("A"), make_event("B")
    build_index(event.timeline_id)
    path = path_of(event.timeline_id)
    assert isinstance(ask(), ByIndex)
    if harm == "damaged":
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    elif harm == "missing":
        path.unlink()
    elif harm == "before a migration":
        keep_timeline_guarded(using=connection.alias)
    else:
        before = path.read_bytes()
        build_index(event.timeline_id)
        path.write_bytes(before)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE timeline_change SET token = 'x' WHERE token <> ''")
    assert isinstance(ask(), BySql)
    assert ask().total == 2
    assert set(started) == {event.timeline_id}
    build_index(event.timeline_id)
    assert isinstance(ask(), ByIndex)


def test_two_releases_side_by_side_have_an_index_each(
    started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    event, _ = make_event("A"), make_event("B")
    build_index(event.timeline_id)
    assert isinstance(ask(), ByIndex)
    with monkeypatch.context() as other:
        other.setattr(index_store, "_MADE_BY", "other")
        other.setattr(index_store, "_code_there", lambda: "other")
        assert isinstance(ask(), BySql)
        build_index(event.timeline_id)
        assert isinstance(ask(), ByIndex)
    assert isinstance(ask(), ByIndex)
    assert started == [event.timeline_id]


@pytest.mark.parametrize("code", ["newer", "half there"])
def test_after_an_update_a_process_that_has_not_read_it_asks_for_no_index(
    code: str, started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_event("A"), make_event("B")
    there = Mock(side_effect=FileNotFoundError) if code == "half there" else Mock(return_value=code)
    monkeypatch.setattr(index_store, "_code_there", there)
    assert isinstance(ask(), BySql)
    assert started == []


def test_indexes_of_releases_that_are_gone_are_removed_and_those_in_use_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event, _ = make_event("A"), make_event("B")
    paths = [Path(settings.INDEX) / f"{event.timeline_id}.index"]
    for code in ("gone", "used"):
        with monkeypatch.context() as other:
            other.setattr(index_store, "_MADE_BY", code)
            build_index(event.timeline_id)
            paths.append(path_of(event.timeline_id))
    paths[0].write_bytes(b"as it was named once")
    yesterday = time.time() - 90_000
    for path in paths:
        os.utime(path, (yesterday, yesterday))
    with monkeypatch.context() as other:
        other.setattr(index_store, "_MADE_BY", "used")
        assert [type(ask()) for _ in range(2)] == [ByIndex] * 2
    build_index(event.timeline_id)
    assert [path.exists() for path in paths] == [False, False, True]
    assert isinstance(ask(), ByIndex)


def test_building_drops_what_the_log_holds_for_every_timeline() -> None:
    event = make_event("A", actors=["Ada"])
    for name in ("Ada M.", "Ada Marsh"):
        event.actors.update(name=name)
    everywhere = Change.objects.filter(timeline_key=EVERY_TIMELINE)
    assert everywhere.count() > 1
    build_index(event.timeline_id)
    assert everywhere.count() == 1


def test_two_builders_do_not_meet() -> None:
    event = make_event("A")
    assert build_index(event.timeline_id)
    with path_of(event.timeline_id).with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert build_index(event.timeline_id) is None
    assert build_index(event.timeline_id)


def test_without_its_triggers_no_index_is_built() -> None:
    event = make_event("A")
    remove_guards(connection, CHANGE_LOG[:1])
    with pytest.raises(CannotBuild, match="note_event_insert is missing"):
        build_index(event.timeline_id)
    assert current(event.timeline_id)[1] is None


def test_the_command_tells_what_it_built() -> None:
    make_event("A"), make_event("B", timeline=make_timeline("other"))
    output = io.StringIO()
    call_command("index", stdout=output)
    assert [line.split(",")[0] for line in output.getvalue().splitlines()] == [
        "bridge: 1 events",
        "other: 1 events",
    ]
    assert sorted(path.name for path in Path(settings.INDEX).glob("*.index"))
    with pytest.raises(CommandError, match="there is no timeline 'nowhere'"):
        call_command("index", "nowhere")


@pytest.mark.django_db(transaction=True)
def test_a_timeline_whose_slug_is_a_number_is_found_by_it_before_any_key() -> None:
    bridge = make_event("A").timeline
    make_event("B", timeline=make_timeline(str(bridge.pk)))
    make_event("C", timeline=make_timeline("2010"))

    def built(name: str) -> str:
        output = io.StringIO()
        call_command("index", name, stdout=output)
        return output.getvalue().partition(":")[0]

    assert built("2010") == "2010"
    assert built(str(bridge.pk)) == str(bridge.pk), "the slug, not the bridge's key"
    assert built(f"--key={bridge.pk}") == "bridge", "as the server asks for it"
    Timeline.objects.filter(slug=str(bridge.pk)).update(slug="other")
    assert built(str(bridge.pk)) == "bridge"
    for name in (str(10**30), "²"):
        with pytest.raises(CommandError, match="there is no timeline"):
            call_command("index", name)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="there writers take turns")
def test_what_was_being_written_while_an_index_was_built_is_seen_once_committed() -> None:
    event, other = make_event("A", importance=1), make_event("B")
    writer = connection.copy()
    writer.set_autocommit(False)
    with writer.cursor() as cursor:
        cursor.execute("UPDATE timeline_event SET importance = 3 WHERE id = %s", [event.pk])
    other.save_with_history(by=None, why=WHY)  # a later row of the log, committed earlier
    build_index(event.timeline_id)
    assert ask("milestones=1").count == 0
    writer.commit()
    writer.close()
    answers = ask("milestones=1")
    assert isinstance(answers, ByIndex)
    assert answers.count == 1


def test_a_new_name_is_in_the_next_answer_also_after_the_log_was_trimmed() -> None:
    event, _ = make_event("A", actors=["Ada"]), make_event("B", actors=["Ada"])
    build_index(event.timeline_id)
    names = []
    for name in ("Ada", "Bea", "Cleo"):
        Actor.objects.filter(slug="ada").update(name=name)
        names.append(ask().called("actor", ["ada"]))
        build_index(event.timeline_id)
        names.append(ask().called("actor", ["ada"]))
    assert names == [{"ada": name} for name in ("Ada", "Ada", "Bea", "Bea", "Cleo", "Cleo")]


def test_an_event_that_is_changed_leaves_the_names_known(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    event, _ = make_event("A", actors=["Ada"]), make_event("B", actors=["Ada"])
    build_index(event.timeline_id)
    assert ask().called("actor", ["ada"]) == {"ada": "Ada"}
    event.save_with_history(by=None, why=WHY)
    answers = ask()
    with django_assert_num_queries(0):
        assert answers.called("actor", ["ada"]) == {"ada": "Ada"}
