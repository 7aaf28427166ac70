"""Mark and make: selected words of a source become an event, or evidence of one."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from sources.actions.storing import record_text
from sources.models import Document, TextVersion
from sources.models.text_version import sha256_of
from tests.factories import (
    CHECKED_ON,
    make_category,
    make_document,
    make_event,
    make_passage,
    make_text,
    make_timeline,
)
from tests.timeline.views.pages import html_of, page, words_of
from timeline.actions.detecting import detect_dates
from timeline.models import DateMention, Event

pytestmark = pytest.mark.django_db

URL = "/sources/gazette/make/"
HTMX = {"HX-Request": "true"}
MONDAY = "On Monday the mayor opened the bridge over the Elbow."


@pytest.fixture(autouse=True)
def lane() -> None:
    make_category("works")


def choose(version: TextVersion, words: str, **more: str) -> dict[str, str]:
    """What the browser sends for these words, which the server has to find again."""
    start = (version.text or "").index(words)
    place = {"version": version.pk, "start": start, "end": start + len(words)}
    return {**{name: str(value) for name, value in place.items()}, "quote": words, **more}


def send(client: Client, data: dict[str, str]) -> str:
    response = client.post(URL, data, headers=HTMX)
    assert response.status_code == 200
    return str(response.content.decode())


def first_date(client: Client, version: TextVersion, words: str) -> str:
    """The key of the date that the form proposes first."""
    form = client.get(URL, choose(version, words), headers=HTMX).content.decode()
    return str(form.partition('name="date"')[2].partition('value="')[2].partition('"')[0])


def new(version: TextVersion, words: str = MONDAY, **more: str) -> dict[str, str]:
    lane = make_category("works").pk
    given = {"title": "Mayor opens it", "modality": "occurred", "category": str(lane)}
    return choose(version, words, **{"date": "own", "edtf": "2004-05-03", **given, **more})


def test_the_form_proposes_what_the_words_tell(curator, gazette) -> None:
    response = curator.get(URL, choose(gazette, MONDAY), headers=HTMX)
    told = words_of(response.content.decode())
    assert MONDAY in told
    assert "3 May 2004 2004-05-03" in told
    assert "published" in told
    assert "mayor" in response.content.decode().partition("<textarea")[2].partition("</")[0]


def test_a_candidate_is_saved_with_its_words_date_and_steps(curator, gazette) -> None:
    told = send(curator, new(gazette, date=first_date(curator, gazette, MONDAY), edtf=""))
    event = Event.objects.get()
    citation = event.citations.get()
    assert "Saved as a candidate" in words_of(told)
    assert 'hx-swap-oob="true"' in told
    assert f'id="p{citation.passage_id}"' in told
    assert (event.status, event.title, event.edtf) == ("candidate", "Mayor opens it", "2004-05-03")
    assert citation.passage.quote == MONDAY
    assert citation.wording in {"Monday", "On Monday"}
    assert gazette.text[citation.wording_start :].startswith(citation.wording)
    assert "5 May 2004" in citation.anchor
    assert event.history.get(history_type="+").history_user.username == "mara"


def test_an_event_is_published_at_once_through_the_gate(curator, client, gazette) -> None:
    assert "Published" in words_of(send(curator, new(gazette, publish="1")))
    assert "Mayor opens it" in page(client, "/sources/gazette/")


def test_what_the_gate_refuses_is_told_and_nothing_is_stored(curator, gazette) -> None:
    Document.objects.update(access=Document.Access.PRIVATE)
    told = words_of(send(curator, new(gazette, publish="1")))
    assert "rests on private sources only" in told
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": " "}, "Say in a few words who did what."),
        ({"edtf": "soon"}, "soon"),
        ({"edtf": ""}, "Type the date, such as 2010-03-18."),
        ({"category": "0"}, "Choose a category of this timeline."),
        ({"date": ""}, "Choose the date that these words give."),
        ({"start": "9999999", "end": "99999999"}, "This is no place in the text."),
        ({"start": "5", "end": "5"}, "This is no place in the text."),
        ({"start": "-3"}, "This is no place in the text."),
        ({"version": "0"}, "A newer text of this source came meanwhile."),
        ({"quote": "Words that nobody wrote"}, "These words do not stand in the text."),
    ],
)
def test_a_fault_is_told_in_one_line_and_nothing_is_stored(curator, gazette, wrong, told) -> None:
    assert told in words_of(send(curator, {**new(gazette), **wrong}))
    assert not Event.objects.exists()


def test_a_browser_that_counts_otherwise_gets_the_words_at_their_one_place(
    curator, gazette
) -> None:
    given = new(gazette, "The ferry stopped")
    send(curator, {**given, "start": str(int(given["start"]) + 3)})
    assert Event.objects.get().citations.get().passage.quote == "The ferry stopped"


def test_code_points_count_not_what_a_browser_holds_them_in(curator) -> None:
    version = put("🌉 The bridge 🌉🌉 opened on 3 May 2004. 🎉 Cafe\N{COMBINING ACUTE ACCENT} too.")
    send(curator, new(version, "opened on 3 May 2004. 🎉"))
    assert Event.objects.get().citations.get().passage.quote == "opened on 3 May 2004. 🎉"


def test_words_may_reach_over_paragraphs(curator) -> None:
    version = put("The bridge opened on 3 May 2004.\n\nThe ferry stopped.")
    given = new(version, "on 3 May 2004.\n\nThe ferry")
    send(curator, {**given, "quote": "on 3 May 2004.\nThe ferry"})
    assert Event.objects.get().citations.get().passage.quote == "on 3 May 2004.\n\nThe ferry"


def test_blank_space_at_the_ends_is_left_out(curator) -> None:
    version = put("The bridge opened on 3 May 2004. The ferry stopped.")
    send(curator, new(version, " The ferry stopped"))
    assert Event.objects.get().citations.get().passage.quote == "The ferry stopped"


def test_a_date_expression_on_record_is_used_by_the_event(curator, gazette) -> None:
    detect_dates(Document.objects.all())
    mention = DateMention.objects.get(wording__contains="late 2005")
    words = "A second bridge is due in late 2005"
    send(curator, new(gazette, words, date=first_date(curator, gazette, words), edtf=""))
    event = Event.objects.get()
    mention.refresh_from_db()
    assert event.edtf == "2005-39"
    assert mention.fate == DateMention.Fate.USED


def test_words_are_added_to_an_event_that_is_there(curator, client, gazette) -> None:
    event = make_event("Ferry stops for good", passage=make_passage("The ferry", version=gazette))
    words = "after a hundred and ten years"
    found = curator.get(
        URL,
        choose(gazette, words, aim="add", q="ferry 2004"),
        headers={**HTMX, "HX-Target": "make-events"},
    )
    assert "Ferry stops for good" in words_of(found.content.decode())
    given = choose(gazette, words, aim="add", event=str(event.pk), date="none")
    send(curator, {**given, "stance": "disputes", "note": "Counted otherwise."})
    citation = event.citations.get(position=1)
    assert (citation.passage.quote, citation.stance) == (words, "disputes")
    assert (citation.note, citation.edtf) == ("Counted otherwise.", "")
    assert "tells it differently" in page(client, "/sources/gazette/")
    again = send(curator, {**given, "stance": "disputes", "note": ""})
    assert "This event cites these very words already." in words_of(again)


def test_the_search_tells_when_no_event_is_found(curator, gazette) -> None:
    given = choose(gazette, MONDAY, aim="add", q="tunnel")
    told = curator.get(URL, given, headers={**HTMX, "HX-Target": "make-events"})
    assert "No event has these words" in words_of(told.content.decode())


def test_a_candidate_is_marked_for_curators_and_never_told_to_anybody_else(
    curator, client, gazette
) -> None:
    make_event("Secret draft", passage=make_passage("The ferry stopped", version=gazette), status="candidate")  # fmt: skip
    make_event("Refused", passage=make_passage("the mayor opened", version=gazette), status="rejected")  # fmt: skip
    staff, public = (html_of(each, "/sources/gazette/") for each in (curator, client))
    assert 'class="passage draft"' in staff
    assert "Secret draft" in staff
    for trace in ("Secret draft", "candidate", "draft", "make-", "proposed", "rejected", "ferry", "htmx"):  # fmt: skip
        assert trace not in public


def test_nobody_else_gets_the_tools_or_the_form(client, gazette) -> None:
    Document.objects.update(access=Document.Access.FULL)
    assert "make-" not in html_of(client, "/sources/gazette/")
    for ask in (client.get, client.post):
        assert ask(URL, new(gazette)).status_code == 404
    reader = Client()
    member = User.objects.create_user("ben", is_staff=True)
    reader.force_login(member)
    assert "make-tools" not in html_of(reader, "/sources/gazette/")
    assert reader.post(URL, new(gazette)).status_code == 403
    for codename in ("add_event", "add_citation"):
        member.user_permissions.add(Permission.objects.get(codename=codename))
    assert "make-tools" in html_of(reader, "/sources/gazette/")
    assert reader.post(URL, choose(gazette, MONDAY, aim="add")).status_code == 403
    assert not Event.objects.exists()


def test_without_script_the_form_is_a_page_and_leads_back_to_the_mark(curator, gazette) -> None:
    form = curator.get(URL, choose(gazette, MONDAY)).content.decode()
    assert "<main" in form
    assert "<h1" in form
    response = curator.post(URL, new(gazette))
    passage = Event.objects.get().citations.get().passage_id
    assert response.url == f"/sources/gazette/#p{passage}"
    assert "/admin/timeline/event/add/" in html_of(curator, "/sources/gazette/")


def test_hostile_words_are_shown_and_never_obeyed(curator) -> None:
    bad = "<script>alert(1)</script> on 3 May 2004"
    version = put(f"They wrote {bad} there.")
    html = curator.get(URL, choose(version, bad), headers=HTMX).content.decode()
    assert "<script" not in html
    assert "<script>alert" not in send(curator, new(version, bad, title=bad))


def put(text: str) -> TextVersion:
    """A text of ours as the newest of the gazette."""
    document = make_document("gazette")
    make_timeline().documents.add(document)
    return make_text(text, document=document)


def test_an_older_text_is_shown_when_asked_for_with_what_still_rests_on_it(
    client, curator, gazette
) -> None:
    make_event("Ferry stops", passage=make_passage("The ferry stopped", version=gazette))
    text = "On Tuesday the mayor opened the bridge."
    record_text(
        gazette.document,
        sha256=sha256_of(text),
        length=len(text),
        text=text,
        file_name="corrected.txt",
        checked_on=CHECKED_ON,
        boilerplate=[],
    )
    newest, older = (page(client, f"/sources/gazette/{end}") for end in ("", "?version=1"))
    assert "1 citation rests on an older text of this source." in newest
    assert "ferry" not in newest
    assert "This is text 1 of 2" in older
    assert "not the newest: a corrected text came on" in older
    assert "1 passage still rests on it" in older
    assert "The ferry stopped" in older
    assert "make-tools" in html_of(curator, "/sources/gazette/")
    assert "make-tools" not in html_of(curator, "/sources/gazette/?version=1")
    for wrong in ("0", "3", "x", "-1", "²"):
        assert client.get(f"/sources/gazette/?version={wrong}").status_code == 404


def test_a_form_that_is_sent_twice_makes_one_event(curator, gazette) -> None:
    data = new(gazette)
    first, second = (curator.post(URL, data) for _ in range(2))
    assert Event.objects.count() == 1
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    told = words_of(curator.post(URL, {**data, "publish": "1"}).content.decode())
    assert "“Mayor opens it” was made of these words already (candidate)." in told
    curator.post(URL, {**data, "title": "Bridge is open"})
    assert Event.objects.count() == 2
