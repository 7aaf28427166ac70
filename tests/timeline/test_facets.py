"""Counts beside the filters: each facet is counted with all the other filters on."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from tests.factories import make_document, make_event, make_passage, make_text, make_timeline
from timeline.answers.by_sql import BySql
from timeline.changes import Log
from timeline.facets import Facet, read_facets
from timeline.filters import TimelineFilter
from timeline.known import AsKnown
from timeline.models import Event
from timeline.sigla import letter_sources

pytestmark = pytest.mark.django_db

UNREAD = Log(stamp="", names="", holds_mark=False, since=0)


def facets(query: str = "") -> dict[str, dict[str, int]]:
    return {
        facet.name: {choice.value: choice.count for choice in facet.choices}
        for facet in read(query)
    }


def read(query: str = "", *, with_everything: bool = False) -> list[Facet]:
    timeline = make_timeline()
    filters, everything = TimelineFilter.read(QueryDict(query)), Event.objects.published()
    known = AsKnown.on(filters.known_day, everything)
    return read_facets(
        timeline,
        BySql(everything, filters, known, UNREAD),
        filters,
        letter_sources(timeline),
        BySql(everything, TimelineFilter(), known, UNREAD) if with_everything else None,
    )


@pytest.fixture
def three_events() -> None:
    make_event("A", actors=["Ada", "Bert"], category="works", themes=["delay", "cost"])
    make_event("B", actors=["Bert"], category="works", modality="planned")
    make_event("C", actors=["Ada"], category="money", themes=["cost"])


@pytest.mark.usefixtures("three_events")
def test_every_event_is_counted_once_however_much_it_joins() -> None:
    assert facets()["category"] == {"works": 2, "money": 1}
    assert facets()["actor"] == {"ada": 2, "bert": 2}
    assert facets()["theme"] == {"delay": 1, "cost": 2}
    assert facets()["modality"] == {"occurred": 2, "planned": 1}


@pytest.mark.usefixtures("three_events")
def test_where_nothing_passes_all_that_is_there_can_still_be_chosen() -> None:
    offered = read("q=zebra&category=works", with_everything=True)
    sources = [choice for facet in offered if facet.name == "source" for choice in facet.choices]
    assert len(sources) == 3
    values = {facet.name: [choice.value for choice in facet.choices] for facet in offered}
    assert values == {
        "category": ["works", "money"],
        "modality": ["occurred", "planned"],
        "theme": ["delay", "cost"],
        "source": [source.value for source in sources],
        "actor": ["ada", "bert"],
    }
    assert {choice.count for facet in offered for choice in facet.choices} == {0}


def test_where_nothing_passes_who_is_told_of_most_is_offered_first() -> None:
    make_event("A", actors=["Zora"])
    make_event("B", actors=["Zora", "Ada"])
    offered = {facet.name: facet for facet in read("q=zebra", with_everything=True)}
    assert [choice.value for choice in offered["actor"].choices] == ["zora", "ada"]


@pytest.mark.usefixtures("three_events")
def test_a_facets_own_choice_does_not_hide_its_siblings() -> None:
    counted = facets("category=works")
    assert counted["category"] == {"works": 2, "money": 1}
    assert counted["actor"] == {"bert": 2, "ada": 1}


@pytest.mark.usefixtures("three_events")
def test_a_choice_that_is_on_stays_to_be_taken_away_at_zero() -> None:
    assert facets("actor=ada&q=nothing-like-it")["actor"] == {"ada": 0}


def test_a_source_counts_events_not_passages_and_drafts_never() -> None:
    text = make_text("One passage. Another passage. A third.", document=make_document("gazette"))
    make_timeline().documents.add(text.document)
    make_event("A", passage=make_passage("One passage", version=text))
    make_event("B", passage=make_passage("Another passage", version=text))
    make_event("C", passage=make_passage("A third", version=text), status="candidate")
    assert facets()["source"] == {"gazette": 2}
    letters = {
        choice.letter for facet in read() if facet.name == "source" for choice in facet.choices
    }
    assert letters == {"A"}


@pytest.mark.parametrize("count", [3, 30])
def test_queries_do_not_grow_with_events(django_assert_num_queries, count: int) -> None:
    for number in range(count):
        make_event(f"Event {number}", actors=[f"Actor {number}"], themes=["delay"])
    with django_assert_num_queries(13):
        read("q=event&actor=actor-1&from=2001")


def test_what_only_drafts_have_is_never_named() -> None:
    make_event("Shown")
    make_event(
        "Draft",
        actors=["Secret Person"],
        themes=["secret-theme"],
        category="secret-lane",
        status="candidate",
    )
    query = "actor=secret-person&theme=secret-theme&category=secret-lane"
    named = [choice.label for facet in read(query) for choice in facet.choices]
    assert not [label for label in named if "ecret" in label]


def test_a_lane_of_drafts_only_is_not_drawn(client) -> None:
    make_event("Shown")
    make_event("Draft", category="secret-lane", status="candidate")
    assert b"ecret-lane" not in client.get("/t/bridge/").content
