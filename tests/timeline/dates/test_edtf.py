"""Our reading of EDTF against the `edtf` package, and against datetime."""

from __future__ import annotations

import datetime
import time

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates.edtf import OPEN_END, OPEN_START, EdtfError, read_edtf
from timeline.dates.julian_day import calendar_date, julian_day

EPOCH = 1721425
"""Julian day number of day 0 of datetime's ordinals."""

READABLE = [
    "2010-03-18", "2006-08", "2002", "2007-03-09/2007-03-13", "2006~", "2010-12?", "2010%",
    "199X", "19XX", "2010-XX", "2010-03-XX", "2010-XX-XX",
    "1979/1989", "2001-21", "2001-22", "2001-23", "2001-33", "2001-36", "2001-37", "2001-39",
    "2001-40", "2001-41", "-0043", "0000", "Y-17000",
    "2004-06~-11", "2004-02-29", "1900-02",
]  # fmt: skip
PRECISIONS = {
    "2010-03-18": "day", "2006-08": "month", "2010-03-XX": "month", "2001-21": "season",
    "2002": "year", "2010-XX": "year", "199X": "decade", "19XX": "century", "1XXX": "millennium",
    "2007-03/2008": "year", "2007/2008-01-02": "year", "[2010-02-01..2010-02]": "month",
}  # fmt: skip
FAULTS = {
    "": "is not an EDTF date", "18 March": "is not an EDTF date", "2010-13": "no month 13",
    "2010-02-30": "that month has 28 days", "1900-02-29": "that month has 28 days",
    "2010-00": "no month 00", "2010-00-01": "no month 00", "2010-03-00": "that month has 31 days",
    "../..": "neither start nor end", "/": "neither start nor end", "[]": "empty member",
    "2011/2010": "ends before it starts", "[2011..2010]": "ends before it starts",
    "1X9X": "only the last digits", "XXXX": "only the last digits",
    "199X-03": "finer part under an unspecified one", "2010-XX-03": "finer part under",
    "2010-03-1X": "whole or as XX", "2010-42": "no month 42", "2010-24-03": "no month 24",
    "Y1000000": "is not an EDTF date", "Y12345-01-01": "is not an EDTF date", "[..]": "empty member", "2010-1X": "finer part under",
}  # fmt: skip


def day_number(when: time.struct_time) -> int:
    return julian_day(when.tm_year, when.tm_mon, when.tm_mday)


@pytest.mark.parametrize("text", READABLE)
def test_days_agree_with_the_edtf_package(text: str) -> None:
    ours, theirs = read_edtf(text), edtf.parse_edtf(text)
    assert ours.first_day == day_number(theirs.lower_strict())
    assert ours.last_day == day_number(theirs.upper_strict())


@pytest.mark.parametrize(("text", "precision"), PRECISIONS.items())
def test_precision_is_that_of_the_coarser_end(text: str, precision: str) -> None:
    assert read_edtf(text).precision == precision


@pytest.mark.parametrize(("text", "reason"), FAULTS.items())
def test_a_fault_is_told_in_one_line(text: str, reason: str) -> None:
    with pytest.raises(EdtfError, match=reason) as fault:
        read_edtf(text)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("../1999", OPEN_START, julian_day(1999, 12, 31)),
        ("/1999", OPEN_START, julian_day(1999, 12, 31)),
        ("1999/..", julian_day(1999, 1, 1), OPEN_END),
        ("1999-05/", julian_day(1999, 5, 1), OPEN_END),
        ("[..1999]", OPEN_START, julian_day(1999, 12, 31)),
        ("[1999..]", julian_day(1999, 1, 1), OPEN_END),
    ],
)
def test_open_ends_are_the_ends_of_the_column(text: str, first: int, last: int) -> None:
    assert (read_edtf(text).first_day, read_edtf(text).last_day) == (first, last)


def test_an_interval_lasted_and_a_choice_happened_once() -> None:
    spans = ("2007-03-09/2007-03-13", "{1960,1961}", "1999/..")
    assert all(read_edtf(text).is_span for text in spans)
    assert not any(read_edtf(text).is_span for text in ("[1960,1961]", "2010", "[..1999]"))


def test_winter_runs_into_the_next_year() -> None:
    winter = read_edtf("2009-24")
    assert calendar_date(winter.first_day) == (2009, 12, 1)
    assert calendar_date(winter.last_day) == (2010, 2, 28)


def test_doubt_and_approximation_are_told_apart() -> None:
    marks = {text: read_edtf(text) for text in ("2006~", "2006?", "2006%", "2006")}
    assert [date.approximate for date in marks.values()] == [True, False, True, False]
    assert [date.uncertain for date in marks.values()] == [False, True, True, False]


@given(st.dates())
def test_every_day_agrees_with_datetime(day: datetime.date) -> None:
    read = read_edtf(day.isoformat())
    assert read.first_day == read.last_day == day.toordinal() + EPOCH
    assert calendar_date(read.first_day) == (day.year, day.month, day.day)


@given(st.integers(min_value=-10_000_000, max_value=10_000_000))
def test_a_day_number_comes_back_from_its_date(number: int) -> None:
    assert julian_day(*calendar_date(number)) == number


def test_the_julian_calendar_was_ten_days_behind_at_the_reform() -> None:
    assert julian_day(1582, 10, 5, "julian") == julian_day(1582, 10, 15)


@pytest.mark.parametrize("month", [0, 13])
def test_a_month_that_is_none_is_refused(month: int) -> None:
    with pytest.raises(ValueError, match=r"not in 1\.\.12"):
        julian_day(2010, month, 1)
