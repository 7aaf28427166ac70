from __future__ import annotations

import itertools
import json
import math

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.charts.made import LANES, make_row, make_source, part, rows
from timeline.charts.density import Density
from timeline.charts.drawing import drawings
from timeline.charts.figure import timeline_figure
from timeline.charts.rows import Link
from timeline.charts.scale import Ground
from timeline.dates.edtf import read_edtf


def drawn_ids(figure):
    return [item[0] for trace in part(figure, "marks") for item in trace["customdata"]]


def counted(figure):
    return sum(item[3] for trace in part(figure, "bins") for item in trace["customdata"])


def narrow(figure):
    return figure["layout"]["meta"]["narrow"]


@settings(max_examples=60)
@given(st.lists(rows, max_size=60), st.sampled_from(["even", "linear"]))
def test_every_event_is_drawn_exactly_once_as_mark_or_in_a_count(events, scale):
    figure = timeline_figure(events, LANES, [make_source()], scale=scale)
    for drawing in (figure, narrow(figure)):
        ids = drawn_ids(drawing)
        assert len(ids) == len(set(ids))
        assert len(ids) + counted(drawing) == len(events)


@settings(max_examples=30)
@given(st.lists(rows, min_size=1, max_size=30))
def test_plotly_accepts_every_figure(events):
    links = [Link(a.id, b.id, "outcome") for a, b in itertools.pairwise(events)]
    figure = timeline_figure(events, LANES, [make_source()], links)
    for drawing in (figure, narrow(figure)):
        go.Figure(data=drawing["data"], layout=drawing["layout"])
    json.dumps(figure, allow_nan=False)


@settings(max_examples=30)
@given(st.lists(rows, min_size=1, max_size=30))
def test_nothing_lies_outside_of_the_drawing(events):
    figure = timeline_figure(events, LANES, [make_source()])
    height = figure["layout"]["height"]
    for name in ("marks", "lens", "bar", "arc"):
        for trace in part(figure, name):
            assert all(0 <= x <= 1000 for x in trace["x"] if x is not None)
            assert all(0 <= y <= height for y in trace["y"] if y is not None)


def test_a_filter_moves_no_mark_sideways():
    events = [make_row(f"2010-03-{day:02}") for day in range(1, 25)] + [make_row("1992")]
    whole = timeline_figure(events, LANES)
    some = timeline_figure(events[::5], LANES, ground=Ground.of(Density.of(events)))
    place = dict(zip(drawn_ids(whole), part(whole, "marks")[0]["x"], strict=True))
    for event_id, x in zip(drawn_ids(some), part(some, "marks")[0]["x"], strict=True):
        assert x == pytest.approx(place[event_id], abs=10)  # inside its day


def test_a_period_fills_the_width_and_leaves_the_rest_out():
    events = [make_row("1992-05-15"), make_row("2004-06-01"), make_row("2010-03-18")]
    year = read_edtf("2004")
    figure = timeline_figure(events, LANES, period=(year.first_day, year.last_day))
    assert drawn_ids(figure) == [events[1].id]
    assert part(figure, "window"), "the overview marks the chosen period"


def test_what_happened_by_a_day_is_not_piled_on_the_edge_of_an_earlier_period():
    events = [make_row("[..2007-03-15]"), make_row("[1991..]"), make_row("1992-05-15")]
    year = read_edtf("1992")
    figure = timeline_figure(events, LANES, period=(year.first_day, year.last_day))
    assert drawn_ids(figure) == [events[2].id]


def test_what_is_uncertain_is_never_drawn_as_a_bar():
    events = [make_row("2004"), make_row("[2010-02-01..2010-02-04]"), make_row("[..1999]")]
    figure = timeline_figure(events, LANES)
    assert part(figure, "lens")
    assert not part(figure, "bar")


