"""Laws: every date has one fate, spans lie inside the text, and twice the same is the same."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.anchoring import Span
from tests.timeline.drafting.drafted import LORE, PUBLISHED, drafting
from timeline.dates import find_dates
from timeline.dates.edtf import read_edtf
from timeline.drafting import DraftingResult, SourceText, draft_events, replay_draft
from timeline.drafting.rules import rules

SENTENCES = [
    "On March 3, Norway signed the pact.",
    "She also warned of storms.",
    "Norway left the pact in 1999, only to rejoin last August.",
    "“The sea was rough in 2004,” Anna Berg said (Reuters, March 4).",
    "According to Olaf Lind, the drill, planned since 2007, may be held in June.",
    "The navy, which was founded in 1905, is due to hold a drill this year [see map].",
    "Fishing: March 2010 –",
    "Norway recently sold two boats for the second time in eight years.",
    "If the ministers sign in May, the price will fall.",
    "On March 5, Anna Berg announced that Norway agreed on March 1 to sell its boats",
    '"We met in Oslo yesterday", he said: "It rained".',
]
prose = st.lists(st.sampled_from(SENTENCES), max_size=12).map(" ".join)
pieces = st.sampled_from(
    [
        "On",
        "March",
        "3",
        ",",
        ".",
        ";",
        ":",
        "(",
        ")",
        "“",
        "”",
        '"',
        "said",
        "that",
        "will",
        "Norway",
        "Berg",
        "she",
        "and",
        "but",
        "which",
        "1999",
        "in",
        "since",
        "the",
        "signed",
        "pact",
        "meeting",
        "was",
        "agreed",
        "to",
        "may",
        "\n",
        "\n\n",
        "'",
        "—",
        "announced",
        "[",
        "]",
        "according",
    ]
)
rubble = st.lists(pieces, max_size=60).map(" ".join)
anything = st.one_of(prose, rubble, st.text(max_size=200))


def check(text: str, result: DraftingResult) -> None:
    dates = find_dates(text, PUBLISHED)
    assert [(f.start, f.end) for f in result.fates] == [(d.start, d.end) for d in dates]
    assert all(fate.rule in rules() for fate in result.fates)
    for draft in result.drafts:
        assert 0 <= draft.passage.start < draft.passage.end <= len(text)
        assert all(0 <= cue.start < cue.end <= len(text) for cue in draft.cues)
        assert all(text[n.start : n.end].split() == n.name.split() for n in draft.names)
        assert draft.wording is None or draft.wording in {Span(d.start, d.end) for d in dates}
        assert draft.date_rule in rules()
        assert draft.modality_rule in rules()
        assert 0 < draft.confidence <= 1
        assert read_edtf(draft.edtf).first_day <= read_edtf(draft.edtf).last_day
        assert replay_draft(draft.derivation) == draft.edtf
        assert draft.title.strip()
        assert len(draft.title) <= 100
        assert len(draft.title.split()) <= 20


@given(anything)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_text_the_laws_hold(text):
    result = drafting(text)
    check(text, result)
    assert drafting(text) == result


@given(prose)
@settings(max_examples=50, deadline=None)
def test_a_used_date_dates_a_draft_and_a_refused_one_none(text):
    result = drafting(text)
    wordings = {draft.wording for draft in result.drafts}
    for fate in result.fates:
        if fate.outcome == "used":
            assert Span(fate.start, fate.end) in wordings
        if fate.outcome == "refused":
            assert Span(fate.start, fate.end) not in wordings


def test_boilerplate_gives_no_drafts_and_its_dates_are_refused_as_such():
    text = "Posted on March 3. On March 4, Norway signed the pact."
    dull = Span(0, text.index("On March 4"))
    source = SourceText(text, "f" * 64, PUBLISHED, (dull,))
    result = draft_events(source, find_dates(text, PUBLISHED), LORE)
    assert [draft.edtf for draft in result.drafts] == ["2010-03-04"]
    assert [fate.rule for fate in result.fates] == ["boilerplate", "names-the-event"]


def test_a_sentence_without_end_is_left_unread_and_its_dates_are_refused():
    result = drafting("On March 3 Norway signed and " * 2_000)
    assert result.drafts == ()
    assert {fate.rule for fate in result.fates} == {"no-clause"}


def test_an_empty_text_gives_nothing():
    assert drafting("") == DraftingResult((), ())


def test_a_text_without_a_publication_date_is_drafted_as_far_as_its_words_go():
    result = drafting("Norway joined the pact in 1992.", published=None)
    assert [draft.edtf for draft in result.drafts] == ["1992"]
