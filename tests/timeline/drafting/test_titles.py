"""Titles say who did what, short, without dates, sources, asides and pronouns."""

from __future__ import annotations

import pytest

from tests.timeline.drafting.drafted import drafts, only

TITLES = [
    ("OSLO, Norway (NN) -- Norway closed its ports on Friday.", "Norway closed its ports"),
    ("On March 3, Norway closed its northern ports.", "Norway closed its northern ports"),
    ("Norway closed its northern ports on March 3.", "Norway closed its northern ports"),
    ("Last month, however, Norway closed its ports.", "Norway closed its ports"),
    (
        "On March 3, the fisheries minister, Anna Berg, opened the new harbour.",
        "Anna Berg opened the new harbour",
    ),
    (
        "On March 3, Olaf Lind, the harbour master and a former sailor, resigned.",
        "Olaf Lind resigned",
    ),
    (
        "Norway sold (for the second time) four boats to Iceland in 2008.",
        "Norway sold four boats to Iceland",
    ),
    (
        "In 2008, Norway sold four boats to Iceland, seeking more money for its schools.",
        "Norway sold four boats to Iceland",
    ),
    ("The treaty was signed in Oslo on March 3.", "The treaty was signed in Oslo"),
    (
        "The first session is due to be held in Oslo on March 30.",
        "The first session to be held in Oslo",
    ),
    (
        "On March 3, Minister Anna Berg said the fleet was too old.",
        "Anna Berg: the fleet was too old",
    ),
    (
        "The fleet was too old, Minister Anna Berg said on March 3.",
        "Anna Berg: the fleet was too old",
    ),
    ("On March 3, Norway announced plans for a bridge.", "Norway announced plans for a bridge"),
    (
        '"I never signed those papers," Anna Berg said on March 3.',
        "Anna Berg: “I never signed those papers”",
    ),
    (
        "On March 3, Anna Berg denied that the fleet was old.",
        "Anna Berg denied that the fleet was old",
    ),
    ("In 2008, Norway almost doubled its catch.", "Norway almost doubled its catch"),
    (
        "On March 3, about 4,000 sailors marched through the capital.",
        "About 4,000 sailors marched through the capital",
    ),
    (
        "On March 3, Norway sold oil, gas and timber to Iceland.",
        "Norway sold oil, gas and timber to Iceland",
    ),
    (
        "On March 3, Anna Berg’s lawyers asked for a delay.",
        "Anna Berg’s lawyers asked for a delay",
    ),
    (
        "On March 3, the council found that the wages of the sailors had never been paid.",
        "The council found that the wages of the sailors had never been paid",
    ),
    (
        "Norway left the pact in 1999, only to rejoin last August, following a change of government.",
        "Norway rejoins",
    ),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_a_title_says_who_did_what(text, title):
    assert title in [draft.title for draft in drafts(text)]


def test_a_title_has_the_name_for_a_pronoun():
    first, second = drafts("On March 3, Anna Berg opened the talks. On March 5, she closed them.")
    assert first.title == "Anna Berg opened the talks"
    assert second.title == "Anna Berg closed them"


def test_a_title_has_the_name_of_a_body_that_the_text_calls_the_organization():
    text = "On March 3, the Northern League met. On March 5, the organization closed its office."
    assert drafts(text)[1].title == "The Northern League closed its office"


def test_a_pronoun_that_nobody_was_named_for_lowers_the_confidence():
    named = only("On March 5, Anna Berg closed the talks.")
    nobody = only("On March 5, he closed the talks.")
    assert nobody.title.startswith("He")
    assert nobody.confidence < named.confidence


def test_two_persons_with_their_offices_are_told_by_their_names():
    draft = only(
        "On March 3, in Oslo, Norwegian Fisheries Minister Anna Berg and the Northern League's "
        "secretary-general, Olaf Lind, signed a declaration on fish."
    )
    assert draft.title == "Anna Berg and Olaf Lind signed a declaration on fish"


def test_a_long_title_ends_with_a_phrase_and_not_in_its_midst():
    draft = only(
        "On March 3, Norway opened a large new school for the children of the sailors of the "
        "northern islands and of the older harbour workers of the capital."
    )
    assert len(draft.title) <= 120
    assert draft.title.split()[-1] not in {"of", "the", "and", "new", "for"}


def test_a_title_never_runs_to_more_than_twenty_words():
    text = "On March 3, Norway sold " + "very " * 40 + "old boats."
    assert all(len(draft.title.split()) <= 20 for draft in drafts(text))


def test_where_no_title_can_be_made_the_words_themselves_are_one():
    assert all(draft.title for draft in drafts('SINCE%March"1Mar'))


def test_even_a_word_without_end_gives_a_title():
    text = f"On March 3, {'Aa' * 200} resigned."
    assert [len(draft.title) for draft in drafts(text)] == [120]
