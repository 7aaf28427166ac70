"""Of going back and something else, both on a slow line, the one that was done last counts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.browser.conftest import MakePage
from tests.browser.watching import Watch

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]

ALL, SOME = re.compile(r"^\s*129 events\s*$"), " of 129 events"


class Slow:
    """Answers that are on their way for as long as wanted; is_return: those to Back and forward."""

    def __init__(self, page: Page, *, is_return: bool) -> None:
        self.routes: list[Route] = []
        self.page, self.is_return, self.is_slow = page, is_return, True
        page.route("**/t/csto/**", self.hold)

    def hold(self, route: Route) -> None:
        is_return = "hx-history-restore-request" in route.request.headers
        if self.is_slow and is_return == self.is_return:
            self.routes.append(route)
        else:
            route.continue_()

    def wait(self) -> None:
        """Wait until one is asked for."""
        while not self.routes:
            self.page.wait_for_timeout(20)

    def arrive(self) -> None:
        """Let all come that somebody still waits for, and give the page time to show them."""
        self.is_slow = False
        for route in self.routes:
            try:
                route.continue_()
            except Error:  # nobody waits for it any more
                continue
        self.page.wait_for_timeout(400)


@pytest.fixture
def page(make_page: MakePage) -> Page:
    """The timeline with one event that was opened, so that Back leads to it."""
    page = make_page()
    page.goto("/t/csto/")
    page.wait_for_selector("#chart-box.is-written")
    page.locator("#list .row-title").nth(2).click()
    expect(page.locator("#evidence h2")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#evidence h2")).to_have_count(0)
    return page


def test_a_filter_chosen_while_back_is_on_its_way_stands(page: Page) -> None:
    slow = Slow(page, is_return=True)
    page.evaluate("history.back()")
    slow.wait()
    page.locator("#category-un").check()
    expect(page.locator("#results-title")).to_contain_text(SOME)
    slow.arrive()
    expect(page.locator("#results-title")).to_contain_text(SOME)
    expect(page.locator("#category-un")).to_be_checked()
    expect(page).to_have_url(re.compile(r"/t/csto/\?category=un$"))
    page.go_back()
    expect(page.locator("#results-title")).to_contain_text(ALL)
    expect(page).to_have_url(re.compile(r"/t/csto/$"))


def test_an_event_opened_while_back_is_on_its_way_is_opened_in_the_list_that_is_there(
    page: Page,
) -> None:
    page.locator("#category-un").check()
    expect(page.locator("#results-title")).to_contain_text(SOME)
    slow = Slow(page, is_return=True)
    page.evaluate("history.back()")
    slow.wait()
    page.locator("#list .row-title").nth(1).click()
    expect(page.locator("#evidence h2")).to_be_visible()
    slow.arrive()
    expect(page.locator("#results-title")).to_contain_text(SOME)
    expect(page.locator("#evidence h2")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/t/csto/\?category=un&event=\d+$"))


def test_who_goes_back_gives_up_a_filter_that_is_on_its_way(page: Page, watch: Watch) -> None:
    slow = Slow(page, is_return=False)
    page.locator("#category-un").check()
    slow.wait()
    page.evaluate("history.back()")
    expect(page.locator("#evidence h2")).to_be_visible()
    slow.arrive()
    expect(page.locator("#evidence h2")).to_be_visible()
    expect(page.locator("#category-un")).not_to_be_checked()
    expect(page.locator("#results-title")).to_contain_text(ALL)
    expect(page).to_have_url(re.compile(r"/t/csto/\?event=\d+$"))
    watch.expect("htmx:")  # it tells the console of what was given up


def test_back_out_of_the_field_that_was_written_in_leads_to_the_address_of_what_is_shown(
    page: Page,
) -> None:
    field = page.locator("[name=q]")
    field.fill("summit")
    expect(page).to_have_url(re.compile(r"\?q=summit$"))
    expect(page.locator("#results-title")).to_contain_text(SOME)
    page.evaluate("history.back()")  # the field keeps the focus until it is replaced
    expect(page.locator("#results-title")).to_contain_text(ALL)
    expect(field).to_have_value("")
    page.wait_for_timeout(200)  # whatever comes late
    expect(page).to_have_url(re.compile(r"/t/csto/$"))
