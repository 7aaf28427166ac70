"""The story: led through the milestones by keyboard, with the ribbon moving along."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MakePage
from tests.browser.test_tour import too_wide, violations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]


def centre_of_step(page: Page) -> float:
    box = page.locator(".ribbon-here circle").bounding_box()
    assert box
    return box["x"] + box["width"] / 2


def test_arrow_keys_turn_the_page_and_the_address_holds_the_step(make_page: MakePage) -> None:
    page = make_page(reduced_motion="reduce")
    page.goto("/t/csto/story/")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".story-date")).to_have_text("1992")
    expect(page).to_have_url(re.compile(r"/story/\d+-collective-security-treaty"))
    expect(page).to_have_title(re.compile("Treaty signed"))
    expect(page.locator("#announcer")).to_contain_text("1 of 10: 1992: Collective Security Treaty")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".story-date")).to_have_text("1999")
    assert abs(centre_of_step(page) - 720) < 2
    page.go_back()
    expect(page.locator(".story-date")).to_have_text("1992")
    page.keyboard.press("End")
    expect(page.get_by_role("heading", level=1)).to_have_text("That was the outline")
    page.keyboard.press("Home")
    page.locator("#ribbon [data-step='2'] circle").click()
    expect(page.locator(".story-date")).to_have_text("1999")
    page.reload()
    expect(page.locator(".story-date")).to_have_text("1999")


def test_the_story_is_read_without_javascript(make_page: MakePage) -> None:
    page = make_page(java_script_enabled=False)
    page.goto("/t/csto/")
    page.get_by_role("link", name="Read it as a story").click()
    for _ in range(4):
        page.locator("#story-later").click()
    expect(page.locator(".story-date")).to_have_text("2004")
    expect(page.locator("blockquote")).to_contain_text("in 2004")


@pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "light"), (320, "dark")], ids=["wide", "phone"]
)
def test_every_part_of_the_story_is_accessible(
    make_page: MakePage, width: int, scheme: str
) -> None:
    # Without motion: a step that is still fading in has less contrast than one that stands.
    page = make_page(width=width, height=800, color_scheme=scheme, reduced_motion="reduce")
    wrong = []
    for address in ("/t/csto/story/", "/t/csto/story/end/", "/t/csto/story/?theme=un-recognition"):
        page.goto(address)
        if "theme" in address:
            page.locator("#story-later").click()
            expect(page.locator(".story-date")).to_be_visible()
        wrong += [f"{address}: wider than the screen"] * too_wide(page)
        # At the foot nothing is half hidden by the bar that stays in sight.
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        wrong += [f"{address}: {violation}" for violation in violations(page)]
    assert not wrong, "\n".join(wrong)
