"""The form of an event: what a curator changes, and what the quote gate has to say to it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import (
    make_actor,
    make_category,
    make_citation,
    make_event,
    make_link,
    make_text,
    make_theme,
    make_timeline,
)
from tests.timeline.admin.conftest import fields_of, text_of
from timeline.models import Citation, Event

pytestmark = pytest.mark.django_db

TEXT = (
    "The bridge opened on Monday. The mayor spoke.\n\n"
    "The mayor spoke again on Tuesday, and on Friday the bridge closed."
)


def new_event_fields(**values: object) -> dict[str, object]:
    timeline = make_timeline()
    return {
        "timeline": timeline.pk,
        "title": "Bridge opens",
        "edtf": "2004-05-03",
        "modality": "occurred",
        "importance": "2",
        "category": make_category().pk,
        **values,
    }


def test_a_curator_enters_an_event_with_its_quote_and_publishes_it(ada, opened) -> None:
    version, theme = make_text(TEXT), make_theme()
    form = opened(ada)
    form.fields["citations-TOTAL_FORMS"] = "0"
    answer = (
        form.cite(version, "The bridge opened on  Monday", wording="Monday", edtf="2004-05-03")
        .row("participations", actor=make_actor().pk, role="speaker", position=0)
        .send("_publish", **new_event_fields(themes=[theme.pk], why="read it in the paper"))
    )
    assert answer.status_code == 302, text_of(answer)
    event = Event.objects.get()
    assert event.status == Event.Status.PUBLISHED
    citation = event.citations.get()
    assert citation.passage.quote == "The bridge opened on Monday"
    assert citation.wording_start == TEXT.index("Monday")
    assert [part.role for part in event.participations.all()] == ["speaker"]
    assert list(event.themes.all()) == [theme]
    for row in (*event.history.all(), *Citation.history.all()):
        assert row.history_user.username == "ada"
        assert row.history_change_reason == "read it in the paper"


def test_an_event_that_no_quote_supports_is_not_published_and_not_saved(ada, opened) -> None:
    form = opened(ada)
    form.fields["citations-TOTAL_FORMS"] = "0"
    answer = form.send("_publish", **new_event_fields())
    assert "Nothing was saved. “Bridge opens” has no passage that supports it" in text_of(answer)
    assert not Event.objects.exists()


def test_what_was_typed_is_still_there_after_a_refusal(ada, opened) -> None:
    form = opened(ada)
    form.fields["citations-TOTAL_FORMS"] = "0"
    answer = form.send("_publish", **new_event_fields(summary="Typed with care."))
    assert "Typed with care." in text_of(answer)


def test_a_published_event_keeps_its_last_supporting_quote(ada, opened) -> None:
    event = make_event()
    before = event.version
    answer = opened(ada, event).send(citations__0__DELETE="on", title="Another title")
    assert "has no passage that supports it" in text_of(answer)
    event.refresh_from_db()
    assert (event.title, event.version) == ("Mayor opens the bridge", before)
    assert event.citations.count() == 1
    assert event.status == Event.Status.PUBLISHED


def test_a_citation_that_is_turned_against_a_published_event_is_refused_as_well(
    ada, opened
) -> None:
    event = make_event()
    answer = opened(ada, event).send(citations__0__stance="disputes")
    assert "has no passage that supports it" in text_of(answer)
    assert event.citations.get().stance == "supports"


def test_the_only_quote_of_a_published_event_can_be_exchanged(ada, opened) -> None:
    version = make_text(TEXT)
    event = make_event()
    old = event.citations.get()
    answer = (
        opened(ada, event)
        .cite(version, "The bridge opened", edtf=event.edtf)
        .send(citations__0__DELETE="on")
    )
    assert answer.status_code == 302, text_of(answer)
    event.refresh_from_db()
    assert event.status == Event.Status.PUBLISHED
    assert [citation.passage.quote for citation in event.citations.all()] == ["The bridge opened"]
    assert Citation.history.filter(id=old.pk, history_type="-").exists()


def test_another_quote_in_the_same_citation_is_another_passage(ada, opened) -> None:
    version = make_text(TEXT)
    event = make_event(status="candidate")
    first = event.citations.get().passage
    answer = opened(ada, event).send(
        citations__0__text_version=version.pk, citations__0__quote="on Friday the bridge closed"
    )
    assert answer.status_code == 302, text_of(answer)
    second = event.citations.get().passage
    assert second.pk != first.pk
    first.refresh_from_db()
    assert first.quote != second.quote


@pytest.mark.parametrize(
    ("button", "status"),
    [("_reject", "rejected"), ("_reopen", "candidate"), ("_save", "published")],
)
def test_the_buttons_decide_and_take_what_was_changed_with_them(
    ada, opened, button, status
) -> None:
    event = make_event()
    opened(ada, event).send(button, title="A better title", why="as agreed")
    event.refresh_from_db()
    assert (event.status, event.title) == (status, "A better title")
    assert event.history.latest().history_change_reason == "as agreed"


def test_saving_without_a_change_leaves_no_trace(ada, opened) -> None:
    event = make_event(actors=["Ada Marsh"], themes=["delay"])
    before = event.version, event.history.count(), Citation.history.count()
    assert opened(ada, event).send().status_code == 302
    event.refresh_from_db()
    assert (event.version, event.history.count(), Citation.history.count()) == before


def test_a_date_that_can_not_be_read_is_told_in_place(ada, opened) -> None:
    answer = opened(ada, make_event()).send(edtf="2004-05-35")
    assert "that month has 31 days" in text_of(answer)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2004-05-03", "3 May 2004"),
        ("2007-03-09/2007-03-13", "9–13 March 2007 (it lasted all this time)"),
        ("2004-39", "late 2004"),
        ("soon", "Not understood: 'soon' is not an EDTF date"),
        ("", ""),
    ],
)
def test_the_meaning_of_a_date_is_told_while_it_is_typed(ada, edtf, words) -> None:
    answer = ada.get(reverse("admin:timeline_date_words"), {"edtf": edtf})
    assert answer.content.decode().startswith(words)
    assert answer["Content-Type"] == "text/plain"


def test_the_form_says_the_date_in_words(ada) -> None:
    event = make_event(edtf="2006~")
    page = ada.get(reverse("admin:timeline_event_change", args=[event.pk]))
    assert "about 2006" in text_of(page)


def test_a_theme_of_another_timeline_is_refused(ada, opened) -> None:
    elsewhere = make_theme("stranger", timeline=make_timeline("tunnel", title="The tunnel"))
    event = make_event()
    answer = opened(ada, event).send(themes=[elsewhere.pk])
    assert "is not one of the available choices" in text_of(answer)


def test_categories_are_offered_of_the_events_timeline_only(ada) -> None:
    event = make_event()
    make_category("digging", timeline=make_timeline("tunnel", title="The tunnel"))
    found = ada.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "timeline",
            "model_name": "event",
            "field_name": "category",
            "of_timeline": event.timeline_id,
        },
    ).json()
    assert [result["text"] for result in found["results"]] == ["Works"]


def test_an_event_that_was_public_once_can_not_be_deleted_and_a_candidate_can(ada, opened) -> None:
    public, candidate = make_event("Public"), make_event("Candidate", status="candidate")
    opened(ada, public).send("_reject")
    for event, expected in ((public, 403), (candidate, 302)):
        address = reverse("admin:timeline_event_delete", args=[event.pk])
        assert ada.post(address, {"post": "yes"}).status_code == expected
    assert list(Event.objects.all()) == [public]
    deleted = Event.history.filter(id=candidate.pk).latest()
    assert (deleted.history_type, deleted.history_user.username) == ("-", "ada")


def test_history_tells_who_changed_what_and_why(ada, ben, opened) -> None:
    event = make_event()
    opened(ada, event).send(title="Mayor closes the bridge", why="misread")
    other = make_event("Another")
    opened(ben, event).row("links_out", kind="contradicts", to_event=other.pk, note="").send()
    page = text_of(ada.get(reverse("admin:timeline_event_history", args=[event.pk])))
    assert "ada misread Title: Mayor opens the bridge → Mayor closes the bridge" in page
    assert "ben edited: links Link added: “Another” (contradicts)" in page


def test_what_is_hostile_is_shown_as_text(ada, opened) -> None:
    evil = "<script>alert(1)</script>"
    event = make_event(f"Title {evil}", quote=f"He wrote {evil} there", actors=[evil], summary=evil)
    make_citation(event, f"Once {evil} and once {evil}")
    opened(ada, event).send(note=evil, why=evil)
    event.refresh_from_db()
    for name, args in (
        ("change", [event.pk]),
        ("history", [event.pk]),
        ("changelist", []),
    ):
        page = ada.get(reverse(f"admin:timeline_event_{name}", args=args))
        assert evil not in page.content.decode()
        assert "&lt;script&gt;alert(1)" in page.content.decode()


def test_staff_without_the_curators_group_gets_in_nowhere(ada, client, django_user_model) -> None:
    client.force_login(django_user_model.objects.create_user("eve", is_staff=True))
    event = make_event()
    for name, args in (("change", [event.pk]), ("history", [event.pk]), ("changelist", [])):
        assert client.get(reverse(f"admin:timeline_event_{name}", args=args)).status_code == 403


def test_an_event_is_not_linked_to_itself(ada, opened) -> None:
    event = make_event()
    answer = opened(ada, event).row("links_out", kind="outcome", to_event=event.pk, note="").send()
    assert "An event can’t be linked to itself." in text_of(answer)


def test_a_theme_picked_before_a_mistake_is_still_picked_after_it_is_mended(ada, opened) -> None:
    event, theme = make_event(), make_theme()
    form = opened(ada, event)
    form.fields = fields_of(form.send(edtf="soon", themes=[theme.pk]))
    assert form.send(edtf="2004-05-03").status_code == 302
    assert list(event.themes.all()) == [theme]


def test_the_last_theme_can_be_taken_away(ada, opened) -> None:
    event = make_event(themes=["delay"])
    opened(ada, event).send(themes=[])
    assert not event.themes.exists()


def test_an_event_with_several_actors_and_links_can_be_edited(ada, opened) -> None:
    event = make_event("Bridge opens", actors=["Ada", "Bert", "Cleo"])
    for title in ("School opens", "Road closes"):
        make_link(event, make_event(title), "same_occasion")
    answer = opened(ada, event).send(title="Bridge is opened")
    assert answer.status_code == 302
    event.refresh_from_db()
    assert event.title == "Bridge is opened"
    assert event.participations.count() == 3
    assert event.links_out.count() == 2


def test_a_link_from_another_event_is_read_here_and_changed_there(ada, opened) -> None:
    event = make_event("Bridge opens")
    other = make_event("Bridge stays shut", edtf="2004-05-04", status="candidate")
    make_link(other, event, kind="contradicts", note="Which day was it?")
    form = opened(ada, event)
    page = ada.get(form.address)
    told = "Contradicted by Bridge stays shut 4 May 2004, candidate Which day was it?"
    assert told in text_of(page)
    assert reverse("admin:timeline_event_change", args=[other.pk]) in page.content.decode()
    assert "Links from other events" not in text_of(opened(ada, other).send(title=""))
    form.send(title="Bridge opens late")
    assert event.links_in.get().note == "Which day was it?"


def test_the_part_of_an_actor_is_chosen_in_words_and_one_of_one_s_own_stays(ada, opened) -> None:
    event = make_event("Bridge opens", actors=[("Ada Marsh", "speaker"), ("Ben Stone", "ribbon")])
    form = opened(ada, event)
    page = ada.get(form.address).content.decode()
    assert '<option value="speaker" selected>speaking</option>' in page
    assert page.count('<option value="ribbon" selected>ribbon</option>') == 1
    assert "(speaker)" not in page
    assert form.send(title="Bridge opens late").status_code == 302
    roles = [part.role for part in event.participations.all()]
    assert roles == ["speaker", "ribbon"]
