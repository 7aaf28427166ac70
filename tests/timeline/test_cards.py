"""What a card says of an event's date and its sources."""

from __future__ import annotations

import pytest

from tests.factories import make_citation, make_event, make_passage
from timeline.cards import by_year, event_card
from timeline.models import Event

pytestmark = pytest.mark.django_db


def card_of(event: Event):
    return event_card(Event.objects.with_evidence().get(pk=event.pk), {})


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2004-05-03", "A single day."),
        ("2004-05", "Once, somewhere inside this time."),
        ("[2004-05-03..]", "At some point from then on."),
        ("[..2004-05-03]", "At some point up to then."),
        ("2004-05-03/2004-05-09", "For the whole of this time."),
        ("2004/..", "From then on; no end is given."),
        ("../2004", "Until then; no beginning is given."),
        ("{2004-05-03,2005-05-03}", "On each of these dates."),
        ("2004~", "Once, somewhere inside this time. The date is approximate."),
        ("2004-05-03?", "A single day. The date is not certain."),
    ],
)
def test_certainty_says_no_more_than_the_date(edtf, words) -> None:
    assert card_of(make_event(edtf=edtf)).certainty == words


_SAID = "a month and day without a year: the nearest to publication; the day of the statement"


@pytest.mark.parametrize(
    ("modality", "rules", "is_said"),
    [
        ("occurred", [_SAID], True),
        ("cancelled", ["the statement’s day, named in the sentence before"], True),
        ("occurred", ["a full date, as written"], False),
        ("occurred", ["a weekday: the last one before publication; the same statement"], True),
        ("occurred", ["the same speech, dated in a sentence of another page"], True),
        ("occurred", ["the same meeting, dated in the sentence before"], False),
        ("occurred", ["intends to: after the statement, no day given"], False),
        ("occurred", [_SAID, "a full date, as written"], False),
        ("announced", [_SAID], False),
    ],
)
def test_the_day_on_which_something_was_said_to_be_done_is_not_told_as_the_day_it_was_done(
    modality, rules, is_said
) -> None:
    event = make_event(modality=modality, status="candidate")
    event.citations.get().delete_with_history(by=None, why="it has no rule")
    for number, rule in enumerate(rules):
        make_citation(event, passage=make_passage(f"Paper {number} says so."), rule=rule)
    make_citation(
        event, passage=make_passage("In May."), edtf="2004-05", rule="a month, as written"
    )
    said = "The day of the statement; it may have happened earlier."
    assert card_of(event).certainty == (said if is_said else "A single day.")


def test_a_source_that_speaks_against_it_does_not_say_how_its_day_is_known() -> None:
    event = make_event()
    citation = event.citations.get()
    citation.rule = _SAID
    citation.save_with_history(by=None, why="it was said")
    make_citation(event, "No, it says.", stance="disputes", rule="a full date, as written")
    assert card_of(event).certainty.startswith("The day of the statement")


@pytest.mark.parametrize(
    ("edtf", "given", "differ"),
    [
        ("2004-05-03", ["2004-05-03", "2004-05"], False),
        ("2004-05-03", ["2004-05-03", "2004-05-04"], True),
        ("2004-05-03", ["2004-05-04"], True),
        ("[2004-05-03,2004-05-04]", ["2004-05-03", "2004-05-04"], True),
        ("{2004-05-03,2005-05-03}", ["2004-05-03", "2005-05-03"], False),
        ("2004-05-03/2004-05-09", ["2004-05-03", "2004-05-09"], False),
        ("2004-05-03/2004-05-09", ["2004-06"], True),
        ("[..2004-05-03]", ["2003"], False),
    ],
)
def test_sources_differ_only_where_not_all_can_be_right(edtf, given, differ) -> None:
    event = make_event(edtf=edtf)
    for number, date in enumerate(given):
        make_citation(event, passage=make_passage(f"Paper {number} says so."), edtf=date)
    card = card_of(event)
    assert card.dates_differ is differ
    assert card.disputed is differ


def test_events_stand_under_the_year_they_are_known_by() -> None:
    for edtf in ("-0043", "2003", "[..2004-05-03]", "2004-06"):
        make_event(edtf=edtf)
    cards = [event_card(event, {}) for event in Event.objects.in_time_order().with_evidence()]
    assert [(year, len(group)) for year, group in by_year(cards)] == [
        ("44 BC", 1),
        ("2003", 1),
        ("2004", 2),
    ]
