"""The filter: what a query string asks for, and what it says when it can't be read."""

from __future__ import annotations

from itertools import product
from urllib.parse import parse_qsl, urlencode

import pytest
from django.http import QueryDict

from tests.factories import (
    make_citation,
    make_document,
    make_event,
    make_passage,
    make_text,
    make_timeline,
)
from timeline.filters import TimelineFilter
from timeline.models import Event

pytestmark = pytest.mark.django_db


def titles(query: str) -> list[str]:
    events = TimelineFilter.read(QueryDict(query)).apply(Event.objects.published())
    return list(events.in_time_order().values_list("title", flat=True))


def test_words_are_looked_for_in_titles_summaries_and_quotes() -> None:
    make_event("Bridge opens", quote="the mayor cut a ribbon")
    make_event("School opens", summary="Two hundred pupils")
    make_event("Road closes", quote="lorries must turn back")
    assert titles("q=ribbon") == ["Bridge opens"]
    assert titles("q=PUPILS") == ["School opens"]
    assert titles("q=opens") == ["Bridge opens", "School opens"]
    assert titles("q=opens+ribbon") == ["Bridge opens"]
    assert titles("q=opens+lorries") == []


def test_a_phrase_in_quotation_marks_is_looked_for_whole() -> None:
    make_event("One", quote="red bridge over water")
    make_event("Two", quote="bridge painted red")
    assert titles('q="red+bridge"') == ["One"]
    assert titles("q=red+bridge") == ["One", "Two"]
    assert titles('q="red+bridge') == ["One"]


@pytest.mark.parametrize("q", ["%", "_", "\\", "'", '"', '""', "%25", "\x00"])
def test_signs_that_mean_something_to_a_database_are_only_signs(q: str) -> None:
    make_event("Plain", quote="nothing special here")
    query = QueryDict(mutable=True)
    query["q"] = q
    found = TimelineFilter.read(query).apply(Event.objects.published()).count()
    assert found == (1 if not q.strip('"\0') else 0)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("from=2004", ["day", "month", "year"]),
        ("from=2004-05-04", ["month", "year"]),
        ("to=2004-04", ["year"]),
        ("from=2004-05-03&to=2004-05-03", ["year", "month", "day"]),
        ("from=2005", []),
        ("from=../2004", ["year", "month", "day"]),
    ],
)
def test_a_period_takes_whatever_may_lie_inside(query: str, found: list[str]) -> None:
    make_event("year", edtf="2004")
    make_event("month", edtf="2004-05")
    make_event("day", edtf="2004-05-03")
    assert sorted(titles(query)) == sorted(found)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("to=1990", ["until 2004"]),
        ("to=2004-05-02", ["until 2004"]),
        ("from=2004-05&to=2004-05", ["by 3 May", "since 3 May", "not before 3 May", "until 2004"]),
        ("from=2004-05-04", ["since 3 May", "until 2004"]),
        ("from=2005", ["since 3 May"]),
    ],
)
def test_what_happened_once_is_found_where_it_is_known_and_not_in_every_open_year(
    query: str, found: list[str]
) -> None:
    make_event("by 3 May", edtf="[..2004-05-03]")
    make_event("not before 3 May", edtf="[2004-05-03..]")
    make_event("since 3 May", edtf="2004-05-03/..")
    make_event("until 2004", edtf="../2004")
    assert sorted(titles(query)) == sorted(found)


@pytest.mark.parametrize(
    "query", ["from=soon", "to=2004-13", "from=2004-02-30", "from=2005&to=2004"]
)
def test_a_period_that_cannot_be_read_is_told_and_left_out(query: str) -> None:
    make_event("day", edtf="2004-05-03")
    filters = TimelineFilter.read(QueryDict(query))
    assert len(filters.errors) == 1
    assert filters.period is None
    assert titles(query) == ["day"]


@pytest.mark.parametrize(
    ("query", "found"),
    [("from=2009&known=soon", ["later"]), ("from=soon&to=2004", ["sooner"])],
)
def test_what_can_be_read_still_holds_beside_what_cannot(query: str, found: list[str]) -> None:
    make_event("sooner", edtf="2004")
    make_event("later", edtf="2010")
    assert len(TimelineFilter.read(QueryDict(query)).errors) == 1
    assert titles(query) == found


