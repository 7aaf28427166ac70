"""More events than anybody can tell apart: bars with numbers, which stand where their marks would."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import plotly.graph_objects as go
import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.charts.made import LANES, make_row, make_source, part, rows
from timeline.charts.across import WIDE
from timeline.charts.bins import edtf_of_period, short_number
from timeline.charts.crowd import counting
from timeline.charts.density import EVERY, Density
from timeline.charts.drawing import drawings
from timeline.charts.figure import MOST_MARKS, timeline_figure
from timeline.charts.scale import Ground, cells, even_scale, linear_scale
from timeline.charts.scene import lay_out
from timeline.charts.svg import svg_text
from timeline.dates.edtf import OPEN_END, OPEN_START, read_edtf
from timeline.dates.julian_day import julian_day


class CountedRows:
    """Rows as something that only counts them, as a database does."""

    def __init__(self, events):
        self.events = events

    def in_cells(self, edges):
        lanes = {event.lane for event in self.events}
        mine = {
            lane: Density.of(e for e in self.events if e.lane == lane).in_cells(edges)[EVERY]
            for lane in lanes
        }
        return mine | {EVERY: self.totals(edges)}

    def totals(self, edges):
        return Density.of(self.events).in_cells(edges)[EVERY]


def bars(figure):
    return [item for trace in part(figure, "bins") for item in trace["customdata"]]


def busy_years(number):
    """Events of two lanes, over two years of a century."""
    return [
        make_row(
            f"{1900 + n % 97 if n % 5 else 1950}-{n % 12 + 1:02}-{n % 28 + 1:02}",
            lane="talks" if n % 3 else "forces",
            importance=3 if n % 500 == 0 else 1,
        )
        for n in range(number)
    ]


@pytest.fixture(scope="module")
def crowd():
    return busy_years(MOST_MARKS + 400)


@settings(max_examples=150)
@given(
    st.lists(rows, min_size=1, max_size=30),
    st.sampled_from(["even", "linear"]),
    st.integers(1, 40),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_a_mark_stands_in_the_cell_that_its_event_is_counted_in(events, scale, columns, window):
    density = Density.of(events)
    ground = Ground.of(density)
    whole = ground.whole
    time = even_scale(density, whole.first, whole.last - 1) if scale == "even" else whole
    first, last = sorted(whole.first + int(s * (whole.last - whole.first - 1)) for s in window)
    time = time.window(first, last)
    seen = [event for event in events if event.first_day <= last and event.last_day >= first]
    edges = cells(time, columns)
    scene = lay_out(seen, LANES, time, WIDE, 0)
    for event in scene.placed:
        found = Density.of([event.row]).in_cells(edges)[EVERY]
        (cell,) = np.nonzero(found)[0]
        row = event.row
        if row.first_day > OPEN_START and row.last_day < OPEN_END:
            # To the day: marks of one day stand beside each other inside it.
            left, right = time.at(edges[cell] - 1), time.at(edges[cell + 1] + 1)
            assert left - 0.01 <= event.x <= right + 0.01


@given(st.lists(rows, max_size=10), st.integers(-2_000_000, 2_500_000), st.integers(1, 4_000_000))
def test_events_are_counted_alike_one_by_one_and_all_together(events, first, days):
    drawing = counting(linear_scale(first, first + days), WIDE)
    together = Density.of(events).in_cells(drawing.edges)[EVERY]
    assert drawing.counts(events).tolist() == together.tolist()


def test_a_rail_of_a_period_counts_only_the_sources_of_that_period():
    published = Density.of(
        make_row(f"{year}-05-02") for year in range(1980, 2010) for _ in range(year - 1979)
    )
    events = [make_row("1985-05-02"), make_row("2005-05-02")]
    period = julian_day(1984, 1, 1), julian_day(1986, 12, 31)
    figure = timeline_figure(events, LANES, published=published, period=period, scale="linear")
    (rail,) = part(figure, "published")
    boxes = rail["meta"]["boxes"]
    assert len(boxes) == 3, "a year has one day with sources, and no bar stands at the edges"
    heights = [base - top for _, top, _, base in boxes]
    assert heights == sorted(heights)


@given(st.lists(rows, min_size=1, max_size=40), st.integers(1, 90))
def test_every_event_is_counted_once_in_the_cell_of_its_day(events, columns):
    scale = Ground.of(Density.of(events)).whole
    edges = cells(scale, columns)
    counts = Density.of(events).in_cells(edges)[EVERY]
    assert counts.sum() == len(events)
    for event in events:
        if event.first_day == event.last_day:
            (cell,) = np.nonzero(Density.of([event]).in_cells(edges)[EVERY])[0]
            assert edges[cell] <= event.first_day < edges[cell + 1]


@given(st.integers(2, 30_000), st.integers(1, 90), st.integers(-2_000_000, 2_500_000))
def test_cells_cover_the_whole_period_and_are_about_equally_wide(days, columns, first):
    scale = linear_scale(first, first + days)
    edges = cells(scale, columns)
    assert (edges[0], edges[-1]) == (scale.first, scale.last)
    assert all(a < b for a, b in pairwise(edges))
    widths = [b - a for a, b in pairwise(edges)]
    assert max(widths) <= 1.6 * days / columns + 2


@pytest.mark.parametrize("scale", ["even", "linear"])
def test_of_many_events_each_is_in_a_bar_or_a_milestone_of_its_own(crowd, scale):
    milestones = [event for event in crowd if event.importance == 3]
    figure = timeline_figure(
        milestones,
        LANES,
        [make_source()],
        scale=scale,
        ground=Ground.of(Density.of(crowd)),
        counted=CountedRows(crowd),
    )
    for drawing in (figure, figure["layout"]["meta"]["narrow"]):
        single = [item[0] for trace in part(drawing, "marks") for item in trace["customdata"]]
        assert set(single) <= {event.id for event in milestones}
        assert single, "a milestone stands above the bars where there is room for its mark"
        assert sum(item[3] for item in bars(drawing)) + len(single) == len(crowd)
        go.Figure(data=drawing["data"], layout=drawing["layout"])
    assert figure["layout"]["meta"]["events"] == len(crowd)


def test_the_drawing_is_the_same_without_what_plotly_alone_reads(crowd):
    told = [event for event in crowd if event.importance == 3]
    with_lists, without = (
        timeline_figure(
            told, LANES, [make_source()], ground=Ground.of(Density.of(crowd)),
            counted=CountedRows(crowd), with_narrow=False, for_plotly=for_plotly,
        )
        for for_plotly in (True, False)
    )  # fmt: skip
    assert "x" not in part(without, "bins")[0]
    assert with_lists["layout"] == without["layout"]
    assert drawings(with_lists) == drawings(without)
    assert "data-from" in svg_text(drawings(without)[0])


@pytest.mark.parametrize("scale", ["even", "linear"])
def test_nothing_jumps_where_bars_turn_into_marks(crowd, scale):
    """A filter that leaves fewer events: the same lanes, heights, and time, and each mark in its bar."""
    ground = Ground.of(Density.of(crowd))
    few = crowd[::40]
    as_bars = timeline_figure([], LANES, scale=scale, ground=ground, counted=CountedRows(few))
    as_marks = timeline_figure(few, LANES, scale=scale, ground=ground)
    for before, after in (
        (as_bars, as_marks),
        (as_bars["layout"]["meta"]["narrow"], as_marks["layout"]["meta"]["narrow"]),
    ):
        for same in ("bands", "names", "overview", "rail"):
            assert before["layout"]["meta"][same] == after["layout"]["meta"][same]
        assert before["layout"]["height"] == after["layout"]["height"]
        assert part(after, "marks")[0]["x"]
        time = ground.even if scale == "even" and ground.even else ground.whole
        edges = [
            (time.at(read_edtf(item[1]).first_day), time.at(read_edtf(item[2]).last_day + 1))
            for item in bars(before)
        ]
        for x in part(after, "marks")[0]["x"]:
            assert any(left - 10 <= x <= right + 10 for left, right in edges)


def test_a_bar_opens_its_period_and_says_how_many_and_when(crowd):
    figure = timeline_figure(
        [], LANES, ground=Ground.of(Density.of(crowd)), counted=CountedRows(crowd)
    )
    told = part(figure, "bins")[0]["hovertext"]
    for (_, first, last, count), text in zip(bars(figure), told, strict=True):
        assert read_edtf(first).first_day <= read_edtf(last).last_day
        assert text.startswith(f"{count} event")


def test_bars_of_different_lanes_are_drawn_to_one_measure(crowd):
    figure = timeline_figure(
        [], LANES, ground=Ground.of(Density.of(crowd)), counted=CountedRows(crowd)
    )
    heights: dict[str, list[float]] = {}
    for trace in part(figure, "count"):
        for start in range(0, len(trace["y"]), 6):
            base, top = trace["y"][start], trace["y"][start + 1]
            heights.setdefault(trace["fillcolor"], []).append(base - top)
    assert len(heights) == 2
    assert max(map(max, heights.values())) <= 26
    assert min(map(min, heights.values())) >= 1


def test_looking_closer_leads_to_single_marks(crowd):
    """From bar to bar, each asks for its own period, until what is there can be drawn one by one."""
    ground = Ground.of(Density.of(crowd))
    period, shown = None, crowd
    for _ in range(12):
        if len(shown) <= 30:
            break
        figure = timeline_figure(
            [], LANES, ground=ground, counted=CountedRows(shown), period=period
        )
        _, first, last, _ = max(bars(figure), key=lambda item: item[3])
        period = read_edtf(first).first_day, read_edtf(last).last_day
        shown = [e for e in shown if e.first_day <= period[1] and e.last_day >= period[0]]
    assert len(shown) <= 30
    figure = timeline_figure(shown, LANES, ground=ground, period=period)
    assert part(figure, "marks")[0]["x"]


def test_a_period_of_whole_months_or_years_is_said_by_them():
    assert edtf_of_period(julian_day(1998, 3, 1), julian_day(1998, 5, 31)) == ("1998-03", "1998-05")
    assert edtf_of_period(julian_day(1990, 1, 1), julian_day(1999, 12, 31)) == ("1990", "1999")
    assert edtf_of_period(julian_day(1998, 3, 2), julian_day(1998, 3, 2)) == (
        "1998-03-02",
        "1998-03-02",
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [(7, "7"), (999, "999"), (1_000, "1k"), (1_260, "1.2k"), (12_900, "12k"), (3_450_000, "3.4M")],
)
def test_numbers_of_bars_are_short(count, words):
    assert short_number(count) == words


def test_a_reader_of_russian_finds_the_letters_and_comma_of_russian():
    with override("ru"):
        assert [short_number(count) for count in (999, 1_260, 12_900, 3_450_000)] == [
            "999", "1,2т", "12т", "3,4М",
        ]  # fmt: skip


def test_more_sources_than_letters_are_bars_on_the_rail_and_cross_no_lane():
    days = [f"200{n % 9}-0{n % 7 + 1}-11" for n in range(80)]
    published = Density.of(make_row(day) for day in days)
    figure = timeline_figure([make_row("2004-05-02")], LANES, published=published)
    for drawing in (figure, figure["layout"]["meta"]["narrow"]):
        (rail,) = part(drawing, "published")
        bottom = drawing["layout"]["meta"]["bands"][-1][1]
        assert all(
            y > bottom for trace in (rail, *part(drawing, "sources")) for y in trace["y"] if y
        )
    names = [name["text"] for name in figure["layout"]["annotations"]]
    assert "80 sources" in names


def test_milestones_of_one_day_find_room_for_their_names_without_plotlys_lists_too() -> None:
    two = [make_row("2010-03-18", importance=3), make_row("2010-03-18", importance=3)]
    bare = timeline_figure(two, LANES, with_narrow=False, for_plotly=False)
    assert bare["layout"] == timeline_figure(two, LANES, with_narrow=False)["layout"]


def test_a_crowd_without_plotlys_lists_has_a_drawing_for_phones_too(crowd):
    told = [event for event in crowd if event.importance == 3]
    figure = timeline_figure(
        told,
        LANES,
        ground=Ground.of(Density.of(crowd)),
        counted=CountedRows(crowd),
        for_plotly=False,
    )
    assert len(drawings(figure)) == 2
