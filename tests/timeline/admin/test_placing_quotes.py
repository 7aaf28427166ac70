"""A quote's place is found, never typed: what the curator gets to see and to choose."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import make_event, make_passage, make_text
from tests.timeline.admin.conftest import fields_of, text_of

pytestmark = pytest.mark.django_db

TEXT = (
    "The bridge opened on Monday. The mayor spoke at noon.\n\n"
    "“Late again,” said the mayor. The mayor spoke on Friday – and on Friday it rained."
)


@pytest.fixture
def event():
    return make_event(status="candidate")


def last_passage(event):
    return event.citations.order_by("pk").last().passage


def test_a_pasted_quote_is_stored_as_the_text_has_it(ada, opened, event) -> None:
    answer = opened(ada, event).cite(make_text(TEXT), '"Late again," said\nthe mayor').send()
    assert answer.status_code == 302, text_of(answer)
    passage = last_passage(event)
    assert passage.quote == "“Late again,” said the mayor"
    assert TEXT[passage.start : passage.end] == passage.quote


def test_words_that_are_not_in_the_text_are_refused(ada, opened, event) -> None:
    answer = opened(ada, event).cite(make_text(TEXT), "The governor spoke").send()
    assert "These words do not stand in the text" in text_of(answer)
    assert event.citations.count() == 1


def test_of_several_places_the_curator_chooses_one_seen_in_its_context(ada, opened, event) -> None:
    form = opened(ada, event).cite(make_text(TEXT), "The mayor spoke")
    answer = form.send()
    page = answer.content.decode()
    assert "These words stand at 2 places" in page
    assert "opened on Monday. <mark>The mayor spoke</mark> at noon" in page
    assert "said the mayor. <mark>The mayor spoke</mark> on Friday" in page
    form.fields = fields_of(answer)
    place = TEXT.index("The mayor spoke on Friday")
    answer = form.send(citations__1__place=str(place))
    assert answer.status_code == 302, text_of(answer)
    assert last_passage(event).start == place


def test_a_place_that_was_not_offered_is_not_taken(ada, opened, event) -> None:
    answer = opened(ada, event).cite(make_text(TEXT), "The mayor spoke", place=3).send()
    assert "These words stand at 2 places" in text_of(answer)
    assert event.citations.count() == 1


@pytest.mark.parametrize(
    ("quote", "wording", "place"),
    [
        ("The bridge opened on Monday", "on Monday", TEXT.index("on Monday")),
        ("The bridge opened", "on Monday", TEXT.index("on Monday")),
        ("The mayor spoke on Friday", "on Friday", TEXT.index("on Friday")),
    ],
)
def test_the_words_of_the_date_are_found_in_the_quote_or_near_it(
    ada, opened, event, quote, wording, place
) -> None:
    answer = opened(ada, event).cite(make_text(TEXT), quote, wording=wording).send()
    assert answer.status_code == 302, text_of(answer)
    citation = event.citations.order_by("pk").last()
    assert (citation.wording, citation.wording_start) == (wording, place)


def test_words_of_the_date_that_stand_in_another_paragraph_are_refused(ada, opened, event) -> None:
    answer = opened(ada, event).cite(make_text(TEXT), "“Late again,”", wording="Monday").send()
    assert "neither in the quote nor in its paragraph" in text_of(answer)


def test_of_several_places_of_the_dates_words_the_curator_chooses(ada, opened, event) -> None:
    form = opened(ada, event).cite(make_text(TEXT), "“Late again,”", wording="on Friday")
    answer = form.send()
    assert "These words stand at 2 places" in text_of(answer)
    form.fields = fields_of(answer)
    place = TEXT.rindex("on Friday")
    answer = form.send(citations__1__wording_place=str(place))
    assert answer.status_code == 302, text_of(answer)
    assert event.citations.order_by("pk").last().wording_start == place


def test_dropping_the_dates_words_drops_their_place(ada, opened, event) -> None:
    form = opened(ada, event).cite(make_text(TEXT), "The bridge opened on Monday", wording="Monday")
    form.send()
    opened(ada, event).send(citations__1__wording="")
    assert event.citations.order_by("pk").last().wording_start is None


def test_an_event_cites_a_passage_once(ada, opened, event) -> None:
    version = make_text(TEXT)
    quote = "The bridge opened on Monday"
    answer = opened(ada, event).cite(version, quote).cite(version, quote).send()
    assert "cites this passage already" in text_of(answer)
    opened(ada, event).cite(version, quote).send()
    answer = opened(ada, event).cite(version, quote).send()
    assert "cites this passage already" in text_of(answer)


def test_a_stored_quote_is_shown_marked_in_its_context_with_the_way_to_it(
    ada, opened, event
) -> None:
    opened(ada, event).cite(make_text(TEXT), "The mayor spoke at noon").send()
    page = ada.get(reverse("admin:timeline_event_change", args=[event.pk])).content.decode()
    assert "on Monday. <mark>The mayor spoke at noon</mark>." in page
    passage = last_passage(event)
    slug = passage.text_version.document.slug
    assert f'href="/sources/{slug}/#p{passage.pk}"' in page


def test_where_the_text_is_not_held_that_is_said_and_no_new_quote_is_taken(
    ada, opened, event
) -> None:
    version = make_text(TEXT, held=False)
    answer = opened(ada, event).cite(version, "The bridge opened").send()
    assert "The text is not held here, so a new quote can’t be looked for" in text_of(answer)
    made = make_event("Another", passage=make_passage("The bridge opened", version=version))
    page = text_of(ada.get(reverse("admin:timeline_event_change", args=[made.pk])))
    assert "Not held here. Supply the text" in page
    assert "The quote was checked against the text on 2 January 2026." in page


def test_a_quote_on_record_can_be_cited_again_where_the_text_is_not_held(
    ada, opened, event
) -> None:
    version = make_text(TEXT, held=False)
    passage = make_passage("The bridge opened", version=version)
    answer = opened(ada, event).cite(version, "The bridge opened").send()
    assert answer.status_code == 302, text_of(answer)
    assert last_passage(event) == passage
