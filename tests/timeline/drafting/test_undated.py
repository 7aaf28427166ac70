"""Sentences without a date take that of the account they belong to, and say so; or none."""

from __future__ import annotations

from tests.timeline.drafting.drafted import drafting, drafts, passage
from timeline.drafting import Lore, replay_draft

SAID = "On March 3, Anna Berg said the fleet was old."


def dates(text: str, **options: object) -> list[tuple[str, str]]:
    return [(draft.date_rule, draft.edtf) for draft in drafts(text, **options)]  # type: ignore[arg-type]


def test_what_the_same_person_adds_was_said_on_the_same_day():
    text = f"{SAID} She also warned of storms."
    assert dates(text) == [("as-written", "2010-03-03"), ("carried-over", "2010-03-03")]


def test_what_another_person_says_next_has_another_day():
    text = f"{SAID} Olaf Lind warned of storms."
    assert ("carried-over", "2010-03-03") not in dates(text)


def test_an_account_ends_with_its_paragraph_unless_the_speaker_goes_on():
    other = f"{SAID}\n\nIn the south, the sea was calm. It was cold. Fish was dear. She warned of storms."
    assert dates(other)[1:] in ([], [("by-publication", "[..2010-03-19]")])
    same = f"{SAID}\n\nBerg warned of storms."
    assert dates(same)[1] == ("carried-over", "2010-03-03")


def test_what_a_meeting_decided_was_decided_on_its_day():
    text = "On March 6, a session of the council convened. The meeting issued a draft on ports."
    assert dates(text)[1] == ("carried-over", "2010-03-06")


def test_what_somebody_said_at_a_meeting_was_said_on_its_day():
    text = (
        "The council held a hearing on March 6, during which Olaf Lind gave evidence. "
        "Lind warned that the fleet was old."
    )
    assert ("carried-over", "2010-03-06") in dates(text)


def test_a_press_report_dates_the_report_and_bounds_what_it_tells():
    text = "Anna Berg urged Iceland to share the catch (Reuters, March 3)."
    (draft,) = drafts(text)
    assert (draft.edtf, draft.date_rule) == ("[..2010-03-03]", "reported")
    assert (draft.modality, draft.reported_on) == ("announced", "2010-03-03")


def test_a_press_report_does_not_redate_an_event_that_has_its_own_date():
    text = "On March 3, Norway and Iceland signed a treaty (Reuters, March 4)."
    result = drafting(text)
    (draft,) = result.drafts
    assert (draft.edtf, draft.reported_on) == ("2010-03-03", "2010-03-04")
    assert [(fate.outcome, fate.rule) for fate in result.fates] == [
        ("used", "names-the-event"),
        ("merged", "report-of-dated"),
    ]


def test_a_press_report_covers_the_statements_of_its_paragraph_before_it():
    text = (
        "Anna Berg complained about the price. The sea was rough. Berg also urged Iceland to share "
        "the catch (Reuters, March 3)."
    )
    assert dates(text) == [("reported", "[..2010-03-03]")] * 2


def test_a_report_of_long_ago_covers_its_own_sentence_only():
    text = "Anna Berg complained about the price. Berg urged calm (Reuters, June 3, 2007)."
    assert ("reported", "[..2007-06-03]") in dates(text)
    assert dates(text).count(("reported", "[..2007-06-03]")) == 1


def test_what_only_a_report_tells_has_not_been_seen_to_happen():
    text = "Norway seized two boats (Reuters, March 3)."
    (draft,) = drafts(text)
    assert (draft.modality, draft.edtf) == ("claimed", "[..2010-03-03]")


def test_a_quote_over_two_sentences_belongs_to_who_is_named_at_its_end():
    text = (
        "“We have offered help many times. I hope that Iceland will listen,” Anna Berg said "
        "(Reuters, March 3)."
    )
    first, second = drafts(text)
    assert ("berg", "speaker") in first.actors
    assert first.edtf == second.edtf == "[..2010-03-03]"


def test_the_perfect_tense_of_a_known_actor_is_true_by_publication():
    assert dates("Norway has already sold four boats.") == [("by-publication", "[..2010-03-19]")]
    assert dates("The dentist has already sold four boats.") == []
    assert dates("Norway has already sold four boats.", published=None) == []


def test_without_known_actors_only_dated_words_give_drafts():
    text = f"{SAID} Norway has already sold four boats."
    assert [draft.date_rule for draft in drafts(text, lore=Lore())] == ["as-written"]


def test_every_date_can_be_derived_again_from_its_steps():
    text = (
        f"{SAID} She also warned of storms. Norway announced on March 5 that the navy is due to hold a "
        "drill this year. Norway joined the pact in 1992. Since June 2009, Norway has been refusing to "
        "pay. Iceland has sold four boats. Norway kept its ports closed until 2008. "
        "Lind urged calm (Reuters, March 8)."
    )
    found = drafts(text)
    assert len(found) >= 8
    assert [replay_draft(draft.derivation) for draft in found] == [draft.edtf for draft in found]


def test_a_passage_of_an_undated_sentence_is_that_sentence():
    text = f"{SAID} She also warned of storms."
    assert passage(text, drafts(text)[1]) == "She also warned of storms."


def test_where_no_actor_is_known_a_name_that_the_text_keeps_to_stands_in_for_one():
    text = "Orland lies in the north. The ships of Orland are old. Orland has already sold two of them."
    assert [draft.title for draft in drafts(text)] == ["Orland has already sold two of them"]
    once = "Orland has already sold two ships."
    assert drafts(once) == []
