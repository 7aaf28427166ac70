"""Actors: the index, and the page of one."""

from __future__ import annotations

import re

import pytest

from tests.factories import make_actor, make_event, make_link, make_timeline
from tests.timeline.charts.made import LANES, make_row
from tests.timeline.views.pages import html_of, links_of, page, words_of
from timeline.charts.figure import timeline_figure
from timeline.models import ActorAlias

pytestmark = pytest.mark.django_db

URL = "/actors/ada-marsh/"


def test_an_actor_is_told_with_aliases_and_kinds_of_fact(client) -> None:
    ada = make_actor("Ada Marsh", description="Mayor of the town.")
    ActorAlias.objects.create(actor=ada, name="the mayor")
    make_event("Bridge opens", actors=[("Ada Marsh", "host")])
    make_event("Ada promises a bridge", actors=[("Ada Marsh", "speaker")], modality="announced")
    told = page(client, URL)
    assert "Actors · person Ada Marsh Mayor of the town. Also written “the mayor”" in told
    assert "2 events 1 occurred 1 announced" in told
    assert "Part in these events hosting, or the place 1 speaking 1" in told


def test_events_stand_by_year_with_their_words_and_a_mark_in_the_small_chart(client) -> None:
    events = [
        make_event("Bridge is due", edtf="2003", actors=["Ada Marsh"], modality="planned"),
        make_event("Bridge opens", edtf="2004-05-03", actors=["Ada Marsh"]),
    ]
    html = html_of(client, URL)
    assert re.findall(r"<h3 [^>]*>(\d+)</h3>", html) == ["2003", "2004"]
    chart = html.partition('<figure class="small-chart"')[2].partition("</figure>")[0]
    assert links_of(chart) == [event.get_absolute_url() for event in events]
    assert "#mark-planned" in chart
    assert "planned · Works · no outcome in these sources" in words_of(html)


def test_the_small_chart_tells_plans_disputes_and_outcomes_apart_as_the_timeline_does(
    client,
) -> None:
    plan, hoped = (
        make_event(edtf=edtf, actors=["Ada Marsh"], modality="planned") for edtf in ("2001", "2005")
    )
    opened = make_event("Bridge opens", edtf="2009", actors=["Ada Marsh"])
    assert "small-sign" in html_of(client, URL)
    make_link(plan, opened, "outcome")
    make_link(opened, make_event(edtf="2010"), "contradicts")
    html = html_of(client, URL)
    chart = html.partition('<figure class="small-chart"')[2].partition("</figure>")[0]
    marks = [mark.partition("</a>")[0] for mark in chart.split("<a ")[1:]]
    drawn = {
        event.pk: [name for name in ("small-open", "small-cut", "small-split") if name in mark]
        for event in (plan, hoped, opened)
        for mark in marks
        if f'href="{event.get_absolute_url()}"' in mark
    }
    assert drawn == {plan.pk: [], hoped.pk: ["small-open"], opened.pk: ["small-split"]}
    assert chart.count('class="small-arc"') == 1
    for words in ("a plan and what came of it", "no outcome in these", "sources contradict"):
        assert words in chart


def test_who_it_acts_with_is_counted_by_category(client) -> None:
    for category, others in (
        ("works", ["Jo Ash"]),
        ("works", ["Jo Ash", "Bo Elm"]),
        ("law", ["Jo Ash"]),
    ):
        make_event(category=category, actors=["Ada Marsh", *others])
    make_event(actors=["Jo Ash", "Bo Elm"])
    table = html_of(client, URL).partition('<table class="matrix">')[2].partition("</table>")[0]
    rows = [words_of(row) for row in re.findall(r"<tr>.*?</tr>", table, flags=re.DOTALL)]
    assert rows[0] in {"Works Law All", "Law Works All"}
    works_first = rows[0].startswith("Works")
    assert rows[1:] == (
        ["Jo Ash 2 2 1 1 3", "Bo Elm 1 1 0 1"]
        if works_first
        else ["Jo Ash 1 1 2 2 3", "Bo Elm 0 1 1 1"]
    )