def test_a_set_is_a_mark_on_each_of_its_dates_and_no_bar():
    event = make_row("{2007-03-15,2010-03-19,2011-05-20}")
    figure = timeline_figure([event, make_row("1992")], LANES, scale="linear")
    for drawing in (figure, narrow(figure)):
        assert not part(drawing, "bar")
        assert not part(drawing, "lens") or len(part(drawing, "lens")) == 3  # of 1992
        assert part(drawing, "tie")
        again = part(drawing, "again")[0]
        assert [item[0] for item in again["customdata"]] == [event.id, event.id]
        assert sorted(again["x"]) == again["x"]


def test_a_set_has_no_mark_in_a_period_between_its_dates():
    event = make_row("{2007-03-15,2010-03-19}")
    year = read_edtf("2008")
    figure = timeline_figure([event], LANES, period=(year.first_day, year.last_day))
    assert drawn_ids(figure) == []


def test_milestones_stay_marks_where_a_lane_turns_to_counts():
    crowd = [make_row("2010-03") for _ in range(200)]
    events = [*crowd, make_row("2010-03-18", importance=3), make_row("1992-05-15")]
    figure = timeline_figure(events, LANES, scale="linear")
    assert drawn_ids(figure) == [events[200].id]
    assert counted(figure) == 201


def test_a_day_that_is_known_has_neither():
    figure = timeline_figure([make_row("2010-03-18")], LANES)
    assert not part(figure, "lens")
    assert not part(figure, "bar")


def test_every_kind_of_fact_looks_different():
    kinds = ("occurred", "announced", "planned", "claimed", "denied", "cancelled")
    events = [make_row(f"20{n:02}", modality=kind) for n, kind in enumerate(kinds)]
    marker = part(timeline_figure(events, LANES), "marks")[0]["marker"]
    looks = zip(marker["symbol"], marker["color"], strict=True)
    assert len(set(looks)) == len(kinds)


def test_a_plan_is_tied_to_its_outcome_and_the_slip_is_named():
    plan = make_row("2010-06-30", modality="planned")
    outcome = make_row("2011-04-27")
    figure = timeline_figure([plan, outcome], LANES, links=[Link(plan.id, outcome.id, "outcome")])
    assert part(figure, "arc")
    assert "late" in figure["layout"]["meta"]["arcs"][0]["text"]


def test_an_arc_ends_at_its_outcome_even_where_other_marks_are_piled_above_it():
    plan = make_row("2006-03-02", modality="planned", importance=2)
    outcome = make_row("2010-03-18", importance=3)
    pile = [make_row("2010-03-18", importance=2) for _ in range(6)]
    events = [make_row("1992"), make_row("2011"), plan, outcome, *pile]
    link = Link(plan.id, outcome.id, "outcome")
    figure = timeline_figure(events, LANES, links=[link], scale="linear")
    (marks,), (arc,) = part(figure, "marks"), part(figure, "arc")
    own, start = (drawn_ids(figure).index(row.id) for row in (outcome, plan))
    pixels = figure["layout"]["meta"]["width"] / 1000
    points = [(x, y) for x, y in zip(arc["x"], arc["y"], strict=True) if x is not None]
    *_, tip, _ = points

    def from_edge(i, point):
        x, y = (point[0] - marks["x"][i]) * pixels, point[1] - marks["y"][i]
        return math.hypot(x, y) - marks["marker"]["size"][i] / 2

    others = set(range(len(events))) - {own, start}
    assert any(marks["y"][i] < marks["y"][own] for i in others)
    assert from_edge(own, tip) < 2 < min(from_edge(i, tip) for i in others)
    assert all(from_edge(i, point) > 0 for i in others for point in points)


def test_a_link_to_an_event_that_is_filtered_out_is_not_drawn():
    plan = make_row("2010-06-30")
    figure = timeline_figure([plan], LANES, links=[Link(plan.id, plan.id + 100_000, "outcome")])
    assert not part(figure, "arc")