def test_choices_of_one_facet_add_up_and_of_two_narrow_down() -> None:
    make_event("A", actors=["Ada"], category="works", themes=["delay"])
    make_event("B", actors=["Bert"], category="works")
    make_event("C", actors=["Ada", "Bert"], category="money", modality="planned")
    assert titles("actor=ada") == ["A", "C"]
    assert titles("actor=ada&actor=bert") == ["A", "B", "C"]
    assert titles("actor=ada&category=works") == ["A"]
    assert titles("theme=delay") == ["A"]
    assert titles("modality=planned") == ["C"]
    assert titles("actor=nobody") == []


def test_a_source_finds_the_events_that_cite_it() -> None:
    gazette = make_text("The paper says it all.", document=make_document("gazette"))
    herald = make_text("The herald says more.", document=make_document("herald"))
    both = make_event("Both", passage=make_passage("says it all", version=gazette))
    make_citation(both, passage=make_passage("says more", version=herald))
    make_event("One", passage=make_passage("The paper", version=gazette))
    assert titles("source=gazette") == ["Both", "One"]
    assert titles("source=herald") == ["Both"]
    assert titles("source=gazette&source=herald") == ["Both", "One"]


def test_milestones_only() -> None:
    make_event("Big", importance=3)
    make_event("Small", importance=2)
    assert titles("milestones=1") == ["Big"]
    assert titles("milestones=no") == ["Big", "Small"]


def test_words_of_a_private_source_are_not_found() -> None:
    private = make_text("A secret word.", document=make_document("memo", access="private"))
    event = make_event("Known from a paper", quote="an open word")
    make_citation(event, passage=make_passage("secret", version=private))
    assert titles("q=secret") == []
    assert titles("source=memo") == []
    assert titles("q=open") == ["Known from a paper"]


def test_an_event_known_only_from_private_sources_is_not_public() -> None:
    memo = make_text("A secret word.", document=make_document("memo"))
    make_event("Hidden", passage=make_passage("secret", version=memo))
    assert titles("") == ["Hidden"]
    memo.document.access = "private"
    memo.document.save()
    assert titles("") == []


def test_drafts_and_hidden_timelines_are_never_found() -> None:
    make_event("Draft", status="candidate")
    make_event("Rejected", status="rejected")
    make_event("Elsewhere", timeline=make_timeline("hidden", is_public=False))
    assert titles("") == []


def test_each_chip_takes_away_one_thing_and_leaves_the_rest() -> None:
    filters = TimelineFilter.read(QueryDict("q=rope&actor=ada&actor=bert&from=2004&milestones=1"))
    chips = filters.chips({("actor", "ada"): "Ada Marsh"})
    labels = {chip.label: chip.query_without for chip in chips}
    assert set(labels) == {"“rope”", "From 2004", "Ada Marsh", "bert", "Milestones only"}
    assert labels["Ada Marsh"] == "q=rope&from=2004&actor=bert&milestones=1"
    assert labels["“rope”"] == "from=2004&actor=ada&actor=bert&milestones=1"


@pytest.mark.parametrize(
    ("period", "labels"),
    [
        ("from=2009&to=2011", ["2009–2011"]),
        ("from=2010-03&to=2010-05", ["Mar–May 2010"]),
        ("from=2010&to=2010", ["2010"]),
        ("to=2011", ["To 2011"]),
        ("from=2001/2002&to=2011", ["From 2001–2002", "To 2011"]),  # no interval begins with one
    ],
)
def test_a_period_is_one_chip_where_one_date_can_say_it(period: str, labels: list[str]) -> None:
    chips = TimelineFilter.read(QueryDict(f"{period}&actor=ada")).chips({("actor", "ada"): "Ada"})
    assert [chip.label for chip in chips] == [*labels, "Ada"]
    if len(labels) == 1:
        assert chips[0].query_without == "actor=ada"
    assert chips[-1].query_without == urlencode(dict(parse_qsl(period)))


def test_what_could_not_be_read_is_no_chip() -> None:
    filters = TimelineFilter.read(QueryDict("q=rope&from=soon&to=2004"))
    assert [chip.label for chip in filters.chips({})] == ["“rope”", "To 2004"]


def test_the_query_string_reads_back_to_the_same_filter() -> None:
    for q, period, actor in product(["", "a & b=c", "«ä»"], ["", "2004"], [[], ["x"], ["x", "y"]]):
        query = QueryDict(mutable=True)
        query.update({"q": q, "from": period})
        query.setlist("actor", actor)
        filters = TimelineFilter.read(query)
        assert TimelineFilter.read(QueryDict(filters.query)) == filters
