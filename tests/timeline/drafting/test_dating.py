"""The rules by which an event takes a date or a bound of it; none makes a date finer."""

from __future__ import annotations

import edtf as peer
import pytest

from timeline.dates.derivation import Step
from timeline.drafting.dating import adapt, replay_draft

CASES = [
    ("before", "2010-03-03", "", "[..2010-03-03]"),
    ("sequel", "2009-06", "2010-03-19", "[2009-06-01..2010-03-19]"),
    ("sequel", "2010-03-30", "2010-03-19", "2010-03-30"),
    ("as-written", "2010-03-03", "", "2010-03-03"),
    ("since", "2009-06", "", "2009-06/.."),
    ("since", "2006-39", "", "2006-39"),
    ("until", "2012", "", "../2012"),
    ("reported", "2010-03-03", "", "[..2010-03-03]"),
    ("reported", "2010-03", "", "[..2010-03]"),
    ("reported", "2010-39", "", "[..2010-12]"),
    ("reported", "{2010-03-03,2010-03-05}", "", "[..2010-03-05]"),
    ("after", "2010-03-03", "", "[2010-03-03..]"),
    ("after", "2010-03-03/2010-03-05", "", "[2010-03-03..]"),
    ("after", "../2010", "", "../2010"),
    ("after-statement", "2010", "2010-03-03", "[2010-03-03..2010-12-31]"),
    ("after-statement", "2010", "2010-03", "[2010-03-01..2010-12-31]"),
    ("after-statement", "2011", "2010-03-03", "2011"),
    ("after-statement", "2010-03-03", "2010-03-03", "2010-03-03"),
]


@pytest.mark.parametrize(("rule", "given", "anchor", "taken"), CASES)
def test_the_date_taken(rule, given, anchor, taken):
    assert adapt(rule, given, anchor) == taken
    assert peer.parse_edtf(taken)


def test_an_unknown_rule_is_refused():
    with pytest.raises(ValueError, match="no rule 'guess'"):
        adapt("guess", "2010")


def test_a_derivation_without_our_step_is_refused():
    with pytest.raises(ValueError, match="ends with a step of drafting"):
        replay_draft((Step("take", ("published", "2010-03-03")),))
