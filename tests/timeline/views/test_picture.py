"""The chart to take away: of what the filter asks for, and nothing else."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.factories import make_citation, make_document, make_event, make_passage, make_text
from tests.timeline.views.pages import html_of, links_of, page

pytestmark = pytest.mark.django_db

PICTURE = "/t/bridge/chart.svg"


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml"
    assert 'filename="bridge.svg"' in answer["Content-Disposition"]
    return " ".join(ElementTree.fromstring(answer.content).itertext())  # noqa: S314 - ours


def test_the_picture_shows_the_filtered_events_and_names_the_filter(client: Client) -> None:
    make_event("Bridge opens", importance=3)
    make_event("Bridge due", edtf="2003", importance=3, modality="planned")
    assert "Bridge opens" in words(client, PICTURE)
    planned = words(client, f"{PICTURE}?modality=planned")
    assert "Bridge due" in planned
    assert "Bridge opens" not in planned
    assert "1 event · Planned" in planned
    assert "http://testserver/t/bridge/?modality=planned, as of" in planned


def test_a_reader_finds_the_picture_and_the_files_with_the_filter_on(client: Client) -> None:
    make_event(modality="planned")
    links = links_of(html_of(client, "/t/bridge/?modality=planned&lanes=actor"))
    assert f"{PICTURE}?modality=planned&lanes=actor" in links
    assert "/t/bridge/export.csv?modality=planned" in links
    assert "Chart as SVG" in page(client, "/t/bridge/")


def test_nothing_later_than_the_day_is_drawn(client: Client) -> None:
    early = make_text("It opens.", document=make_document("early", published="2004-06-01"))
    late = make_text("It fell.", document=make_document("late", published="2006-06-01"))
    make_event("Bridge opens", passage=make_passage("opens", version=early))
    make_citation(
        make_event("Bridge falls", edtf="2005"), passage=make_passage("fell", version=late)
    )
    then = words(client, f"{PICTURE}?known=2005-01-01")
    assert "(early)" in then
    assert "(late)" not in then
    assert "As known on 1 Jan 2005" in then


def test_a_filter_that_can_t_be_read_gives_no_picture(client: Client) -> None:
    make_event()
    answer = client.get(f"{PICTURE}?from=soon")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "“soon” is not a date" in answer.content.decode("utf-8")


def test_a_timeline_of_nothing_has_a_picture_that_says_so(client: Client) -> None:
    make_event(status="candidate")
    assert "0 events" in words(client, PICTURE)


def test_a_hidden_timeline_has_none(client: Client) -> None:
    event = make_event()
    event.timeline.is_public = False
    event.timeline.save()
    assert client.get(PICTURE).status_code == 404
