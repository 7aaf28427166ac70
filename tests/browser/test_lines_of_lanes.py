"""The lines between lanes run from the edge of the chart to the end of its axis, whatever its width."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import MakePage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]

WIDTHS = (1920, 1440, 1280, 1190, 1024, 768, 390, 360)

# From the names of lanes, or where these stand inside, from the chart's left edge, to the end of the base line.
OFF = """() => {
  const edge = (node, side) => node.getBoundingClientRect()[side];
  const seen = (name) => [...document.querySelectorAll(name)].filter((node) => node.getBoundingClientRect().width);
  const left = edge(document.querySelector("#chart-box"), "left");
  const right = edge(seen('.drawing:not([class*=head]) .drawn-line[stroke="var(--edge)"]')[0], "right");
  const lines = seen(".drawn-rules line");
  const off = lines.flatMap((line) => [edge(line, "left") - left, edge(line, "right") - right]);
  return [lines.length, Math.max(...off.map(Math.abs))];
}"""


def expect_lines(page: Page, state: str) -> None:
    lines, off = page.evaluate(OFF)
    assert lines > 8, state
    assert off < 0.6, state


def test_lines_of_lanes_span_the_chart_at_each_width_and_after_a_filter(
    make_page: MakePage,
) -> None:
    page = make_page()
    page.goto("/t/csto/")
    page.wait_for_selector("#chart-box.is-written")
    for width in (1920, 1190, 1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(
            "() => chronocite.drawn?.total === document.getElementById('chart').clientWidth"
        )
        expect_lines(page, f"{width} px")
    page.locator("#list").evaluate("() => chronocite.drawn = null")
    page.locator("input[name=q]").evaluate(
        "(field) => { field.value = 'force'; field.form.requestSubmit(); }"
    )
    page.wait_for_function("() => location.search.includes('force') && chronocite.drawn")
    expect_lines(page, "after a filter")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect_lines(page, "on paper")


def test_lines_of_lanes_span_the_chart_without_script(make_page: MakePage) -> None:
    page = make_page(java_script_enabled=False)
    page.goto("/t/csto/")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        expect_lines(page, f"{width} px")
