"""Events counted by the database are those that would be drawn, lane by lane."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import make_citation, make_document, make_event, make_passage, make_text
from timeline import single_marks
from timeline.charts.density import EVERY, OTHERS
from timeline.counting import counted, density_of
from timeline.dates.julian_day import julian_day
from timeline.known import AsKnown, known_events
from timeline.models import Event
from timeline.views import timeline as view

pytestmark = pytest.mark.django_db

YEARS = [julian_day(year, 1, 1) for year in range(2000, 2011)]


def counts(by: str, lanes: list[str], known: AsKnown | None = None) -> dict[str, list[int]]:
    """How many events stand in each year from 2000 to 2009, by lane."""
    events = Event.objects.published()
    known = known or AsKnown()
    found = counted(by, lanes, known_events(events, known.day), known).in_cells(YEARS)
    return {lane: numbers.tolist() for lane, numbers in found.items()}


def in_year(*years: int) -> list[int]:
    return [years.count(year) for year in range(2000, 2010)]


def test_an_event_counts_in_each_of_its_lanes_and_once_in_all() -> None:
    make_event("Bridge opens", edtf="2004-05-03", actors=["Ada Marsh"])
    make_event("Ada resigns", edtf="2004", actors=["Ada Marsh", "Jo Ash"])
    make_event("Flood", edtf="2006-02/2007-01", actors=["The river office"])
    assert counts("actor", ["ada-marsh", "jo-ash"]) == {
        "ada-marsh": in_year(2004, 2004),
        "jo-ash": in_year(2004),
        OTHERS: in_year(2006),
        EVERY: in_year(2004, 2004, 2006),
    }


def test_lanes_are_counted_by_category_storyline_and_source_too() -> None:
    gazette, courier = make_document("gazette"), make_document("courier")
    first = make_passage("the mayor", version=make_text("On Monday the mayor.", document=gazette))
    other = make_passage("a flood", version=make_text("Then a flood came.", document=courier))
    event = make_event("Bridge opens", edtf="2001", themes=["delay"], passage=first)
    make_citation(event, passage=other)
    make_event("Flood", edtf="2002", category="river", passage=other)
    both, all_ = in_year(2001, 2002), {EVERY: in_year(2001, 2002)}
    works = {"works": in_year(2001), "river": in_year(2002)}
    assert counts("category", ["works", "river"]) == works | all_ | {OTHERS: in_year()}
    assert counts("theme", ["delay"]) == {"delay": in_year(2001), OTHERS: in_year(2002)} | all_
    assert counts("source", ["gazette", "courier"]) == {
        "gazette": in_year(2001), "courier": both, OTHERS: in_year(),
    } | all_  # fmt: skip


def test_as_known_on_a_day_an_event_is_counted_at_the_date_that_it_had_then() -> None:
    early = make_document("gazette", published="2004-05-05")
    late = make_document("courier", published="2008-05-05")
    first = make_passage("the mayor", version=make_text("On Monday the mayor.", document=early))
    then = make_passage("in 2003", version=make_text("It was in 2003.", document=late))
    event = make_event("Bridge opens", edtf="2003", passage=then)
    make_citation(event, passage=first, edtf="2004")
    make_event("Flood", edtf="2002", passage=then)
    on = AsKnown.on(julian_day(2005, 1, 1), Event.objects.published())
    assert counts("category", ["works"])[EVERY] == in_year(2002, 2003)
    assert counts("category", ["works"], on)[EVERY] == in_year(2004)


def test_drafts_are_in_no_count() -> None:
    make_event("Bridge opens", edtf="2004")
    make_event("Rumour", edtf="2004", status="candidate")
    assert density_of(Event.objects.published()).total == 1


@pytest.mark.parametrize("lanes", ["category", "actor", "theme", "source"])
def test_a_timeline_of_more_events_than_marks_is_drawn_whole(
    client: Client, monkeypatch: pytest.MonkeyPatch, lanes: str
) -> None:
    monkeypatch.setattr(single_marks, "MOST_MARKS", 10)
    monkeypatch.setattr(single_marks, "FEW", 5)
    monkeypatch.setattr(single_marks, "MOST_IN_STRETCH", 0)
    for number in range(30):
        make_event(
            f"Event {number}",
            edtf=f"{1990 + number % 20}",
            actors=["Ada Marsh", "Jo Ash"][: number % 3],
            themes=["delay"] if number % 2 else [],
            importance=3 if number == 7 else 1,
        )
    page = client.get(f"/t/bridge/?lanes={lanes}").content.decode()
    numbers = re.findall(r'class="drawn-counts">(.*?)</g>', page, re.DOTALL)
    drawn = [int(n) for n in re.findall(r">(\d+)</text>", numbers[0])]
    twice = sum(number % 3 == 2 for number in range(30)) if lanes == "actor" else 0
    assert sum(drawn) == 29 + twice, "all but the milestone, which is a mark of its own"
    assert "30 events" in page
    assert page.count('class="drawn-marks"') == 2, "the milestone, in either layout"


def test_the_list_of_such_a_timeline_is_read_page_by_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "MOST_MARKS", 10)
    monkeypatch.setattr(view, "PAGE_OF_MANY", 7)
    for number in range(30):
        make_event(f"Event no. {number:02}.", edtf=f"{1970 + number}")
    told = []
    for page in range(1, 6):
        rows = client.get(f"/t/bridge/?page={page}").content.decode()
        told += re.findall(r'class="row-title"[^>]*>\s*(Event no. \d\d)', rows)
    assert told == [f"Event no. {number:02}" for number in range(30)]
