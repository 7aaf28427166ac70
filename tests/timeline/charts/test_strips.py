"""Time as one line: nothing touches, nothing is lost, nothing is drawn finer than it is known."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.charts.made import make_row
from timeline.charts.density import Density
from timeline.charts.rows import SourceMark
from timeline.charts.scale import covered, linear_scale
from timeline.charts.strips import (
    COLUMNS,
    EVENT_PIXELS,
    MOST_PIXELS,
    axis,
    bar_strip,
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
def test_a_bar_is_as_high_as_its_events_are_many(counts) -> None:
    strip = bar_strip(counts, DECADES)
    events = sum(counts.values())
    assert len(strip.bars) == len(counts)
    columns: dict[str, float] = {}
    for bar in strip.bars:
        columns[bar.left] = columns.get(bar.left, 0) + float(bar.height)
        assert 0 <= float(bar.y) <= strip.height
    if counts:
        pixels = max(columns.values()) / strip.most
        assert abs(sum(columns.values()) - events * pixels) < 0.01
    assert strip.height <= MOST_PIXELS + EVENT_PIXELS


@given(
    st.dictionaries(
        st.tuples(st.integers(0, COLUMNS - 1), st.integers(1, 12)),
        st.tuples(st.integers(0, 99), st.integers(0, 99)).filter(any),
        min_size=1,
        max_size=30,
    )
)
def test_plans_are_as_high_as_they_are_many_and_lie_above_the_rest_of_their_lane(both) -> None:
    counts = {at: sum(numbers) for at, numbers in both.items()}
    strip = bar_strip(counts, DECADES, plans={at: plans for at, (_, plans) in both.items()})
    most = max(sum(n for at, n in counts.items() if at[0] == column) for column, _ in counts)
    pixels = (strip.height - EVENT_PIXELS) / most
    drawn = [float(bar.height) / pixels for bar in strip.bars if bar.is_plan]
    assert abs(sum(drawn) - sum(plans for _, plans in both.values())) < 0.05 * len(strip.bars) + 0.2
    for lower, upper in pairwise(strip.bars):
        if lower.is_plan:
            assert (lower.left, lower.colour) != (upper.left, upper.colour)


def test_busy_columns_have_more_room_and_their_bars_stand_in_the_time_they_tell_of() -> None:
    counts = {(column, 1): 10 for column in (60, 61)} | {(10, 1): 1, (110, 2): 1}
    strip = bar_strip(counts, DECADES)
    assert strip.is_even
    lefts = dict(zip(sorted(counts), (place(bar.left) for bar in strip.bars), strict=True))
    assert lefts[61, 1] - lefts[60, 1] > 3 * 100 / COLUMNS
    years = {tick.text: place(tick.at) for tick in strip.axis}
    assert years["2001"] < lefts[61, 1] < years["2002"]


def test_where_events_lie_evenly_time_is_linear() -> None:
    strip = bar_strip({(column, 1): 2 for column in range(0, COLUMNS, 2)}, DECADES)
    assert not strip.is_even
    assert strip.axis == axis(DECADES)


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


def test_a_date_is_open_to_the_side_on_which_nothing_ends_it() -> None:
    told = {
        edtf: (extent(make_row(edtf), DECADES).kind, extent(make_row(edtf), DECADES).open_to)
        for edtf in ("[..2004-05-03]", "[2004-05-03..]", "2004-05-03/..", "2004-05", "2004-05-03")
    }
    assert told == {
        "[..2004-05-03]": ("soft", "start"),
        "[2004-05-03..]": ("soft", "end"),
        "2004-05-03/..": ("span", "end"),
        "2004-05": ("soft", ""),
        "2004-05-03": ("point", ""),
    }


def test_events_of_one_day_share_a_tick() -> None:
    rows = [make_row("2004-05-03"), make_row("2004-05-03"), make_row("2005")]
    strip = place_strip(rows[0], rows, linear_scale(*covered(Density.of(rows))))
    assert len(strip.others) == 2


def test_the_year_of_the_last_bar_and_those_with_most_events_are_named_below_the_bars() -> None:
    counts = {(column, 1): 30 for column in (60, 92)} | {(3, 1): 1, (COLUMNS - 1, 2): 1}
    named = {tick.text for tick in bar_strip(counts, DECADES).axis if tick.wide}
    assert named >= {"1990", "2001", "2006", "2011"}


def test_a_source_has_its_day_at_the_foot_of_the_bar_that_counts_its_time() -> None:
    counts = {(column, 1): 10 for column in (60, 61)}
    span = DECADES.last - DECADES.first
    middle = DECADES.first + span * 121 // (2 * COLUMNS)  # of column 60
    strip = bar_strip(counts, DECADES, marks(middle - 25, middle, middle + 25))
    foot = strip.feet[0]
    for source in strip.sources:
        assert place(foot.left) <= place(source.at) <= place(foot.left) + place(foot.width)


@given(
    st.dictionaries(
        st.tuples(st.integers(0, COLUMNS - 1), st.integers(1, 12)), st.integers(1, 99), min_size=1
    )
)
def test_a_bar_stands_on_its_foot_and_feet_never_touch(counts) -> None:
    strip = bar_strip(counts, DECADES)
    feet = sorted((place(foot.left), place(foot.width)) for foot in strip.feet)
    assert all(left + width < after for (left, width), (after, _) in pairwise(feet))
    columns = sorted({(place(bar.left), place(bar.width)) for bar in strip.bars})
    for (left, width), (foot, wide) in zip(columns, feet, strict=True):
        assert foot < left + width / 2 < foot + wide


def test_a_bar_of_a_busy_time_is_no_wider_than_others_for_it_would_look_like_more() -> None:
    counts = {(60, 1): 90, (61, 1): 30, (10, 1): 1, (110, 2): 1}
    strip = bar_strip(counts, DECADES)
    assert max(place(bar.width) for bar in strip.bars) <= 2
    quiet, busy = strip.feet[0], strip.feet[1]
    assert place(busy.width) > 3 * place(quiet.width)  # its room shows in its foot


def test_a_strip_knows_how_long_the_time_of_a_bar_is() -> None:
    def told(*period: int) -> tuple[int, str]:
        strip = bar_strip({}, linear_scale(*period))
        return strip.each, strip.unit

    assert told(julian_day(2004, 3, 1), julian_day(2004, 4, 30)) == (1, "day")
    assert told(DECADES.first, DECADES.last - 1) == (2, "month")
    assert told(julian_day(1500, 1, 1), julian_day(1999, 12, 31)) == (4, "year")
