"""Moments and the arithmetic on them, against datetime."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates.calendars import (
    UNITS,
    CannotTell,
    Moment,
    coarsen,
    day_of_week,
    first_day,
    from_day,
    last_day,
    moment,
    nearest,
    shift,
    weekday_from,
)
from timeline.dates.edtf import read_edtf
from timeline.dates.timex import edtf_value, read_value, timex_value

DAYS = st.dates(min_value=datetime.date(20, 1, 1), max_value=datetime.date(9900, 1, 1))
UNIT = st.sampled_from(UNITS)


def of(day: datetime.date) -> Moment:
    return moment("day", day.year, day.month, day.day)


def iso(when: Moment) -> str:
    return timex_value(when)


@given(DAYS)
def test_the_iso_week_is_that_of_datetime(day: datetime.date) -> None:
    year, week, weekday = day.isocalendar()
    found = coarsen(of(day), "week")
    assert (found.year, found.number) == (year, week)
    assert day_of_week(found, weekday) == of(day)


@given(DAYS, UNIT)
def test_a_day_lies_in_each_unit_that_it_is_coarsened_to(day: datetime.date, unit) -> None:
    whole = coarsen(of(day), unit)
    inside = first_day(whole) <= first_day(of(day)) <= last_day(whole)
    assert inside or unit == "weekend"
    assert coarsen(whole, unit) == whole


@given(DAYS, st.integers(-300, 300), UNIT)
def test_a_whole_unit_shifted_there_and_back_is_itself(day, count, unit) -> None:
    whole = coarsen(of(day), unit)
    try:
        there = shift(whole, unit, count)
    except CannotTell:
        return
    assert shift(there, unit, -count) == whole
    assert (first_day(there) > first_day(whole)) == (count > 0)


@given(DAYS, st.integers(-1000, 1000))
def test_days_are_shifted_as_datetime_does(day: datetime.date, count: int) -> None:
    assert shift(of(day), "day", count) == of(day + datetime.timedelta(days=count))


@given(DAYS, UNIT)
def test_a_value_is_read_back_as_it_was_written(day: datetime.date, unit) -> None:
    whole = coarsen(of(day), unit)
    assert read_value(timex_value(whole)) == whole


@given(DAYS, UNIT)
def test_edtf_has_the_days_of_the_moment(day: datetime.date, unit) -> None:
    whole = coarsen(of(day), unit)
    read = read_edtf(edtf_value(whole))
    assert (read.first_day, read.last_day) == (first_day(whole), last_day(whole))


@given(DAYS, st.integers(1, 7))
def test_weekdays_lie_on_the_side_that_is_asked_for(day: datetime.date, weekday: int) -> None:
    gaps = {
        side: first_day(weekday_from(of(day), weekday, side)) - first_day(of(day))
        for side in ("back", "before", "on", "after", "near")
    }
    assert all(of(day + datetime.timedelta(days=gap)) for gap in gaps.values())
    assert -6 <= gaps["back"] <= 0 <= gaps["on"] <= 6
    assert -7 <= gaps["before"] < 0 < gaps["after"] <= 7
    assert abs(gaps["near"]) <= 3
    for gap in gaps.values():
        assert (day + datetime.timedelta(days=gap)).isoweekday() == weekday


@pytest.mark.parametrize(
    ("start", "unit", "count", "end"),
    [
        ("2010-03-31", "month", -1, "2010-02-28"),
        ("2008-02-29", "year", 1, "2009-02-28"),
        ("2010-03-18", "quarter", -1, "2009-12-18"),
        ("1989-Q3", "year", -1, "1988-Q3"),
        ("1989-Q1", "quarter", -1, "1988-Q4"),
        ("1989-H1", "half", 1, "1989-H2"),
        ("1998-WI", "season", 1, "1999-SP"),
        ("2010-W11", "month", 1, "2010-W15"),
        ("2010-W11", "year", -1, "2009-W11"),
        ("2010-W11-WE", "week", 1, "2010-W12-WE"),
        ("2010-03-18T10:30", "day", 1, "2010-03-19T10:30"),
        ("1990", "decade", 1, "2000"),
    ],
)
def test_a_shift_keeps_what_the_calendar_has(start: str, unit, count: int, end: str) -> None:
    assert iso(shift(read_value(start), unit, count)) == end


@pytest.mark.parametrize(
    ("day", "season"),
    [("2010-01-15", "2009-WI"), ("2010-12-15", "2010-WI"), ("2010-03-01", "2010-SP")],
)
def test_winter_belongs_to_the_year_of_its_december(day: str, season: str) -> None:
    assert iso(coarsen(read_value(day), "season")) == season


def test_the_nearest_leap_day_may_be_years_away() -> None:
    assert iso(nearest("day", 2, 29, read_value("1901-06-01"))) == "1904-02-29"
    with pytest.raises(CannotTell, match="no year near"):
        nearest("day", 2, 30, read_value("2010"))


def test_of_two_equally_near_the_later_is_taken() -> None:
    assert iso(nearest("month", 9, 0, read_value("2010-03"))) in {"2009-09", "2010-09"}


@pytest.mark.parametrize(
    ("unit", "year", "number", "day"),
    [
        ("year", 10000, 0, 0), ("year", -10000, 0, 0), ("day", 2010, 2, 30), ("day", 2010, 13, 1),
        ("day", 2010, 0, 1), ("quarter", 2010, 5, 0), ("half", 2010, 3, 0), ("season", 2010, 0, 0),
        ("week", 2010, 54, 0), ("year", 2010, 1, 0),
    ],
)  # fmt: skip
def test_what_no_calendar_has_is_refused(unit, year: int, number: int, day: int) -> None:
    with pytest.raises(CannotTell):
        moment(unit, year, number, day)


@pytest.mark.parametrize("value", ["", "18 March", "2010-13", "2010-W60", "20100318", "2010-Q5"])
def test_what_is_no_value_is_refused(value: str) -> None:
    with pytest.raises(CannotTell):
        read_value(value)


def test_nothing_is_made_finer_than_it_was() -> None:
    for call in (
        lambda: coarsen(read_value("2010"), "day"),
        lambda: shift(read_value("2010"), "month", 1),
        lambda: weekday_from(read_value("2010-03"), 1, "back"),
    ):
        with pytest.raises(CannotTell):
            call()


def test_a_day_number_gives_its_day() -> None:
    assert iso(from_day(2440588)) == "1970-01-01"
