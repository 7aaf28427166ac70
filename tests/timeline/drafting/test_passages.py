"""A passage is a clause or sentence that stands alone, as short as that allows."""

from __future__ import annotations

import pytest

from tests.timeline.drafting.drafted import drafting, drafts, passage


def told(text: str) -> list[tuple[str, str]]:
    return [(draft.edtf, passage(text, draft)) for draft in drafts(text)]


def test_two_dated_clauses_of_a_sentence_are_two_events():
    text = "Norway joined the pact in 1992, and Iceland left it in 1999."
    assert told(text) == [
        ("1992", "Norway joined the pact in 1992"),
        ("1999", "Iceland left it in 1999."),
    ]


def test_a_relative_clause_is_quoted_with_the_noun_that_it_tells_of():
    text = "Norway reopened the harbour, which was closed in 1979."
    assert told(text) == [("1979", "the harbour, which was closed in 1979.")]


def test_a_participle_between_commas_is_an_event_with_its_noun():
    text = "The new fishing law, signed by Olaf Lind in May 2008, helped the islands."
    assert told(text) == [("2008-05", "The new fishing law, signed by Olaf Lind in May 2008")]


def test_an_event_noun_behind_a_preposition_is_the_event_and_not_the_sentence():
    text = "The price rose after the signing of the pact on March 3."
    assert told(text) == [("2010-03-03", "the signing of the pact on March 3")]


def test_a_clause_behind_since_is_the_event_that_its_date_belongs_to():
    text = "Since the navy forced the smugglers out of the fjord in 2001, Norway has enjoyed peace."
    assert ("2001", "the navy forced the smugglers out of the fjord in 2001") in told(text)


def test_a_date_at_the_head_of_a_sentence_is_of_all_that_its_subject_did():
    text = "On March 3, Norway signed the pact and opened its ports."
    assert [edtf for edtf, _ in told(text)] == ["2010-03-03", "2010-03-03"]


def test_what_is_said_is_quoted_with_who_says_it():
    text = "It rained. On March 3, Anna Berg said that the fleet was old."
    assert told(text) == [("2010-03-03", "On March 3, Anna Berg said that the fleet was old.")]


@pytest.mark.parametrize(
    "text",
    [
        "Norway caught more cod than in 1998.",
        "The harbour has been in poor repair since 2002.",
        "Norway bought a 1987 patrol boat.",
        "Norway closed its ports for eight years.",
        "Profit rose to 40 tons, up from 20 tons a year earlier.",
        "With the storms of last month, the sea is dangerous.",
    ],
)
def test_background_gives_no_event(text):
    result = drafting(text)
    assert result.drafts == ()
    assert {fate.outcome for fate in result.fates} == {"refused"}


def test_a_state_in_the_past_is_an_event_where_it_is_dated():
    text = "Norway was among the first members in 1992."
    assert told(text) == [("1992", text)]
