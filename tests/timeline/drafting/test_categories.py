"""The lane of an event comes from the collection's own words, and from what curators chose."""

from __future__ import annotations

from tests.timeline.drafting.drafted import CATEGORIES, only
from timeline.drafting import learned, word_list
from timeline.drafting.categories import best, distinctive, scores, stem


def test_a_draft_has_the_category_whose_words_it_says():
    assert only("On March 3, Norway raised the quotas for fish.").category == "catch"
    assert only("On March 3, Norway sold two patrol boats.").category == "ships"


def test_a_draft_that_says_none_of_the_words_has_no_category():
    assert only("On March 3, Norway thanked Iceland.").category == ""


def test_a_word_of_the_name_outweighs_one_of_the_description():
    lists = distinctive([word_list("a", "Ports", "Drills"), word_list("b", "Drills", "Ports")])
    assert best(scores("the ports", lists, {})) == "a"
    assert best(scores("the drills", lists, {})) == "b"


def test_small_words_speak_for_nothing():
    assert scores("which of them with their", distinctive(CATEGORIES), {}) == {
        "catch": 0,
        "ships": 0,
    }


def test_what_curators_chose_teaches_new_words():
    examples = [
        ("ships", "A frigate enters the fjord"),
        ("ships", "A frigate is launched"),
        ("catch", "Herring is scarce"),
        ("catch", "Herring returns"),
    ]
    lists = distinctive(learned(CATEGORIES, examples))
    assert best(scores("a new frigate", lists, {})) == "ships"
    assert best(scores("more herring", lists, {})) == "catch"


def test_forms_of_a_word_have_one_stem():
    assert stem("signed") == stem("Signing") == stem("signs")
