"""A chart that is higher than its place: it says that it scrolls, and opened events come into sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from timeline.models import Event

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]

SEEN = """() => {
  const [box, head] = ["chart-box", "chart-head"].map((name) => document.getElementById(name).getBoundingClientRect());
  return [...document.querySelectorAll("#chart-overlay circle")].some((circle) => {
    const ring = circle.getBoundingClientRect();
    return ring.top >= head.bottom && ring.bottom <= box.bottom;
  });
}"""


def test_a_chart_that_scrolls_says_so_and_a_key_leads_to_its_end_and_back(page: Page) -> None:
    page.goto("/t/csto/?lanes=source")
    more = page.get_by_role("button", name="More below")
    expect(more).to_be_visible()
    plot = page.locator(".drawing-wide").bounding_box()
    button = more.bounding_box()
    assert plot
    assert button
    assert button["x"] > plot["x"], "beside the names of lanes"
    more.focus()
    for _ in range(3):
        page.keyboard.press("Enter")
        if page.get_by_role("button", name="To the top").count():
            break
    back = page.get_by_role("button", name="To the top")
    expect(back).to_be_focused()
    chart = page.locator("#chart-box")
    assert chart.evaluate("box => box.scrollTop + box.clientHeight >= box.scrollHeight - 8")
    page.keyboard.press("Enter")
    assert chart.evaluate("box => box.scrollTop") == 0
    expect(more).to_be_focused()


def test_a_chart_that_is_whole_in_sight_does_not(page: Page) -> None:
    page.goto("/t/csto/")
    page.wait_for_selector("#chart-box.is-written")
    assert page.locator("#chart-box").evaluate("box => box.scrollHeight <= box.clientHeight + 1")
    expect(page.locator("#more-lanes")).to_be_hidden()


def test_an_event_that_is_opened_is_in_sight_on_a_chart_that_scrolls(page: Page) -> None:
    event = Event.objects.get(key="kms-formed").pk
    page.goto("/t/csto/?lanes=source")
    page.wait_for_selector("#chart-box.is-written")
    page.locator(f"#list [data-event='{event}']").click()
    expect(page.locator("#chart-overlay circle")).not_to_have_count(0)
    page.wait_for_function(SEEN)
    assert page.locator("#chart-box").evaluate("box => box.scrollTop") > 0
    page.reload()
    expect(page.locator("#chart-overlay circle")).not_to_have_count(0)
    page.wait_for_function(SEEN)
