from __future__ import annotations

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


def test_a_pile_is_told_instead_of_drawn():
    one = Extent(100, 110, 0, 1, tall=False)
    assert dodge([one] * MOST_LEVELS) is not None
    assert dodge([one] * (MOST_LEVELS + 1)) is None
