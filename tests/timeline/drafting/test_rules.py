"""Every rule that drafting names does what its entry says, on the entry's own example."""

from __future__ import annotations

import pytest

from sources.anchoring import Span
from tests.timeline.drafting.drafted import LORE, drafting
from timeline.dates import find_dates
from timeline.drafting import SourceText, draft_events
from timeline.drafting.rules import rules

_OF_A_DATE = [rule for rule in rules().values() if rule.example and not rule.gives]
_OF_A_DRAFT = [rule for rule in rules().values() if rule.gives]


@pytest.mark.parametrize("rule", _OF_A_DRAFT, ids=lambda rule: rule.id)
def test_a_rule_gives_what_its_example_says(rule):
    drafts = drafting(rule.example, rule.published).drafts
    given = {(d.date_rule, d.edtf) for d in drafts} | {
        (d.modality_rule, d.modality) for d in drafts
    }
    assert (rule.id, rule.gives) in given


@pytest.mark.parametrize("rule", _OF_A_DATE, ids=lambda rule: rule.id)
def test_a_rule_decides_the_fate_of_the_date_in_its_example(rule):
    dull = (Span(0, len(rule.example)),) if rule.id == "boilerplate" else ()
    source = SourceText(rule.example, "f" * 64, rule.published, dull)
    result = draft_events(source, find_dates(rule.example, rule.published), LORE)
    assert rule.id in {fate.rule for fate in result.fates}


def test_every_rule_is_trusted_between_nothing_and_wholly():
    assert all(0 < rule.trust <= 1 for rule in rules().values())
