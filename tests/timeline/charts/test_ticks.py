from __future__ import annotations

import itertools

import pytest

from timeline.charts.scale import linear_scale
from timeline.charts.ticks import ticks
from timeline.dates.edtf import read_edtf


def names(period, *, major):
    first, last = read_edtf(period).first_day, read_edtf(period).last_day
    return [tick.text for tick in ticks(linear_scale(first, last)) if tick.major is major]


@pytest.mark.parametrize(
    ("period", "major", "minor"),
    [
        ("2010-01-01/2010-01-31", ["Jan 2010"], [str(day) for day in range(1, 32)]),
        ("2010/2011", ["2010", "2011"], ["Jan", "Feb", "Mar"]),
        ("1990/1994", ["1990", "1991", "1992", "1993", "1994"], []),
        ("1801/1900", ["1800s", "1810s"], []),
        ("1000/1999", ["1000", "1100"], []),
    ],
)
def test_the_axis_names_the_units_that_its_length_asks_for(period, major, minor):
    assert names(period, major=True)[: len(major)] == major
    assert names(period, major=False)[: len(minor)] == minor


def test_years_before_the_first_are_named_as_readers_know_them():
    assert "45 BCE" in names("-0046/-0043", major=True)


def test_cells_lie_side_by_side_over_the_whole_width():
    first, last = read_edtf("1992").first_day, read_edtf("2011").last_day
    cells = [tick for tick in ticks(linear_scale(first, last)) if tick.major]
    assert cells[0].start == 0
    assert cells[-1].end == 1000
    assert all(a.end == b.start for a, b in itertools.pairwise(cells))
