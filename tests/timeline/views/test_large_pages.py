"""Pages of a timeline of thousands of events and more sources than letters: whole, and not long."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sources.models import Document
from tests.crowd import make_crowd
from tests.factories import make_citation, make_event, make_passage, make_text, make_timeline
from tests.timeline.views.test_query_counts import MOST
from timeline import sigla
from timeline.models import Event
from timeline.views import actors, reader

pytestmark = pytest.mark.django_db


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_timeline_of_2200_events_from_150_sources_is_a_page_like_any_other(
    client: Client,
) -> None:
    make_crowd(2_200, documents=150, actors=300)
    for query in ("", "?lanes=actor", "?lanes=source", "?known=2003-01-01", "?page=11"):
        with CaptureQueriesContext(connection) as queries:
            page = read(client, f"/t/crowd/{query}")
        assert len(queries) <= MOST["/t/bridge/?known=2005-01-01&from=1990"]
        assert len(page) < 700_000, "no more than its 200 rows, and 30 bars a lane"
        assert 'class="letter"' not in page
    page = read(client, "/t/crowd/")
    numbers = re.findall(r'class="drawn-counts">(.*?)</g>', page, re.DOTALL)
    drawn = sum(int(n) for n in re.findall(r">(\d+)</text>", numbers[0]))
    single = page.split('class="drawing drawing-narrow"')[0].count("data-mark")
    assert drawn + single == 2_200
    assert "150 sources" in page
    assert 'type="date"' in page, "any day can be looked back from"
    event = Event.objects.in_time_order()[1_100]
    for address in ("/", "/t/crowd/story/", "/t/crowd/plans/", event.get_absolute_url()):
        assert len(read(client, address)) < 700_000


def test_sources_without_letters_are_listed_page_by_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sigla, "MOST_LETTERED", 3)
    monkeypatch.setattr(reader, "PAGE_SIZE", 3)
    event = make_event("Bridge opens", edtf="2004")
    for number in range(6):
        make_citation(
            event,
            passage=make_passage(
                "the mayor", version=make_text(f"The mayor, {number}: the mayor.")
            ),
        )
    make_timeline().documents.set(Document.objects.all())
    pages = [read(client, f"/sources/?page={number}") for number in (1, 2, 3)]
    titles = [re.findall(r"The Bridge Is Late \(\S+\)", page) for page in pages]
    assert [len(page) for page in titles] == [3, 3, 1]
    assert len({title for page in titles for title in page}) == 7
    assert "Page 1 of 3" in pages[0]
    assert 'class="letter large"' not in pages[0]


def test_actors_are_listed_page_by_page_those_of_most_events_first(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actors, "MOST_NAMED", 2)
    make_event("Bridge opens", edtf="2004", actors=["Ada Marsh", "Jo Ash", "Eve Pike"])
    make_event("Ada resigns", edtf="2005", actors=["Ada Marsh", "Jo Ash"])
    first, second = read(client, "/actors/"), read(client, "/actors/?page=2")
    assert "Ada Marsh" in first
    assert "Eve Pike" not in first
    assert "Eve Pike" in second
