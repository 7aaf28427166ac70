"""The drawing without script says what the figure says."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.charts.made import LANES, make_row, make_source, rows
from timeline.charts.drawing import SHAPES, drawings
from timeline.charts.figure import LANES_TOP, timeline_figure
from timeline.charts.marks import SYMBOLS
from timeline.charts.svg import head_text, svg_text


def marks_of(drawing, part="marks"):
    return [mark for mark in drawing.marks if mark.part == part]


def percent(share):
    return float(share.removesuffix("%"))


@settings(max_examples=40)
@given(st.lists(rows, min_size=1, max_size=40), st.sampled_from(["even", "linear"]))
def test_every_mark_lies_where_the_figure_has_it(events, scale):
    figure = timeline_figure(events, LANES, [make_source()], scale=scale)
    layouts = (figure, figure["layout"]["meta"]["narrow"])
    for drawing, layout in zip(drawings(figure), layouts, strict=True):
        for part in ("marks", "again", "split"):
            traces = [trace for trace in layout["data"] if trace["meta"]["part"] == part]
            drawn = marks_of(drawing, part)
            assert [percent(m.x) * 10 for m in drawn] == pytest.approx(
                [x for trace in traces for x in trace["x"]]
            )
            assert [mark.y for mark in drawn] == [y for trace in traces for y in trace["y"]]


def points_of(d):
    """The points that a path of straight lines goes through."""
    points: list[tuple[float, ...]] = []
    for letter, numbers in re.findall(r"([MLHVZ])([-\d. e]*)", d):
        if letter == "M":
            start = len(points)
        if letter == "Z":
            points += [] if points[-1] == points[start] else [points[start]]
            continue
        found = [float(number) for number in numbers.split()]
        x, y = points[-1] if points else (0.0, 0.0)
        points.append({"H": (found[0], y), "V": (x, found[0])}.get(letter) or tuple(found))
    return points


def lines_of(figure):
    traces = [trace for trace in figure["data"] if trace["mode"] in ("lines", "none")]
    return zip(traces, drawings(figure)[0].outlines, strict=True)


@settings(max_examples=30)
@given(st.lists(rows, min_size=1, max_size=40))
def test_each_line_runs_through_all_of_its_points(events):
    for trace, outline in lines_of(timeline_figure(events, LANES, [make_source()])):
        if trace["meta"]["part"] not in ("lens", "rule"):
            found = points_of(outline.d)
            assert [x for x, _ in found] == pytest.approx([x for x in trace["x"] if x is not None])
            assert [y for _, y in found] == pytest.approx([y for y in trace["y"] if y is not None])


@settings(max_examples=30)
@given(st.lists(rows, min_size=1, max_size=40))
def test_a_lens_bulges_as_far_as_the_figure_says(events):
    for trace, outline in lines_of(timeline_figure(events, LANES, [make_source()])):
        if trace["meta"]["part"] == "lens":
            tips = []
            for lens in outline.d.split("Z")[:-1]:
                start, *curves = re.split("[Mc]", lens)[1:]
                x, y = map(float, start.split())
                for curve in curves:
                    *_, across, up = map(float, curve.split())
                    x, y = x + across, y + up
                    tips.append((x, y))
            xs, ys = zip(*tips, strict=True)
            theirs = [[value for value in trace[axis] if value is not None] for axis in "xy"]
            for mine, other in zip((xs, ys), theirs, strict=True):
                assert (min(mine), max(mine)) == pytest.approx((min(other), max(other)), abs=0.3)


def test_each_mark_leads_to_its_event_in_both_layouts_and_says_what_it_is_in_the_wide_one():
    event = make_row("2010-03-18", title="A & B sign <nothing>", modality="planned")
    wide, narrow = drawings(timeline_figure([event], LANES, [make_source()]))
    for drawing in (wide, narrow):
        assert [mark.url for mark in marks_of(drawing)] == [event.url]
    assert marks_of(wide)[0].told.splitlines()[:2] == [
        "18 March 2010 · planned",
        "A & B sign <nothing>",
    ]


def test_a_pile_is_drawn_as_counts_that_say_their_period():
    pile = [make_row("2010-03") for _ in range(300)]
    for drawing in drawings(timeline_figure([*pile, make_row("1990")], LANES)):
        assert "300" in [word.text for word in drawing.counts]
        told = re.findall(
            r'data-from="([^"]+)" data-to="([^"]+)"><title>(\d+) event', svg_text(drawing)
        )
        (period,) = (period for *period, count in told if count == "300")
        assert period[0][:4] <= "2010-03" <= period[1]


def test_names_of_lanes_letters_and_years_are_written():
    events = [make_row("2001-05-02"), make_row("2004-05-02", lane="forces")]
    wide, narrow = drawings(timeline_figure(events, LANES, [make_source("2003-01-05")]))
    for drawing in (wide, narrow):
        written = [word.text for word in drawing.words]
        assert {"Talks and summits", "Forces", "A"} <= set(written)
        assert any("2002" in word or "02" in word for word in written)


def test_names_of_years_do_not_touch_each_other():
    events = [make_row(f"{year}-05-02") for year in range(1960, 2011, 2)]
    for drawing in drawings(timeline_figure(events, LANES))[:1]:
        width = 640 if drawing.layout == "wide" else 320
        lines: dict[float, list[tuple[float, float]]] = {}
        for word in drawing.words:
            if word.size == 11 and not word.paper:
                start = percent(word.x) / 100 * width
                lines.setdefault(word.y, []).append((start, start + 6 * len(word.text)))
        assert lines
        for spots in lines.values():
            spots.sort()
            assert all(a[1] <= b[0] for a, b in itertools.pairwise(spots))


def test_lines_of_lanes_are_not_stretched_with_the_axis():
    events = [make_row("2001-05-02"), make_row("2004-05-02", lane="forces")]
    figure = timeline_figure(events, LANES, [make_source()])
    for drawing, layout in zip(
        drawings(figure),
        (figure["layout"], figure["layout"]["meta"]["narrow"]["layout"]),
        strict=True,
    ):
        (rule,) = [line for line in drawing.outlines if line.across]
        assert rule.across == (LANES_TOP, *(bottom for _, bottom in layout["meta"]["bands"]))
        start = f'x1="-{layout["margin"]["l"]:g}" x2="100%"'
        for svg in (svg_text(drawing), head_text(drawing)):
            outside = re.sub(r'<svg width="100%".*?</svg>', "", svg)
            assert outside.count(start) == len(rule.across)


def test_an_empty_timeline_has_no_drawing():
    assert drawings(timeline_figure([], LANES)) == []


def test_there_is_a_shape_for_every_kind_of_fact():
    assert {*SYMBOLS.values(), "line-ns"} <= set(SHAPES)


def test_the_stylesheet_has_the_measures_of_both_layouts():
    css = (Path(__file__).parents[3] / "static" / "css" / "timeline.css").read_text()
    wide = timeline_figure([make_row()], LANES)["layout"]
    for name, layout in (("wide", wide), ("narrow", wide["meta"]["narrow"]["layout"])):
        left, sides = layout["margin"]["l"], layout["margin"]["l"] + layout["margin"]["r"]
        rule = re.search(rf"\.drawing-{name}, \.head-{name} {{ (width: [^}}]*) }}", css)
        assert rule
        assert f"width: calc(100% - {sides:g}px); margin-left: {left:g}px" in rule[1]
    room = wide["meta"]["width"] * 0.9 + wide["margin"]["l"] + wide["margin"]["r"]
    assert f"@container (min-width: {room:g}px)" in css


def test_what_stays_in_sight_is_as_high_as_the_stylesheet_says():
    css = (Path(__file__).parents[3] / "static" / "css" / "timeline.css").read_text()
    axis = re.search(r"--axis: ([\d.]+)px", css)
    assert axis
    assert LANES_TOP <= float(axis[1]) <= LANES_TOP + 1
    drawing = drawings(timeline_figure([make_row("1992"), make_row("2010")], LANES))[0]
    assert drawing.axis
    assert all(word.y < LANES_TOP for word in drawing.axis)
