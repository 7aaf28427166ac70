"""Pages beside the timeline itself: what an index answers of them is what the database would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from tests.crowd import make_crowd
from tests.factories import make_citation, make_event, make_passage, make_text
from timeline import remembering, sigla
from timeline.actions.building_index import build_index
from timeline.answers import choose
from timeline.models import Event, Timeline
from timeline.remembering import Kept

pytestmark = pytest.mark.django_db

LARGE = 200
_COUNTING = r'^SELECT COUNT\(\*\) AS "__count" FROM "timeline_event"'
"""How the database is asked for the number of many events."""


@pytest.fixture(autouse=True)
def started(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Timelines of which an index is wanted."""
    settings.INDEX, settings.INDEX_FROM = tmp_path / "index", LARGE
    monkeypatch.setattr(remembering, "_things", Kept(64))
    timelines: list[int] = []
    monkeypatch.setattr(choose, "start_building", timelines.append)
    return timelines


@pytest.fixture
def crowd(monkeypatch: pytest.MonkeyPatch) -> Timeline:
    """A large timeline with more sources than letters, and a small one beside it."""
    monkeypatch.setattr(sigla, "_MANY_EVENTS", LARGE - 1)
    make_event("The mayor opens the bridge", edtf="2004", importance=3, actors=["Ada Marsh"])
    return make_crowd(LARGE, documents=105, actors=40)


def pages_of(timeline: Timeline) -> list[str]:
    events = timeline.events.published().in_time_order()
    story = f"/t/{timeline.slug}/story/"
    theme = timeline.themes.all()[0].slug
    doubts = [f"/t/{timeline.slug}/{name}/" for name in ("plans", "disagreements")]
    return [
        *("/", "/actors/", "/sources/", story, f"{story}end/", f"{story}?theme={theme}", *doubts),
        *(event.get_absolute_url() for event in (events[0], events[LARGE // 2], events[LARGE - 1])),
    ]


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_pages_tell_the_same_by_index_and_by_the_database(
    client: Client, crowd: Timeline, started: list[int]
) -> None:
    by_database = {page: read(client, page) for page in pages_of(crowd)}
    picture = client.get(f"/t/{crowd.slug}/card.png").content
    assert set(started) == {crowd.pk}, "the front page asks for an index as well"
    build_index(crowd.pk)
    started.clear()
    for page, told in by_database.items():
        with CaptureQueriesContext(connection) as queries:
            assert read(client, page) == told, page
        counting = [q["sql"] for q in queries if re.search(_COUNTING, q["sql"])]
        assert counting == [], page
    assert client.get(f"/t/{crowd.slug}/card.png").content == picture
    assert started == []


def test_the_front_page_says_how_many_sources_there_are_beyond_the_alphabet(
    client: Client, crowd: Timeline
) -> None:
    for _ in range(2):
        figures = re.findall(r"<dt>sources</dt>\s*<dd>\s*([\d,]+)", read(client, "/"))
        assert figures == ["105"]
        build_index(crowd.pk)


def test_an_edit_is_on_every_page_of_the_next_request(client: Client, crowd: Timeline) -> None:
    build_index(crowd.pk)
    last = crowd.events.published().in_time_order()[LARGE - 1]
    assert f"{LARGE} of {LARGE}" in re.sub(r"\s+", " ", read(client, last.get_absolute_url()))
    last.edtf, last.importance = "1801", Event.MILESTONE
    last.date_reason = "Seen again in the archive."
    last.save_with_history(by=None, why="a test")
    assert f"1 of {LARGE}" in re.sub(r"\s+", " ", read(client, last.get_absolute_url()))
    assert "1801" in read(client, "/")


def test_a_source_counts_from_the_edit_that_cites_it_to_the_one_that_does_not(
    client: Client, crowd: Timeline
) -> None:
    passage = make_passage("a toll", version=make_text("No, a toll."))
    build_index(crowd.pk)
    event = crowd.events.published().in_time_order()[0]
    assert sources_told(client, crowd) == "105 sources"
    citation = make_citation(event, passage=passage)
    assert sources_told(client, crowd) == "106 sources"
    event.save_with_history(by=None, why="a test")
    assert sources_told(client, crowd) == "106 sources"
    citation.delete_with_history(by=None, why="a test")
    assert sources_told(client, crowd) == "105 sources"


def sources_told(client: Client, timeline: Timeline) -> str:
    """What the timeline's page says that it rests on."""
    found = re.search(r"\d+ sources", read(client, timeline.get_absolute_url()))
    assert found is not None
    return found[0]


def test_letters_are_the_same_for_few_events_and_for_many(
    crowd: Timeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Timeline.objects.exclude(pk=crowd.pk).get()
    make_event("Cited here alone", passage=make_passage("a toll", version=make_text("No, a toll.")))
    few = sigla.letter_sources(small)
    monkeypatch.setattr(sigla, "_MANY_EVENTS", 0)
    assert [source.letter for source in few] == ["A", "B"]
    assert sigla.letter_sources(small) == few


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of few rows PostgreSQL sorts anyway")
def test_the_nearest_events_are_found_without_sorting_all(crowd: Timeline) -> None:
    event = crowd.events.published().in_time_order()[LARGE // 2]
    mine = Event.objects.published().filter(timeline=crowd)
    for near in (mine.before(event).in_time_order().reverse(), mine.after(event).in_time_order()):
        assert "TEMP B-TREE" not in near[:1].explain()
