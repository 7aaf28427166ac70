"""How often pages ask the database: as often for many events as for few."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_event, make_link, make_passage
from timeline.models import Event

pytestmark = pytest.mark.django_db

MOST = {
    "/": 11,
    "/t/bridge/": 32,
    "/t/bridge/?lanes=actor": 35,
    "/t/bridge/?known=2005-01-01&from=1990": 44,
    "/t/bridge/disagreements/": 18,
    "/t/bridge/plans/": 18,
    "event": 30,
    "/sources/": 6,
    "/sources/gazette/": 8,
    "/actors/": 4,
    "/actors/ada-marsh/": 21,
}


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pages_ask_as_often_for_300_events_as_for_30(client, gazette) -> None:
    passages = [
        make_passage(words, version=gazette)
        for words in ("the mayor", "The ferry", "second bridge")
    ]
    counts = []
    for number in (30, 270):
        for at in range(number):
            make_event(
                f"Event {number}-{at}",
                edtf=f"{1990 + at % 30}",
                actors=["Ada Marsh", "Jo Ash"],
                themes=["delay"],
                importance=1 + at % 3,
                passage=passages[at % 3],
            )
        event = Event.objects.in_time_order()[number // 2]
        make_link(event, Event.objects.in_time_order()[0], "contradicts")
        pages = {**{address: address for address in MOST}, "event": event.get_absolute_url()}
        counts.append({name: asked(client, address) for name, address in pages.items()})
    assert counts[0] == counts[1]
    for name, most in MOST.items():
        assert counts[0][name] <= most, name
