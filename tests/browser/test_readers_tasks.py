"""What a reader comes for, with the mouse, with the keyboard alone, and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MakePage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def page(make_page: MakePage, request: pytest.FixtureRequest) -> Page:
    """A page with and without JavaScript: the tasks are the same."""
    return make_page(java_script_enabled=request.param)


def rows(page: Page):
    return page.locator("#results li[data-event], #results [data-event]").locator("visible=true")


def search(page: Page, words: str) -> None:
    """Type into the search field; Enter is there for who has no JavaScript."""
    field = page.locator("#q")
    field.fill(words)
    field.press("Enter")
    page.wait_for_url(re.compile(r"[?&]q=" + words.split(maxsplit=1)[0]))


def test_from_a_question_to_the_exact_words_in_the_source(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name=re.compile("From treaty")).first.click()
    search(page, "observer")
    heading = page.locator("#results-title")
    expect(heading).to_contain_text(re.compile(r"\d+ of \d+ events"))
    link = page.locator("#results a", has_text="observer at the UN").first
    page.goto(link.get_attribute("href") or "")
    expect(page.get_by_role("heading", level=1)).to_contain_text("observer")
    expect(page.locator("main")).to_contain_text("2004")
    words = page.locator("main blockquote").first
    expect(words).to_contain_text("observer status at the UN General Assembly in 2004")
    page.locator("main a[href*='#p']").first.click()
    page.wait_for_url(re.compile(r"/sources/edm-2010-03-19/#p\d+"))
    target = page.locator(f"#{page.url.partition('#')[2]}")
    expect(target).to_be_visible()
    expect(target).to_contain_text("observer status")


def test_a_filter_narrows_list_and_counts_and_the_address_holds_it(page: Page) -> None:
    page.goto("/t/csto/")
    everything = page.locator("#results-title").inner_text()
    page.goto("/t/csto/?modality=planned&milestones=1")
    narrowed = page.locator("#results-title").inner_text()
    assert everything != narrowed
    assert "of" in narrowed
    page.get_by_role("link", name=re.compile("Remove filter.*Milestones only")).click()
    page.wait_for_url("**/t/csto/?modality=planned")
    expect(page.locator("#results-title")).to_contain_text(re.compile(r"16 of \d+"))
    page.go_back()
    page.wait_for_url(re.compile("milestones=1"))
    expect(page.locator("#results-title")).to_have_text(narrowed)


def test_a_citation_can_be_read_and_downloaded(page: Page) -> None:
    page.goto("/t/csto/?q=observer")
    link = page.locator("#results a", has_text="observer at the UN").first
    page.goto(link.get_attribute("href") or "")
    expect(page.locator("main")).to_contain_text("Eurasia Daily Monitor 7, no. 54")
    with page.expect_download() as download:
        page.get_by_role("link", name="BibTeX").click()
    assert "Eurasia Daily Monitor" in download.value.path().read_text("utf-8")


def test_the_plain_form_does_the_same(make_page: MakePage) -> None:
    page = make_page(java_script_enabled=False)
    page.goto("/t/csto/")
    page.locator("#from").fill("2004")
    page.locator("#to").fill("2004")
    page.get_by_role("button", name=re.compile("Apply|Show", re.IGNORECASE)).first.click()
    page.wait_for_url(re.compile("from=2004"))
    expect(page.locator("#results")).to_contain_text("observer")
    expect(page.locator("#results")).not_to_contain_text("Kabul visit")


def test_with_the_keyboard_alone(make_page: MakePage) -> None:
    page = make_page()
    page.goto("/t/csto/")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("observer")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=observer"))
    expect(page.locator("#results-title")).to_contain_text("of")
    expect(page.locator("#q")).to_be_focused()
    for _ in range(80):  # to the first event of the list
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#results [data-event]') !== null"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#evidence")).to_contain_text("observer")
    expect(page).to_have_url(re.compile("event="))
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("event="))


def test_where_nothing_passes_the_page_still_takes_clicks(make_page: MakePage) -> None:
    page = make_page(width=1440)
    page.goto("/t/csto/")
    expect(page.locator("#chart-box.is-written")).to_be_visible()
    search(page, "zebra")
    expect(page.locator("#results-title")).to_contain_text("0 of")
    for place in ("#results-title", "h1"):  # an error in a script would fail the test at its end
        page.locator(place).click()


def test_a_filter_taken_off_while_words_are_being_typed(make_page: MakePage) -> None:
    page = make_page(width=1440)
    page.clock.install()
    page.goto("/t/csto/?q=force")
    expect(page.locator("#chart-box.is-written")).to_be_visible()
    page.locator("#q").fill("")
    page.keyboard.type("j")
    page.locator(".chip").first.click()
    page.clock.run_for(1_000)  # what waits for a pause in typing has been asked by then
    expect(page.locator(".htmx-request")).to_have_count(0)
    typed = page.locator("#q").input_value()
    told = page.locator("#results-title").inner_text()
    page.goto(page.url)
    expect(page.locator("#q")).to_have_value(typed)
    expect(page.locator("#results-title")).to_have_text(told)