def test_milestones_carry_their_number_and_come_first_among_labels():
    minor, major = make_row("2004", importance=2), make_row("2010", importance=3, label="Pact")
    figure = timeline_figure([minor, major], LANES, numbers={major.id: 7})
    assert "7" in part(figure, "marks")[0]["text"]
    labels = figure["layout"]["meta"]["labels"]
    assert labels[0]["text"] == "Pact"
    assert labels[0]["must"]
    assert [label["id"] for label in narrow(figure)["layout"]["meta"]["labels"]] == [major.id]


def test_sources_stand_on_the_rail_in_order_and_apart():
    sources = [make_source("2010-03-19", "A"), make_source("2010-03-20", "B")]
    figure = timeline_figure([make_row("1990"), make_row("2010")], LANES, sources)
    letters = [a for a in figure["layout"]["annotations"] if a["name"].startswith("source:")]
    assert [a["text"] for a in letters] == ["A", "B"]
    assert letters[1]["x"] - letters[0]["x"] >= 19 / figure["layout"]["meta"]["width"] * 1000 - 0.01


def test_a_source_of_unknown_date_is_not_on_the_rail_and_stretches_nothing():
    unknown = make_source("2010-03-19", "B", first_day=2**31 - 1, last_day=2**31 - 1)
    figure = timeline_figure([make_row("2010-03-18")], LANES, [unknown])
    assert not part(figure, "sources")
    assert figure["layout"]["meta"]["overview"]["last"] < 2**30


def test_names_in_the_chart_are_escaped():
    lane = LANES[0].__class__("talks", "<img src=x>", 1)
    figure = timeline_figure([make_row(title="<b>x</b>")], [lane], [make_source(letter="<i>")])
    texts = [a["text"] for a in figure["layout"]["annotations"]]
    assert not any("<i" in text for text in texts)


def test_an_empty_timeline_is_an_empty_figure():
    assert timeline_figure([], LANES)["data"] == []


def test_a_timeline_without_crowding_is_drawn_on_linear_time():
    figure = timeline_figure([make_row(f"{year}-06-01") for year in range(1990, 2010)], LANES)
    assert figure["layout"]["meta"]["scale"] == "linear"
    assert figure["layout"]["meta"]["crowded"] is False


def test_colours_are_names_of_tokens_so_that_a_theme_needs_no_second_request():
    figure = timeline_figure([make_row()], LANES, [make_source()])
    for trace in figure["data"]:
        colour = trace.get("fillcolor") or trace.get("line", {}).get("color")
        assert colour is None or colour.startswith("var(--")


def years_named(figure):
    return [name for name in figure["layout"]["meta"]["names"] if name["strong"]]


def test_the_first_and_the_last_year_may_spill_over_squeezed_empty_ones():
    busy = [make_row(f"2010-03-{day:02}") for day in range(1, 25)]
    figure = timeline_figure([make_row("1979-05"), *busy, make_row("2015-05")], LANES)
    spilling = [name["text"] for name in years_named(figure) if name["spill"]]
    assert spilling == ["1979", "2015"]
    words = [word.text for word in drawings(figure)[0].axis if word.weight == 700]
    assert words[0] == "2010"
    assert {"1979", "2015"} <= {word.replace("’", "20" if "15" in word else "19") for word in words}


def test_on_a_phone_the_first_year_stands_at_the_edge_and_not_above_a_later_mark():
    busy = [make_row(f"2010-03-{day:02}") for day in range(1, 25)]
    few = [make_row("1979-05"), make_row("1992-05"), make_row("2002-10"), make_row("2015-05")]
    figure = timeline_figure([*few, *busy], LANES)
    years = {w.text: float(w.x.rstrip("%")) * 3.2 + w.shift
             for w in drawings(figure)[1].axis if w.weight == 700}  # fmt: skip
    assert {"’79", "’92", "’02", "2010", "’15"} <= set(years)
    marks = figure["layout"]["meta"]["narrow"]["data"]
    places = next(trace["x"] for trace in marks if trace["meta"]["part"] == "marks")
    assert years["’79"] + 14 < sorted(places)[1] * 0.32 - 3


