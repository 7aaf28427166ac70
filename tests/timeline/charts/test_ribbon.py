"""The ribbon of the story mode: all of time in pixels, each step apart from the next."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.charts.made import make_row
from timeline.charts.ribbon import ribbon
from timeline.charts.rows import SourceMark
from timeline.dates.edtf import OPEN_END
from timeline.dates.julian_day import julian_day

GAZETTE = SourceMark("A", "gazette", "The Gazette", julian_day(2004, 5, 5), julian_day(2004, 5, 5))


@given(st.lists(st.integers(1900, 2020), min_size=1, max_size=20), st.integers(1900, 2020))
def test_steps_stand_in_order_of_time_and_on_the_ribbon(years: list[int], other: int) -> None:
    rows = [make_row(str(year), importance=3) for year in sorted(years)]
    drawn = ribbon(rows, [make_row(str(other))], {}, [GAZETTE])
    assert [stop.number for stop in drawn.stops] == list(range(1, len(rows) + 1))
    assert all(before.at <= after.at for before, after in pairwise(drawn.stops))
    places = [*(s.at for s in drawn.stops), *(d.at for d in drawn.dots), drawn.sources[0].at]
    assert all(0 <= at <= drawn.width for at in places)


def test_milestones_of_one_busy_month_have_room_to_be_read() -> None:
    days = ["2010-03-02", "2010-03-10", "2010-03-18"]
    rows = [make_row(day, importance=3) for day in ["1992", *days]]
    rest = [make_row(f"2010-03-{day:02}") for day in range(1, 29)]
    places = [stop.at for stop in ribbon(rows, rest, {}, []).stops]
    assert all(after - before > 34 for before, after in pairwise(places))


def test_a_year_is_drawn_as_wide_as_it_is_and_a_day_as_a_point() -> None:
    year, day, talks = ribbon(
        [make_row("1992"), make_row("2004-05-03"), make_row("2005/2007")], [], {}, []
    ).stops
    assert year.width > 20
    assert year.left < year.at < year.left + year.width
    assert day.width == 0
    assert talks.is_span
    assert not year.is_span


def test_names_on_the_axis_never_touch() -> None:
    rows = [make_row(str(year)) for year in range(1990, 2012)]
    named = [tick.at for tick in ribbon(rows, rows, {}, []).ticks if tick.text]
    assert len(named) > 5
    assert all(after - before >= 34 for before, after in pairwise(named))


def test_undated_sources_have_no_place() -> None:
    undated = SourceMark("B", "b", "Undated", OPEN_END, OPEN_END)
    assert ribbon([make_row("2004")], [], {}, [undated]).sources == ()


def test_of_very_many_events_at_one_place_a_few_dots_are_drawn() -> None:
    drawn = ribbon([make_row("2004")], [make_row("2005-05-03")] * 500, {"works": 3}, [])
    assert 1 < len(drawn.dots) < 10


def test_a_dot_tells_a_plan_from_what_took_place() -> None:
    rest = [make_row("2005-05-03"), make_row("2015", modality="planned")]
    drawn = ribbon([make_row("2004")], rest, {}, [])
    assert [dot.is_plan for dot in drawn.dots] == [False, True]


def test_the_axis_names_the_years_of_the_steps_and_no_empty_one_in_their_place() -> None:
    years = ["1992", "1999", "2002", "2004", "2006-08"]
    rest = [make_row(f"2010-03-{day:02}") for day in range(1, 29)]
    drawn = ribbon([make_row(edtf, importance=3) for edtf in years], rest, {}, [])
    assert drawn.is_even
    named = {tick.text for tick in drawn.ticks if tick.major and tick.text}
    assert {"1992", "1999", "2002", "2004", "2006", "2010"} <= named
