"""A draft that a curator has seen is known again, even where rules have changed a little."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sources.anchoring import Span
from tests.timeline.drafting.drafted import drafts, only
from timeline.drafting import Fingerprint, KnownDrafts, fingerprint

TEXT = "On March 3, Norway announced plans to build a harbour. In 1992, Norway joined the pact."
DRAFT = only("On March 3, Norway and Iceland signed a fishing treaty in Oslo.")


def test_running_again_finds_nothing_new():
    known = KnownDrafts(map(fingerprint, drafts(TEXT)))
    assert all(fingerprint(draft) in known for draft in drafts(TEXT))


def test_a_first_run_finds_everything_new():
    known = KnownDrafts()
    for draft in drafts(TEXT):
        assert fingerprint(draft) not in known
        known.add(fingerprint(draft))


def test_a_rejected_draft_stays_known_with_another_title_and_a_longer_passage():
    known = KnownDrafts([fingerprint(DRAFT)])
    longer = Span(DRAFT.passage.start, DRAFT.passage.end + 20)
    changed = replace(DRAFT, title="Treaty signed", passage=longer, confidence=0.1)
    assert fingerprint(changed) in known


@pytest.mark.parametrize(
    "other",
    [
        replace(DRAFT, sha256="e" * 64),
        replace(DRAFT, modality="planned"),
        replace(DRAFT, wording=Span(50, 55)),
        replace(DRAFT, passage=Span(500, 560)),
    ],
    ids=["another text", "another kind of fact", "another date", "another passage"],
)
def test_another_event_is_not_known(other):
    assert fingerprint(other) not in KnownDrafts([fingerprint(DRAFT)])


def test_claimed_or_announced_is_one_kind_of_fact():
    said = replace(DRAFT, modality="claimed")
    assert fingerprint(replace(said, modality="announced")) in KnownDrafts([fingerprint(said)])


def test_a_fingerprint_survives_being_stored():
    for draft in [*drafts(TEXT), replace(DRAFT, wording=None)]:
        assert Fingerprint.from_key(fingerprint(draft).key) == fingerprint(draft)


def test_a_line_that_is_no_fingerprint_is_refused():
    with pytest.raises(ValueError, match="no group"):
        Fingerprint.from_key("abc:maybe:0-1:")
