"""Words that were changed are offered where they stand now, for a person to decide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sources.anchoring.resembling import MOST_OFFERED, compared, resembling

TEXT = (
    "The council met on Monday. On Tuesday the mayor unveiled the new bridge over the Elbow."
    " Nobody else came. The ferry, which had run since 1989, made its last crossing in June."
)


def offered(text: str, quote: str) -> list[str]:
    return [text[place.start : place.end] for place in resembling(text, quote)]


def test_a_changed_word_is_found_about_the_words_that_stayed() -> None:
    assert offered(TEXT, "the mayor opened the new bridge over the Elbow.") == [
        "the mayor unveiled the new bridge over the Elbow."
    ]


def test_words_put_in_and_taken_out_are_taken_along() -> None:
    assert offered(TEXT, "The ferry made its very last crossing in June.") == [
        "The ferry, which had run since 1989, made its last crossing in June."
    ]


def test_the_likest_place_comes_first() -> None:
    text = "It closed on 3 May 2004. Later it opened on 3 May 2005, in the rain."
    places = resembling(text, "it opened on 3 May 2006")
    assert [text[place.start : place.end] for place in places] == [
        *("it opened on 3 May 2005", "It closed on 3 May 2004")
    ]
    assert places[0].likeness > places[1].likeness


def test_nothing_is_offered_where_nothing_is_like_it() -> None:
    assert resembling(TEXT, "Parliament ratified a treaty about fishing quotas") == ()
    assert resembling("", "words") == resembling(TEXT, "") == resembling(TEXT, "…!") == ()


def test_what_is_new_in_the_words_is_told_apart() -> None:
    pieces = compared("the mayor opened the bridge", "the mayor unveiled the bridge")
    assert [(piece.text, piece.is_new) for piece in pieces] == [
        *(("the mayor ", False), ("unveiled", True), (" the bridge", False))
    ]


@given(st.text(" ab’.,\n", max_size=200), st.text(" ab’.,", max_size=30))
def test_offers_lie_in_the_text_apart_from_each_other_and_few(text: str, quote: str) -> None:
    places = resembling(text, quote)
    assert len(places) <= MOST_OFFERED
    spans = sorted((place.start, place.end) for place in places)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(0 < place.likeness <= 1 for place in places)


@given(st.text(" ab.", max_size=60), st.text(" ab.", max_size=60))
def test_the_pieces_of_a_comparison_join_up_to_the_new_words(old: str, new: str) -> None:
    assert "".join(piece.text for piece in compared(old, new)) == new
    assert not any(piece.is_new for piece in compared(new, new))


@given(st.lists(st.sampled_from(["one", "two", "three", "four", "five"]), min_size=1, max_size=40))
def test_words_that_stand_there_as_they_were_are_offered_as_the_same(words: list[str]) -> None:
    text = " ".join(words)
    middle = " ".join(words[len(words) // 3 : len(words) // 3 + 5])
    best = resembling(text, middle)[0]
    assert (best.likeness, text[best.start : best.end]) == (1.0, middle)
