from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from timeline.charts.dodge import MOST_LEVELS, Extent, dodge

extents = st.builds(
    lambda left, width, slack, importance: Extent(
        left, left + width, slack, importance, tall=importance == 3
    ),
    st.floats(0, 700),
    st.floats(4, 60),
    st.floats(-5, 40),
    st.integers(1, 3),
)


def at(extent, spot):
    return extent.left + spot.shift, extent.right + spot.shift


@given(st.lists(extents, max_size=60))
def test_no_mark_lies_on_another(items):
    spots = dodge(items)
    if spots is None:
        return
    for (a, spot_a), (b, spot_b) in combinations(zip(items, spots, strict=True), 2):
        (left_a, right_a), (left_b, right_b) = at(a, spot_a), at(b, spot_b)
        apart = right_a <= left_b + 1e-6 or right_b <= left_a + 1e-6
        reach = 1 if a.tall and b.tall else 0
        assert apart or abs(spot_a.level - spot_b.level) > reach


@given(st.lists(extents, max_size=40))
def test_a_mark_never_leaves_the_day_that_it_is_dated_to(items):
    for extent, spot in zip(items, dodge(items) or [], strict=False):
        assert abs(spot.shift) <= max(extent.slack, 0)


def test_the_important_one_keeps_the_middle():
    minor, major = Extent(10, 20, 0, 1, tall=False), Extent(12, 28, 0, 3, tall=True)
    spots = dodge([minor, major])
    assert spots is not None
    assert spots[1].level == 0
    assert spots[0].level != 0


def test_marks_of_one_day_stand_side_by_side_where_the_day_is_wide():
    spots = dodge([Extent(100, 110, 25, 1, tall=False)] * 5)
    assert spots is not None
    assert {spot.level for spot in spots} == {0}
    assert len({spot.shift for spot in spots}) == 5


def test_a_name_stands_on_the_other_side_before_a_new_level_is_begun():
    first = Extent(170, 180, 0, 2, tall=False, sides=((170, 250), (100, 180)))
    second = Extent(158, 168, 0, 1, tall=False, sides=((158, 238), (88, 168)))
    spots = dodge([first, second])
    assert spots is not None
    assert [(spot.level, spot.side) for spot in spots] == [(0, 0), (0, 1)]


@given(st.lists(st.tuples(extents, st.floats(10, 90)), max_size=40))
def test_room_kept_for_names_is_nobody_elses(items):
    named = [
        replace(e, sides=((e.left, e.right + name), (e.left - name, e.right))) for e, name in items
    ]
    spots = dodge(named, most=60)
    if spots is None:
        return
    taken = [
        (spot.level, e.sides[spot.side][0] + spot.shift, e.sides[spot.side][1] + spot.shift)
        for e, spot in zip(named, spots, strict=True)
    ]
    for (level, left, right), (other, start, end) in combinations(taken, 2):
        assert level != other or right <= start + 1e-6 or end <= left + 1e-6


def test_a_pile_is_told_instead_of_drawn():
    one = Extent(100, 110, 0, 1, tall=False)
    assert dodge([one] * MOST_LEVELS) is not None
    assert dodge([one] * (MOST_LEVELS + 1)) is None
