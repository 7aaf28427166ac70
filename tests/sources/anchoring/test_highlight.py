"""Highlighting: pieces that join up to the text, each with exactly its marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sources.anchoring.highlight import Mark, highlight


def test_marks_that_overlap_share_the_piece_between_them() -> None:
    pieces = highlight("one two three", [Mark(0, 7, 1), Mark(4, 13, 2)])
    assert [(piece.text, piece.ids) for piece in pieces] == [
        ("one ", (1,)),
        ("two", (1, 2)),
        (" three", (2,)),
    ]


def test_of_nested_marks_the_outer_comes_first() -> None:
    pieces = highlight("abcdef", [Mark(2, 4, 1), Mark(0, 6, 2), Mark(2, 4, 3)])
    assert [(piece.text, piece.ids) for piece in pieces] == [
        ("ab", (2,)),
        ("cd", (2, 1, 3)),
        ("ef", (2,)),
    ]


def test_a_paragraph_is_marked_by_its_place_in_the_stored_text() -> None:
    pieces = highlight("bridge closed", [Mark(90, 106, 5), Mark(50, 60, 6)], offset=100)
    assert [(piece.text, piece.start, piece.ids) for piece in pieces] == [
        ("bridge", 100, (5,)),
        (" closed", 106, ()),
    ]


def test_an_empty_text_has_no_pieces_and_an_empty_mark_covers_nothing() -> None:
    assert highlight("", [Mark(0, 0, 1)]) == []
    assert [piece.ids for piece in highlight("ab", [Mark(1, 1, 1)])] == [()]


marks = st.lists(
    st.builds(Mark, st.integers(0, 60), st.integers(0, 60), st.integers(0, 9)), max_size=12
)


@given(st.text(max_size=40), st.integers(0, 20), marks)
def test_pieces_join_up_to_the_text_and_carry_exactly_the_marks_over_them(
    text: str, offset: int, some: list[Mark]
) -> None:
    pieces = highlight(text, some, offset=offset)
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        assert piece.text == text[piece.start - offset : piece.end - offset] != ""
        for at in range(piece.start, piece.end):
            assert sorted(piece.ids) == sorted(m.id for m in some if m.start <= at < m.end)
