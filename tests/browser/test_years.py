"""Whoever looks for a year opens the list below From and To and chooses it, by mouse or by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MakePage
from tests.browser.test_tour import too_wide, violations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]
TOP = "(box) => box.getBoundingClientRect().top + scrollY"


def test_a_year_is_chosen_and_taken_off_without_a_page_load(make_page: MakePage) -> None:
    page = make_page()
    page.goto("/t/csto/?lanes=actor")
    chart, years = page.locator("#chart-box"), page.locator("#years")
    top = chart.evaluate(TOP)
    expect(years).to_be_hidden()
    page.evaluate("window.stays = true")
    page.locator(".by-year summary").focus()
    page.keyboard.press("Enter")
    page.locator("#modality-occurred").check()
    year = page.locator("#year2010")
    expect(year).to_have_text(re.compile(r"2010\s+24"))
    year.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#results-title")).to_have_text(re.compile(r"^\s*24 of 129 events"))
    assert page.url.endswith("?from=2010&to=2010&modality=occurred&lanes=actor")
    expect(page.locator("#from")).to_have_value("2010")
    expect(year).to_have_attribute("aria-current", "true")
    expect(year).to_be_focused()
    assert violations(page) == []
    assert chart.evaluate(TOP) == top
    page.keyboard.press("Enter")
    expect(page.locator("#to")).to_have_value("")
    expect(year).not_to_have_attribute("aria-current", "true")
    assert page.evaluate("window.stays"), "it was no other page"


def test_years_are_links_without_script_and_fit_the_narrowest_phone(make_page: MakePage) -> None:
    page = make_page(width=360, height=740, java_script_enabled=False, locale="ru")
    page.goto("/t/csto/#filters-sheet")
    page.locator(".by-year summary").click()
    page.locator("#year2011").click()
    expect(page.locator("#year2011")).to_have_attribute("aria-current", "true")
    page.locator(".open-filters").click()
    expect(page.locator("#year2011")).to_be_visible()
    assert not page.locator("#years a").evaluate_all(
        "years => years.filter(year => year.scrollWidth > year.clientWidth).length"
    )
    assert not too_wide(page)