def test_on_a_phone_the_overview_has_years_too():
    busy = [make_row(f"2010-03-{day:02}") for day in range(1, 25)]
    figure = timeline_figure([make_row("1979-05"), *busy, make_row("2015-05")], LANES)
    below = [word.text for word in drawings(figure)[1].axis if word.y < 45]
    assert below == ["’80", "’85", "’90", "’95", "’00", "’05", "’10", "’15"]


@pytest.mark.parametrize("layout", [0, 1])
def test_linear_time_has_years_in_even_steps_on_a_phone_too(layout):
    events = [make_row(f"{year}-06-01") for year in range(1979, 2016)]
    drawing = drawings(timeline_figure(events, LANES, scale="linear"))[layout]
    words = [int(w.text.replace("’", "20" if w.text < "’50" else "19")) for w in drawing.axis
             if w.weight == 700]  # fmt: skip
    steps = {b - a for a, b in itertools.pairwise(words)}
    assert len(words) >= 5
    assert len(steps) == 1


def test_a_lane_grows_for_a_milestone_that_finds_no_place_for_its_name():
    def chart(events_a_day):
        days = [f"2010-03-{day:02}" for day in range(2, 31)] * events_a_day
        milestone = make_row("2010-03-16", importance=3, label="The long agreement is signed")
        events = [milestone, *(make_row(day) for day in days)]
        figure = timeline_figure(events, LANES, [make_source()])
        height = max(bottom - top for top, bottom in figure["layout"]["meta"]["bands"])
        (name,) = [label for label in figure["layout"]["meta"]["labels"] if label["must"]]
        return name["kept"], height

    kept, height = chart(1)
    assert kept is None
    kept, grown = chart(3)
    assert kept
    assert height < grown < 2 * height


def test_a_lane_of_bars_grows_for_milestones_whose_names_are_nearer_to_other_numbers():
    said = ("The long agreement", "The council agrees", "The other agreement")
    milestones = [
        make_row(f"{year}-04-02", importance=3, label=label)
        for year, label in zip((2002, 2004, 2006), said, strict=True)
    ]
    pile = [make_row("1999-03-16") for _ in range(40)]
    ends = [make_row("1990-05-02", lane="forces"), make_row("2015-05-02", lane="forces")]
    figure = timeline_figure([*milestones, *pile, *ends], LANES, scale="linear")
    narrow = figure["layout"]["meta"]["narrow"]
    assert [trace for trace in narrow["data"] if trace["meta"]["part"] == "bins"]
    told = [label for label in narrow["layout"]["meta"]["labels"] if label["must"]]
    assert {label["text"] for label in told if label["kept"]} == set(said)
    assert len({label["y"] for label in told}) == 3


def test_on_phones_a_lane_without_events_is_little_more_than_half_as_high_but_holds_its_name():
    def forces(*events):
        figure = timeline_figure([make_row("1992"), *events], LANES)
        name = next(word for word in drawings(figure)[1].words if word.text == "Forces")
        return *narrow(figure)["layout"]["meta"]["bands"][1], name

    top, bottom, _ = forces(make_row("2010", lane="forces"))
    empty_top, empty_bottom, name = forces()
    assert empty_bottom - empty_top < 0.6 * (bottom - top)
    assert empty_top + name.size / 2 < name.y < empty_bottom - name.size / 2


def test_what_is_still_to_come_is_told_in_words_where_a_chart_stops_before_its_end():
    def words(known):
        events = [make_row("2001-05-02"), make_row("2010-03-18"), make_row("2019-05-02")]
        figure = timeline_figure(
            events, LANES, [make_source("2010-03-19")], scale="linear", known=known
        )
        return [[word.text for word in drawing.words] for drawing in drawings(figure)]

    day = read_edtf("2010-03-19").first_day
    assert all("still to come" in drawing for drawing in words(day))
    assert not any("still to come" in drawing for drawing in words(None))
    assert not any("still to come" in drawing for drawing in words(day + 10_000))
    almost = read_edtf("2019-03-19").first_day
    assert not any("still to come" in drawing for drawing in words(almost)), "no room"
