"""All imported text is hostile: 200 scripts in every field are shown as words, and none runs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from sources.anchoring import normalise
from tests.browser.payloads import (
    HALF,
    PAYLOADS,
    QUARTER,
    words_of,
    write_collection,
    write_documents,
)
from tests.timeline.files import run
from timeline.actions.importing import import_collection
from timeline.models import Event, Timeline

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
HARM: Final = Path(__file__).with_name("harm.js").read_text("utf-8")
# What a payload calls; the console is watched, so the test fails by its name.
CANARY: Final = """
for (const name of ["ran", "alert", "confirm", "prompt"])
  window[name] = (...all) => console.error(`a payload ran: ${name} ${all}`);
"""
AT_ONCE: Final = 25


@pytest.fixture
def hostile(page: Page, tmp_path: Path) -> Page:
    """A page of a site that is full of payloads, on which none of them can run unseen."""
    collection = write_collection(tmp_path / "collection")
    import_collection(collection, texts=collection / "texts", today=timezone.localdate())
    for folder, bibliography in write_documents(tmp_path):
        told = run(
            "import_documents", folder, "--timeline", "found", "--bibliography", bibliography
        )
        assert " 0 refused" in told.out, told
    run("detect_dates", "--timeline", "found")
    run("propose_events", "--timeline", "found")
    page.add_init_script(CANARY)
    page.on("dialog", lambda dialog: pytest.fail(f"a payload opened {dialog.message!r}"))
    return page


def seen(text: str) -> str:
    """A text as it is seen: white space as one space."""
    return " ".join(text.split())


def look(page: Page, path: str) -> str:
    """Open a page, look for what no template puts there, and return its text."""
    page.goto(path, wait_until="load")
    return look_again(page)


def look_again(page: Page) -> str:
    """The same of the page that is open."""
    found = page.evaluate(f"(given) => ({HARM})(given)", {"base": page.url})
    assert found == [], f"{page.url}: {found}"
    return seen(page.evaluate("document.body.textContent"))


def look_at_all(page: Page, paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The same of many pages, read by Chromium without opening them: each one's title and text."""
    script = f"""async ({{ paths, base }}) => Promise.all(paths.map(async (path) => {{
        const response = await fetch(path);
        const html = await response.text();
        const page = new DOMParser().parseFromString(html, "text/html");
        const found = ({HARM})({{ base, html }});
        if (!response.ok) found.push(`status ${{response.status}}`);
        return [found, page.title, page.querySelector("main").textContent];
    }}))"""
    for start in range(0, len(paths), AT_ONCE):
        some = paths[start : start + AT_ONCE]
        told = page.evaluate(script, {"paths": some, "base": page.url})
        for path, (found, title, text) in zip(some, told, strict=True):
            assert found == [], f"{path}: {found}"
            yield seen(title), seen(text)


def missing(payloads: Iterable[str], text: str) -> list[str]:
    """The payloads that a text does not show as words."""
    return [payload for payload in payloads if seen(payload) not in text]


def look_at_what_everybody_sees(page: Page) -> None:
    """The public pages; where there is one for each of many, these are read in one go."""
    assert missing(PAYLOADS[:HALF], look(page, "/t/payloads/")) == []
    assert missing(PAYLOADS[:HALF], look(page, "/actors/")) == []
    assert missing(PAYLOADS[::20], look(page, "/sources/")) == []
    assert missing([PAYLOADS[0], PAYLOADS[24]], look(page, "/")) == []
    events = list(Event.objects.filter(timeline__slug="payloads").order_by("pk")[:QUARTER])
    pages = look_at_all(page, [event.get_absolute_url() for event in events])
    for number, (title, text) in enumerate(pages):
        assert seen(PAYLOADS[number]) in title
        assert missing([*words_of(number), PAYLOADS[number + HALF]], text) == []
    numbers = range(0, HALF, 5)
    for number, (_t, text) in zip(
        numbers, look_at_all(page, [f"/actors/a{n}/" for n in numbers]), strict=True
    ):
        assert missing([PAYLOADS[number], PAYLOADS[number + HALF]], text) == []
    for number in (3, 33):  # and some with all that a browser does
        look(page, events[number].get_absolute_url())
        look(page, f"/actors/a{number}/")


