"""Of a large timeline an answer is made once for all who ask the same, and never shown to anybody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import brotli
import pytest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from tests.factories import make_event
from timeline.actions.building_index import build_index
from timeline.answers import choose
from timeline.kept_answers import KeepsAnswers, kept_or_made
from timeline.models import Event
from timeline.views import timeline as view

pytestmark = pytest.mark.django_db
URL = "/t/bridge/"
PART = {"HX-Request": "true", "HX-Target": "results", "Accept-Encoding": "br"}


@pytest.fixture(params=[False, True], ids=["by database", "by index"])
def by_index(request: pytest.FixtureRequest) -> bool:
    """Who answers."""
    return bool(request.param)


@pytest.fixture(autouse=True)
def event(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_index: bool
) -> Event:
    """The only event of a timeline that counts as large."""
    settings.INDEX, settings.INDEX_FROM = tmp_path / "index", 1
    monkeypatch.setattr(choose, "start_building", lambda _: None)
    made = make_event("Bridge opens", edtf="2004", actors=["Ada Marsh"])
    if by_index:
        build_index(made.timeline_id)
    return made


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of answers that were made."""
    addresses: list[str] = []
    make = view._page

    def noted(request, *asked):
        addresses.append(request.get_full_path())
        return make(request, *asked)

    monkeypatch.setattr(view, "_page", noted)
    return addresses


def part(client: Client, address: str = URL, **headers: str) -> bytes:
    response = client.get(address, headers={**PART, **headers})
    assert response.status_code == 200
    return bytes(response.content)


def test_an_answer_is_made_once_for_all_readers(made: list[str]) -> None:
    first = Client().get(URL, headers=PART)
    again = Client().get(URL, headers=PART)
    assert len(made) == 1
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)


def test_it_is_conditional_too(client: Client, made: list[str]) -> None:
    part(client)
    etag = str(client.get(URL, headers=PART)["ETag"])
    again = client.get(URL, headers={**PART, "If-None-Match": etag})
    assert again.status_code == 304
    assert len(made) == 1


def test_an_edit_is_seen_at_once(client: Client, event: Event) -> None:
    assert b"Bridge opens" in brotli.decompress(part(client))
    event.title = "Bridge opens late"
    event.save_with_history(by=None, why="corrected")
    assert b"Bridge opens late" in brotli.decompress(part(client))
    event.status = Event.Status.CANDIDATE
    event.save_with_history(by=None, why="doubted")
    assert b"Bridge opens" not in brotli.decompress(part(client))


def test_what_is_written_while_an_answer_is_made_is_in_the_next_one(
    monkeypatch: pytest.MonkeyPatch, event: Event
) -> None:
    choose_answers = choose.answers_for

    def renamed(*asked: Any) -> Any:
        monkeypatch.setattr(view, "answers_for", choose_answers)
        event.timeline.title = "The old bridge"
        event.timeline.save()
        return choose_answers(*asked)

    monkeypatch.setattr(view, "answers_for", renamed)
    for _ in range(2):
        page = Client().get(URL, headers={"Accept-Encoding": "br"})
        assert b"The old bridge" in brotli.decompress(page.content)


def test_an_open_event_and_a_day_to_look_back_to_are_not_kept(
    client: Client, made: list[str], event: Event
) -> None:
    for address in (f"{URL}?event={event.pk}", f"{URL}?known=2000-01-01"):
        before = len(made)
        part(client, address)
        part(client, address)
        assert len(made) == before + 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept-Language": "ru"},
        {"Accept-Encoding": "identity"},
        {"HX-Request": ""},
        {"HX-History-Restore-Request": "true"},
        {"HX-Current-URL": f"http://testserver{URL}?known=2000-01-01"},
        {"Chronocite-Chart": "wide"},
        {"Host": "localhost"},
    ],
)
def test_who_asks_otherwise_gets_an_answer_of_their_own(
    client: Client, made: list[str], headers: dict[str, str]
) -> None:
    part(client)
    part(client, **headers)
    part(client, f"{URL}?q=bridge")
    assert len(made) == 3


def test_a_curator_is_neither_shown_what_others_got_nor_the_other_way_round(
    client: Client, curator: Client, made: list[str]
) -> None:
    make_event("Bridge is planned", edtf="2003", status="candidate")
    for_readers = part(client)
    for_curators = part(curator)
    assert len(made) == 2
    part(curator)
    assert len(made) == 3, "what a curator got is not kept"
    assert part(client) == for_readers
    assert for_curators != for_readers


def test_an_answer_with_a_token_is_one_readers_alone(rf: RequestFactory) -> None:
    tokens = []

    def with_token(request: HttpRequest) -> HttpResponseBase:
        headers = {"Content-Encoding": "br", "Vary": "Cookie"}
        return kept_or_made(request, [], lambda: HttpResponse(get_token(request), headers=headers))

    for _ in range(2):
        response = KeepsAnswers(with_token)(rf.get(URL))
        tokens.append(response.content)  # type: ignore[attr-defined]
    assert tokens[0] != tokens[1]


def test_a_cookie_of_which_nothing_is_known_keeps_an_answer_apart(made: list[str]) -> None:
    for _ in range(2):
        reader = Client()
        reader.cookies["messages"] = "something for one reader"
        part(reader)
    assert len(made) == 2


def test_a_small_timeline_is_made_each_time(
    client: Client, made: list[str], settings: Settings
) -> None:
    settings.INDEX_FROM = 100
    assert part(client) == part(client)
    assert len(made) == 2
