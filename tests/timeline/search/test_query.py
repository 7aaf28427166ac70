"""What a search box takes: anything; what it means is words and phrases."""

from __future__ import annotations

import pytest

from timeline.search.query import LONGEST_QUERY, Term, read_query


def beginning(*words: str) -> Term:
    return Term(words, is_prefix=True)


def whole(*words: str) -> Term:
    return Term(words, is_prefix=False)


@pytest.mark.parametrize(
    ("q", "terms"),
    [
        ("red bridge", [beginning("red"), beginning("bridge")]),
        ('"Red Bridge"', [whole("red", "bridge")]),
        ("“red bridge” «over water» „here“", [
            whole("red", "bridge"), whole("over", "water"), whole("here"),
        ]),
        ('"red bri', [beginning("red", "bri")]),
        ('old "red bridge"new', [beginning("old"), whole("red", "bridge"), beginning("new")]),
        ("re-open mayor's", [beginning("re", "open"), beginning("mayor", "s")]),
        ("Smith & Co", [beginning("smith"), beginning("co")]),
        ("red AND NOT near( title:x* ^y", [
            beginning("red"), beginning("and"), beginning("not"), beginning("near"),
            beginning("title", "x"), beginning("y"),
        ]),
        ("a b c d e f g h i j k l", [beginning(letter) for letter in "abcdefghij"]),
    ],
)  # fmt: skip
def test_words_are_beginnings_and_phrases_are_whole(q: str, terms: list[Term]) -> None:
    assert list(read_query(q).terms) == terms


@pytest.mark.parametrize("q", ["", " ", '"', '""', ' " " ', "\0"])
def test_nothing_and_marks_that_wait_for_their_words_ask_for_nothing(q: str) -> None:
    assert read_query(q).is_empty


@pytest.mark.parametrize("q", ["%", "&", "-- ;", "*", "🌉", '"-"'])
def test_signs_alone_ask_for_what_no_text_has(q: str) -> None:
    query = read_query(q)
    assert not query.is_empty
    assert query.terms == ()


def test_what_is_too_long_is_cut() -> None:
    assert read_query("x" * 10_000) == read_query("x" * LONGEST_QUERY)
