"""Every place of a text belongs to one part, and the parts add up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.anchoring.coverage import UNTOUCHED, Stretch, lengths, parts_of, stretches
from sources.anchoring.spans import Span

LENGTH = 60
SPANS = st.lists(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).map(
        lambda ends: Span(ends[0], max(ends[0] + 1, ends[1]))
    ),
    max_size=6,
)
PARTS = st.tuples(SPANS, SPANS, SPANS).map(lambda spans: list(zip("abc", spans, strict=True)))


def test_a_text_that_nothing_covers_is_untouched() -> None:
    assert stretches(9, []) == (Stretch(0, 9, UNTOUCHED),)
    assert stretches(0, []) == ()


def test_where_parts_overlap_the_first_one_counts() -> None:
    tiled = stretches(10, [("cited", [Span(3, 5)]), ("proposed", [Span(2, 7), Span(4, 8)])])
    assert tiled == (
        Stretch(0, 2, UNTOUCHED),
        Stretch(2, 3, "proposed"),
        Stretch(3, 5, "cited"),
        Stretch(5, 8, "proposed"),
        Stretch(8, 10, UNTOUCHED),
    )
    assert lengths(tiled) == {UNTOUCHED: 4, "proposed": 4, "cited": 2}


@given(PARTS)
def test_parts_add_up_and_each_place_has_the_part_that_it_should(
    parts: list[tuple[str, list[Span]]],
) -> None:
    tiled = stretches(LENGTH, parts)
    assert sum(lengths(tiled).values()) == LENGTH
    assert [s.start for s in tiled] == [0, *(s.end for s in tiled[:-1])]
    assert all(one.part != two.part for one, two in pairwise(tiled))
    part_at = [stretch.part for stretch in tiled for _ in range(stretch.start, stretch.end)]
    for at in range(LENGTH):
        covering = [name for name, spans in parts if any(s.start <= at < s.end for s in spans)]
        assert part_at[at] == (covering[0] if covering else UNTOUCHED)


@given(PARTS, st.sets(st.integers(1, LENGTH - 1)))
def test_a_sentence_belongs_to_the_first_part_that_touches_it(
    parts: list[tuple[str, list[Span]]], cuts: set[int]
) -> None:
    tiled = stretches(LENGTH, parts)
    edges = [0, *sorted(cuts), LENGTH]
    sentences = [Span(*ends) for ends in pairwise(edges)]
    for sentence, part in zip(sentences, parts_of(sentences, tiled, "abc"), strict=True):
        touched = {s.part for s in tiled if s.start < sentence.end and sentence.start < s.end}
        assert part == min(touched - {UNTOUCHED}, default=UNTOUCHED)


@pytest.mark.parametrize("span", [Span(3, 3), Span(-1, 2), Span(8, 11), Span(5, 4)])
def test_a_span_that_is_no_place_in_the_text_is_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="is no place in a text of 10"):
        stretches(10, [("cited", [span])])
