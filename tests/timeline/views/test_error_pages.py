"""Pages for what went wrong."""

from __future__ import annotations

import pytest
from django.test import Client

from timeline.views import home


def test_an_unknown_address_says_where_to_go_on(client, db) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    html = response.content.decode()
    assert "There is nothing at this address" in html
    assert 'href="/sources/"' in html


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
