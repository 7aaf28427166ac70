"""Drafts that tell of one event are proposed as a merge, with reasons; others are left alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.drafting.drafted import drafts, only
from timeline.drafting import EventDraft, merge_proposals

SIGNED = only("On March 3, Norway and Iceland signed a fishing treaty in Oslo.")


def from_another(text: str, sha256: str = "e" * 64) -> EventDraft:
    return replace(only(text), sha256=sha256)


def test_two_accounts_of_one_signing_are_proposed_with_what_they_share():
    other = from_another("Iceland and Norway signed the treaty on March 3, 2010.")
    (pair,) = merge_proposals([SIGNED, other])
    assert (pair.first, pair.second) == (0, 1)
    assert pair.reasons[0] == "both 2010-03-03"
    assert pair.reasons[1] == "both name iceland, norway"
    assert "sign" in pair.reasons[2]


def test_a_coarser_date_of_the_same_event_is_proposed_too():
    other = from_another("In March 2010, Norway and Iceland signed a fishing treaty.")
    (pair,) = merge_proposals([SIGNED, other])
    assert pair.reasons[0] == "2010-03-03 and 2010-03 overlap"


def test_the_same_words_on_another_day_are_another_event():
    other = from_another("On March 5, Norway and Iceland signed a fishing treaty in Oslo.")
    assert merge_proposals([SIGNED, other]) == []


def test_the_same_day_with_other_actors_is_another_event():
    other = from_another("On March 3, Olaf Lind signed a fishing treaty.")
    assert merge_proposals([SIGNED, other]) == []


def test_where_no_actor_is_known_the_names_in_the_titles_count():
    one = replace(SIGNED, actors=())
    other = replace(SIGNED, actors=(), sha256="e" * 64)
    elsewhere = replace(other, title="Chile and Peru signed a fishing treaty")
    (pair,) = merge_proposals([one, other])
    assert pair.reasons[0] == "both 2010-03-03"
    assert merge_proposals([one, elsewhere]) == []


def test_a_statement_about_an_event_is_not_the_event():
    other = from_another("On March 3, Norway said Iceland signed a fishing treaty.")
    assert merge_proposals([SIGNED, other]) == []


def test_a_statement_and_its_plan_are_no_pair():
    pair = drafts("On March 3, Norway announced plans to build a harbour.")
    assert len(pair) == 2
    assert merge_proposals(pair) == []


def test_nothing_is_proposed_for_nothing():
    assert merge_proposals([]) == []


@given(st.permutations(range(6)))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_drafts_does_not_matter(order):
    texts = [
        "On March 3, Norway and Iceland signed a fishing treaty in Oslo.",
        "Iceland and Norway signed the treaty on March 3, 2010.",
        "In March 2010, Norway and Iceland signed a fishing treaty.",
        "On March 5, Norway opened its ports.",
        "Norway opened all its ports on March 5.",
        "Norway joined the league in 1992.",
    ]
    every = [from_another(text, f"{n}" * 64) for n, text in enumerate(texts)]
    expected = {frozenset({p.first, p.second}): p.score for p in merge_proposals(every)}
    found = merge_proposals([every[n] for n in order])
    assert {frozenset({order[p.first], order[p.second]}): p.score for p in found} == expected


def test_a_thousand_drafts_of_one_actor_give_a_bounded_number_of_comparisons():
    many = [replace(SIGNED, sha256=f"{n:064x}") for n in range(1000)]
    assert len(merge_proposals(many)) <= 60 * 1000
