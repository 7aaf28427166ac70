"""A timeline that has not changed is not sent again, and one that has is never kept back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.fixtures import Settings

from tests.factories import make_event
from timeline import conditional
from timeline.models import Actor, Event

pytestmark = pytest.mark.django_db
URL = "/t/bridge/"


def again(client: Client, etag: str, address: str = URL, **headers: str) -> Any:
    return client.get(address, headers={"If-None-Match": etag, **headers})


@pytest.fixture
def visited(client: Client) -> str:
    """The mark of a page that a reader has been on."""
    make_event("Bridge opens", edtf="2004", actors=["Ada Marsh"])
    client.get(URL)  # from here on the reader has a cookie
    return str(client.get(URL)["ETag"])


def test_what_has_not_changed_is_not_sent_again(client: Client, visited: str) -> None:
    response = again(client, visited)
    assert response.status_code == 304
    assert response.content == b""
    assert response["Cache-Control"] == "private, no-cache"
    assert set(response["Vary"].split(", ")) == set(client.get(URL)["Vary"].split(", "))


@pytest.mark.parametrize("change", ["event", "actor", "timeline"])
def test_every_edit_is_seen_at_once(client: Client, visited: str, change: str) -> None:
    event = Event.objects.get()
    if change == "event":
        event.title = "Bridge opens late"
        event.save_with_history(by=None, why="corrected")
    elif change == "actor":
        Actor.objects.update(name="Ada Marsh-Ash")
    else:
        event.timeline.title = "The other bridge"
        event.timeline.save()
    response = again(client, visited)
    assert response.status_code == 200


def test_other_filters_parts_languages_and_readers_have_pages_of_their_own(
    client: Client, curator: Client, visited: str
) -> None:
    assert again(client, visited, f"{URL}?q=bridge").status_code == 200
    assert again(client, visited, **{"HX-Request": "true"}).status_code == 200
    assert again(client, visited, **{"Accept-Language": "ru"}).status_code == 200
    assert again(curator, visited).status_code == 200


@pytest.fixture
def restarted(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """A new version of the app in a folder of its own, which a new process serves."""
    for name in ("templates", "locale"):
        (tmp_path / name).mkdir()
    (tmp_path / "locale" / "django.po").write_text("a word")
    settings.BASE_DIR = tmp_path
    yield tmp_path
    conditional._made_of.cache_clear()


@pytest.mark.parametrize("change", ["word", "template", "address", "package"])
def test_a_new_version_is_seen_at_once(
    client: Client, restarted: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_event("Bridge opens", edtf="2004")
    conditional._made_of.cache_clear()
    client.get(URL)
    before = str(client.get(URL)["ETag"])
    conditional._made_of.cache_clear()
    assert again(client, before).status_code == 304
    if change == "word":
        os.utime(restarted / "locale" / "django.po", (1, 1))
    elif change == "template":
        (restarted / "templates" / "new.html").write_text("")
    elif change == "address":
        monkeypatch.setattr(settings, "ORIGIN", urlsplit("https://timelines.example"))
    else:
        monkeypatch.setattr(conditional, "distributions", list)
    conditional._made_of.cache_clear()
    assert again(client, before).status_code == 200
