"""Text twice as large, pages at 200 % zoom, the system's own colours, fingers: nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SWITCHES, MakePage, chromium_path
from tests.browser.test_tour import too_wide
from timeline.models import Event

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]

# Words that are cut off although nothing scrolls to them: not those that are hidden on purpose.
CUT = """() => [...document.querySelectorAll("h1, h2, h3, p, a, button, label, dt, dd, td, th, select")]
  .filter((node) => node.offsetParent && !node.closest("svg, .visually-hidden, [aria-hidden=true]"))
  .filter((node) => {
    const style = getComputedStyle(node);
    const clips = style.overflowX !== "visible" && style.clipPath === "none";
    return clips && node.scrollWidth > node.clientWidth + 1;
  })
  .map((node) => `${node.className || node.tagName}: ${node.textContent.trim().slice(0, 40)}`)"""


def pages() -> list[str]:
    event = Event.objects.get(key="kms-formed")
    step = f"/t/csto/story/{event.pk}-{event.slug}/"
    return [
        "/", "/t/csto/", f"/t/csto/?event={event.pk}", event.get_absolute_url(), step,
        "/sources/edm-2010-03-19/", "/actors/csto/",
    ]  # fmt: skip


@pytest.fixture
def large_text(browser: Browser) -> Iterator[Browser]:
    """A browser whose reader has set text to twice its usual size."""
    larger = [*SWITCHES, "--blink-settings=defaultFontSize=32"]
    executable = browser.browser_type.launch(executable_path=chromium_path(), args=larger)
    yield executable
    executable.close()


def cut_and_wide(page: Page) -> list[str]:
    wrong = []
    for address in pages():
        page.goto(address)
        wrong += [f"{address}: wider than the screen"] * too_wide(page)
        wrong += [f"{address}: cut: {words}" for words in page.evaluate(CUT)]
    return wrong


def test_text_twice_as_large_fits_and_is_not_cut(large_text: Browser, live) -> None:
    page = large_text.new_page(base_url=live.url, viewport={"width": 1280, "height": 900})
    assert cut_and_wide(page) == []


def test_at_twice_the_size_nothing_is_cut(make_page: MakePage) -> None:
    assert cut_and_wide(make_page(width=720, height=450)) == []


def test_in_the_systems_colours_what_is_chosen_and_focused_can_be_seen(make_page: MakePage) -> None:
    for scheme in ("light", "dark"):
        page = make_page(forced_colors="active", color_scheme=scheme)
        page.goto("/t/csto/?event=" + str(Event.objects.get(key="kms-formed").pk))
        page.wait_for_selector("#chart-box.is-written")

        def looks(selector: str, page: Page = page) -> list[str]:
            return list(
                page.locator(selector).first.evaluate(
                    """node => { const s = getComputedStyle(node);
                      return [s.backgroundColor, s.borderColor, s.outlineStyle, s.fontWeight]; }"""
                )
            )

        for chosen, other in (
            (".site-nav [aria-current]", ".site-nav a:not([aria-current])"),
            (".stop input:checked", ".stop input:not(:checked)"),
            (".scale input:checked + span", ".scale input:not(:checked) + span"),
            ("#list .row:has([aria-current])", "#list .row:not(:has([aria-current]))"),
        ):
            assert looks(chosen) != looks(other), chosen
        for _ in range(12):
            page.keyboard.press("Tab")
            ring = page.evaluate(
                """() => { const node = document.activeElement;
                  const seen = node.matches("#list *") ? node.closest(".row") : node;
                  const near = node.matches(".scale input") ? node.nextElementSibling : seen;
                  const s = getComputedStyle(near);
                  return [node.outerHTML.slice(0, 80), s.outlineStyle, parseFloat(s.outlineWidth)]; }"""
            )
            assert ring[1] != "none", ring
            assert ring[2] >= 2, ring
        marks = page.locator(".drawing-wide .drawn-marks").evaluate_all(
            "marks => new Set(marks.map((mark) => mark.getAttribute('d'))).size"
        )
        assert marks >= 4  # what is told by colour is told by shape too


def test_a_finger_finds_every_control_on_a_small_phone(make_page: MakePage) -> None:
    page = make_page(width=360, height=780, has_touch=True, is_mobile=True)
    small = []
    for address in [*pages(), "/t/csto/#filters-sheet"]:
        page.goto(address)
        only = {"type": "rule", "values": ["target-size"]}
        found = Axe().run(page, options={"runOnly": only, "preload": False})
        small += [
            f"{address}: {node['html'][:120]}"
            for violation in found.response["violations"]
            for node in violation["nodes"]
        ]
    assert small == []
    expect(page.locator("#q")).to_be_visible()
