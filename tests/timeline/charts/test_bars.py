"""What lasted: where its bar begins and ends, and what it says where that isn't shown."""

from __future__ import annotations

import pytest

from tests.timeline.charts.made import LANES, make_row, make_source, part
from timeline.charts.figure import timeline_figure
from timeline.dates.edtf import read_edtf


def test_what_lasted_is_a_bar_and_has_no_lens():
    figure = timeline_figure([make_row("2007-03-09/2007-04-13")], LANES)
    assert part(figure, "bar")
    assert not part(figure, "lens")


def pieces(trace):
    """Its lines, as points."""
    found: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if x is None:
            found.append([])
        else:
            found[-1].append((x, y))
    return [piece for piece in found if piece]


def reach(figure, name="bar"):
    xs = [x for trace in part(figure, name) for x in trace["x"] if x is not None]
    return min(xs), max(xs)


def test_what_has_no_end_goes_on_to_the_edge_and_fades_after_the_last_source():
    events = [make_row("2002/.."), make_row("1992-05-15"), make_row("2011-12-30")]
    figure = timeline_figure(events, LANES, [make_source("2010-03-19")], scale="linear")
    assert reach(figure)[1] == 1000
    solid, *fading = part(figure, "bar")
    assert 880 < max(x for x in solid["x"] if x is not None) < 920  # March 2010 of 1992-2011
    assert [trace["opacity"] for trace in fading] == sorted(
        (trace["opacity"] for trace in fading), reverse=True
    )
    assert all(trace["opacity"] < solid["opacity"] for trace in fading)


def test_what_has_no_beginning_comes_from_the_edge():
    events = [make_row("../2004", modality="planned"), make_row("1992-05-15")]
    figure = timeline_figure(events, LANES, scale="linear")
    assert reach(figure)[0] == 0


def test_what_lasts_on_through_a_period_fills_it():
    events = [make_row("2002/.."), make_row("2010-03-18")]
    month = read_edtf("2010-03")
    figure = timeline_figure(
        events, LANES, [make_source("2011-05-20")], period=(month.first_day, month.last_day)
    )
    assert reach(figure) == (0, pytest.approx(1000, abs=15))
    assert reach(figure)[1] > 1000, "it ends in a point: it goes on"
    assert len(part(figure, "bar")) == 1, "a source beyond the period still carries it"


@pytest.mark.parametrize("modality", ["occurred", "planned"])
def test_a_bar_says_where_it_begins_or_ends_outside_of_what_is_shown(modality):
    events = [
        make_row("2009-06/2009-08", modality=modality), make_row("2009-07/2010-02", modality=modality),
        make_row("2010-02/2010-03", modality=modality), make_row("2010-11/2011-02", modality=modality),
    ]  # fmt: skip
    year = read_edtf("2010")
    figure = timeline_figure(events, LANES, period=(year.first_day, year.last_day))
    (marks,) = part(figure, "marks")
    found = {
        data[0]: symbol
        for data, symbol in zip(marks["customdata"], marks["marker"]["symbol"], strict=True)
    }
    usual = "circle" if modality == "occurred" else "diamond"
    assert [found.get(event.id) for event in events] == [None, "triangle-left", usual, usual]
    (bars,) = part(figure, "bar")
    first, *_, last = [[x for x, _ in piece] for piece in pieces(bars)]
    assert min(first) == 0
    assert max(last) > 1000, "the one that goes on ends in a point"
    assert (first[0] == first[-1] and len(first) == 5) == (modality == "occurred"), "no cap"


@pytest.mark.parametrize("modality", ["occurred", "planned"])
def test_a_bar_of_which_only_the_end_is_known_says_that_it_began_before(modality):
    events = [make_row("../2010-06", modality=modality), make_row("../2012", modality=modality)]
    year = read_edtf("2010")
    figure = timeline_figure(
        events, LANES, [make_source("2009-05-20")], period=(year.first_day, year.last_day)
    )
    (bars,) = part(figure, "bar")
    first, second = ([x for x, _ in piece] for piece in pieces(bars))
    assert min(first) < 0, "it ends in a point on the left"
    assert min(second) < 0
    assert max(second) == 1000, "its mark, at the right edge, is the point there"
