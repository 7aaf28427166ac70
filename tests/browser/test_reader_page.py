"""What the reader and the event page do with a keyboard, a pointer and a clipboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MakePage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]

READER = "/sources/eurasianet-2007-03-15/"


def test_n_and_p_walk_from_passage_to_passage(page: Page) -> None:
    page.goto(READER)
    passages = page.locator(".passage a[id]")
    first, second = passages.nth(0), passages.nth(1)
    page.keyboard.press("n")
    expect(first).to_be_focused()
    assert page.url.endswith(f"#{first.get_attribute('id')}")
    page.keyboard.press("n")
    expect(second).to_be_focused()
    expect(second).to_be_in_viewport()
    page.keyboard.press("p")
    expect(first).to_be_focused()


def test_a_passage_leads_to_its_note_and_back_without_script(make_page: MakePage) -> None:
    page = make_page(java_script_enabled=False)
    page.goto(READER)
    passage = page.locator(".passage a[id]").last
    place = passage.get_attribute("id") or ""
    passage.click()
    assert page.url.endswith(f"#n{place[1:]}")
    page.locator(f"#n{place[1:]} .back").click()
    assert page.url.endswith(f"#{place}")
    expect(page.locator(".keys")).to_be_hidden()


def test_a_note_stands_level_with_its_passage(page: Page) -> None:
    page.goto(READER)
    for block in page.locator(".block:has(.margin)").all()[:5]:
        words, note = (block.locator(part).first.bounding_box() for part in ("mark", ".note-group"))
        assert words
        assert note
        assert note["x"] > words["x"] + words["width"]
        assert abs(note["y"] - words["y"]) < 40


def test_a_reference_is_copied_as_it_reads(make_page: MakePage) -> None:
    page = make_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(READER)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == " ".join(page.locator("#reference-1").inner_text().split())
    assert copied.startswith("Blagov, Sergei. “")
