"""What `./run` does before it serves: the database is made, filled once, and kept up to date."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from sources.guards import SOURCES_GUARDS
from sources.models import TextVersion
from sources.triggers import missing_guards, remove_guards
from tests.factories import make_timeline
from tests.timeline.small_collection import COURIER, write_texts
from timeline.index_store import current
from timeline.models import Event, Timeline

pytestmark = pytest.mark.django_db


def prepare(folder: Path, texts: Path) -> str:
    """Run the command, and return what it tells."""
    told = io.StringIO()
    with override_settings(TEXTS=texts):
        call_command("prepare", folder, stderr=told)
    return told.getvalue()


def test_an_empty_database_is_filled_and_the_next_start_is_quiet(small: Path, texts: Path) -> None:
    assert "Every quote was checked against the texts." in prepare(small, texts)
    assert Event.objects.published().count() == 2
    assert prepare(small, texts) == ""


def test_a_database_with_a_timeline_of_its_own_is_left_alone(small: Path, texts: Path) -> None:
    make_timeline("own")
    assert prepare(small, texts) == ""
    assert Timeline.objects.get().slug == "own"


def test_texts_that_are_supplied_later_are_taken_in(sealed: Path, texts: Path) -> None:
    prepare(sealed, Path("nowhere"))
    assert not TextVersion.objects.filter(is_held=True).exists()
    assert prepare(sealed, texts) == "2 texts are held now; their quotes were checked.\n"
    assert TextVersion.objects.filter(is_held=True).count() == 2
    assert prepare(sealed, texts) == ""


def test_a_text_that_is_another_is_told_and_does_not_stop_the_start(
    sealed: Path, tmp_path: Path
) -> None:
    prepare(sealed, Path("nowhere"))
    texts = write_texts(tmp_path / "texts", courier=COURIER.replace("ribbon", "rubber"))
    one, other = prepare(sealed, texts).splitlines()
    assert one == "1 texts are held now; their quotes were checked."
    assert other.startswith(f"{texts / 'courier.txt'}: not taken in: courier.txt: this is not")


def test_a_first_start_with_a_wrong_text_stops_and_says_why(small: Path, tmp_path: Path) -> None:
    texts = write_texts(tmp_path / "texts", courier=COURIER.replace("ribbon", "rubber"))
    with pytest.raises(CommandError, match="nothing was imported: 1 fault"):
        prepare(small, texts)
    assert not Timeline.objects.exists()


def test_a_project_without_the_collection_starts_empty(tmp_path: Path) -> None:
    assert prepare(tmp_path, tmp_path) == ""


def test_triggers_that_are_gone_are_made_again(small: Path, texts: Path) -> None:
    prepare(small, texts)
    remove_guards(connection, SOURCES_GUARDS)
    assert prepare(small, texts) == "Setting up the database.\n"
    assert missing_guards(connection, SOURCES_GUARDS) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does so by itself")
def test_each_start_has_the_database_look_at_its_tables(small: Path, texts: Path) -> None:
    """But not count the rows of one without an index: there may be gigabytes of words."""
    prepare(small, texts)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl FROM sqlite_stat1")
        looked_at = {table for (table,) in cursor.fetchall()}
    assert {"timeline_event", "timeline_citation"} <= looked_at
    assert "timeline_eventwords_content" not in looked_at


def test_the_index_of_many_events_that_an_update_put_out_of_use_is_built_before_anybody_asks(
    small: Path, texts: Path, tmp_path: Path
) -> None:
    with override_settings(INDEX=tmp_path / "index", INDEX_FROM=2):
        assert prepare(small, texts).endswith("Building the index of “The Elbow bridge”.\n")
        assert current(Timeline.objects.get().pk)[1] is not None
        assert prepare(small, texts) == ""


def test_an_index_that_cannot_be_written_stops_no_start(
    small: Path, texts: Path, tmp_path: Path
) -> None:
    (tmp_path / "index").write_text("a file, not a folder", "utf-8")
    with override_settings(INDEX=tmp_path / "index", INDEX_FROM=2):
        told = prepare(small, texts).splitlines()[-1]
    assert told.startswith("No index was built, pages are slower without it: ")
    assert "index" in told
