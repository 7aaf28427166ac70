"""What a reader is told when the server can't be reached, and how they go on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watching import Watch

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]


def test_a_filter_that_fails_says_so_and_can_be_tried_again(page: Page, watch: Watch) -> None:
    page.goto("/t/csto/")
    page.wait_for_selector("#chart-box.is-written")
    told = page.get_by_role("alert")
    page.route("**/t/csto/?*", lambda route: route.abort())
    page.locator("label[for=modality-planned]").click()
    expect(told).to_contain_text("This could not be loaded.")
    again = told.get_by_role("link", name="Try again")
    expect(again).to_have_attribute("href", re.compile(r"modality=planned$"))
    page.unroute("**/t/csto/?*")
    page.locator("label[for=modality-announced]").click()
    expect(page.locator("#results-title")).to_contain_text(" of ")
    expect(told).to_be_hidden()
    page.route("**/events/**", lambda route: route.fulfill(status=503))
    page.locator("#list .row-title").first.click()
    expect(told).to_be_visible()
    page.unroute("**/events/**")
    again.click()
    expect(page.locator("main h1")).to_be_visible()
    watch.expect("net::ERR_FAILED")
    watch.expect("503")
    watch.expect("htmx:")  # it tells the console too
