"""Passages that a corrected text lost: both texts side by side, and the curator decides."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from lxml import html

from sources.models import Reanchoring, TextVersion
from tests.factories import make_event, make_passage
from tests.timeline.admin.conftest import text_of
from tests.timeline.files import BRIDGE, import_files, run, write_files
from timeline.models import Citation, Timeline

pytestmark = pytest.mark.django_db

OLD, NEW = "the mayor opened the bridge", "the mayor unveiled the bridge"


@pytest.fixture
def lost(tmp_path: Path) -> list[Citation]:
    """Two citations whose words were changed in a corrected text."""
    import_files(write_files(tmp_path, bridge=BRIDGE))
    version = TextVersion.objects.get()
    citations = [
        make_event(
            passage=make_passage(quote, version=version), timeline=Timeline.objects.get()
        ).citations.get()
        for quote in (OLD, "stop in June")
    ]
    changed = BRIDGE.replace(OLD, NEW).replace("stop in June", "end in July. It ends in July")
    import_files(write_files(tmp_path, bridge=f"Corrected 𝄞.\n\n{changed}"))
    return citations


def address(number: int = 0) -> str:
    entry = Reanchoring.objects.order_by("pk")[number]
    return reverse("admin:sources_reanchoring_change", args=[entry.pk])


def test_the_page_shows_both_texts_and_offers_where_the_words_may_stand_now(ada, lost) -> None:
    answer = ada.get(address())
    page = html.fromstring(answer.content.decode())
    marks = [mark.text_content() for mark in page.xpath("//*[contains(@class,'text-pane')]//mark")]
    assert marks == [OLD, NEW]
    (offer,) = page.find_class("offer-words")
    assert [new.text_content() for new in offer.xpath(".//ins")] == ["unveiled"]
    words = text_of(answer)
    assert "0 of 2 settled, 2 left." in words
    assert "It carries Mayor opens the bridge" in words


def test_the_paragraphs_of_the_new_text_say_where_they_start(ada, lost) -> None:
    text = TextVersion.objects.latest("pk").text or ""
    page = html.fromstring(ada.get(address()).content.decode())
    flows = page.xpath("//p[@data-start]")
    assert len(flows) > 3
    for flow in flows:
        assert text.startswith(flow.text_content(), int(flow.get("data-start")))


def test_an_offered_place_is_taken_and_the_next_one_comes(ada, lost) -> None:
    text = TextVersion.objects.latest("pk").text or ""
    start = text.index(NEW)
    answer = ada.post(address(), {"offer": f"{start}-{start + len(NEW)}"})
    assert answer.url == address(1)
    lost[0].refresh_from_db()
    assert lost[0].passage.quote == NEW
    assert "1 of 2 settled, 1 left." in text_of(ada.get(answer.url))
    assert run("verify").status == 0


def test_selected_words_are_placed_where_they_were_selected(ada, lost) -> None:
    text = TextVersion.objects.latest("pk").text or ""
    second = text.rindex("in July")
    asked = ada.post(address(1), {"quote": "in July"})
    assert "stand at 2 places" in text_of(asked)
    places = html.fromstring(asked.content.decode()).xpath("//input[@type='radio'][@name='place']")
    assert [int(place.get("value")) for place in places] == [text.index("in July"), second]
    ada.post(address(1), {"quote": "in July", "place": str(second)})
    lost[1].refresh_from_db()
    assert (lost[1].passage.quote, lost[1].passage.start) == ("in July", second)


def test_a_passage_is_left_on_the_old_text_and_the_last_one_leads_to_the_list(ada, lost) -> None:
    before = lost[0].passage
    ada.post(address(), {"leave": "yes"})
    lost[0].refresh_from_db()
    assert lost[0].passage == before
    end = ada.post(address(1), {"leave": "yes"}, follow=True)
    assert "Left on the old text" in text_of(end)
    assert not Reanchoring.objects.open().exists()
    assert "This passage is settled" in text_of(ada.get(address()))


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"quote": "words that stand nowhere"}, "do not stand in the text"),
        ({"quote": ""}, "The quote is empty"),
        ({"offer": "5-99999"}, "does not fit"),
        ({"offer": "9-3"}, "does not fit"),
        ({"offer": "x-y"}, "The quote is empty"),
    ],
)
def test_what_is_no_place_is_told_and_stays_open(ada, lost, sent, told) -> None:
    assert told in text_of(ada.post(address(), sent))
    assert Reanchoring.objects.open().count() == 2


def test_of_two_curators_the_second_is_told(ada, ben, lost) -> None:
    ada.post(address(), {"leave": "yes"})
    assert "is settled already" in text_of(ben.post(address(), {"leave": "yes"}))


def test_who_may_only_look_settles_nothing(client, lost) -> None:
    eve = User.objects.create_user("eve", is_staff=True)
    eve.user_permissions.set(Permission.objects.filter(codename="view_reanchoring"))
    client.force_login(eve)
    assert client.post(address(), {"leave": "yes"}).status_code == 403
    assert Reanchoring.objects.open().count() == 2


def test_the_list_tells_what_waits_and_what_was_decided(ada, lost) -> None:
    ada.post(address(), {"leave": "yes"})
    words = text_of(ada.get(reverse("admin:sources_reanchoring_changelist")))
    assert "left on the old text by ada" in words
    assert "waits for you" in words
    waiting = reverse("admin:sources_reanchoring_changelist") + "?state=waiting"
    assert "1 passage to place" in text_of(ada.get(waiting))
    documents = text_of(ada.get(reverse("admin:sources_document_changelist")))
    assert "Place passages (1)" in documents


def test_what_is_hostile_in_texts_is_shown_as_text(ada, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    import_files(write_files(tmp_path, a=f"It said {evil} once.\n"))
    make_event(passage=make_passage(evil, version=TextVersion.objects.get()))
    import_files(write_files(tmp_path, a=f"It said {evil} and {evil} {evil} twice.\n"))
    assert evil not in ada.get(address()).content.decode()
