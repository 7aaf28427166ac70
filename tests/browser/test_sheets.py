"""Where an event has no column: half of the screen tells, the other half shows what it tells of."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import MakePage
from timeline.models import Event

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]

SHEET = "#panel:has(.evidence)"


def edges(found: Locator) -> tuple[float, float]:
    """Its upper and its lower edge, in pixels of the screen."""
    box = found.bounding_box()
    assert box
    return box["y"], box["y"] + box["height"]


def expect_in_sight(page: Page, name: str, sheet: str) -> None:
    """Wait until what the name means stands between the chart's years and the sheet."""
    page.wait_for_function(
        """([name, sheet]) => {
          const at = document.querySelector(name)?.getBoundingClientRect();
          const top = document.querySelector("#chart-head").getBoundingClientRect().bottom;
          return at && at.top >= top && at.bottom <= document.querySelector(sheet).getBoundingClientRect().top;
        }""",
        arg=[name, sheet],
    )


@pytest.mark.parametrize(("width", "height"), [(390, 844), (768, 1024), (1279, 800)])
def test_an_open_event_leaves_its_mark_in_sight_or_the_row_that_was_tapped(
    make_page: MakePage, width: int, height: int
) -> None:
    page = make_page(width=width, height=height)
    late = Event.objects.get(key="kms-due")
    page.goto(f"/t/csto/?event={late.pk}")
    expect_in_sight(page, "#chart-overlay circle", SHEET)
    top, bottom = edges(page.locator(SHEET))
    assert bottom == height
    assert bottom - top <= 0.55 * height
    page.locator(".panel-nav [data-step='1']").click()
    expect(page.locator(f"[data-shown='{late.pk}']")).to_have_count(0)
    expect_in_sight(page, "#chart-overlay circle", SHEET)
    page.locator("[data-close]").click()
    row = page.locator("#list .row").nth(60)
    row.scroll_into_view_if_needed()
    row.locator("a").click()
    expect(page.locator(SHEET)).to_be_visible()
    expect_in_sight(page, "#list .row:has([aria-current])", SHEET)


def test_three_columns_stand_where_each_has_room(make_page: MakePage) -> None:
    page = make_page(width=1279, height=800, locale="ru-RU")
    late = Event.objects.get(key="kms-due")
    page.goto(f"/t/csto/?event={late.pk}")
    chart, panel, close = (page.locator(one) for one in ("#chart-box", "#panel", "[data-close]"))
    expect(panel).to_have_css("position", "fixed")
    page.wait_for_function("() => chronocite.drawn?.total > 1000")
    page.set_viewport_size({"width": 1280, "height": 720})
    expect(panel).to_have_css("position", "static")
    page.wait_for_function("() => chronocite.drawn?.total < 800 && chronocite.isWide()")
    room = 726 + 15  # as in timeline/charts/scene.py, and a wide scroll bar, which tests have not
    assert chart.evaluate("box => box.clientWidth") >= room
    button, column = close.bounding_box(), panel.bounding_box()
    assert button
    assert column
    assert button["x"] + button["width"] <= column["x"] + column["width"]
    assert abs(button["y"] - edges(page.locator(".panel-nav .button").first)[0]) < 1, "on one line"


def test_the_legend_opens_beside_the_chart_that_it_explains(make_page: MakePage) -> None:
    height = 844
    page = make_page(width=390, height=height)
    page.goto("/t/csto/")
    page.get_by_role("link", name="Legend").click()
    guide = page.locator("#guide")
    expect(guide.get_by_text("Busy months are drawn wider")).to_be_visible()
    page.wait_for_function(
        "document.querySelector('#chart-box').getBoundingClientRect().top < innerHeight / 4"
    )
    top, bottom = edges(guide)
    assert (bottom, top >= 0.45 * height) == (height, True)
    guide.get_by_role("link", name="Close").click()
    assert edges(guide)[0] > height, "below the list again"
    expect(page.locator("#results-title")).to_be_in_viewport()
    page.goto("/t/csto/?scale=linear#guide")
    expect(guide).to_be_visible()
    expect(guide.get_by_text("Busy months are drawn wider")).to_be_hidden()


def test_the_legend_is_in_reach_wherever_it_has_no_column(make_page: MakePage) -> None:
    page = make_page(width=1279, height=800)
    page.goto("/t/csto/")
    legend, guide = page.get_by_role("link", name="Legend"), page.locator("#guide")
    for width in (1279, 1024):
        page.set_viewport_size({"width": width, "height": 800})
        legend.click()
        expect(guide.get_by_text("a plan and what came of it")).to_be_in_viewport()
        top, bottom = edges(guide)
        assert (bottom, top >= 0.45 * 800) == (800, True)
        filters = page.locator("#filters").bounding_box()
        sheet = guide.bounding_box()
        assert filters
        assert sheet
        assert sheet["x"] >= filters["x"] + filters["width"], "filters stay beside it"
        page.keyboard.press("Escape")
        expect(guide).not_to_have_css("position", "fixed")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(legend).to_be_hidden()
    expect(guide).to_be_in_viewport()


def test_the_legend_takes_an_open_event_s_place_and_gives_it_back(make_page: MakePage) -> None:
    page = make_page(width=390, height=844)
    late = Event.objects.get(key="kms-due")
    page.goto(f"/t/csto/?event={late.pk}")
    shown, guide = page.locator(f"[data-shown='{late.pk}']"), page.locator("#guide")
    legend = page.get_by_role("link", name="Legend")
    legend.click()
    expect(guide).to_be_visible()
    expect(shown).to_be_hidden()
    guide.get_by_role("link", name="Close").click()
    expect(shown).to_be_visible()
    expect_in_sight(page, "#chart-overlay circle", SHEET)
    legend.click()
    page.keyboard.press("Escape")
    expect(guide).to_be_hidden()
    expect(shown).to_be_visible()
    legend.click()
    page.locator(f"#list [data-event]:not([data-event='{late.pk}'])").first.dispatch_event("click")
    expect(page.locator(SHEET).locator("h2:focus")).to_be_visible()
    expect(guide).to_be_hidden()
