"""Time as one line: nothing touches, nothing is lost, nothing is drawn finer than it is known."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.charts.made import make_row
from timeline.charts.rows import SourceMark
from timeline.charts.scale import covered, linear_scale
from timeline.charts.strips import (
    COLUMNS,
    MOST_DOTS,
    axis,
    dot_strip,
    extent,
    place_strip,
    source_ticks,
)
from timeline.dates.edtf import OPEN_END
from timeline.dates.julian_day import julian_day

DECADES = linear_scale(julian_day(1990, 1, 1), julian_day(2011, 12, 31))


def place(at: str) -> float:
    return float(at.removesuffix("%"))


def marks(*days: int) -> list[SourceMark]:
    return [SourceMark(chr(65 + n), f"s{n}", "Gazette", day, day) for n, day in enumerate(days)]


@given(st.lists(st.integers(DECADES.first, DECADES.last - 1), min_size=1, max_size=26))
def test_letters_never_touch_and_stay_in_order(days) -> None:
    ticks = source_ticks(marks(*days), DECADES)
    pixels = [place(tick.at) * 6.6 + tick.shift for tick in ticks]
    assert all(after - before > 18.5 for before, after in pairwise(pixels))
    assert len(ticks) == len(days)


def test_letters_far_apart_stand_on_their_day() -> None:
    ticks = source_ticks(marks(julian_day(1995, 1, 1), julian_day(2005, 1, 1)), DECADES)
    assert [tick.shift for tick in ticks] == [0, 0]


def test_undated_sources_have_no_tick_and_very_many_have_none() -> None:
    assert source_ticks(marks(OPEN_END), DECADES) == ()
    assert source_ticks(marks(*range(DECADES.first, DECADES.first + 27)), DECADES) == ()


@given(
    st.dictionaries(
        st.tuples(st.integers(0, COLUMNS - 1), st.integers(1, 12)),
        st.integers(1, 10**6),
        max_size=60,
    )
)
def test_each_dot_stands_for_at_most_as_many_events_as_the_strip_says(counts) -> None:
    strip = dot_strip(counts, DECADES)
    by_colour: dict[tuple[str, int], int] = {}
    for dot in strip.dots:
        by_colour[dot.at, dot.colour] = by_colour.get((dot.at, dot.colour), 0) + 1
    assert len(by_colour) == len(counts)
    assert sum(by_colour.values()) * strip.each >= sum(counts.values())
    assert strip.height <= (MOST_DOTS + 13) * 8  # a dot more for each colour of a column, and air
    assert len({(dot.at, dot.up) for dot in strip.dots}) == len(strip.dots)


def test_names_on_the_axis_have_room_on_each_screen() -> None:
    for scale in (DECADES, linear_scale(julian_day(2004, 3, 1), julian_day(2004, 9, 30))):
        ticks = axis(scale)
        for names, gap in (
            ([t for t in ticks if t.wide], 5.19),
            ([t for t in ticks if t.narrow], 12.9),
        ):
            assert len(names) > 1
            assert all(place(b.at) - place(a.at) >= gap for a, b in pairwise(names))


def test_a_day_is_a_point_a_month_a_lens_and_a_week_of_talks_a_bar() -> None:
    kinds = [
        extent(make_row(edtf), DECADES).kind
        for edtf in ("2004-05-03", "2004-05", "2004-05-03/2004-05-09", "[..2004-05-03]")
    ]
    assert kinds == ["point", "soft", "span", "soft"]


def test_a_lens_covers_exactly_the_time_that_the_date_leaves_open() -> None:
    year = extent(make_row("2000"), DECADES)
    assert abs(place(year.left) - 10 / 22 * 100) < 0.05
    assert abs(place(year.width) - 100 / 22) < 0.05
    assert year.left < year.at


def test_an_open_end_is_drawn_at_the_known_one() -> None:
    known, left_open = (
        extent(make_row(edtf), DECADES) for edtf in ("2004-05-03", "[..2004-05-03]")
    )
    assert left_open.at == known.at


def test_events_of_one_day_share_a_tick() -> None:
    rows = [make_row("2004-05-03"), make_row("2004-05-03"), make_row("2005")]
    strip = place_strip(rows[0], rows, linear_scale(*covered(rows)))
    assert len(strip.others) == 2
