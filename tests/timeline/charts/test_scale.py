from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.charts.made import make_row, rows
from timeline.charts.density import Density
from timeline.charts.scale import WIDTH, covered, even_scale, is_crowded, linear_scale
from timeline.dates.julian_day import julian_day

some_rows = st.lists(rows, min_size=1, max_size=40)


@given(some_rows)
def test_later_days_never_stand_further_left_and_the_axis_is_filled(events):
    first, last = covered(Density.of(events))
    for scale in (linear_scale(first, last), even_scale(Density.of(events), first, last)):
        places = [scale.at(day) for day in range(first, last + 2, max(1, (last - first) // 200))]
        assert places == sorted(places)
        assert len(set(places)) == len(places)
        assert scale.at(first) == 0
        assert scale.at(last + 1) == pytest.approx(WIDTH)


@given(some_rows, st.floats(0, 1))
def test_a_place_leads_back_to_its_day(events, share):
    first, last = covered(Density.of(events))
    scale = even_scale(Density.of(events), first, last)
    day = first + share * (last + 1 - first)
    assert scale.day_at(scale.at(day)) == pytest.approx(day, abs=1e-4)


@given(some_rows)
def test_a_window_shows_the_same_days_in_the_same_order_over_the_whole_width(events):
    first, last = covered(Density.of(events))
    whole = even_scale(Density.of(events), first, last)
    middle = (first + last) // 2
    part = whole.window(middle, last)
    assert part.at(middle) == 0
    assert part.at(last + 1) == pytest.approx(WIDTH)
    stretch = WIDTH / (whole.at(last + 1) - whole.at(middle))
    later = (middle + last) // 2
    assert part.at(later) == pytest.approx(
        (whole.at(later) - whole.at(middle)) * stretch, rel=1e-6, abs=1e-6
    )


def test_a_window_that_lies_outside_shows_everything():
    scale = linear_scale(julian_day(1990, 1, 1), julian_day(1999, 12, 31))
    assert scale.window(julian_day(2005, 1, 1), julian_day(2006, 1, 1)).days == scale.days


def test_the_period_is_whole_years_around_events_and_sources():
    assert covered(Density.of([make_row("1992-05-15")]), [julian_day(2011, 5, 20)]) == (
        julian_day(1992, 1, 1),
        julian_day(2011, 12, 31),
    )


def test_an_open_end_does_not_stretch_the_period():
    events = [make_row("1999/.."), make_row("[..2004]")]
    assert covered(Density.of(events)) == (julian_day(1999, 1, 1), julian_day(2004, 12, 31))


def test_without_events_and_sources_there_is_no_period():
    with pytest.raises(ValueError, match="no event"):
        covered(Density.of([]))


def test_a_busy_month_gets_more_room_than_a_quiet_one():
    events = [make_row(f"2010-03-{day:02}") for day in range(1, 20)] + [make_row("1992-05-15")]
    scale = even_scale(Density.of(events), *covered(Density.of(events)))
    busy = scale.at(julian_day(2010, 4, 1)) - scale.at(julian_day(2010, 3, 1))
    quiet = scale.at(julian_day(2001, 4, 1)) - scale.at(julian_day(2001, 3, 1))
    assert busy > 100 * quiet


def test_a_busy_day_is_stretched_inside_its_month():
    events = [make_row("2010-03-18") for _ in range(9)] + [make_row("2010-03-04")]
    scale = even_scale(
        Density.of([*events, make_row("1992")]), *covered(Density.of([*events, make_row("1992")]))
    )
    width = scale.at(julian_day(2010, 3, 19)) - scale.at(julian_day(2010, 3, 18))
    assert width > 10 * (scale.at(julian_day(2010, 3, 12)) - scale.at(julian_day(2010, 3, 11)))


def test_a_date_known_to_the_year_favours_none_of_its_months():
    events = [make_row("2004"), make_row("1992-05-15"), make_row("2010-05-15")]
    scale = even_scale(Density.of(events), *covered(Density.of(events)))
    months = [julian_day(2004, month, 1) for month in range(1, 13)]
    widths = [scale.at(month + 28) - scale.at(month) for month in months]
    assert max(widths) < 1.2 * min(widths)


def test_crowding_is_told_from_an_even_spread():
    spread = [make_row(f"{year}-06-01") for year in range(1990, 2010)]
    crowded = [make_row(f"2010-03-{day:02}") for day in range(1, 25)] + [make_row("1990")]
    assert not is_crowded(Density.of(spread), *covered(Density.of(spread)))
    assert is_crowded(Density.of(crowded), *covered(Density.of(crowded)))


@pytest.mark.parametrize(("early", "late"), [("-0752", "1453-05-29"), ("Y-200000", "2020")])
def test_long_stretches_of_history_take_few_knots(early, late):
    events = [make_row(early), make_row(late)]
    assert len(even_scale(Density.of(events), *covered(Density.of(events))).days) < 1000
