"""A year has as many events as a filter for that year would find."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.index.naive import Plain, columns, found
from timeline.dates.edtf import OPEN_END, OPEN_START
from timeline.dates.julian_day import calendar_date, julian_day
from timeline.index.columns import Question
from timeline.index.index import Index
from timeline.index.segment import Segment
from timeline.index.years import MOST, Lying, Stretch, stretches, years_of

YEARS = st.sampled_from([-1, 0, 1, 3, 9, 10, 12, 35, 60, 99, 101, 480, 999]) | st.integers(-90, 90)
DAYS = st.builds(julian_day, YEARS, st.integers(1, 12), st.integers(1, 28))


@st.composite
def events(draw: st.DrawFn, first_id: int) -> list[Plain]:
    made = []
    for number in range(draw(st.integers(0, 12))):
        first = draw(DAYS)
        last = first + draw(st.sampled_from([0, 0, 0, 30, 365, 366, 4_000, 40_000]))
        ends = draw(st.sampled_from(["none", "none", "none", "start", "end", "both"]))
        made.append(
            Plain(
                first_id + number,
                OPEN_START if ends in {"start", "both"} else first,
                OPEN_END if ends in {"end", "both"} else last,
                draw(st.booleans()),
                category=draw(st.integers(0, 2)),
            )
        )
    return made


def period(unit: Stretch) -> tuple[int, int]:
    return julian_day(unit.first, 1, 1), julian_day(unit.last, 12, 31)


def told(lists: list[list[Stretch]]) -> list[dict[int, int]]:
    return [{unit.first: unit.count for unit in units} for units in lists]


def lying(*rows: tuple[int, int, int]) -> Lying:
    return Lying(*np.array(rows, np.int64).reshape(-1, 3).T)


@given(st.data())
def test_a_year_counts_what_a_filter_for_it_finds(data: st.DataObject) -> None:
    older, newer = data.draw(events(1)), data.draw(events(100))
    changed = [event.id for event in older if data.draw(st.booleans())]
    index = Index(Segment.build(columns(older)), np.array(changed, np.int64), columns(newer))
    there = [event for event in older if event.id not in changed] + newer
    ends = sorted(data.draw(st.tuples(DAYS, DAYS)))
    chosen = data.draw(st.sampled_from([{}, {"category": (1, 2)}]))
    question = Question(period=data.draw(st.none() | st.just((ends[0], ends[1]))), chosen=chosen)
    asked = question.period and tuple(calendar_date(day)[0] for day in question.period)
    lists = stretches(index.ask(question).lying(), asked)  # type: ignore[arg-type]
    for number, units in enumerate(lists):
        assert 0 < len(units) <= (10 if number else MOST)
        assert [unit.first for unit in units] == sorted({unit.first for unit in units})
        for unit in units:
            expected = found(there, replace(question, period=period(unit)))
            assert unit.count == len(expected)
        tens = {unit.first // (10 * unit.length) for unit in units}
        assert not number or tens == {year // (10 * units[0].length) for year in asked or ()}
    listed = {
        year for units in lists[:1] for unit in units for year in range(unit.first, unit.last + 1)
    }
    for event in found(there, replace(question, period=None)):
        for day in (event.first_day, event.last_day):
            is_known = OPEN_START < day < OPEN_END and (event.is_span or not event.is_open)
            assert not is_known or calendar_date(day)[0] in listed


def test_few_years_are_listed_by_the_year_and_empty_ones_are_not() -> None:
    assert told(stretches(lying((1801, 1801, 2), (2002, 2004, 1), (2004, 2004, 5)))) == [
        {1801: 2, 2002: 1, 2003: 1, 2004: 6}
    ]


@pytest.mark.parametrize(
    ("years", "length"),
    [(MOST, 1), (MOST + 1, 10), (10 * MOST, 10), (10 * MOST + 1, 100), (200_000, 10_000)],
)
def test_longer_times_are_listed_in_longer_units(years: int, length: int) -> None:
    (units,) = stretches(lying((0, years - 1, 3)))
    assert {(unit.length, unit.count) for unit in units} == {(length, 3)}
    assert units[-1].last >= years - 1


def test_the_unit_in_which_the_period_lies_is_listed_by_its_parts() -> None:
    rows = lying(
        (1101, 1101, 1), (1987, 1987, 1), (1990, 2001, 1), (1994, 1994, 2), (2030, 2500, 1)
    )
    centuries = {1100: 1, 1900: 4, 2000: 2, 2100: 1, 2200: 1, 2300: 1, 2400: 1, 2500: 1}
    decades = {1980: 1, 1990: 3}
    years = dict.fromkeys(range(1990, 2000), 1) | {1994: 3}
    assert told(stretches(rows, (1900, 2100))) == [centuries]
    assert told(stretches(rows, (1985, 1994))) == [centuries, decades]
    assert told(stretches(rows, (1994, 1994))) == [centuries, decades, years]
    assert told(stretches(rows, (1990, 1999))) == [centuries, decades, years]
    assert told(stretches(rows, (1305, 1305))) == [centuries]


def test_what_is_open_at_both_ends_makes_no_endless_list() -> None:
    first = np.array([OPEN_START, OPEN_START, julian_day(7, 1, 1)], np.int64)
    last = np.full(3, OPEN_END, np.int64)
    lasted, count = np.array([True, False, True]), np.ones(3, np.int64)
    assert told(stretches(Lying.of_days(first, last, lasted, count))) == [{7: 2}]
    assert stretches(Lying.of_days(first[:2], last[:2], lasted[:2], count[:2])) == []


@given(st.integers(-999_999, 999_999), st.integers(1, 12))
def test_numpy_reckons_years_as_the_calendar_does(year: int, month: int) -> None:
    day = julian_day(year, month, 1)
    assert years_of(np.array([day - 1, day], np.int64)).tolist() == [
        calendar_date(day - 1)[0],
        year,
    ]
