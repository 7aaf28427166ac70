"""The admin in Russian: nothing of it left in English, and accessible, in both themes."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page

from sources.models import Document
from tests.browser.conftest import MakePage
from tests.browser.test_russian import NAMES
from tests.browser.test_tour import violations
from tests.factories import make_document, make_event, make_passage, make_text
from timeline.models import Event, Timeline

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# All that is read or heard; what the curators and their sources wrote is in Russian here too.
TOLD = """() => {
  const told = [document.title];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (!parent.closest("script, style, code, kbd, [lang=en]")) told.push(walk.currentNode.data);
  }
  for (const name of ["aria-label", "placeholder", "title"])
    for (const node of document.querySelectorAll(`[${name}]`)) told.push(node.getAttribute(name));
  return told;
}"""
VALUES = re.compile(
    r"PDF|Word|UTF-8|CSL|\bid\b|article-newspaper|speaker, host, signatory|[0-9a-f]{8,}(\.txt)?|\ben\b"
)
"""What fields hold, or may hold, in every language."""
CURATOR = "вера"


def make_a_collection() -> None:
    """A published event, a candidate with the steps to its date, and an edit, all told in Russian."""
    gazette = make_document("gazeta", title="Газета", container="Газета", publisher="", authors=[])
    text = make_text("В 1904 году открыли мост. В 1905 году его закрыли.", document=gazette)
    told = make_event(
        "Мост открыт", edtf="1904", passage=make_passage("В 1904 году открыли мост.", version=text)
    )
    drafted = make_event(
        "Мост закрыт",
        edtf="1905",
        status="candidate",
        passage=make_passage("В 1905 году его закрыли.", version=text),
    )
    citation = drafted.citations.get()
    citation.rule, citation.anchor = "the date stands in the words of the event", "published 1906"
    citation.save_with_history(by=None, why="proposed from the text")
    told.save_with_history(by=None, why="edited: title, date (EDTF)")
    Timeline.objects.update(title="Мост", headline="")
    told.category.name = "Постройка"
    told.category.save()


def sign_in(page: Page) -> None:
    user = User.objects.create_user(CURATOR, password=CURATOR, is_staff=True)
    user.groups.add(Group.objects.get(name="Curators"))
    page.goto("/admin/login/")
    page.fill("#id_username", CURATOR)
    page.fill("#id_password", CURATOR)
    page.get_by_role("button", name="Войти").click()


def addresses() -> dict[Literal["light", "dark"], list[str]]:
    """Which pages are looked at, in which theme."""
    event = Event.objects.get(status="published").pk
    document, timeline = Document.objects.get().pk, Timeline.objects.get()
    return {
        "light": [
            "/admin/",
            "/admin/timeline/event/",
            f"/admin/timeline/event/review/?timeline={timeline.slug}",
            f"/admin/timeline/event/{event}/change/",
            "/admin/sources/document/upload/",
        ],
        "dark": [
            f"/admin/sources/document/{document}/change/",
            f"/admin/timeline/timeline/{timeline.pk}/change/",
            f"/admin/timeline/event/{event}/history/",
        ],
    }


def test_every_kind_of_admin_page_in_russian(make_page: MakePage) -> None:
    make_a_collection()
    page = make_page(locale="ru-RU")
    sign_in(page)
    wrong = []
    for scheme, pages in addresses().items():
        page.emulate_media(color_scheme=scheme)
        for address in pages:
            page.goto(address)
            wrong += [f"{address}: {violation}" for violation in violations(page)]
            told = {" ".join(words.split()) for words in page.evaluate(TOLD)}
            wrong += [
                f"{address}: “{words}”"
                for words in told
                if re.search("[A-Za-z]{2}", VALUES.sub("", NAMES.sub("", words)))
            ]
    assert wrong == [], "\n".join(wrong)
