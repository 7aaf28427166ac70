"""Through time by keyboard: one stop in the list, the chart moves along, and what is come to is told."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MakePage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]


@pytest.fixture
def titles(page: Page) -> list[str]:
    """The events in the order of the list, whose page is open."""
    page.goto("/t/csto/")
    page.wait_for_selector("#chart-box.is-written")
    return page.locator("#list .row-title").all_text_contents()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_arrow_keys_go_through_the_events_and_the_chart_and_the_voice_go_along(
    page: Page, titles: list[str]
) -> None:
    focused = page.locator("#list .row-title:focus")
    press(page, "ArrowRight", "ArrowRight", "ArrowDown")
    expect(focused).to_have_text(titles[2])
    expect(page.locator("#chart-overlay circle")).to_have_count(1)
    date = page.locator("#list .row-date").nth(2).inner_text()
    expect(page.locator("#announcer")).to_have_text(f"{date}: {titles[2]}")
    press(page, "End")
    expect(focused).to_have_text(titles[-1])
    expect(focused).to_be_in_viewport()
    press(page, "ArrowRight")
    expect(page.locator("#announcer")).to_have_text("There is no later event in this list.")
    press(page, "Home", "ArrowRight", "ArrowLeft")
    expect(focused).to_have_text(titles[0])
    expect(page.locator("#evidence article")).to_have_count(0)


def test_the_list_is_one_stop_and_tab_comes_back_to_where_one_was(
    page: Page, titles: list[str]
) -> None:
    stops = page.locator("#list [tabindex='0']")
    expect(stops).to_have_count(1)
    press(page, *["ArrowRight"] * 5, "Tab", "Shift+Tab")
    expect(page.locator("#list .row-title:focus")).to_have_text(titles[4])
    page.locator("label[for=modality-planned]").click()
    expect(page.locator("#results-title")).to_contain_text(" of ")
    expect(stops).to_have_count(1)


def test_enter_opens_an_event_and_escape_or_back_give_the_focus_back(
    page: Page, titles: list[str]
) -> None:
    opened = page.locator("#evidence article h2")
    press(page, "ArrowRight", "ArrowRight", "Enter")
    expect(opened).to_be_focused()
    expect(opened).to_have_text(titles[1])
    press(page, "ArrowRight")
    expect(opened).to_have_text(titles[2])
    expect(opened).to_be_focused()
    page.go_back()
    expect(opened).to_have_text(titles[1])
    expect(opened).to_be_focused()
    page.go_back()
    expect(opened).to_have_count(0)
    expect(page.locator("#list .row-title:focus")).to_have_text(titles[1])
    press(page, "Enter")
    expect(opened).to_be_focused()
    press(page, "Escape")
    expect(page.locator("#list .row-title:focus")).to_have_text(titles[1])


def test_keys_belong_to_fields_and_letters_can_be_turned_off(page: Page, titles: list[str]) -> None:
    page.locator("#q").focus()
    press(page, "ArrowRight", "j", "?")
    expect(page.locator("#q")).to_have_value("j?")
    expect(page.locator("#evidence article")).to_have_count(0)
    page.goto("/t/csto/")
    press(page, "?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    keys.get_by_role("checkbox").uncheck()
    press(page, "Escape")
    expect(keys).to_be_hidden()
    page.reload()
    press(page, "j", "/", "?")
    expect(keys).to_be_hidden()
    expect(page.locator("#evidence article")).to_have_count(0)
    press(page, "ArrowRight")
    expect(page.locator("#list .row-title:focus")).to_have_text(titles[0])


def test_pointing_at_a_mark_or_its_name_shows_its_row_before_and_after_plotly_comes(
    make_page: MakePage,
) -> None:
    page = make_page()
    page.route(re.compile(r"plotly\.min.*\.js"), lambda route: None)  # it never comes
    page.goto("/t/csto/")
    page.wait_for_selector("#chart-box.is-written")
    page.locator(".drawing-wide [data-mark] path").nth(70).hover()
    row = page.locator("#list .row.is-hot")
    expect(row).to_have_count(1)
    expect(row).to_be_in_viewport()
    expect(page.locator("#chart-overlay circle")).to_have_count(1)
    written = page.locator("#chart-writing text", has_text="UN observer status").bounding_box()
    assert written
    page.mouse.move(written["x"] + 8, written["y"] + 6)
    expect(row).to_contain_text("observer")