def look_at_texts(page: Page) -> None:
    """The reader of each source."""
    for number in range(0, len(PAYLOADS), 20):
        text = look(page, f"/sources/s{number // 20}/")
        assert missing(PAYLOADS[number : number + 20], text) == []


def search(page: Page) -> None:
    """What is searched for stands in the page again, and a payload may be typed."""
    groups = [PAYLOADS[start : start + 25] for start in range(0, len(PAYLOADS), 25)]
    queries = [urlencode({"q": " ".join(group)}) for group in groups]
    assert len(list(look_at_all(page, [f"/t/payloads/?{query}" for query in queries]))) == len(
        groups
    )
    look(page, f"/t/payloads/?{queries[3]}")
    page.goto("/t/payloads/")
    page.get_by_role("searchbox").fill('"><img src=x onerror=ran(5)>')
    expect(page).to_have_url(re.compile(r"\?.*q="))
    look_again(page)


def take_away(page: Page) -> None:
    """Exports and references are files, which no browser opens as a page."""
    paths = [f"/t/payloads/export.{extension}" for extension in ("json", "csv")]
    paths += [f"/sources/s0/cite.{extension}" for extension in ("bib", "ris", "json")]
    for path in paths:
        response = page.request.get(path)
        assert response.ok, path
        assert "html" not in response.headers["content-type"]
        assert response.headers["x-content-type-options"] == "nosniff"


def look_at_what_curators_see(page: Page) -> None:
    """Lists and forms of the admin, and the readers of documents that were imported."""
    root = User.objects.create_superuser("root", password="root")  # noqa: S106
    client = Client()
    client.force_login(root)
    session = client.cookies["sessionid"].value
    origin = page.evaluate("location.origin")
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": origin}])
    for model in admin.site._registry:
        if model._meta.app_label in {"sources", "timeline"}:
            look_at_admin(page, model)
    for place in ("review/", "review/table/"):
        assert "ran(" in look(page, f"/admin/timeline/event/{place}?timeline=found")
    found = Timeline.objects.get(slug="found").documents.all()
    texts = [text for _t, text in look_at_all(page, [d.get_absolute_url() for d in found])]
    assert missing([normalise(payload) for payload in PAYLOADS], " ".join(texts)) == []


def look_at_admin(page: Page, model: type[Model]) -> None:
    """The list of a model, and the form of its first and last object."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    assert "Log out" in look(page, reverse(f"{name}_changelist"))
    rows = model._default_manager.order_by("pk")
    for pk in {row.pk for row in (rows.first(), rows.last()) if row is not None}:
        look(page, reverse(f"{name}_change", args=[pk]))


def test_two_hundred_scripts_in_every_field_are_shown_as_words(hostile: Page) -> None:
    look_at_what_everybody_sees(hostile)
    look_at_texts(hostile)
    search(hostile)
    take_away(hostile)
    look_at_what_curators_see(hostile)


def test_the_look_at_a_page_finds_what_a_template_forgot_to_escape(browser: Browser) -> None:
    page = browser.new_page()
    groups = tomllib.loads(Path(__file__).with_name("payloads.toml").read_text("utf-8"))
    unseen = []
    for payload in (payload for name in ("script", "handlers", "svg") for payload in groups[name]):
        given = {"base": "http://localhost/", "html": f"<main>{payload}</main>"}
        harmless = any(words in payload for words in ("application/json", "<!--<", "CDATA"))
        if not harmless and not page.evaluate(f"(given) => ({HARM})(given)", given):
            unseen.append(payload)
    page.close()
    assert unseen == []
