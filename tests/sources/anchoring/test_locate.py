"""Finding a quote: at its one place, or a reason why not; never a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.anchoring.locate import (
    MOST_PLACES,
    Ambiguous,
    Found,
    NotFound,
    locate,
    locate_pasted,
)

TEXT = "The mayor spoke. The mayor left on Monday. “No comment,” said the mayor – twice…"


def test_a_quote_that_stands_once_is_found_whatever_is_said_to_surround_it() -> None:
    found = locate(TEXT, "left on Monday", prefix="something else")
    assert found == Found(27, 41)


def test_a_quote_that_stands_twice_is_not_chosen_between() -> None:
    found = locate(TEXT, "The mayor")
    assert isinstance(found, Ambiguous)
    assert found.starts == (0, 17)
    assert "2 places" in found.reason


@pytest.mark.parametrize(("prefix", "suffix"), [("spoke. ", ""), ("", " left"), (". ", " left on")])
def test_the_words_around_it_tell_which_is_meant(prefix: str, suffix: str) -> None:
    assert locate(TEXT, "The mayor", prefix=prefix, suffix=suffix) == Found(17, 26)


def test_words_around_it_that_stand_nowhere_decide_nothing() -> None:
    found = locate(TEXT, "The mayor", prefix="later, ", near=17)
    assert isinstance(found, Ambiguous)
    assert found.starts == (0, 17)


def test_a_place_on_record_decides_only_if_the_quote_stands_exactly_there() -> None:
    assert locate(TEXT, "The mayor", near=17) == Found(17, 26)
    assert isinstance(locate(TEXT, "The mayor", near=16), Ambiguous)
    assert isinstance(locate(TEXT, "The mayor", near=-63), Ambiguous)
    assert isinstance(locate("aXbaXb", "X", prefix="a", near=0), Ambiguous)


@pytest.mark.parametrize("find", [locate, locate_pasted])
def test_a_quote_that_is_empty_or_not_there_gets_its_reason(find) -> None:
    assert isinstance(find(TEXT, ""), NotFound)
    assert "empty" in find(TEXT, "").reason
    absent = find(TEXT, "The governor")
    assert isinstance(absent, NotFound)
    assert "do not stand" in absent.reason


def test_places_that_overlap_are_counted_and_the_list_of_places_is_bounded() -> None:
    twice = locate("aaa", "aa")
    assert isinstance(twice, Ambiguous)
    assert twice.starts == (0, 1)
    many = locate("a" * 100_000, "a" * 50_000)
    assert isinstance(many, Ambiguous)
    assert len(many.starts) == MOST_PLACES
    assert "or more" in many.reason


@pytest.mark.parametrize(
    ("pasted", "slice_of_the_text"),
    [
        ('"No comment," said', "“No comment,” said"),
        ("said the mayor - twice...", "said the mayor – twice…"),
        ("  spoke.\n\nThe   mayor ", "spoke. The mayor"),
        ("left\u00a0on Mon\u00adday\u200b", "left on Monday"),
    ],
)
def test_what_a_person_pastes_is_found_as_the_text_has_it(
    pasted: str, slice_of_the_text: str
) -> None:
    found = locate_pasted(TEXT, pasted)
    assert isinstance(found, Found)
    assert TEXT[found.start : found.end] == slice_of_the_text


def test_decomposed_letters_are_found_composed() -> None:
    assert locate_pasted("A café shut.", "cafe\u0301") == Found(2, 6)


def test_pasted_words_that_stand_twice_but_for_their_quotes_are_not_chosen_between() -> None:
    text = "It's late. It’s  late."
    assert locate_pasted(text, "It's late") == Found(0, 9), "one stands exactly as pasted"
    both = locate_pasted(text, "It`s late")
    assert isinstance(both, Ambiguous)
    assert both.starts == (0, 11)


def test_pasted_capitals_letters_and_digits_must_be_right() -> None:
    assert isinstance(locate_pasted(TEXT, "the Mayor left"), NotFound)


def test_pasting_nothing_that_can_be_seen_is_an_empty_quote() -> None:
    assert isinstance(locate_pasted(TEXT, " \u200b\u200b "), NotFound)


words = st.text(alphabet="ab “”\"'’-–\u00a0\n\u00ad.…", min_size=1, max_size=30)


@given(words, words)
def test_found_means_that_it_stands_there_and_nowhere_else(text: str, quote: str) -> None:
    places = [at for at in range(len(text)) if text.startswith(quote, at)]
    match locate(text, quote):
        case Found(start, end):
            assert places == [start]
            assert text[start:end] == quote
        case Ambiguous(starts):
            assert list(starts) == places[:MOST_PLACES]
            assert len(places) > 1
        case NotFound():
            assert not places


def fold(text: str) -> str:
    """The same folds, written the slow way."""
    text = text.replace("\u00ad", "").replace("’", "'").replace("–", "-").replace("...", "…")
    return " ".join(text.replace("“", '"').replace("”", '"').split())


@given(words, st.data())
def test_any_slice_pasted_with_other_typography_leads_back_to_words_that_read_the_same(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    pasted = text[start:end].replace("“", '"').replace("–", "-").replace("\u00a0", "\n ")
    match locate_pasted(text, pasted):
        case Found(first, last):
            assert fold(text[first:last]) == fold(pasted)
        case Ambiguous(starts):
            assert len(starts) > 1
        case NotFound(reason):
            assert not fold(pasted) or "..." in text
            assert reason
