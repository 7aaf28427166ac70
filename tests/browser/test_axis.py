"""A chart that is higher than the screen keeps its years in sight, and hides nothing behind them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import MakePage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]

SCROLL = """(pixels) => {
  const results = document.getElementById("results");
  const own = getComputedStyle(results).overflowY === "auto";
  (own ? results : document.scrollingElement).scrollBy(0, pixels);
}"""
# Whether the years are what is seen where they stand, right below the tools and above the lanes.
YEARS_IN_SIGHT = """() => {
  const tools = document.querySelector(".tools").getBoundingClientRect();
  const head = document.getElementById("chart-head");
  const year = [...document.querySelectorAll("#axis-writing text[font-weight='700']")].at(-1).getBoundingClientRect();
  const seen = document.elementFromPoint(year.left + 2, year.top + year.height / 2);
  return year.top >= tools.bottom - 1 && year.bottom <= tools.bottom + 75 && head.contains(seen);
}"""
IN_SIGHT = """() => {
  const row = document.activeElement.closest(".row").getBoundingClientRect();
  const seen = [row.top + 3, row.bottom - 3].map((y) => document.elementFromPoint(row.left + 60, y));
  return seen.every((node) => document.activeElement.closest(".row").contains(node));
}"""
SHIFTS = """() => {
  window.shifts = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}"""


def open_names(page: Page, query: str) -> None:
    page.add_init_script(f"({SHIFTS})()")
    page.goto(f"/t/csto/?names=all{query}")
    page.wait_for_selector("#chart-box.is-written")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_with_all_names_the_years_stay_below_the_tools(
    make_page: MakePage, width: int, height: int
) -> None:
    for query in ("", "&scale=linear"):
        page = make_page(width=width, height=height)
        open_names(page, query)
        page.locator("#chart-box").scroll_into_view_if_needed()
        page.evaluate(SCROLL, 500)
        assert page.evaluate(YEARS_IN_SIGHT)
        page.evaluate(SCROLL, 300)
        assert page.evaluate(YEARS_IN_SIGHT)
        assert page.evaluate("shifts") < 0.02


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_a_row_that_gets_the_focus_is_never_behind_tools_or_years(
    make_page: MakePage, width: int, height: int
) -> None:
    page = make_page(width=width, height=height)
    open_names(page, "")
    page.locator("#list .row-title").nth(30).focus()
    for key in ["ArrowUp"] * 30 + ["ArrowDown"] * 6:
        page.keyboard.press(key)
        page.wait_for_function(IN_SIGHT)  # rows out of sight get their height when they come
