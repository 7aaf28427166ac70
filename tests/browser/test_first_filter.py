"""Whoever chooses a first filter sees the chart change where it is, not where it moves to."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MakePage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]

WIDTHS = (1440, 1280, 1024, 768, 390)
LEGIBLE = 75
"""Pixels of a chip that still shows a word of its filter, and the cross that takes it off."""
TOP = "(box) => box.getBoundingClientRect().top + scrollY"
WIDTH = "(chip) => chip.getBoundingClientRect().width"


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_the_first_filter_leaves_the_chart_where_it_was(make_page: MakePage, locale: str) -> None:
    page = make_page(locale=locale)
    page.goto("/t/csto/")
    chart, chip = page.locator("#chart-box"), page.locator(".tools .chip")
    before = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        before[width] = chart.evaluate(TOP)
    page.locator(".open-filters").click()
    page.locator("#category-borders").check()
    expect(chip).to_contain_text("Migration and borders")
    for width in reversed(WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        assert chart.evaluate(TOP) == before[width], width
        assert chip.evaluate(WIDTH) >= LEGIBLE, width
