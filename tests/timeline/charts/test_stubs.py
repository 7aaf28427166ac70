"""What is drawn of an arc that is cut short: it leads from a plan, or to an outcome, and to nothing else."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import hypot

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.charts.made import LANES, make_row, rows
from timeline.charts.figure import timeline_figure
from timeline.charts.rows import Link

LEAST = {"wide": 576, "narrow": 320}  # pixels of the narrowest plot of each layout


def layouts(events, links):
    figure = timeline_figure(events, LANES, links=links)
    return {"wide": figure, "narrow": figure["layout"]["meta"]["narrow"]}


def marks_of(figure):
    """The middle and the size of each mark, by the event's id."""
    (trace,) = (trace for trace in figure["data"] if trace["meta"]["part"] == "marks")
    places = zip(trace["x"], trace["y"], trace["marker"]["size"], strict=True)
    return {event: place for (event, *_), place in zip(trace["customdata"], places, strict=True)}


def arrows(figure):
    """The lines of arrows without their heads, as points, with the events (ids) of the whole arc."""
    for trace in figure["data"]:
        if trace["meta"]["part"] == "cut":
            gaps = [-1, *(at for at, x in enumerate(trace["x"]) if x is None)]
            lines = [
                list(zip(trace["x"][a + 1 : b], trace["y"][a + 1 : b], strict=True))
                for a, b in pairwise(gaps)
            ]
            for line in lines[::2]:
                yield line, trace["meta"]["pair"]


def pixels(layout, a, b):
    return hypot((a[0] - b[0]) * LEAST[layout] / 1000, a[1] - b[1])


def comes_in(line, outcome, layout):
    x, y, size = outcome
    return pixels(layout, line[-1], (x, y)) < size * 0.65 + 3


def pairs(events):
    return [Link(a.id, b.id, "outcome") for a, b in pairwise(events)]


@settings(max_examples=30)
@given(st.lists(rows, min_size=3, max_size=25))
def test_an_arrow_comes_to_an_outcome_from_before_it_or_upright_and_from_no_other_mark(events):
    for layout, figure in layouts(events, pairs(events)).items():
        marks = marks_of(figure)
        for line, (plan, outcome) in arrows(figure):
            if not comes_in(line, marks[outcome], layout):
                continue
            assert line[0][0] <= marks[outcome][0] + 0.1
            for event, (x, y, size) in marks.items():
                if event not in (plan, outcome):
                    assert pixels(layout, line[0], (x, y)) >= size / 2 + 15


@settings(max_examples=30)
@given(st.lists(rows, min_size=3, max_size=25))
def test_an_arrow_away_from_a_plan_ends_beside_no_other_mark_and_on_no_bar(events):
    for layout, figure in layouts(events, pairs(events)).items():
        marks = marks_of(figure)
        bars = figure["layout"]["meta"]["obstacles"]["lines"]
        for line, (plan, outcome) in arrows(figure):
            if comes_in(line, marks[outcome], layout):
                continue
            end_x, end_y = line[-1]
            for event, (x, y, size) in marks.items():
                if event not in (plan, outcome) and abs(end_y - y) < size / 2 + 7:
                    assert pixels(layout, line[-1], (x, y)) >= size / 2 + 15
            own = [marks[plan][1], marks[outcome][1]]
            for left, top, right, bottom in bars:
                is_own = any(abs((top + bottom) / 2 - y) < 4 for y in own)  # its edges too
                if not is_own and left <= end_x <= right:
                    assert not top - 1 < end_y < bottom + 1


def test_an_outcome_that_came_before_its_plan_says_has_an_arrow_from_above_or_none():
    plan = make_row("2010-06-10", modality="planned", lane="talks")
    early = make_row("2009-03-18", lane="forces")
    found = layouts([make_row("2001"), plan, early], pairs([plan, early]))
    for layout, figure in found.items():
        marks = marks_of(figure)
        (upright,) = (line for line, _ in arrows(figure) if comes_in(line, marks[early.id], layout))
        assert upright[0][0] == upright[-1][0]


@settings(max_examples=30)
@given(st.lists(rows, min_size=4, max_size=25))
def test_no_arrow_begins_where_that_of_another_plan_ends(events):
    for layout, figure in layouts(events, pairs(events)).items():
        marks, free = marks_of(figure), []
        for line, pair in arrows(figure):
            end = line[0] if comes_in(line, marks[pair[1]], layout) else line[-1]
            free.append((end, pair))
        for (a, pair), (b, other) in combinations(free, 2):
            assert pair == other or pixels(layout, a, b) >= 15


def test_a_plan_close_before_other_events_has_no_arrow_that_would_point_at_them():
    plan = make_row("2010-01-10", modality="planned", lane="talks")
    far = make_row("2010-03-18", lane="forces")
    others = [make_row("2010-01-13", lane="talks") for _ in range(3)]  # one above another

    def lines(events):
        figure = timeline_figure(
            events, LANES, links=[Link(plan.id, far.id, "outcome")], scale="linear"
        )
        return len(list(arrows(figure)))

    assert lines([plan, far]) == 2
    assert lines([plan, *others, far]) == 0, "nor one that comes from nowhere"
