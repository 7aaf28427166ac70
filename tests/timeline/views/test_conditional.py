"""A timeline that has not changed is not sent again, and one that has is never kept back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_event
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
