"""Rows of the list are written once and kept: nobody may get the row of somebody else."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import make_event, make_link
from timeline.models import Event

pytestmark = pytest.mark.django_db


def rows(client: Client, query: str = "", **headers: str) -> list[str]:
    page = client.get(f"/t/bridge/{query}", **headers).content.decode()  # type: ignore[arg-type]
    return re.findall(r'<li class="row .*?</li>', page, re.DOTALL)


def test_only_the_row_of_the_open_event_says_so(client: Client) -> None:
    events = [make_event(f"Span {number} closes") for number in range(3)]
    assert not any("aria-current" in row for row in rows(client))
    marked = ["aria-current" in row for row in rows(client, f"?event={events[1].pk}")]
    assert marked == [False, True, False]
    assert not any("aria-current" in row for row in rows(client))


def test_a_row_follows_every_edit_of_its_event(client: Client) -> None:
    event = make_event("Bridge opens", edtf="2004-05-02")
    assert "Bridge opens" in rows(client)[0]
    event.title, event.edtf = "Bridge opens to carts", "2004-06"
    event.save_with_history(by=None, why="for a test")
    assert "Bridge opens to carts" in rows(client)[0]
    assert ">Jun 2004<" in rows(client)[0]


def test_each_reader_gets_rows_in_their_own_language(client: Client) -> None:
    make_event("Bridge opens", edtf="2004-05-02", modality=Event.Modality.PLANNED)
    english = rows(client, HTTP_ACCEPT_LANGUAGE="en")
    russian = rows(client, HTTP_ACCEPT_LANGUAGE="ru")
    assert "planned" in english[0]
    assert "planned" not in re.sub(r"<use[^>]*>", "", russian[0])
    assert rows(client, HTTP_ACCEPT_LANGUAGE="en") == english


def test_a_title_is_text_whatever_it_says(client: Client) -> None:
    make_event('<b>Bridge</b> & "carts"')
    assert "&lt;b&gt;Bridge&lt;/b&gt; &amp;" in rows(client)[0]
    assert "<b>" not in rows(client)[0]


def test_a_row_tells_what_came_of_a_plan_in_words_that_fit(client: Client) -> None:
    plan = make_event("Bridge is due", edtf="2004-05-02", modality=Event.Modality.PLANNED)
    assert ">outcome unknown<" in rows(client)[0]
    make_link(plan, make_event("Bridge opens", edtf="2004-05-12"))
    first, second = rows(client)
    assert ">10 days late<" in first
    assert ">10 days late<" in second
