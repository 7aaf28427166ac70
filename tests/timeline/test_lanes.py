"""The lanes of the chart: an event stands in each that it belongs to, and in none it is lost."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from tests.factories import make_event, make_passage, make_text

pytestmark = pytest.mark.django_db


def lanes(client: Client, query: str) -> dict[str, list[str]]:
    """The titles that each lane of the chart holds, by the lane's name; from top to bottom."""
    page = client.get(f"/t/bridge/?{query}").content.decode()
    found = re.search(r'<script id="figure"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found
    figure = json.loads(found[1])
    names = [n for n in figure["layout"]["annotations"] if n["name"].startswith("lane:")]
    drawing = page.split('class="drawing drawing-wide"')[1].split('class="drawing ')[0]
    marks = re.findall(r"<title>[^<]*\n([^<\n]*)\n[^<]*</title><svg x=\S+ y=\"([^\"]*)\"", drawing)
    placed = [(title, float(y)) for title, y in marks]
    return {
        name["text"].replace("<br>", " "): sorted(t for t, y in placed if top <= y <= bottom)
        for name, (top, bottom) in zip(names, figure["layout"]["meta"]["bands"], strict=True)
    }


@pytest.fixture(autouse=True)
def events() -> None:
    make_event("Bridge opens", actors=["Ada Marsh", "Jo Ash"], themes=["delay"], category="works")
    make_event("Ada resigns", actors=["Ada Marsh"], category="council", edtf="2005-02-01")
    make_event("Flood", category="river", edtf="2006", themes=["delay", "water"])


def test_lanes_are_categories_unless_asked_otherwise(client: Client) -> None:
    by_category = {"Works": ["Bridge opens"], "Council": ["Ada resigns"], "River": ["Flood"]}
    assert lanes(client, "") == by_category
    assert lanes(client, "lanes=nothing-known") == by_category


def test_an_event_of_two_actors_stands_in_the_lane_of_each(client: Client) -> None:
    assert lanes(client, "lanes=actor") == {
        "Ada Marsh": ["Ada resigns", "Bridge opens"],
        "Jo Ash": ["Bridge opens"],
        "Others": ["Flood"],
    }


def test_what_belongs_to_no_storyline_has_a_lane_too(client: Client) -> None:
    assert lanes(client, "lanes=theme") == {
        "Delay": ["Bridge opens", "Flood"],
        "Water": ["Flood"],
        "In no storyline": ["Ada resigns"],
    }


def test_a_filter_takes_no_lane_away(client: Client) -> None:
    assert list(lanes(client, "lanes=actor&actor=jo-ash"))[:2] == ["Ada Marsh", "Jo Ash"]


def test_lanes_of_sources_carry_their_letter(client: Client) -> None:
    both = make_text("The dam breaks.")
    make_event("Dam breaks", passage=make_passage("dam", version=both))
    assert any("Dam breaks" in titles for titles in lanes(client, "lanes=source").values())
    assert all(" · " in name for name in lanes(client, "lanes=source"))


def test_filters_and_pages_keep_the_lanes(client: Client) -> None:
    page = client.get("/t/bridge/?lanes=theme&q=flood").content.decode()
    assert re.search(r'class="chip"\s+href="\?[^"]*lanes=theme"', page)
    assert re.search(r'<option value="theme"\s+selected>', page)
    assert 'chart.svg?q=flood&amp;lanes=theme"' in page
