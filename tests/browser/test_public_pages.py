"""The collection that ships with the app, on all kinds of public pages, without one problem."""

from __future__ import annotations

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import MakePage
from timeline.models import Event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


# How far the middle of a line is from that of the title's first line, in px.
OFF_THE_FIRST_LINE = """() => {
  const middle = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const { top, bottom } = range.getClientRects()[0];
    return (top + bottom) / 2;
  };
  const off = (element, title) => element ? Math.abs(middle(element) - middle(title)) : 0;
  return [...document.querySelectorAll(".year")].map((year) => {
    const row = year.querySelector(".row");
    const title = row.querySelector(".row-title");
    const beside = [year.querySelector("h3"), ...row.querySelectorAll(".row-date, .row-kind, .letter")];
    return Math.max(...beside.map((element) => off(element, title)));
  });
}"""


def test_year_date_kind_and_letters_stand_on_the_first_line_of_a_title(
    live: LiveServer, make_page: MakePage
) -> None:
    page = make_page()
    page.goto("/t/csto/")
    for width, height in ((1920, 1080), (1440, 900), (1280, 720), (768, 1024)):
        page.set_viewport_size({"width": width, "height": height})
        assert max(page.evaluate(OFF_THE_FIRST_LINE)) < 4, width


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_the_figures_of_an_archive_fit_into_the_head(
    live: LiveServer, make_page: MakePage, width: int
) -> None:
    page = make_page(width=width, locale="ru")
    page.goto("/t/csto/")
    page.locator(".timeline-head .figures dd").evaluate_all(
        "figures => { for (const figure of figures) figure.textContent = '9\\u00a0410\\u00a0811'; }"
    )
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_timeline_opens_without_a_problem(
    live: LiveServer, make_page: MakePage, width: int, height: int, scheme: str
) -> None:
    page = make_page(width=width, height=height, color_scheme=scheme)
    page.goto("/t/csto/", wait_until="networkidle")
    counted = page.locator("#results-title")
    assert f"{Event.objects.published().count()} events" in counted.inner_text()
    beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert beyond <= 0, f"the page is {beyond} px wider than the window"
