"""Which events of a large timeline are drawn one by one: those that find room, and no others are read."""

from __future__ import annotations

import re

import numpy as np
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from tests.factories import make_event
from timeline import single_marks
from timeline.single_marks import MOST_IN_STRETCH, MOST_SINGLE, sparse_lanes


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=3), st.lists(st.integers(0, 40), min_size=4, max_size=4)
    )
)
def test_lanes_are_read_that_are_sparse_and_no_more_than_can_be_told_apart(lanes) -> None:
    numbers = {slug: np.array(counts) for slug, counts in lanes.items()}
    found = sparse_lanes(numbers)
    assert sum(sum(lanes[slug]) for slug in found) <= MOST_SINGLE
    assert all(0 < max(lanes[slug]) <= MOST_IN_STRETCH for slug in found)
    if sum(map(sum, lanes.values())) <= MOST_SINGLE:
        assert set(found) == {s for s, n in lanes.items() if 0 < max(n) <= MOST_IN_STRETCH}


@pytest.fixture
def large(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A timeline of a busy lane, a sparse one, and more events later, as large as a test can have it."""
    monkeypatch.setattr(single_marks, "MOST_MARKS", 40)
    monkeypatch.setattr(single_marks, "FEW", 5)
    for number in range(30):
        make_event(f"Works {number}", edtf="2004-05-03", importance=3 if number < 2 else 1)
    for number in range(6):
        make_event(f"Flood {number}", edtf=f"{1990 + 3 * number}", category="river")
    for number in range(6):
        make_event(f"Later {number}", edtf=f"{2015 + number}")


def drawn(client: Client, query: str) -> tuple[set[str], int]:
    """The events that the chart draws as marks, and how many it counts in bars."""
    page = client.get(f"/t/bridge/?{query}").content.decode()
    wide = page[page.index("drawing-wide") : page.index("drawing-narrow")]
    numbers = re.findall(r'class="drawn-counts">(.*?)</g>', wide, re.DOTALL)
    counted = sum(int(n) for n in re.findall(r">(\d+)</text>", numbers[0]))
    marks = re.findall(r"<title>[^<]*\n([A-Z][a-z]+ \d+)[^<]*</title>", wide)
    return set(marks), counted


FLOODS = {f"Flood {number}" for number in range(6)}


def test_a_sparse_lane_is_marks_and_a_busy_one_bars_below_its_milestones(
    large: None, client: Client
) -> None:
    marks, counted = drawn(client, "to=2010")
    assert marks >= FLOODS
    assert marks - FLOODS <= {"Works 0", "Works 1"}
    assert counted + len(marks) == 36, "each event is a mark or in a bar"


def test_of_more_milestones_than_find_room_only_those_of_the_strip_are_marks(
    large: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_marks, "MOST_MILESTONES", 1)
    monkeypatch.setattr("timeline.views.timeline.MOST_IN_STRIP", 1)
    marks, counted = drawn(client, "to=2010")
    assert marks == FLOODS | {"Works 0"}
    assert counted == 29


def test_of_few_events_each_is_a_mark(large: None, client: Client) -> None:
    assert drawn(client, "category=river&to=2003") == (FLOODS - {"Flood 5"}, 0)


def test_a_chart_that_is_kept_is_that_of_the_same_question_language_and_state(
    large: None, client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.answers.choose.start_building", lambda timeline: None)
    settings.INDEX_FROM = 1
    before = drawn(client, "to=2010")
    assert drawn(client, "to=2010") == before
    assert drawn(client, "category=river&to=2003") == (FLOODS - {"Flood 5"}, 0)
    russian = client.get("/t/bridge/?to=2010", headers={"Accept-Language": "ru"})
    assert "Щёлкните" in russian.content.decode()
    make_event("Flood 6", edtf="2009", category="river")
    marks, counted = drawn(client, "to=2010")
    assert (marks - before[0], counted) == ({"Flood 6"}, before[1])
