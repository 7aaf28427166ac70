"""The chart is there before Plotly is: drawn by the server, and nothing moves when Plotly takes over."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import MakePage, reach_for_chart

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]

PLOTLY = re.compile(r"plotly\.min.*\.js")

MARKS = """(selector) => [...document.querySelectorAll(selector)].map((path) => {
  const { x, y, width, height } = path.getBoundingClientRect();
  const { fill, fillOpacity, stroke, strokeWidth } = getComputedStyle(path);
  const edge = stroke !== "none" && strokeWidth !== "0px" ? `${strokeWidth} ${stroke}` : "none";
  return [x, y, width, height, path.getTotalLength(), fillOpacity === "0" ? "rgba(0, 0, 0, 0)" : fill, edge];
})"""
SHIFTS = """() => {
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}"""


def drawn(page: Page) -> list[Any]:
    page.wait_for_selector("#chart-box.is-written")
    layout = "wide" if page.locator(".is-wide").count() else "narrow"
    return list(page.evaluate(MARKS, f".drawing-{layout} .drawn-points path"))


@pytest.mark.parametrize("width", [390, 800, 1440])
def test_plotly_puts_each_mark_where_the_server_had_drawn_it(
    make_page: MakePage, width: int
) -> None:
    page = make_page(width=width)
    for query in ("", "?lanes=source&scale=linear", "?from=2010&to=2010"):
        page.goto(f"/t/csto/{query}")
        before = drawn(page)
        reach_for_chart(page)
        after = page.evaluate(MARKS, "#chart .scatterlayer .points path")
        assert len(after) == len(before) > 20
        for ours, its in zip(before, after, strict=True):
            assert its[:5] == pytest.approx(ours[:5], abs=0.6)
            assert its[5:] == ours[5:]


@pytest.mark.parametrize(("width", "height"), [(390, 844), (768, 1024), (1440, 900)])
def test_nothing_moves_while_the_page_comes_and_plotly_takes_over(
    make_page: MakePage, width: int, height: int
) -> None:
    page = make_page(width=width, height=height)
    page.add_init_script(f"({SHIFTS})()")
    page.goto("/t/csto/", wait_until="networkidle")
    reach_for_chart(page)
    assert page.evaluate("window.shift") < 0.02


@pytest.mark.parametrize("path", ["/t/csto/story/", "/sources/edm-2010-03-19/"])
@pytest.mark.parametrize("throughput", [300_000, 4_000_000])
def test_nothing_moves_while_a_page_comes_in_pieces_to_a_slow_computer(
    make_page: MakePage, path: str, throughput: int
) -> None:
    page = make_page(width=1350, height=940)
    page.add_init_script(f"({SHIFTS})()")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"offline": False, "latency": 20, "downloadThroughput": throughput}
    session.send("Network.emulateNetworkConditions", {**line, "uploadThroughput": 100_000})
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(path, wait_until="networkidle")
    assert page.evaluate("window.shift") < 0.005


def test_plotly_is_not_fetched_before_somebody_is_there(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/t/csto/", wait_until="networkidle")
    expect(page.locator("#chart-writing text").first).to_be_attached()
    assert not any(PLOTLY.search(url) for url in asked)
    reach_for_chart(page)
    assert any(PLOTLY.search(url) for url in asked)


def test_the_first_tap_opens_an_event_while_plotly_is_on_its_way(make_page: MakePage) -> None:
    page = make_page(width=390, height=844, has_touch=True)
    waiting: list[Route] = []
    page.route(PLOTLY, lambda route: waiting.append(route))
    page.goto("/t/csto/")
    page.locator(".drawing-narrow [data-mark] path").nth(30).tap()
    expect(page.locator("#evidence article h2")).to_be_focused()
    page.get_by_role("link", name="Close", exact=True).click()
    assert len(waiting) == 1
    waiting[0].continue_()
    page.wait_for_selector("#chart-box.is-plotted", state="attached")


@pytest.mark.parametrize("width", [390, 1440])
def test_without_script_the_chart_can_be_read_and_its_marks_opened(
    make_page: MakePage, width: int
) -> None:
    page = make_page(width=width, java_script_enabled=False)
    page.goto("/t/csto/")
    layout = page.locator(".drawing-wide" if width > 1000 else ".drawing-narrow")
    events = int(page.locator("#results-title").inner_text().split()[0])
    expect(layout.locator("a[data-mark]")).to_have_count(events)
    expect(layout).to_contain_text("United Nations")
    expect(layout.locator("text", has_text="2010").first).to_be_visible()
    mark = layout.locator("a[data-mark]").nth(12)
    address = mark.get_attribute("href") or ""
    mark.locator("path").click()
    expect(page).to_have_url(re.compile(re.escape(address)))
