"""A curator drops documents, sees each arrive, and goes on to the candidates that they give."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sources.models import Document, Reanchoring, TextVersion
from tests.browser.conftest import MakePage, sign_in
from tests.browser.test_tour import too_wide, violations
from tests.factories import make_event, make_passage
from tests.timeline.files import BRIDGE, FERRY, import_files, write_files
from timeline.models import Event, Timeline

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

DROP = """([zone, files]) => {
  const transfer = new DataTransfer();
  for (const [name, words] of files) transfer.items.add(new File([words], name));
  for (const type of ["dragover", "drop"])
    zone.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


def test_files_are_dropped_each_tells_what_became_of_it_and_candidates_follow(page: Page) -> None:
    sign_in(page).goto("/admin/sources/document/upload/")
    files = [["bridge.txt", BRIDGE], ["ferry.txt", FERRY], ["empty.txt", ""], [".hidden", "x"]]
    zone = page.locator("#dropzone").element_handle()
    page.evaluate(DROP, [zone, files])
    expect(page.locator("#chosen")).to_contain_text("4 files chosen")
    page.get_by_label("New timeline").fill("Bridges")
    page.get_by_role("button", name="Import 4 files").click()

    expect(page.locator("#now")).to_have_text("Done.")
    expect(page.locator("#bar")).to_have_js_property("value", 3)
    expect(page.locator("#tally")).to_have_text("2 new 0 changed 0 known 2 refused")
    rows = page.locator("#rows li")
    expect(rows).to_have_text(
        [
            *(
                "new bridge.txt",
                "new ferry.txt",
                "refused empty.txt is empty. Is it the right file?",
            ),
            "refused .hidden is hidden, so it was left out. Rename it to import it.",
        ]
    )
    assert Document.objects.count() == 2

    page.get_by_role("link", name="Find dates and propose events").click()
    page.get_by_role("button", name="Find dates and propose events in 2 documents").click()
    expect(page.locator("#now")).to_have_text("Done: 2 of 2.")
    review = page.locator("#next").get_by_role("link", name="Review")
    expect(review).to_have_text(f"Review {Event.objects.count()} candidates")
    assert Event.objects.exists()
    assert violations(page) == []


def test_closing_the_tab_leaves_whole_documents_and_the_rest_can_follow(page: Page) -> None:
    sign_in(page).goto("/admin/sources/document/upload/")
    names = [f"note-{number}.txt" for number in range(12)]
    files = [[name, f"{name}\n\n{BRIDGE}"] for name in names]
    page.evaluate(DROP, [page.locator("#dropzone").element_handle(), files])
    page.get_by_label("New timeline").fill("Bridges")
    page.get_by_role("button", name="Import 12 files").click()
    expect(page.locator("#rows li.outcome-new").first).to_be_visible()
    page.get_by_role("button", name="Stop after this file").click()
    expect(page.locator("#now")).to_contain_text("What was stored is whole.")
    stored = Document.objects.count()
    assert 0 < stored < 12
    assert TextVersion.objects.count() == Timeline.objects.get().documents.count() == stored


def test_a_passage_is_placed_with_the_keyboard_or_by_selecting_words(
    page: Page, make_page: MakePage, tmp_path: Path
) -> None:
    import_files(write_files(tmp_path, bridge=BRIDGE))
    version = TextVersion.objects.get()
    for quote in ("the mayor opened the bridge", "stop in June"):
        make_event(passage=make_passage(quote, version=version))
    text = BRIDGE.replace("opened the", "unveiled the").replace("stop in", "end in")
    import_files(write_files(tmp_path, bridge=f"\U0001d11e Corrected.\n\n{text}"))
    first, second = Reanchoring.objects.open()

    sign_in(page).goto(f"/admin/sources/reanchoring/{first.pk}/change/")
    assert violations(page) == []
    page.keyboard.press("1")
    expect(page.locator(".offered.chosen")).to_have_text("the mayor unveiled the bridge")
    page.keyboard.press("s")
    expect(page).to_have_url(f"/admin/sources/reanchoring/{second.pk}/change/")
    expect(page.locator(".messagelist")).to_contain_text("Placed: “the mayor opened the bridge”.")

    words = page.locator("#new-text p", has_text="old ferry")
    words.evaluate(
        """(paragraph) => {
          const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf("old ferry");
            if (at >= 0) { range.setStart(walker.currentNode, at); range.setEnd(walker.currentNode, at + 9); }
          }
          document.getSelection().removeAllRanges();
          document.getSelection().addRange(range);
          paragraph.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
        }"""
    )
    expect(page.get_by_label("Or select the words")).to_have_value("old ferry")
    stored = TextVersion.objects.latest("pk").text or ""
    expect(page.locator("#id_place")).to_have_value(str(stored.index("old ferry")))
    page.get_by_role("button", name="Place it there").click()
    expect(page.locator(".messagelist")).to_contain_text("Placed: “stop in June”.")
    assert not Reanchoring.objects.open().exists()


def test_the_pages_of_documents_are_accessible_in_the_dark_and_fit_a_phone(
    make_page: MakePage, tmp_path: Path
) -> None:
    import_files(write_files(tmp_path, bridge=BRIDGE, ferry=FERRY))
    ferry = Document.objects.get(slug="ferry")
    make_event(passage=make_passage("The old ferry", version=ferry.text_versions.get()))
    page = sign_in(make_page(color_scheme="dark"))
    wrong = []
    for path in (
        *("upload/", "propose/?timeline=bridge", f"{ferry.pk}/metadata/", f"{ferry.pk}/text/"),
        *("", f"{ferry.pk}/change/"),
    ):
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(f"/admin/sources/document/{path}")
        wrong += [f"{path}: {violation}" for violation in violations(page)]
        page.set_viewport_size({"width": 390, "height": 844})
        if path.endswith(("upload/", "bridge", "metadata/", "text/")):
            wrong += [f"{path}: wider than the screen"] * too_wide(page)
    assert not wrong, "\n".join(wrong)
