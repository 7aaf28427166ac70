"""The page of an actor with events on a large timeline: what its index says is what the database says."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.crowd import make_crowd
from tests.factories import WHY, make_actor, make_curator, make_event
from timeline.actions.building_index import build_index
from timeline.models import Actor, EventActor, Timeline
from timeline.views import actors

pytestmark = pytest.mark.django_db

EVENTS = 240
BUSY = "crowd-person-0"


@pytest.fixture
def crowd(settings: Settings, tmp_path: Path) -> Timeline:
    """A large timeline on which one actor has most events, in several roles, and two beside it."""
    settings.INDEX, settings.INDEX_FROM = tmp_path / "index", EVENTS
    crowd = make_crowd(EVENTS, documents=20, actors=6)
    busy = Actor.objects.get(slug=BUSY)
    for number, event in enumerate(crowd.events.all()[:60]):
        guest = make_actor(f"Guest {number % 4}")
        EventActor(event=event, actor=guest, role="").save_with_history(by=None, why=WHY)
    for number, part in enumerate(busy.participations.all()):
        part.role = ("host", "", "speaker")[number % 3]
        part.save_with_history(by=None, why=WHY)
    make_event("A walk", actors=[(busy.name, "host"), "Ada Marsh"], edtf="1995")
    hidden = Timeline.objects.create(slug="hidden", title="Away", is_public=False)
    make_event("A talk", actors=[(busy.name, "host"), "Bo Elm"], timeline=hidden)
    drafted = [(busy.name, "signatory"), ("Jo Ash", "")]
    make_event("A draft", actors=drafted, status="candidate", timeline=crowd, category="talks")
    return crowd


def pages(client: Client) -> dict[str, str]:
    addresses = [f"/actors/{BUSY}/", f"/actors/{BUSY}/?page=2", "/actors/guest-1/"]
    return {each: client.get(each).content.decode() for each in (*addresses, "/actors/ada-marsh/")}


@pytest.mark.parametrize("is_curator", [False, True])
def test_an_actor_is_told_the_same_by_index_and_by_the_database(
    client: Client, crowd: Timeline, is_curator: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_curator:
        client.force_login(make_curator())
    by_database = pages(client)
    assert by_database[f"/actors/{BUSY}/"] != by_database[f"/actors/{BUSY}/?page=2"]
    assert ("Bo Elm" in by_database[f"/actors/{BUSY}/"]) == is_curator
    build_index(crowd.pk)
    monkeypatch.setattr(actors, "count_by_sql", None)  # or the database would have been asked
    assert pages(client) == by_database


def test_an_edit_is_on_the_page_of_the_next_request(client: Client, crowd: Timeline) -> None:
    build_index(crowd.pk)
    assert "Guest 9" not in pages(client)[f"/actors/{BUSY}/"]
    event = crowd.events.published().filter(actors__slug=BUSY).in_time_order()[0]
    part = EventActor(event=event, actor=make_actor("Guest 9"))
    part.save_with_history(by=None, why=WHY)
    assert event.get_absolute_url() in client.get("/actors/guest-9/").content.decode()
