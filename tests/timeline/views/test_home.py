"""The front page."""

from __future__ import annotations

import lxml.html
import pytest

from tests.factories import (
    make_category,
    make_document,
    make_event,
    make_passage,
    make_timeline,
)
from tests.timeline.views.conftest import cite_monday
from tests.timeline.views.pages import html_of, links_of, page, words_of
from timeline.sigla import MOST_LETTERED

pytestmark = pytest.mark.django_db


def test_a_timeline_is_told_in_figures_and_milestones(client, gazette) -> None:
    make_event("A stone falls", edtf="2003", actors=["Ada Marsh"])
    opening = make_event(
        "Mayor opens the bridge",
        importance=3,
        label="Bridge opened",
        actors=["Ada Marsh", "Jo Ash"],
        passage=make_passage("the mayor opened the bridge", version=gazette),
    )
    told = page(client, "/")
    assert "events 2 sources 2 actors 2" in told
    assert "3 May 2004 Bridge opened" in told
    assert "A stone falls" not in told
    assert opening.get_absolute_url() in links_of(html_of(client, "/"))


def test_sources_that_are_too_many_for_letters_are_counted_without_an_event_too(client) -> None:
    timeline = make_timeline()
    timeline.documents.set(make_document(f"leaf-{n}") for n in range(MOST_LETTERED + 1))
    assert f"sources {MOST_LETTERED + 1} actors 0" in page(client, "/")


def test_one_date_is_worked_out_before_the_readers_eyes(client, gazette) -> None:
    event = make_event("Mayor opens the bridge", importance=3)
    cite_monday(event, gazette)
    told = page(client, "/")
    assert "The source says On Monday the mayor opened the bridge A The Gazette, 5 May 2004" in told
    assert "A weekday: the last one before publication. Counted from: published 5 May 2004." in told
    assert "The timeline shows 3 May 2004 Mayor opens the bridge" in told


def test_events_of_one_time_and_lane_are_one_bar(client) -> None:
    for year in (2001, 2002, 2002):
        make_event(edtf=str(year))
    html = html_of(client, "/")
    assert html.count('class="strip-bar lane-1"') == 2
    assert "the highest stands for 2." in words_of(html)


def test_what_was_only_planned_is_a_hollow_part_of_its_bar(client) -> None:
    make_event(edtf="2001")
    assert "Hollow: only planned." not in page(client, "/")
    make_event(edtf="2001", modality="planned")
    make_event(edtf="2015", modality="planned")
    html = html_of(client, "/")
    assert html.count('class="strip-bar lane-1"') == 1
    frames = lxml.html.fromstring(html).xpath(
        "//*[@class='strip-plan lane-1']/parent::svg[@x and @width]"
    )
    assert len(frames) == 2, "each is clipped by a frame of its own"
    assert "the highest stands for 2." in words_of(html)
    assert "Hollow: only planned." in words_of(html)


def test_the_page_says_exactly_how_many_events_the_highest_bar_stands_for(client) -> None:
    for _ in range(31):
        make_event(edtf="2002-05-03")
    assert "the highest stands for 31." in page(client, "/")


def test_each_colour_of_the_bars_is_named_and_leads_to_its_events(client) -> None:
    event = make_event(edtf="2001")
    make_category("dams", timeline=event.timeline, colour=5)
    assert f"/t/{event.timeline.slug}/?category={event.category.slug}" in links_of(
        html_of(client, "/")
    )
    assert "Dams" not in page(client, "/")


def test_drafts_count_nowhere(client) -> None:
    make_event("Published one", edtf="2001", importance=3)
    for status in ("candidate", "rejected"):
        make_event(f"Hidden {status}", edtf="1901", importance=3, status=status)
    html = html_of(client, "/")
    assert "Hidden" not in html
    assert html.count('class="strip-bar') == 1
    assert "1901" not in html


def test_a_timeline_that_is_not_public_is_there_for_curators_only(client, curator) -> None:
    make_timeline(is_public=False)
    make_event("Secret opening", importance=3, label="Opening")
    assert "The Elbow bridge" not in page(client, "/")
    assert "Opening" not in page(client, "/")
    told = page(curator, "/")
    assert "The Elbow bridge" in told
    assert "not public" in told


def test_a_new_installation_says_how_to_begin(client, curator) -> None:
    told = page(client, "/")
    assert "Nothing has been put here yet." in told
    assert "import_collection" in told
    assert "Make a timeline by hand" in page(curator, "/")


def test_a_reader_is_told_when_all_timelines_are_hidden(client) -> None:
    make_timeline(is_public=False)
    told = page(client, "/")
    assert "No timeline is public at the moment." in told
    assert "import_collection" not in told


def test_a_timeline_without_events_says_so(client) -> None:
    make_timeline()
    assert "Nothing is published on it yet." in page(client, "/")
