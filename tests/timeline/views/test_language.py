"""The reader's language: how it is chosen, what it changes, and what it leaves as it is."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from django.utils import translation

from tests.factories import make_event, make_link, make_timeline
from tests.timeline.views.pages import html_of
from timeline.models import Event

pytestmark = pytest.mark.django_db
RUSSIAN = {"Accept-Language": "ru-RU,ru;q=0.9,en;q=0.5"}


def test_a_browser_is_answered_in_the_first_of_its_languages_that_we_have(client: Client) -> None:
    for asked, given in (("ru", "ru"), ("uk,ru;q=0.8,en;q=0.5", "ru"), ("fr,en;q=0.5", "en-gb")):
        response = client.get("/", headers={"Accept-Language": asked})
        assert response.headers["Content-Language"] == given
        assert f'<html lang="{given}" dir="ltr">' in response.content.decode()
    assert '<html lang="en-gb"' in client.get("/").content.decode()


def test_caches_tell_languages_apart(client: Client) -> None:
    make_timeline()
    for address in ("/", "/t/bridge/", "/sources/", "/nowhere/"):
        varies = client.get(address).headers["Vary"]
        assert "Accept-Language" in varies
        assert "Cookie" in varies


def test_who_chooses_a_language_keeps_it_and_stays_on_the_page() -> None:
    client = Client(enforce_csrf_checks=True)
    page_before = "http://testserver/sources/?q=1"
    response = client.post("/language/", {"language": "ru"}, headers={"Referer": page_before})
    assert response.headers["Location"] == page_before
    cookie = response.cookies["language"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert "Источники" in html_of(client, "/sources/")
    client.post("/language/", {"language": "en-gb"}, headers={"Referer": page_before})
    assert "Sources" in html_of(client, "/sources/")


def test_choosing_a_language_leads_to_no_other_site(client: Client) -> None:
    response = client.post("/language/", {"language": "ru", "next": "https://elsewhere.example/"})
    assert response.headers["Location"] == "/"


def test_a_language_that_is_not_there_changes_nothing(client: Client) -> None:
    response = client.post("/language/", {"language": "tlh"})
    assert "language" not in response.cookies


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 событие"), (2, "2 события"), (5, "5 событий"), (21, "21 событие")]
)
def test_numbers_go_with_the_form_that_russian_wants(client, number: int, words: str) -> None:
    for _ in range(number):
        make_event(edtf="2004-05-03")
    html = client.get("/t/bridge/", headers=RUSSIAN).content.decode()
    assert f">{words}<" in "".join(html.split("\n")).replace("  ", "")


def test_an_event_is_told_in_russian_and_its_own_words_stay(client) -> None:
    event = make_event("The bridge opens", edtf="2004-05~", modality=Event.Modality.PLANNED)
    html = client.get(event.get_absolute_url(), headers=RUSSIAN).content.decode()
    told = " ".join(html.split())
    assert "Около мая 2004 г." in told
    assert "Запланировано" in told
    assert '<h1 lang="en">The bridge opens</h1>' in told
    assert "Итога в этих источниках нет." in told


def test_files_for_machines_are_the_same_in_every_language(client) -> None:
    event = make_event("The bridge opens", edtf="2004-05~")
    cite = event.get_absolute_url() + "cite.bib"

    def sent(headers: dict[str, str]) -> list[object]:
        files = []
        for name in ("json", "csv"):
            response = client.get(f"/t/bridge/export.{name}", headers=headers)
            files.append(b"".join(response.streaming_content).decode())
        data = json.loads(files[0])
        data.pop("exported", None)
        return [data, files[1], client.get(cite, headers=headers).content.decode()]

    english = sent({})
    assert "about May 2004" in json.dumps(english[0])
    assert sent(RUSSIAN) == english


def test_the_picture_of_a_shared_link_is_the_same_for_all(client) -> None:
    make_event(edtf="2004")
    in_english = client.get("/t/bridge/card.png")
    in_russian = client.get("/t/bridge/card.png", headers=RUSSIAN)
    assert in_english.headers["ETag"] == in_russian.headers["ETag"]
    assert in_english.content == in_russian.content


def test_a_mistake_in_the_filter_is_told_in_russian(client) -> None:
    make_timeline()
    told = client.get("/t/bridge/?from=soon", headers=RUSSIAN).content.decode()
    assert "С: «soon» — не дата. Пишите так: 2007, 2007-03 или 2007-03-13." in told


def test_what_is_not_there_is_told_in_russian(client) -> None:
    response = client.get("/t/nowhere/", headers=RUSSIAN)
    assert response.status_code == 404
    assert "По этому адресу ничего нет" in response.content.decode()


def test_the_language_ends_with_the_answer(client) -> None:
    client.get("/", headers=RUSSIAN)
    assert translation.get_language() == "en-gb"


def test_no_drawing_has_a_decimal_comma(client) -> None:
    for edtf in ("1991-05", "1997-11-03", "2004"):
        make_event(edtf=edtf, importance=Event.MILESTONE)
    for address in ("/", "/t/bridge/", "/t/bridge/story/", "/actors/"):
        html = client.get(address, headers=RUSSIAN).content.decode()
        assert re.findall(r' (?:x|y|[xy][12]|c[xy]|width|height)="[^"]*,[^"]*"', html) == []
        assert re.findall(r'transform="translate\([^ ]*,', html) == []


def test_quotation_marks_and_figures_follow_the_reader_s_language(client: Client) -> None:
    dry, wet = make_event("Cellar dry"), make_event("Cellar wet")
    make_link(dry, wet, "contradicts")
    told = client.get("/t/bridge/?q=cellar", headers=RUSSIAN).content.decode()
    assert "«cellar»" in told
    assert "спорных" in told
    told = client.get("/t/bridge/disagreements/", headers=RUSSIAN).content.decode()
    assert "Отмечено 1 расхождение по 2 событиям." in told
