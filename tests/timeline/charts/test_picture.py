"""The chart as a picture to take away: one well-formed file that says what it shows and where it is from."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.charts.made import LANES, crowded, make_row, make_source, rows
from timeline.charts.figure import timeline_figure
from timeline.charts.light import LIGHT
from timeline.charts.naming import Box, names
from timeline.charts.picture import Caption, svg_picture
from timeline.charts.rows import Link
from timeline.charts.scale import WIDTH
from timeline.dates.edtf import read_edtf

CAPTION = Caption(
    kicker="The Elbow bridge",
    title="Ten years late",
    figures="3 events · Planned",
    legend=(("circle", True, "Occurred"), ("line", True, "it lasted"), ("lens", True, "once")),
    stretched="Busy months are wider.",
    sources=(("A", "The Gazette, 5 May 2004: The Bridge Is Late"),),
    foot=("https://timelines.example.org/t/bridge/", "Rights stay with the publishers."),
)
SIGNS = ("line", "beyond", "set", "lens", "fade", "arc", "cut", "open", "split", "count", "day")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(events, caption=CAPTION):
    return svg_picture(timeline_figure(events, LANES, [make_source()]), caption)


def read(svg):
    return ElementTree.fromstring(svg)  # noqa: S314 - ours


def words_of(svg):
    return " ".join("".join(node.itertext()) for node in read(svg).iter(f"{SVG}text"))


@settings(max_examples=30)
@given(st.lists(rows, max_size=30))
def test_every_picture_is_whole_and_needs_nothing_from_elsewhere(events):
    svg = drawn(events)
    read(svg)
    assert "var(" not in svg
    assert not re.search(r"href|url\(|<style|<script|<image|\bstyle=", svg)
    assert set(re.findall(r'fill="([^"]*)"', svg)) <= {*LIGHT.values(), "none"}


def test_it_says_what_it_shows_and_where_it_is_from():
    told = words_of(drawn([make_row("2004-05-03", label="Bridge opens", importance=3)]))
    for words in (
        "Ten years late", "3 events · Planned", "Bridge opens", "Talks and summits", "Occurred",
        "The Gazette, 5 May 2004", "https://timelines.example.org/t/bridge/", "Rights stay",
    ):  # fmt: skip
        assert words in told


def test_its_key_has_every_sign_in_it_and_no_other():
    caption = replace(CAPTION, legend=tuple((sign, True, f"a {sign}") for sign in SIGNS))
    plan = make_row("2004-05-03", modality="planned", is_open=True)
    told = words_of(drawn([plan, make_row("2006-02", differs=True)], caption))
    assert {sign for sign in SIGNS if f"a {sign}" in told} == {"open", "split", "lens", "day"}
    after, lasting = make_row("[2007..]"), make_row("2004/2005", is_span=True)
    plan, outcome = make_row("1999", modality="planned"), make_row("2008-03")
    figure = timeline_figure(
        [plan, outcome, after, lasting],
        LANES,
        [make_source()],
        [Link(plan.id, outcome.id, "outcome")],
    )
    told = words_of(svg_picture(figure, caption))
    assert {sign for sign in SIGNS if f"a {sign}" in told} == {"arc", "fade", "line", "lens", "day"}


@pytest.mark.parametrize(
    ("edtf", "is_beyond"),
    [("2009/2010-06", True), ("2010-06/2011", True), ("2010-02/2010-03", False)],
)
def test_its_key_says_what_goes_on_beyond_what_is_shown(edtf, is_beyond):
    caption = replace(CAPTION, legend=tuple((sign, True, f"a {sign}") for sign in SIGNS))
    year = read_edtf("2010")
    bars = [make_row(edtf, is_span=True), make_row("2010-05-03")]
    figure = timeline_figure(bars, LANES, [make_source()], period=(year.first_day, year.last_day))
    assert ("a beyond" in words_of(svg_picture(figure, caption))) == is_beyond


def test_it_says_so_where_busy_months_are_wider():
    busy = [make_row(f"2010-03-{day:02}") for day in range(1, 29)]
    crowded = [*busy, make_row("1950"), make_row("2031")]
    for scale in ("even", "linear"):
        figure = timeline_figure(crowded, LANES, [make_source()], scale=scale)
        told = words_of(svg_picture(figure, CAPTION))
        assert ("Busy months are wider." in told) == (scale == "even")


def test_lines_of_lanes_go_from_the_left_margin_to_the_right_one():
    picture = read(drawn([make_row("1992"), make_row("2031-05-02")]))
    lines = [
        (float(left), float(right))
        for path in picture.iter(f"{SVG}path")
        if path.get("stroke") == LIGHT["edge"] and path.get("stroke-width") == "0.8"
        for left, right in re.findall(r"M(\S+) \S+?H([\d.]+)", path.get("d", ""))
    ]
    assert set(lines) == {(-136.0, 1280 - 2 * 32 - 136 - 14)}


def test_a_pile_is_a_bar_below_its_number():
    pile = [make_row("2010-03") for _ in range(300)]
    picture = read(drawn([*pile, make_row("1990"), make_row("2031-05-02")]))
    (number,) = [node for node in picture.iter(f"{SVG}text") if node.text == "300"]
    x, y = float(number.get("x", 0)), float(number.get("y", 0))
    bars = [
        [
            (float(at[0]), float(at[-1]))
            for at in re.findall(r"M(\S+) \S+V\S+H(\S+)V", path.get("d", ""))
        ]
        for path in picture.iter(f"{SVG}path")
        if path.get("fill") == LIGHT["lane-1"]
    ]
    assert y > 0
    assert any(left < x < right for left, right in itertools.chain(*bars))


@settings(max_examples=30)
@given(st.lists(rows, min_size=1, max_size=30))
def test_no_name_lies_on_another_or_on_a_mark(events):
    figure = timeline_figure(events, LANES, [make_source()])
    width = 1066.0
    placed = [name.box for name in names(figure, width)]
    assert not any(a.touches(b) for a, b in itertools.combinations(placed, 2))
    marks = next(trace for trace in figure["data"] if trace["meta"]["part"] == "marks")
    for x, y, size in zip(marks["x"], marks["y"], marks["marker"]["size"], strict=True):
        mark = Box(x * width / 1000 - size / 2, y - size / 2, size, size)
        assert not any(box.touches(mark) for box in placed)


def marks_beside(figure, name):
    """The marks on the line of a name, and next to it."""
    width, box = 1066.0, name.box
    marks = next(trace for trace in figure["data"] if trace["meta"]["part"] == "marks")
    return [
        x
        for x, y, size in zip(marks["x"], marks["y"], marks["marker"]["size"], strict=True)
        if box.y + 1 < y < box.y + box.h - 1
        and box.x - 11 < x * width / 1000 + size / 2
        and x * width / 1000 - size / 2 < box.x + box.w + 11
    ]


@settings(max_examples=60)
@given(crowded)
def test_a_name_is_nearest_to_its_mark_and_with_a_line_to_it_nearer_than_to_any_number(events):
    numbered = {event.id for event in events if event.importance == 3}
    figure = timeline_figure(events, LANES, [make_source()])
    (marks,) = [trace for trace in figure["data"] if trace["meta"]["part"] == "marks"]
    ids = {event.label: event.id for event in events}
    dots = [
        Box(x * 1.066 - size / 2, y - size / 2, size, size, data[0])
        for x, y, size, data in zip(
            marks["x"], marks["y"], marks["marker"]["size"], marks["customdata"], strict=True
        )
    ]
    for name in names(figure, 1066.0):
        words = " ".join(line for line, _ in name.lines)
        event = next(ids[label] for label in ids if f"{words} ".startswith(f"{label} "))
        own = [dot for dot in dots if dot.id == event]
        if any(name.box.is_on_line(dot.y + dot.h / 2) for dot in own):
            continue
        nearest = min(name.box.apart(dot) for dot in own)
        others = [dot for dot in dots if dot.id != event]
        told = [dot for dot in others if name.leader is None or dot.id in numbered]
        assert all(name.box.apart(dot) > nearest for dot in told)


def places_beyond_a_mark(numbered):
    """Names in a lane where bars take all but the room above and below the second of two marks."""
    label = {
        "y": 45.0, "radius": 7.0, "top": 0.0, "bottom": 90.0, "text": "Harbour", "when": "",
        "must": True, "kept": None,
    }  # fmt: skip
    labels = [
        label | {"id": event, "x": x, "left": x, "right": x, "priority": -event}
        for event, x in ((1, 120.0), (2, 160.0))
        if event in numbered
    ]
    marks = {
        "meta": {"part": "marks"}, "x": [120.0, 160.0], "y": [45.0, 45.0],
        "marker": {"size": [14.0, 14.0]}, "customdata": [[1], [2]],
    }  # fmt: skip
    bars = {
        "meta": {"part": "bar"},
        "x": [0.0, 108.0, None, 0.0, 145.0, None, 0.0, 145.0],
        "y": [0.0, 90.0, 0.0, 0.0, 34.0, 0.0, 56.0, 90.0],
    }
    figure = {"data": [marks, bars], "layout": {"meta": {"labels": labels, "arcs": []}}}
    return names(figure, WIDTH)


def test_a_line_ties_a_name_beyond_a_plain_mark_to_its_own_but_not_beyond_a_number():
    (beyond,) = places_beyond_a_mark({1})
    assert beyond.leader
    assert beyond.box.apart(Box(151, 36, 18, 18)) < beyond.box.apart(Box(111, 36, 18, 18))
    (beside,) = places_beyond_a_mark({1, 2})
    assert beside.leader is None
    assert beside.box.x > 160, "of the second; the first has none"


def test_no_mark_but_its_own_stands_next_to_a_name_on_its_line():
    """From far too near to far enough: the name goes elsewhere, and comes back."""
    beside = []
    for year, month in itertools.product(range(1905, 1925), ("02", "06", "10")):
        pact = make_row("1900-05-02", importance=3, label="Pact signed")
        events = [pact, make_row(f"{year}-{month}-02", label=""), make_row("1999-05-02", label="")]
        figure = timeline_figure(events, LANES, [make_source()], scale="linear")
        found = [name for name in names(figure, 1066.0) if name.lines[0][0] == "Pact signed"]
        assert all(len(marks_beside(figure, name)) <= 1 for name in found), year
        beside += [year for name in found if marks_beside(figure, name)]
    assert 0 < len(beside) < 60


@settings(max_examples=30)
@given(st.lists(rows, min_size=2, max_size=30))
def test_no_name_but_its_own_lies_on_an_arc(events):
    links = [Link(one.id, other.id, "outcome") for one, other in itertools.pairwise(events)]
    figure = timeline_figure(events, LANES, [make_source()], links)
    width = 1066.0
    boxes = [name.box for name in names(figure, width) if not name.is_on_line]
    for trace in figure["data"]:
        if trace["meta"]["part"] in ("arc", "cut"):
            for x, y in zip(trace["x"], trace["y"], strict=True):
                point = Box((x or 0) * width / 1000, y or 0, 0.1, 0.1)
                assert x is None or not any(box.touches(point) for box in boxes)


@settings(max_examples=30)
@given(st.lists(rows, min_size=1, max_size=30))
def test_a_line_to_a_name_never_looks_like_a_bar_that_begins_at_a_mark(events):
    figure = timeline_figure(events, LANES, [make_source()])
    width = 1066.0
    marks = next(trace for trace in figure["data"] if trace["meta"]["part"] == "marks")
    for (x, y), (end_x, end_y) in (name.leader for name in names(figure, width) if name.leader):
        assert abs(end_y - y) >= 0.3 * abs(end_x - x)
        for at, level, size in zip(marks["x"], marks["y"], marks["marker"]["size"], strict=True):
            assert math.hypot(at * width / 1000 - x, level - y) > size / 2


def test_hostile_words_stay_words():
    hostile = '</text><script>ran(1)</script>" onload="ran(2)\x00\x1b'
    caption = Caption(hostile, hostile, hostile, (), hostile, ((hostile, hostile),), (hostile,))
    svg = drawn([make_row("2004", title=hostile, label=hostile, importance=3)], caption)
    root = read(svg)
    assert not any("script" in node.tag or "onload" in node.attrib for node in root.iter())
    assert "<script>ran(1)</script>" in words_of(svg)


def test_the_colours_are_those_of_the_pages_in_light():
    css = (Path(__file__).parents[3] / "static" / "css" / "tokens.css").read_text()
    found = dict(re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}),", css))
    assert {name: found[name] for name in LIGHT} == dict(LIGHT)
