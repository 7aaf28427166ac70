"""The small chart of an actor: each event once, none under another."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.charts.made import LANES, make_row
from timeline.charts.rows import Link
from timeline.charts.small import small_chart

dates = st.sampled_from(["2001", "2004-05", "2004-05-03", "2004-05-04", "2004-05-03/2004-06-01", "[..2004-05-03]", "2010-37"])  # fmt: skip


@given(st.lists(st.tuples(dates, st.sampled_from(["talks", "forces"])), min_size=1, max_size=40))
def test_every_event_is_drawn_once_and_no_mark_lies_on_another(events) -> None:
    rows = [make_row(edtf, lane=lane) for edtf, lane in events]
    chart = small_chart(rows, LANES)
    drawn = [mark.row.id for lane in chart.lanes for mark in lane.marks]
    assert sorted(drawn) == sorted(row.id for row in rows)
    for lane in chart.lanes:
        levels: dict[int, list[float]] = defaultdict(list)
        for mark in lane.marks:
            assert 0 < mark.y < lane.height
            levels[mark.y].append(float(mark.extent.at.removesuffix("%")))
        for places in levels.values():
            places.sort()
            assert all(b - a >= 2.59 for a, b in pairwise(places))


def test_what_has_no_end_goes_on_and_what_has_no_beginning_comes_from_before() -> None:
    rows = [make_row(edtf) for edtf in ("2004-05-03/..", "../2003", "2004/2006", "2005-01-01")]
    (lane,) = small_chart(rows, LANES).lanes
    told = {mark.row.edtf: mark.extent.open_to for mark in lane.marks}
    assert told == {"2004-05-03/..": "end", "../2003": "start", "2004/2006": "", "2005-01-01": ""}


def test_a_set_is_drawn_on_each_of_its_days() -> None:
    rows = [make_row("{2004-05-03,2006-05-03}"), make_row("2005-05-03"), make_row("2001")]
    (lane,) = small_chart(rows, LANES).lanes
    by_date = {mark.row.edtf: mark for mark in lane.marks}
    days = by_date["{2004-05-03,2006-05-03}"].days
    assert len(days) == 2
    assert days[0] < by_date["2005-05-03"].extent.at < days[1]
    assert by_date["2005-05-03"].days == ()


def test_nothing_stands_on_the_bar_of_another() -> None:
    for edtf in ("2004/2006", "2004-05-03/..", "../2007"):
        (lane,) = small_chart([make_row(edtf), make_row("2005-05-03")], LANES).lanes
        assert len({mark.y for mark in lane.marks}) == 2


def test_nothing_stands_where_an_open_date_fades() -> None:
    for edtf, after in (("[2004-05-03..]", True), ("[..2004-05-03]", False)):
        near = "2004-07-03" if after else "2004-03-03"
        rows = [make_row(edtf), make_row(near), make_row("1995"), make_row("2012")]
        (lane,) = small_chart(rows, LANES).lanes
        level = {mark.row.edtf: mark.y for mark in lane.marks}
        assert level[edtf] != level[near]


def test_the_axis_names_years_and_no_month_whose_year_is_unsaid() -> None:
    crowd = [make_row(f"2004-05-{day:02}") for day in range(1, 20)]
    names = [tick.text for tick in small_chart([*crowd, make_row("1998")], LANES).axis]
    assert names
    assert all(name.isdigit() for name in names)
    months = [tick.text for tick in small_chart(crowd, LANES).axis if tick.wide]
    assert len(months) > 1


def test_a_plan_leads_to_its_outcome_or_says_that_none_is_told() -> None:
    plan, due = make_row("2001", modality="planned"), make_row("2004", modality="planned")
    hoped = make_row("2003", modality="planned", is_open=True)
    outcome = make_row("2010")
    links = [Link(plan.id, outcome.id, "outcome"), Link(due.id, 0, "outcome")]
    chart = small_chart([plan, hoped, due, outcome, make_row("2012")], LANES, links)
    (lane,) = chart.lanes
    assert {m.row.id: m.leads for m in lane.marks if m.leads} == {hoped.id: "open", due.id: "cut"}
    (arc,) = lane.arcs
    at = {mark.row.id: mark.extent.at for mark in lane.marks}
    assert (arc.left, arc.head) == (at[plan.id], at[outcome.id])
    assert chart.signs == {"arc", "cut", "open"}
    assert small_chart([outcome], LANES).signs == set()


@given(
    st.lists(dates, min_size=2, max_size=30),
    st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=12),
)
def test_no_arc_runs_into_a_mark_or_another_arc(edtfs, pairs) -> None:
    rows = [make_row(edtf, modality="planned") for edtf in edtfs]
    links = [
        Link(rows[a].id, rows[b].id, "outcome")
        for a, b in pairs
        if a != b and max(a, b) < len(rows)
    ]
    (lane,) = small_chart(rows, LANES, links).lanes
    at = {mark.row.id: float(mark.extent.at.removesuffix("%")) for mark in lane.marks}
    highest = min(mark.y for mark in lane.marks)
    for arc in lane.arcs:
        assert 0 < arc.apex <= highest - 9
        left = float(arc.left.removesuffix("%"))
        for end, y in (
            (left, arc.left_y),
            (left + float(arc.width.removesuffix("%")), arc.right_y),
        ):
            above = [mark for mark in lane.marks if mark.y < y - 1]
            assert all(abs(at[mark.row.id] - end) > 1.2 for mark in above)


def test_lanes_keep_their_order_and_empty_ones_are_left_out() -> None:
    both = small_chart([make_row(lane="forces"), make_row(lane="talks")], LANES)
    assert [lane.lane.slug for lane in both.lanes] == ["talks", "forces"]
    assert [lane.lane.slug for lane in small_chart([make_row()], LANES).lanes] == ["talks"]


def test_busy_months_are_drawn_wider_only_where_events_crowd() -> None:
    crowd = [make_row(f"2004-05-{day:02}") for day in range(1, 20)]
    assert small_chart([*crowd, make_row("1990")], LANES).is_even
    assert not small_chart([make_row("2001"), make_row("2002")], LANES).is_even


def test_the_axis_names_the_years_that_have_events_not_the_edges_of_squeezed_ones() -> None:
    years = ["1979", "1999", "2006-08", "2007-03"]
    rows = [make_row(edtf) for edtf in [*years, *(f"2010-03-{day:02}" for day in range(1, 25))]]
    chart = small_chart(rows, LANES)
    assert chart.is_even
    named = {tick.text for tick in chart.axis if tick.wide and tick.text.isdigit()}
    assert {"1979", "1999", "2006", "2010"} <= named


def test_names_of_years_keep_apart_and_the_fullest_year_is_named_where_few_are() -> None:
    crowd = [make_row(f"2010-{month:02}-{day:02}") for month in (2, 3) for day in range(1, 25)]
    years = [make_row(f"{year}") for year in (1999, 2002, 2004, 2006, 2008, 2009, 2011, 2015)]
    axis = small_chart([*crowd, *years], LANES).axis
    for names, least in (([t for t in axis if t.wide], 7.7), ([t for t in axis if t.narrow], 13)):
        assert {"1999", "2010", "2015"} <= {tick.text for tick in names}
        places = [float(tick.at.removesuffix("%")) for tick in names]
        assert all(b - a >= least for a, b in pairwise(places))
