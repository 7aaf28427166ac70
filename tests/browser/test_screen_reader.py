"""What a screen reader is given: names, roles, and what has changed, by the accessibility tree."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_zoom_and_colours import pages
from timeline.models import Event

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]

CONTROLS = {"button", "link", "checkbox", "radio", "textbox", "searchbox", "combobox", "slider"}
LANDMARKS = {"region", "navigation", "complementary"}


def heard(page: Page) -> list[tuple[str, str]]:
    """Role and name, in small letters, of all that the browser hands on."""
    session = page.context.new_cdp_session(page)
    tree: dict[str, Any] = session.send("Accessibility.getFullAXTree")
    return [
        (node["role"]["value"], node.get("name", {}).get("value", "").strip().lower())
        for node in tree["nodes"]
        if not node["ignored"] and "role" in node
    ]


def test_every_control_and_landmark_has_a_name_of_its_own(page: Page) -> None:
    wrong = []
    for address in pages():
        page.goto(address)
        nodes = heard(page)
        wrong += [
            f"{address}: a {role} without a name"
            for role, name in nodes
            if role in CONTROLS | LANDMARKS and not name
        ]
        landmarks = [node for node in nodes if node[0] in LANDMARKS]
        wrong += [
            f"{address}: two of {node}" for node in set(landmarks) if landmarks.count(node) > 1
        ]
        assert sum(role == "main" for role, _ in nodes) == 1
        assert len(landmarks) <= 12, "so many that nobody finds their way by them"
    assert wrong == []


def test_the_timeline_says_what_it_is_made_of(page: Page) -> None:
    event = Event.objects.get(key="kms-formed")
    page.goto(f"/t/csto/?modality=planned&event={event.pk}")
    page.wait_for_selector("#chart-box.is-written")
    nodes = heard(page)
    for node in (
        ("complementary", "Filters"),
        ("group", "As known on"),
        ("radio", "as known today: all 5 sources"),
        ("radio", "as known on 15 March 2007: 1 of 5 sources"),
        ("group", "Kind of fact"),
        ("checkbox", "Planned 16"),
        ("combobox", "Lanes"),
        ("region", "16 of 129 events"),
        ("list", "2010"),
        ("complementary", "Evidence"),
        ("article", event.title),
        ("button", "Later event"),
    ):
        assert (node[0], node[1].lower()) in nodes, node
    told = " ".join(name for role, name in nodes if role == "StaticText")
    assert "a chart draws these events over time. the list below says the same." in told
    assert not any(role in {"image", "SvgRoot", "graphics-document"} for role, _ in nodes)


def test_every_event_and_every_choice_is_handed_on_out_of_sight_too(page: Page) -> None:
    page.goto("/t/csto/")
    page.wait_for_selector("#chart-box.is-written")

    def is_complete() -> bool:
        nodes = heard(page)
        titles = [text.strip().lower() for text in page.locator(".row-title").all_text_contents()]
        links = [name for role, name in nodes if role == "link"]
        boxes = page.locator("#facets input[type=checkbox]:visible").count()  # not folded away
        has_all_titles = all(any(title in name for name in links) for title in titles)
        return has_all_titles and sum(role == "checkbox" for role, _ in nodes) >= boxes > 1

    assert is_complete()
    page.get_by_role("checkbox", name=re.compile("^Planned")).check()
    expect(page.get_by_role("status")).to_have_text("16 of 129 events")
    page.get_by_role("link", name="Remove filter: Planned").click()
    expect(page.get_by_role("status")).to_have_text("129 events")
    expect(page.locator("html")).not_to_have_class(re.compile("is-changing"))
    assert is_complete()


def test_counts_and_steps_are_told_as_they_change(page: Page) -> None:
    page.goto("/t/csto/")
    status = page.get_by_role("status")
    page.get_by_role("checkbox", name=re.compile("^Planned")).check()
    expect(status).to_have_text("16 of 129 events")
    page.get_by_role("link", name="Remove filter: Planned").click()
    expect(status).to_have_text("129 events")
    page.goto("/t/csto/story/")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("status")).to_contain_text("1 of 10: 1992")


def test_the_panel_takes_the_focus_and_says_its_name(page: Page) -> None:
    page.goto("/t/csto/")
    page.locator("#list .row-title").nth(3).click()
    article = page.get_by_role("article")
    expect(article.get_by_role("heading", level=2)).to_be_focused()
    expect(article).to_have_accessible_name(page.locator("#list [aria-current]").inner_text())
