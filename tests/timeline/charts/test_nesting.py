"""Arcs over one another, and names in crowded lanes: both stay apart."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.charts.made import LANES, make_row, rows
from timeline.charts.figure import timeline_figure
from timeline.charts.letters import text_width
from timeline.charts.naming import names
from timeline.charts.nesting import tiers
from timeline.charts.rows import Lane, Link

spans = st.tuples(st.integers(0, 900), st.integers(30, 400)).map(lambda s: (s[0], s[0] + s[1]))


@given(st.lists(spans, min_size=2, max_size=4))
def test_of_two_arcs_over_one_another_the_longer_is_the_higher(found):
    for (a, tier_a), (b, tier_b) in combinations(zip(found, tiers(found), strict=True), 2):
        if a[0] < b[1] and b[0] < a[1]:
            assert tier_a != tier_b
            longer, shorter = sorted([(a[1] - a[0], tier_a), (b[1] - b[0], tier_b)])[::-1]
            assert longer[0] == shorter[0] or longer[1] > shorter[1]


def two_plans_of_one_outcome():
    early = make_row("2002", modality="planned")
    late = make_row("2005-06", modality="planned")
    outcome = make_row("2010-03-18", importance=3)
    links = [Link(plan.id, outcome.id, "outcome") for plan in (early, late)]
    return timeline_figure([make_row("1992"), early, late, outcome], LANES, links=links)


def test_two_plans_of_one_outcome_have_arcs_apart_and_both_slips_told():
    figure = two_plans_of_one_outcome()
    (arc,) = (trace for trace in figure["data"] if trace["meta"]["part"] == "arc")
    levels = [y for y, after in zip(arc["y"], arc["y"][1:], strict=False) if y and y == after]
    assert max(levels) - min(levels) >= 12
    first, second = figure["layout"]["meta"]["arcs"]
    assert {"late" in first["text"], "late" in second["text"]} == {True}
    assert abs(first["spots"][1] - second["spots"][1]) >= 12


def test_a_plan_without_a_day_says_so_instead_of_a_slip():
    plan, outcome = make_row("[2004-01-01..]", modality="planned"), make_row("2010-03-18")
    link = Link(plan.id, outcome.id, "outcome")
    figure = timeline_figure([make_row("1992"), plan, outcome], LANES, links=[link])
    assert figure["layout"]["meta"]["arcs"][0]["text"] == "no day was set"


def test_an_arc_that_is_cut_short_across_lanes_has_no_words_beside_its_arrow():
    plan = make_row("2004-01-01", modality="planned", lane="talks")
    rows = [make_row("1992"), plan, make_row("2010-03-18", lane="forces")]
    link = Link(plan.id, rows[-1].id, "outcome")
    meta = timeline_figure(rows, LANES, links=[link])["layout"]["meta"]
    assert len(meta["cut"]) == 1
    assert meta["arcs"] == []


def test_words_on_an_arc_leave_its_start_in_sight_or_are_left_out():
    plan, outcome = make_row("2005~", modality="planned"), make_row("2008-02")
    rows = [make_row("1992"), plan, outcome, make_row("2012")]
    link = Link(plan.id, outcome.id, "outcome")
    figure = timeline_figure(rows, LANES, links=[link], scale="linear")
    (arc,) = figure["layout"]["meta"]["arcs"]
    told = {}
    for width in range(576, 1800, 36):
        for name in names(figure, float(width)):
            if name.is_on_line:
                told[width] = name.lines[0][0]
                assert name.box.x - arc["ends"][0] * width / 1000 >= 6.5 + 16
    assert 576 not in told, "there is no room"
    assert told[1764] == arc["text"]
    assert arc["brief"] in told.values()


def cut_lines(figure):
    """The lines of its cut arcs, as heights, and its lanes' tops and bottoms."""
    for trace in figure["data"]:
        if trace["meta"]["part"] == "cut":
            gaps = [-1, *(at for at, x in enumerate(trace["x"]) if x is None)]
            for start, end in pairwise(gaps):
                yield trace["y"][start + 1 : end], figure["layout"]["meta"]["bands"]


@given(st.lists(rows, min_size=2, max_size=25))
def test_what_is_drawn_of_a_cut_arc_stays_in_the_lane_of_its_mark(events):
    links = [Link(a.id, b.id, "outcome") for a, b in pairwise(events)]
    wide = timeline_figure(events, LANES, links=links)
    for figure in (wide, wide["layout"]["meta"]["narrow"]):
        for line, bands in cut_lines(figure):
            assert any(top < min(line) and max(line) < bottom for top, bottom in bands)


def in_lanes(row, *slugs):
    return [row._replace(lane=slug) for slug in slugs]


def labelled(figure):
    return [(label["text"], label["top"]) for label in figure["layout"]["meta"]["labels"]]


def test_what_lies_in_several_lanes_is_named_where_there_is_most_room():
    crowd = [make_row(f"200{n}", lane="talks") for n in range(5)]
    told = in_lanes(make_row("2010", importance=3, label="Pact"), "talks", "forces")
    figure = timeline_figure([*crowd, *told], LANES)
    tops = [top for text, top in labelled(figure) if text == "Pact"]
    assert tops == [figure["layout"]["meta"]["bands"][1][0]]


def test_with_all_names_it_is_named_in_each_of_its_lanes():
    told = in_lanes(make_row("2010", label="Pact"), "talks", "forces")
    figure = timeline_figure([make_row("2001"), *told], LANES, named=True)
    assert [text for text, _ in labelled(figure)].count("Pact") == 2


def test_a_pile_keeps_room_for_the_name_of_each_milestone_in_it():
    lane = Lane("talks", "Talks and summits", 1)
    pile = [make_row("2010-03") for _ in range(9)]
    told = [
        make_row(f"2010-03-{day}", importance=3, label=f"The pact of day {day}")
        for day in (16, 18, 20)
    ]
    figure = timeline_figure([make_row("1992"), *pile, *told], [lane])
    labels = [label for label in figure["layout"]["meta"]["labels"] if label["must"]]
    marks = next(trace for trace in figure["data"] if trace["meta"]["part"] == "marks")
    pixels = figure["layout"]["meta"]["width"] / 1000
    assert len(labels) == len(told)
    for label in labels:
        left, right = (end * pixels for end in label["kept"])
        assert right - left >= text_width(label["text"], bold=True)
        for x, y in zip(marks["x"], marks["y"], strict=True):
            assert not (left < x * pixels < right and abs(y - label["y"]) < 12)
