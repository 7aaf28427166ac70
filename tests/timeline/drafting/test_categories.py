"""The lane of an event comes from the collection's own words, and from what curators chose."""

from __future__ import annotations

from tests.timeline.drafting.drafted import ACTORS, CATEGORIES, drafts, only
from timeline.drafting import KnownActor, Lore, WordList, learned, word_list
from timeline.drafting.stems import stem


def category(text: str, lore: Lore) -> str:
    return drafts(text, lore=lore)[0].category


def test_a_draft_has_the_category_whose_words_it_says():
    assert only("On March 3, Norway raised the quotas for fish.").category == "catch"
    assert only("On March 3, Norway sold two patrol boats.").category == "ships"


def test_a_draft_that_says_none_of_the_words_has_no_category():
    assert only("On March 3, Norway thanked Iceland.").category == ""


def test_a_word_of_the_name_outweighs_one_of_the_description():
    lore = Lore(ACTORS, [word_list("a", "Ports", "Drills"), word_list("b", "Drills", "Ports")])
    assert category("On March 3, Norway opened its ports.", lore) == "a"
    assert category("On March 3, Norway ended its drills.", lore) == "b"


def test_a_list_may_be_given_word_by_word():
    lore = Lore(
        ACTORS, [WordList("a", {"frigate": 1.0}), WordList("b", {"frigates": 0.5, "herring": 2.0})]
    )
    assert category("On March 3, Norway sold a frigate.", lore) == "a"
    assert category("On March 3, Norway sold a frigate full of herring.", lore) == "b"


def test_a_category_knows_other_words_for_its_subject():
    """None of these words stands in the names or descriptions: they are of one family with some."""
    lore = Lore(ACTORS, [word_list("pay", "Strikes and wages", ""), word_list("law", "Courts", "")])
    assert category("On March 3, the sailors walked out over a cut in overtime.", lore) == "pay"
    assert category("On March 3, a jury acquitted the sailors.", lore) == "law"


def test_an_actor_that_belongs_to_the_subject_of_a_category_speaks_for_it():
    actors = (
        KnownActor("un", ("United Nations", "UN"), "organisation"),
        KnownActor("assembly", ("UN General Assembly",), "organisation"),
        KnownActor("varland", ("Varland",), "state"),
    )
    lanes = [word_list("un", "United Nations", ""), word_list("v", "Varland", "")]
    lore = Lore(actors, [*lanes, word_list("talks", "Assemblies", "")])
    assert category("On March 3, the UN General Assembly thanked Iceland.", lore) == "un"
    assert category("On March 3, Varlandian sailors thanked Iceland.", lore) == "v"


def test_a_sentence_that_says_none_of_the_words_has_the_category_of_its_paragraph():
    text = "The fish are few. On March 3, Norway thanked Iceland. The quotas are to be raised."
    assert drafts(text)[0].category == "catch"
    apart = text.replace(". ", ".\n\n")
    assert drafts(apart)[0].category == ""


def test_small_words_speak_for_nothing():
    lore = Lore(ACTORS, [word_list("a", "Their own, with others", "")])
    assert category("On March 3, Norway met with their envoys.", lore) == ""


def test_an_actor_in_a_category_counts_as_the_actor_and_not_by_words_of_its_name():
    actors = (
        KnownActor("us", ("United States",), "state"),
        KnownActor("un", ("United Nations", "UN"), "organisation"),
    )
    lore = Lore(
        actors, [word_list("un", "United Nations", ""), word_list("us", "United States", "")]
    )
    assert category("On March 3, the UN met.", lore) == "un"
    assert category("On March 3, the United States paid.", lore) == "us"


def test_what_curators_chose_teaches_new_words():
    examples = [
        ("ships", "A frigate enters the fjord"),
        ("ships", "A frigate is launched"),
        ("catch", "Herring is scarce"),
        ("catch", "Herring returns"),
    ]
    lore = Lore(ACTORS, learned(CATEGORIES, examples))
    assert category("On March 3, Norway sold a frigate.", lore) == "ships"
    assert category("On March 3, Norway sold its herring.", lore) == "catch"


def test_forms_of_a_word_have_one_stem():
    assert stem("signed") == stem("Signing") == stem("signs")
