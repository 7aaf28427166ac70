"""A curator marks words in a source and makes something of them, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import MakePage, sign_in
from tests.factories import make_document, make_event, make_passage, make_text, make_timeline
from timeline.models import Event

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

TEXT = """The bridge 🌉 opened on 3 May 2004. The mayor cut a ribbon.

The ferry stopped on 4 May 2004, after a hundred and ten years."""


@pytest.fixture
def reader(page: Page) -> Page:
    """A source before a curator, with one passage that is cited already."""
    document = make_document("gazette", title="The Bridge Is Open")
    make_timeline().documents.add(document)
    version = make_text(TEXT, document=document)
    make_event("Mayor cuts a ribbon", passage=make_passage("cut a ribbon", version=version))
    sign_in(page).goto("/sources/gazette/")
    return page


def drag(page: Page, paragraph: Locator, first: float, last: float) -> None:
    """Select with the mouse along the first line of a paragraph, which may be shares of it."""
    box = paragraph.bounding_box()
    assert box
    y = box["y"] + 14
    page.mouse.move(box["x"] + first * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + last * box["width"], y, steps=4)
    page.mouse.up()


def tops(page: Page, selector: str) -> list[float]:
    """How far down the page each of these stands, in pixels."""
    boxes = [part.bounding_box() for part in page.locator(selector).all()]
    return [box["y"] for box in boxes if box]


def test_selected_words_become_an_event_and_their_mark_appears(
    reader: Page, make_page: MakePage
) -> None:
    reader.evaluate("window.stayed = true")
    drag(reader, reader.locator(".words").first, 0.001, 0.999)
    reader.get_by_role("button", name="New event").click()
    form = reader.locator("#make-panel")
    expect(form.get_by_role("heading", name="New event")).to_be_focused()
    expect(form.get_by_role("radio").first).to_be_checked()
    expect(form).to_contain_text("3 May 2004")

    form.get_by_label("What happened").fill("")
    form.get_by_role("button", name="Save as candidate").click()
    expect(form.get_by_label("What happened")).to_be_focused()
    expect(form).to_contain_text("Say in a few words who did what.")

    form.get_by_label("What happened").fill("The bridge opens")
    form.get_by_role("button", name="Save as candidate").click()
    expect(form).to_contain_text("Saved as a candidate")
    expect(reader.locator(".note-group.is-chosen")).to_contain_text("The bridge opens")
    expect(reader.locator(".passage.draft").first).to_be_visible()
    assert reader.evaluate("window.stayed")

    notes, marks = tops(reader, ".note-group"), tops(reader, ".passage a[id]")
    height = reader.locator(".note-group").first.evaluate("note => note.offsetHeight")
    assert notes[1] >= notes[0] + height
    assert all(-12 < note - mark < 60 for note, mark in zip(notes, marks, strict=True))

    event = Event.objects.get(title="The bridge opens")
    assert event.edtf == "2004-05-03"
    passage = event.citations.get().passage
    assert passage.quote == TEXT[passage.start : passage.end]
    assert passage.quote.startswith("The bridge 🌉 opened on 3 May 2004.")

    visitor = make_page()
    visitor.goto("/sources/gazette/")
    expect(visitor.locator(".note-group")).to_have_count(1)
    expect(visitor.locator("body")).not_to_contain_text("The bridge opens")
    expect(visitor.locator(".make-tools")).to_have_count(0)


def test_with_the_keyboard_alone_words_are_added_to_an_event(reader: Page) -> None:
    event = make_event("Ferry makes its last trip", edtf="2004-05-04")
    keys = reader.keyboard
    keys.press("m")
    keys.press("ArrowDown")
    for _ in range(2):
        keys.press("Shift+ArrowRight")
    keys.press("Enter")
    expect(reader.get_by_role("button", name="New event")).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    expect(reader.get_by_role("heading", name="Add to an event")).to_be_focused()
    for _ in range(2):  # the button that closes, and the field
        keys.press("Tab")
    expect(reader.get_by_role("searchbox", name="Which event")).to_be_focused()
    keys.type("last trip")
    expect(reader.locator("#make-events label")).to_have_count(1)
    keys.press("Tab")
    keys.press("Space")
    keys.press("Enter")
    expect(reader.locator("#make-panel")).to_contain_text("Ferry makes its last trip")
    expect(reader.locator("[data-made]")).to_be_visible()
    citation = event.citations.get(position=1)
    assert citation.passage.quote == "The ferry stopped"
    assert citation.edtf == "2004-05-04"
    keys.press("Escape")
    expect(reader.locator("#make-panel")).to_be_hidden()
    keys.press("p")
    expect(reader.locator(".passage a:focus")).to_have_count(1)
    keys.press("Enter")
    expect(reader.locator(".note-group li a:focus")).to_have_count(1)


def test_on_a_phone_all_figures_of_a_text_are_in_sight(reader: Page) -> None:
    reader.set_viewport_size({"width": 390, "height": 844})
    figures = reader.locator(".coverage-figures")
    expect(figures.get_by_role("columnheader", name="in all")).to_be_visible()
    assert figures.evaluate("table => table.scrollWidth <= table.clientWidth")
