"""Pages for what went wrong."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_timeline
from timeline.views import home


def test_an_unknown_address_says_where_to_go_on(client, db) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    html = response.content.decode()
    assert "There is nothing at this address" in html
    assert 'href="/sources/"' in html


def test_a_lost_event_is_offered_for_searching_in_its_timeline(client, db) -> None:
    make_timeline(slug="rivers", title="Rivers")
    html = client.get("/t/rivers/events/7-the-bridge-opens/").content.decode()
    assert 'action="/t/rivers/"' in html
    assert 'value="the bridge opens"' in html


def test_a_hidden_timeline_is_not_named_where_something_is_missing(client, db) -> None:
    make_timeline(slug="secret", title="Secret dams", is_public=False)
    response = client.get("/t/secret/events/7-the-bridge-opens/")
    assert response.status_code == 404
    assert "Secret dams" not in response.content.decode()


def test_who_may_not_open_a_page_is_told_as_whom_they_came(client, django_user_model, db) -> None:
    client.force_login(django_user_model.objects.create_user("eve", is_staff=True))
    response = client.get("/admin/timeline/event/review/")
    assert response.status_code == 403
    assert "You are signed in as eve" in response.content.decode()


def test_a_name_that_the_site_does_not_know_is_answered_with_what_to_do(client, db) -> None:
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "CHRONOCITE_ORIGIN" in response.content.decode()


def test_an_error_of_ours_says_so_without_details(
    db, monkeypatch: pytest.MonkeyPatch, caplog
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("the works are flooded")

    monkeypatch.setattr(home, "_cards", broken)
    response = Client(raise_request_exception=False).get("/")
    html = response.content.decode()
    assert response.status_code == 500
    assert "Something broke on our side" in html
    assert "flooded" not in html


def test_a_forged_form_is_refused_in_plain_words(db) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/admin/login/", {"username": "mara", "password": "mara"})
    assert response.status_code == 403
    assert "Please send the form again" in response.content.decode()