def test_of_many_partners_the_most_frequent_are_shown_and_the_rest_counted(client) -> None:
    make_event(actors=["Ada Marsh", *(f"Guest {n}" for n in range(15))])
    make_event(actors=["Ada Marsh", "Guest 14"])
    told = page(client, URL)
    assert "Guest 14" in told
    assert "and 3 more" in told
    assert "less often" not in told, "some of those left out are as frequent as the last shown"


def test_an_actor_known_only_from_drafts_is_not_there(client) -> None:
    make_event(actors=["Ada Marsh"], status="candidate")
    assert client.get(URL).status_code == 404
    assert "Ada Marsh" not in page(client, "/actors/")


def test_an_actor_of_a_hidden_timeline_is_there_for_curators_only(client, curator) -> None:
    make_timeline(is_public=False)
    make_event(actors=["Ada Marsh"])
    assert client.get(URL).status_code == 404
    assert curator.get(URL).status_code == 200


def test_drafts_do_not_count(client) -> None:
    make_event("Bridge opens", actors=["Ada Marsh", "Jo Ash"])
    make_event("Hidden", actors=["Ada Marsh", "Jo Ash", "Bo Elm"], status="candidate")
    told = page(client, URL)
    assert "1 event 1 occurred" in told
    assert "Hidden" not in told
    assert "Bo Elm" not in told


def test_an_actor_of_many_events_has_pages_and_no_chart(client) -> None:
    for at in range(101):
        make_event(f"Event {at}", edtf=f"{1900 + at}", actors=["Ada Marsh"])
    first, second = html_of(client, URL), html_of(client, f"{URL}?page=2")
    assert "Page 1 of 2" in words_of(first)
    assert "small-chart" not in first
    assert "Event 100" not in first
    assert "Event 100" in second
    assert "101 events" in words_of(second)


def test_the_index_stands_by_kind_the_most_frequent_first(client) -> None:
    make_actor("Elbow", kind="place")
    for actors in (["Ada Marsh", "Jo Ash", "Elbow"], ["Jo Ash"]):
        make_event(actors=actors)
    told = page(client, "/actors/")
    assert "Persons 2 Jo Ash 2 events Ada Marsh 1 event Places 1 Elbow 1 event" in told


def test_names_and_aliases_are_escaped(client) -> None:
    bad = "<b onclick=x>Eve</b>"
    actor = make_actor(bad, slug="eve", description=bad)
    ActorAlias.objects.create(actor=actor, name=f"{bad}2")
    make_event(actors=[bad, "Jo Ash"])
    for address in ("/actors/", "/actors/eve/", "/actors/jo-ash/"):
        html = html_of(client, address)
        assert "<b onclick" not in html
        assert "&lt;b onclick=x&gt;Eve&lt;/b&gt;" in html


@pytest.mark.parametrize("edtf", ["2004-05-03/2004-08-01", "2004-05-03/.."])
@pytest.mark.parametrize("modality", ["occurred", "announced", "planned", "claimed"])
def test_what_lasted_is_a_full_bar_and_what_was_only_to_last_a_hollow_one_as_on_the_timeline(
    client, modality, edtf
) -> None:
    make_event(actors=["Ada Marsh"], edtf=edtf, modality=modality)
    make_event(actors=["Ada Marsh"], edtf="2006")
    html = html_of(client, URL)
    chart = html.partition('<figure class="small-chart"')[2].partition("</figure>")[0]
    row = make_row(edtf, modality=modality)
    figure = timeline_figure([row, make_row("2006")], lanes=LANES)
    bars = [trace for trace in figure["data"] if trace["meta"]["part"] == "bar"]
    assert bars
    assert any("fillcolor" in bar for bar in bars) == bool(re.search("strip-(span|open)", chart))
    assert any("line" in bar for bar in bars) == ("strip-hollow" in chart)
