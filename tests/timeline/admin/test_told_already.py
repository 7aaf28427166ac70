"""Who reviews a candidate is told that its words are published already, and merges it there."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from django.test import Client
from lxml import html

from sources.models import TextVersion
from tests.factories import (
    make_citation,
    make_document,
    make_event,
    make_passage,
    make_text,
    make_timeline,
)
from tests.timeline.admin.in_queue import QUEUE, candidates, undo
from tests.timeline.mixture import add_event, make_mixture, set_status
from timeline.admin.review.queue import QueueFilter, keys_waiting
from timeline.admin.review.told import told_already
from timeline.models import Event

pytestmark = pytest.mark.django_db

SENTENCE = "On 3 May 2004 the mayor said that the bridge would open."
TELLS = "Already published from these words:"
BESIDE = "Published from these words, perhaps beside this:"
REVIEW = "/admin/timeline/event/review"


@pytest.fixture
def text() -> TextVersion:
    return make_text(f"{SENTENCE} Nobody fell in.", document=make_document("log"))


def published(text: TextVersion, quote: str = SENTENCE, **values: Any) -> Event:
    values = {"title": "The mayor promises a bridge", "modality": "announced", **values}
    return make_event(passage=make_passage(quote, version=text), **values)


def candidate(text: TextVersion, quote: str = SENTENCE, **values: Any) -> Event:
    return published(text, quote, **{"title": "Mayor speaks", "status": "candidate", **values})


def warned(ada: Client) -> str:
    """What the page warns of before the fields."""
    page = html.fromstring(ada.get(QUEUE).content.decode())
    return " ".join(page.find_class("review-warnings")[0].text_content().split())


def press(ada: Client, label: str) -> None:
    """Send the form of a button, as a browser does without JavaScript."""
    page = html.fromstring(ada.get(QUEUE).content.decode())
    (button,) = page.xpath(f"//button[normalize-space()='{label}']")
    (form,) = page.xpath(f"//form[@id='{button.get('form')}']")
    ada.post(form.action, {**dict(form.fields), button.get("name"): button.get("value")})


def test_the_published_event_is_named_before_the_decision_and_takes_the_candidate(
    ada: Client, text: TextVersion
) -> None:
    there, twin = published(text, "the mayor said that the bridge would open"), candidate(text)
    assert f"{TELLS} 3 May 2004, announced: The mayor promises a bridge" in warned(ada)
    page = ada.get(QUEUE).content.decode()
    assert f'href="/admin/timeline/event/{there.pk}/change/"' in page.split("review-form")[0]
    assert 'class="review-button" name="do" value="accept"' in page, (
        "Accept is not the first choice"
    )
    press(ada, "Merge with it")
    twin.refresh_from_db()
    assert twin.status == "rejected"
    cited = [citation.passage.quote for citation in there.citations.all()]
    assert cited == ["the mayor said that the bridge would open"], "the same words are cited once"
    undo(ada)
    assert TELLS in warned(ada)


def test_merging_keeps_words_that_the_event_does_not_cite(ada: Client, text: TextVersion) -> None:
    there = published(text, "On 3 May 2004 the mayor said")
    candidate(text, "the mayor said that the bridge would open")
    press(ada, "Merge with it")
    assert there.citations.count() == 2


@pytest.mark.parametrize(
    ("mine", "theirs", "told"),
    [
        ({}, {}, TELLS),
        ({"modality": "occurred"}, {}, TELLS),
        ({"edtf": "2004-05"}, {}, TELLS),
        ({"edtf": "2004-05", "modality": "occurred"}, {}, BESIDE),
        ({"edtf": "[2004-05-03..]", "modality": "planned"}, {}, BESIDE),
        ({"modality": "planned"}, {}, BESIDE),
        ({"modality": "claimed"}, {"modality": "denied"}, BESIDE),
        ({"modality": "denied"}, {"modality": "denied"}, TELLS),
        ({"edtf": "2004-06"}, {}, BESIDE),
    ],
)
def test_what_seems_to_be_one_is_told_from_what_the_same_words_say_beside_it(
    ada: Client, text: TextVersion, mine: dict[str, Any], theirs: dict[str, Any], told: str
) -> None:
    published(text, **theirs)
    candidate(text, **mine)
    assert warned(ada).startswith(told)
    plain = 'class="review-button main" name="do" value="accept"' in ada.get(QUEUE).content.decode()
    assert plain == (told == BESIDE)


def test_a_date_that_one_source_of_the_event_gives_is_its_date_too(
    ada: Client, text: TextVersion
) -> None:
    there = make_event("The mayor promises a bridge", edtf="2004-05-07", modality="announced")
    make_citation(there, passage=make_passage(SENTENCE, version=text), edtf="2004-05-03")
    candidate(text)
    assert warned(ada).startswith(TELLS)


def test_other_words_other_candidates_and_rejected_events_are_not_told(
    ada: Client, text: TextVersion
) -> None:
    published(text, "Nobody fell in.")
    published(text, status="rejected", title="Rejected before")
    candidate(text)
    assert "ublished" not in warned(ada)


def test_the_likeliest_event_comes_first(ada: Client, text: TextVersion) -> None:
    for title, edtf in (("Of the month", "2004-05"), ("Of the day", "2004-05-03")):
        published(text, title=title, edtf=edtf)
    candidate(text)
    first, second = (warned(ada).index(title) for title in ("Of the day", "Of the month"))
    assert first < second
    page = html.fromstring(ada.get(f"{QUEUE}&mode=merge").content.decode())
    twins = page.find_class("review-twin")
    assert [twin.xpath("h3")[0].text_content() for twin in twins] == [
        "3 May 2004 Of the day",
        "May 2004 Of the month",
    ]
    assert "from the same words" in twins[0].text_content()
    assert twins[0].xpath(".//button[@data-key='Enter']")


def listed(ada: Client, query: str = "") -> dict[str, bool]:
    """The titles beside the open candidate, and whether each is said to be published already."""
    page = html.fromstring(ada.get(f"{QUEUE}{query}").content.decode())
    rows = page.xpath("//ol[@class='review-list']/li")
    return {
        row.find_class("what")[0].text_content(): "published already" in row.text_content()
        for row in rows
    }


def test_the_list_marks_what_is_published_already_and_can_be_narrowed_to_it(
    ada: Client, text: TextVersion
) -> None:
    published(text)
    candidate(text, title="The same")
    candidate(text, title="A plan beside it", modality="planned")
    candidate(text, "Nobody fell in.", title="Other words")
    assert listed(ada) == {"The same": True, "A plan beside it": False, "Other words": False}
    assert listed(ada, "&told=yes") == {"The same": True}
    assert listed(ada, "&told=no") == {"A plan beside it": False, "Other words": False}
    table = ada.get(f"{REVIEW}/table/?timeline={Event.objects.all()[0].timeline.slug}&told=no")
    assert [event.title for event in table.context["page_obj"]] == [
        "A plan beside it",
        "Other words",
    ]
    assert '<option value="no" selected>' in table.content.decode()
    assert "No candidate fits this filter" in ada.get(f"{QUEUE}&told=perhaps").content.decode()


@pytest.mark.parametrize("seed", range(2))
def test_the_filter_finds_what_the_page_of_each_candidate_says(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    timeline, passages = make_mixture(random, 60)
    for event in timeline.events.all():
        set_status(event, random.choice(["candidate", "published", "rejected"]))
    elsewhere = make_timeline("elsewhere")
    for _ in range(20):
        set_status(add_event(random, elsewhere, passages), "published")
    waits = Event.objects.candidates().filter(timeline=timeline)
    told = {key for key, told in told_already(waits).items() if told.same}
    asked = QueueFilter(told="yes"), QueueFilter(told="no")
    yes, no = (set(keys_waiting(timeline, each)) for each in asked)
    assert yes == told
    assert no == {event.pk for event in waits} - told
    assert len(yes) > 2
    assert len(no) > 2


class TestMany:
    @pytest.mark.parametrize("count", [1, 12])
    def test_the_table_marks_them_whatever_their_number_with_as_many_queries(
        self, ada: Client, count: int, django_assert_max_num_queries: Any
    ) -> None:
        events = candidates(count + 1)
        for event in events[1:]:
            make_event(
                f"Known: {event.title}", edtf=event.edtf, passage=event.citations.get().passage
            )
        with django_assert_max_num_queries(20):
            table = ada.get(f"{REVIEW}/table/?timeline=bridge").content.decode()
        first, *others = html.fromstring(table).xpath("//tbody/tr")
        assert "Already published" not in first.text_content()
        for event, row in zip(events[1:], others, strict=True):
            assert f"Already published: Known: {event.title}" in " ".join(
                row.text_content().split()
            )
            assert row.xpath(f".//a[contains(@href, 'at={event.pk}&mode=merge')]")

    @pytest.mark.parametrize(
        ("do", "button", "left"),
        [
            ("accept", "accept-new", ["candidate", "published", "published"]),
            ("reject", "reject-told", ["rejected", "candidate", "candidate"]),
            ("accept", "accept", ["published", "published", "published"]),
        ],
    )
    def test_what_is_published_already_can_be_left_out_or_rejected_alone(
        self, ada: Client, do: str, button: str, left: list[str]
    ) -> None:
        events = candidates(3)
        make_event("Known", edtf=events[0].edtf, passage=events[0].citations.get().passage)
        sent = {"timeline": "bridge", "do": do, "all": "1"}
        answer = ada.post(f"{REVIEW}/many/", sent)
        page = answer.content.decode()
        assert "<strong>1 of them</strong> seems to be published already" in page
        assert f'value="{button}"' in page
        picks = [f"{event.pk}:{event.version}" for event in answer.context["chosen"]]
        ada.post(f"{REVIEW}/many/", {**sent, "sure": "1", "do": button, "pick": picks})
        for event in events:
            event.refresh_from_db()
        assert [event.status for event in events] == left

    def test_of_two_alike_that_wait_the_first_is_published_and_the_second_left(
        self, ada: Client
    ) -> None:
        events = candidates(2)
        make_event("Known", edtf=events[0].edtf, passage=events[0].citations.get().passage)
        passage = events[1].citations.get().passage
        twin = make_event("Twin", edtf=events[1].edtf, passage=passage, status="candidate")
        picks = [f"{event.pk}:{event.version}" for event in (*events, twin)]
        sent = {"timeline": "bridge", "sure": "1", "do": "accept-new", "pick": picks}
        ada.post(f"{REVIEW}/many/", sent)
        for event in (*events, twin):
            event.refresh_from_db()
        statuses = sorted(event.status for event in (*events, twin))
        assert statuses == ["candidate", "candidate", "published"]

    def test_who_rejects_more_than_what_is_published_already_gives_the_reason(
        self, ada: Client
    ) -> None:
        events = candidates(3)
        make_event("Known", edtf=events[0].edtf, passage=events[0].citations.get().passage)
        picks = [f"{event.pk}:{event.version}" for event in events]
        answer = ada.post(f"{REVIEW}/many/", {"timeline": "bridge", "do": "reject", "all": "1"})
        assert not html.fromstring(answer.content.decode()).xpath("//option[@selected]")
        sent = {"timeline": "bridge", "sure": "1", "do": "reject-told", "pick": picks}
        ada.post(f"{REVIEW}/many/", {**sent, "why": "not an event"})
        assert "told by another event already" in events[0].history.latest().history_change_reason
