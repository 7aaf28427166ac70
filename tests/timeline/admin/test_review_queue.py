"""The review queue as a curator uses it, without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from lxml import html

from tests.factories import WHY, make_document, make_event, make_passage, make_text, make_timeline
from tests.timeline.admin.in_queue import QUEUE, candidates, decide, shown, sign_in, undo
from timeline.models import DateMention, Decision, Event, MergeProposal, Proposal

pytestmark = pytest.mark.django_db


def test_candidates_come_in_the_order_of_the_text(ada: Client) -> None:
    events = candidates(3)
    answer = ada.get(QUEUE)
    assert shown(answer) == "Mayor speaks 1 times"
    answer = decide(ada, events[0], "accept")
    assert shown(answer) == "Mayor speaks 2 times"
    answer = decide(ada, events[1], "reject", why="too vague")
    assert shown(answer) == "Mayor speaks 3 times"
    answer = decide(ada, events[2], "accept")
    assert "Nothing waits for review" in answer.content.decode()
    statuses = Event.objects.order_by("pk").values_list("status", flat=True)
    assert list(statuses) == ["published", "rejected", "published"]
    rejected = events[1].history.first()
    assert rejected is not None
    assert rejected.history_change_reason == "rejected: too vague"


def test_the_passage_stands_in_its_context_with_date_and_way_marked(ada: Client) -> None:
    candidates(3)
    page = html.fromstring(ada.get(QUEUE).content.decode())
    passage = page.find_class("in-passage")
    assert "".join(piece.text_content() for piece in passage).startswith("On 1 May 2004")
    assert "the mayor spoke 2 times" in page.find_class("passage")[0].text_content()
    assert "How the date was read" in page.text_content()


def test_the_context_reaches_as_far_as_the_words_that_date_the_passage(ada: Client) -> None:
    away = "The river was high, as it is in spring. " * 20
    version = make_text(
        f"It was 4 February. {away}Then the mayor spoke. {away}", document=make_document("log")
    )
    said = make_passage("Then the mayor spoke.", version=version)
    event = make_event("The mayor speaks", edtf="2004-02-04", status="candidate", passage=said)
    (citation,) = event.citations.all()
    citation.wording, citation.wording_start = "4 February", 7
    citation.save_with_history(by=None, why=WHY)
    page = html.fromstring(ada.get(QUEUE).content.decode())
    assert [piece.text_content() for piece in page.xpath("//*[@class='passage']//mark")] == [
        "4 February"
    ]
    assert page.find_class("passage")[0].text_content().strip().startswith("It was 4 February. The")


def test_the_context_is_of_whole_sentences_and_says_where_the_text_goes_on(ada: Client) -> None:
    before = "The river was high, as it is in spring. " * 20
    after = "Nobody fell in, said the ferryman. " * 20
    words = "In 1904 the mayor spoke."
    version = make_text(f"{before}{words} {after}".strip(), document=make_document("log"))
    make_event(
        "Speech", edtf="1904", status="candidate", passage=make_passage(words, version=version)
    )
    page = html.fromstring(ada.get(QUEUE).content.decode())
    context = page.find_class("passage")[0].text_content().strip()
    assert context.startswith("… The river was high")
    assert context.endswith("said the ferryman. …")
    short = make_text(f"A note. {words} The end.", document=make_document("note"))
    Event.objects.get().delete_with_history(by=None, why=WHY)
    make_event(
        "Speech", edtf="1904", status="candidate", passage=make_passage(words, version=short)
    )
    page = html.fromstring(ada.get(QUEUE).content.decode())
    assert page.find_class("passage")[0].text_content().strip() == f"A note. {words} The end."


@pytest.mark.parametrize(
    ("confidence", "word"),
    [(0.2, "low"), (0.549, "low"), (0.55, "fair"), (0.796, "fair"), (0.95, "high")],
)
def test_how_sure_a_proposal_is_stands_there_as_a_word(
    ada: Client, confidence: float, word: str
) -> None:
    candidates(1)
    Proposal.objects.update(confidence=confidence)
    table = ada.get("/admin/timeline/event/review/table/?timeline=bridge").content.decode()
    (row,) = html.fromstring(table).xpath("//tbody/tr")
    assert row.xpath("td")[-1].text == word
    assert f"<strong>{word}</strong>" in ada.get(QUEUE).content.decode()


def test_who_filters_by_sureness_chooses_a_word_and_an_address_may_ask_for_any_percent(
    ada: Client,
) -> None:
    candidates(3)
    for event, confidence in zip(Event.objects.order_by("pk"), (0.2, 0.6, 0.9), strict=True):
        Proposal.objects.filter(event=event).update(confidence=confidence)
    page = html.fromstring(ada.get(f"{QUEUE}&sure=15").content.decode())
    offered = page.xpath("//select[@name='sure']/option")
    assert [option.text for option in offered] == ["any", "fair or high", "high", "at least 15 %"]
    assert offered[-1].get("selected") is not None
    left = [ada.get(f"{QUEUE}&sure={each.get('value')}").context["count"] for each in offered]
    assert left == [3, 2, 1, 3]


def test_the_parts_of_actors_are_told_in_the_language_of_the_page(ada: Client) -> None:
    version = make_text("In 1904 Ada Marsh spoke.", document=make_document("log"))
    event = make_event(
        "Speech",
        edtf="1904",
        status="candidate",
        actors=[("Ada Marsh", "speaker")],
        passage=make_passage("In 1904 Ada Marsh spoke.", version=version),
    )
    assert "Ada Marsh (speaking)" in ada.get(QUEUE).content.decode()
    ada.cookies["language"] = "ru"
    for address in (QUEUE, f"/admin/timeline/event/{event.pk}/history/"):
        told = ada.get(address).content.decode()
        assert "Ada Marsh (говорит)" in told
        assert "(speak" not in told


def test_undo_brings_the_candidate_back_and_opens_it(ada: Client) -> None:
    first, _ = candidates(2)
    decide(ada, first, "accept", title="Another title")
    answer = undo(ada)
    assert shown(answer) == first.title
    assert "Undone: accepted" in answer.content.decode()
    assert Event.objects.filter(status="candidate").count() == 2


def test_a_page_opened_before_another_decision_undoes_nothing(ada: Client) -> None:
    first, second, _ = candidates(3)
    stale = decide(ada, first, "accept").context["last_step"]
    decide(ada, second, "accept")
    for step in (stale, "", "nonsense"):
        data = {"timeline": "bridge", "step": step}
        answer = ada.post("/admin/timeline/event/review/undo/", data, follow=True)
        assert "Nothing was undone" in answer.content.decode()
    assert Event.objects.filter(status="published").count() == 2


def test_what_was_decided_on_can_not_be_decided_on_again(ada: Client) -> None:
    first, second = candidates(2)
    decide(ada, first, "reject")
    first.refresh_from_db()
    for do in ("accept", "save", "reject", "split", "merge"):
        answer = decide(ada, first, do, title="")
        assert "made “Mayor speaks 1 times” rejected" in answer.content.decode()
        assert shown(answer) == second.title
    assert Event.objects.get(pk=first.pk).version == first.version


def test_why_a_date_was_chosen_is_told_and_undone(ada: Client) -> None:
    (event,) = candidates(1)
    decide(ada, event, "accept", date_reason="The minutes were kept on the day.")
    assert Event.objects.get().date_reason == "The minutes were kept on the day."
    undo(ada)
    assert Event.objects.get().date_reason == ""


def test_a_date_that_cannot_be_read_is_told_at_its_field(ada: Client) -> None:
    (event,) = candidates(1)
    answer = decide(ada, event, "accept", edtf="May the fourth")
    assert answer.status_code == 200
    errors = html.fromstring(answer.content.decode()).find_class("errorlist")
    assert len(errors) == 1
    assert Event.objects.get(pk=event.pk).status == "candidate"


def test_a_name_that_is_ticked_becomes_an_actor(ada: Client) -> None:
    (event,) = candidates(1)
    decide(ada, event, "accept", names=["0"])
    assert [str(part.actor) for part in event.participations.all()] == ["River Board"]


def test_the_first_page_of_the_admin_leads_to_the_work(ada: Client) -> None:
    candidates(3)
    answer = ada.get("/admin/")
    assert "Review 3 candidates" in answer.content.decode()
    (upload,) = html.fromstring(answer.content.decode()).xpath("//a[text()='Upload documents']")
    assert ada.get(upload.get("href"), follow=True).status_code == 200
    assert shown(ada.get("/admin/timeline/event/review/", follow=True)) == "Mayor speaks 1 times"
    guest = sign_in("guest", curator=False)
    as_guest = guest.get("/admin/").content.decode()
    assert "Review 3 candidates" not in as_guest
    assert "Upload documents" not in as_guest


class TestMerging:
    def test_a_proposed_pair_is_shown_and_made_one(self, ada: Client) -> None:
        kept = make_event("Mayor speaks once")
        (twin,) = candidates(1)
        MergeProposal.objects.create(first=kept, second=twin, score=0.9, reasons=["the same day"])
        assert "This may be told already" in ada.get(QUEUE).content.decode()
        assert "the same day" in ada.get(f"{QUEUE}&mode=merge").content.decode()
        decide(ada, twin, "merge", into=f"{kept.pk}:{kept.version}")
        assert kept.citations.count() == 2
        twin.refresh_from_db()
        assert twin.status == "rejected"

    def test_another_event_is_found_by_its_title(self, ada: Client) -> None:
        make_event("Harbour closes")
        candidates(1)
        answer = ada.get(f"{QUEUE}&mode=merge&find=harbour")
        assert [twin.event.title for twin in answer.context["found"]] == ["Harbour closes"]

    def test_two_are_kept_apart(self, ada: Client) -> None:
        kept = make_event("Mayor speaks once")
        (twin,) = candidates(1)
        proposal = MergeProposal.objects.create(first=kept, second=twin, score=0.9)
        apart = f"/admin/timeline/event/review/apart/{proposal.pk}/"
        ada.post(apart, {"at": twin.pk})
        assert "This may be told already" not in ada.get(QUEUE).content.decode()
        again = ada.post(apart, {"at": twin.pk}, follow=True).content.decode()
        assert "ada decided on these two already: two events." in again
        assert "Kept apart:" not in again
        assert shown(undo(ada)) == twin.title
        assert "This may be told already" in ada.get(QUEUE).content.decode()


def test_a_candidate_is_split(ada: Client) -> None:
    (event,) = candidates(1)
    quote = event.citations.get().passage.quote
    halves: dict[str, Any] = {}
    for number, title in enumerate(("Mayor speaks", "Mayor is heard"), 1):
        halves |= {
            f"half{number}-title": title,
            f"half{number}-edtf": "2004-05-01",
            f"half{number}-modality": "occurred",
            f"half{number}-category": event.category_id,
            f"half{number}-quote": quote,
        }
    refused = decide(ada, event, "split", **{**halves, "half2-quote": "never said"})
    assert Event.objects.count() == 1
    assert refused.context["halves"][1].errors["quote"]
    decide(ada, event, "split", **halves)
    titles = Event.objects.candidates().order_by("pk").values_list("title", flat=True)
    assert list(titles) == ["Mayor speaks", "Mayor is heard"]


class TestMany:
    def test_are_shown_first_then_decided_as_one_step(self, ada: Client) -> None:
        candidates(5)
        table = "/admin/timeline/event/review/table/?timeline=bridge&sure=3"
        assert ada.get(table).context["page_obj"].paginator.count == 3
        asked = {"timeline": "bridge", "filter": "sure=3", "do": "accept", "all": "1"}
        answer = ada.post("/admin/timeline/event/review/many/", asked)
        assert not Decision.objects.exists()
        picks = [f"{event.pk}:{event.version}" for event in answer.context["chosen"]]
        assert len(picks) == 3
        del asked["all"]
        sent = {**asked, "sure": "1", "pick": picks}
        answer = ada.post("/admin/timeline/event/review/many/", sent, follow=True)
        assert "3 candidates accepted." in answer.content.decode()
        assert Event.objects.filter(status="published").count() == 3
        undo(ada)
        assert Event.objects.filter(status="published").count() == 0

    def test_one_that_was_changed_since_is_left(self, ada: Client) -> None:
        first, second = candidates(2)
        sent = {
            "timeline": "bridge",
            "do": "reject",
            "sure": "1",
            "pick": [f"{first.pk}:{first.version}", f"{second.pk}:99"],
        }
        answer = ada.post("/admin/timeline/event/review/many/", sent, follow=True)
        page = answer.content.decode()
        assert "1 candidate rejected." in page
        assert "“Mayor speaks 2 times” was left as it is" in page


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("document=minutes", 4),
        ("document=other", 0),
        ("kind=occurred", 4),
        ("kind=planned", 0),
        ("category=works", 4),
        ("from=2004-05-03", 2),
        ("to=2004-05-01", 1),
        ("q=spoke+3", 1),
        ("rule=as-said", 4),
        ("rule=other", 0),
        ("from=nonsense", 0),
    ],
)
def test_the_queue_is_filtered(ada: Client, asked: str, count: int) -> None:
    candidates(4)
    answer = ada.get(f"/admin/timeline/event/review/table/?timeline=bridge&{asked}")
    assert answer.context["page_obj"].paginator.count == count


def test_the_number_of_queries_does_not_grow(
    ada: Client, django_assert_max_num_queries: Any
) -> None:
    candidates(25)
    ada.get(QUEUE)
    with django_assert_max_num_queries(45) as few:
        ada.get(QUEUE)
    other = make_timeline("other")
    for number in range(30):
        make_event(f"Extra {number}", timeline=other, status="candidate")
        make_event(f"More {number}", status="candidate")
    with django_assert_max_num_queries(len(few)):
        ada.get(QUEUE)


def test_those_who_may_not_change_events_are_kept_out() -> None:
    candidates(1)
    clerk = sign_in("clerk", curator=False)
    for place in ("", "table/"):
        assert clerk.get(f"/admin/timeline/event/review/{place}?timeline=bridge").status_code == 403
    assert (
        clerk.post("/admin/timeline/event/review/undo/", {"timeline": "bridge"}).status_code == 403
    )
    assert Client().get(QUEUE).status_code == 302


def test_dates_of_the_passage_are_offered(ada: Client) -> None:
    (event,) = candidates(1)
    passage = event.citations.get().passage
    for wording, edtf in (("1 May 2004", "2004-05-01"), ("2004", "2004")):
        start = passage.quote.index(wording)
        DateMention.objects.create(
            text_version=passage.text_version,
            start=start,
            end=start + len(wording),
            wording=wording,
            type="DATE",
            edtf=edtf,
            rule="test",
            engine="test",
        )
    choices = ada.get(QUEUE).context["candidate"].choices
    assert [choice.edtf for choice in choices] == ["2004-05-01", "2004"]


def test_where_no_timeline_is_named_the_one_that_has_candidates_is_opened(ada: Client) -> None:
    candidates(1)
    answer = ada.get("/admin/timeline/event/review/", follow=True)
    assert shown(answer) == "Mayor speaks 1 times"


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "²", "-1"])
class TestNumbersThatNoRowHas:
    """Of an address or a form that somebody wrote by hand: nothing is done, and nothing breaks."""

    def test_many(self, ada: Client, number: str) -> None:
        first, _ = candidates(2)
        for pick in (number, f"{number}:1", f"{first.pk}:{number}"):
            for sure in ({}, {"sure": "1"}):
                sent = {"timeline": "bridge", "do": "reject", "pick": pick, **sure}
                ada.post("/admin/timeline/event/review/many/", sent, follow=True)
        assert Event.objects.candidates().count() == 2

    def test_one(self, ada: Client, number: str) -> None:
        first, second = candidates(2)
        assert shown(ada.get(f"{QUEUE}&at={number}")) == first.title
        decide(ada, first, "reject", seen=number)
        decide(ada, first, "merge", into=f"{number}:1")
        decide(ada, first, "merge", into=f"{second.pk}:{number}")
        assert Event.objects.candidates().count() == 2
