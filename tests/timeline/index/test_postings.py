"""Selections of every size are counted alike, whichever way is the quicker one."""

from __future__ import annotations

import numpy as np
import pytest

from tests.timeline.index.naive import Plain, columns
from timeline.dates.julian_day import julian_day
from timeline.index.postings import Many, One, Selected
from timeline.index.segment import Segment

EVENTS = 9_000


@pytest.fixture(scope="module")
def chance() -> np.random.Generator:
    return np.random.default_rng(20)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.1, 0.3, 0.9, 1.0])
def test_of_a_selection_each_value_is_counted(chance: np.random.Generator, share: float) -> None:
    events = chance.integers(0, EVENTS, 20_000)
    values = chance.integers(0, 400, 20_000) ** 2 // 400 * 3  # the first ones are frequent
    mask = chance.random(EVENTS) < share
    many = Many.build(events, values, EVENTS)
    pairs = np.unique(np.stack([events, values]), axis=1)
    expected = [int(mask[pairs[0][pairs[1] == key]].sum()) for key in many.keys]
    assert many.counts(Selected(mask)).tolist() == expected
    kinds = chance.integers(0, 7, EVENTS)
    one = One.build(kinds)
    assert one.counts(Selected(mask)).tolist() == [
        int(mask[kinds == kind].sum()) for kind in range(7)
    ]


@pytest.mark.parametrize("apart", [1, 3, 1_000_003])
def test_each_of_thousands_of_events_is_found_at_its_place(
    chance: np.random.Generator, apart: int
) -> None:
    days = chance.integers(julian_day(1990, 1, 1), julian_day(2000, 1, 1), EVENTS).tolist()
    events = [
        Plain(7 + number * apart, day, day, False, False, 0, frozenset())
        for number, day in enumerate(days)
    ]
    segment = Segment.build(columns(events))
    wanted = np.arange(-20, 7 + EVENTS * 2 + 20) * (apart if apart > 3 else 1) + (
        7 if apart > 3 else 0
    )
    found = segment.ids[segment.places(wanted)]
    assert found.tolist() == [pk for pk in wanted.tolist() if pk in set(segment.ids.tolist())]
