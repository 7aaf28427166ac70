"""A plan is no fact, and a claim is none: tense, verbs of saying and cue words decide."""

from __future__ import annotations

import pytest

from tests.timeline.drafting.drafted import drafts, only

MODALITIES = [
    ("On March 3, Norway signed the pact.", "occurred"),
    ("On March 3, Norway refused to sign the pact.", "occurred"),
    ("On March 3, the ministers agreed on a price.", "occurred"),
    ("The council will meet on April 3.", "planned"),
    ("The council is scheduled to meet on April 3.", "planned"),
    ("The council was supposed to have met in late 2009.", "planned"),
    ("Norway plans to sell the boats in 2012.", "planned"),
    ("The king visits Iceland on April 30.", "planned"),
    ("The question may be discussed in June.", "planned"),
    ("On March 3, Norway called off the drill.", "cancelled"),
    ("On March 3, the drill was put on hold.", "cancelled"),
    ("On March 3, Anna Berg denied that the fleet was old.", "denied"),
    ("On March 3, Anna Berg ruled out a new treaty.", "denied"),
    ("On March 3, Anna Berg stated that the treaty will not be amended.", "denied"),
    ("On March 3, Anna Berg promised more boats.", "announced"),
    ("On March 3, Anna Berg voiced hope that the storms would end.", "announced"),
    ("On March 3, Anna Berg voiced concern over the storms.", "claimed"),
    ("On March 3, Anna Berg said the storms were bad.", "claimed"),
    ("On March 3, Anna Berg said Norway would build boats.", "announced"),
    ("On March 3, Anna Berg said Norway must build boats.", "announced"),
    ("On March 3, Anna Berg said more boats would be of use.", "claimed"),
    ("On March 3, Norway said it had signed the pact.", "announced"),
    ("On March 3, Anna Berg accused Iceland of greed.", "claimed"),
    ('"The storms were bad," Anna Berg said on March 3.', "claimed"),
    ("The storms were bad, argued Anna Berg, the minister, on March 3.", "claimed"),
]


@pytest.mark.parametrize(("text", "modality"), MODALITIES)
def test_the_modality_of(text, modality):
    assert only(text).modality == modality


def test_the_words_that_decided_are_marked():
    text = "On March 3, Anna Berg denied that the fleet was old."
    assert [text[cue.start : cue.end] for cue in only(text).cues] == ["denied"]


def test_an_announcement_and_the_plan_announced_are_two_drafts_of_one_pair():
    text = "On March 3, Norway announced the navy is due to hold a drill in Iceland on July 5-8."
    said, plan = drafts(text)
    assert (said.modality, said.edtf) == ("announced", "2010-03-03")
    assert (plan.modality, plan.edtf) == ("planned", "2010-07-05/2010-07-08")
    assert said.pair == plan.pair != ""


def test_a_plan_without_a_day_comes_after_its_announcement():
    said, plan = drafts("On March 3, Norway announced plans to build a harbour.")
    assert (said.edtf, plan.edtf) == ("2010-03-03", "[2010-03-03..]")
    assert plan.title == "Norway to build a harbour"


def test_what_is_agreed_on_is_planned_and_the_agreement_has_happened():
    agreed, plan = drafts("On March 3, the ministers agreed to form a fishing committee.")
    assert (agreed.modality, plan.modality) == ("occurred", "planned")
    assert plan.title == "The ministers to form a fishing committee"


def test_a_pledge_is_not_told_twice():
    assert only("On March 3, Norway pledged to share its catch.").modality == "announced"


def test_a_month_is_no_modal():
    assert only("In May 2009, Norway joined the pact.").modality == "occurred"


def test_a_past_tense_takes_no_date_to_come_but_what_was_spoken_of_may():
    draft = only("On the radio, Olaf Lind praised the summit in September 2010.")
    assert (draft.modality, draft.edtf, draft.title) == ("planned", "2010-09", "The summit")
    assert drafts("Olaf Lind praised the weather of September 2010.") == []


def test_nobody_has_spoken_on_a_day_to_come():
    draft = only("Norway announced plans to build a bridge in 2012.")
    assert (draft.modality, draft.edtf, draft.title) == (
        "planned",
        "2012",
        "Norway to build a bridge",
    )


def test_a_passive_plan_keeps_its_verb_whole():
    assert only("Olaf Lind will be named chief on April 3.").title == "Olaf Lind to be named chief"
