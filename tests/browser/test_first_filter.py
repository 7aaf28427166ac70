"""Whoever chooses filters sees the chart change where it is, not where it moves to."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import MakePage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]

WIDTHS = (1440, 1280, 1024, 768, 390)
CHOSEN = (("#category-borders", "Migration and borders"), ("#modality-occurred", ""))
TOP = "(box) => box.getBoundingClientRect().top + scrollY"
IS_WHOLE = "(chip) => [...chip.children].every((word) => word.scrollWidth <= word.clientWidth || word.className)"


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_filters_leave_the_chart_where_it_was(make_page: MakePage, locale: str) -> None:
    page = make_page(locale=locale)
    page.goto("/t/csto/")
    chart, chip = page.locator("#chart-box"), page.locator("#results .chip")
    before = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        before[width] = chart.evaluate(TOP)
    page.locator(".open-filters").click()
    for number, (box, words) in enumerate(CHOSEN):
        page.locator(box).check()
        expect(chip.nth(number)).to_contain_text(words)
        expect(page.locator(".open-filters")).to_contain_text(f"· {number + 1}")
        for width in reversed(WIDTHS):
            page.set_viewport_size({"width": width, "height": 900})
            assert chart.evaluate(TOP) == before[width], width
            assert chip.nth(number).evaluate(IS_WHOLE), width
        page.set_viewport_size({"width": WIDTHS[-1], "height": 900})


def test_no_milestone_lies_below_the_arrow_that_folds_the_strip(make_page: MakePage) -> None:
    page = make_page(width=1440)
    page.goto("/t/csto/")
    strip, arrow = page.locator("#milestone-list"), page.locator("#strip summary")
    for width in (1440, 1320, 1280, 1200, 1024):
        page.set_viewport_size({"width": width, "height": 800})
        shown, fold = strip.bounding_box(), arrow.bounding_box()
        assert shown
        assert fold
        assert shown["x"] + shown["width"] <= fold["x"] + 1, width
        strip.evaluate("list => list.scrollTo(list.scrollWidth, 0)")
        end = strip.locator(".strip-title").last.bounding_box()
        assert end
        fade = float(strip.evaluate("list => parseFloat(getComputedStyle(list).paddingRight)"))
        assert end["x"] + end["width"] <= shown["x"] + shown["width"] - fade + 1, width


def test_a_choice_that_is_made_while_an_answer_is_on_its_way_stays(make_page: MakePage) -> None:
    page = make_page()
    page.goto("/t/csto/")
    waiting: list[Route] = []
    page.route(re.compile(r"/t/csto/\?q=NATO$"), lambda route: waiting.append(route))
    with page.expect_request(re.compile(r"\?q=NATO$")):
        page.locator("#q").fill("NATO")
    page.locator("#category-un").check()
    waiting[0].continue_()
    page.wait_for_url(re.compile(r"\?q=NATO&category=un$"))
    expect(page.locator("#category-un")).to_be_checked()
    expect(page.locator("#results .chip")).to_have_count(2)
