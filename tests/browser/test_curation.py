"""A curator at a real browser: the admin works under our Content-Security-Policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.factories import make_event, make_text
from timeline.models import Event

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

TEXT = "The bridge opened on Monday. The mayor spoke.\n\nThe mayor spoke again on Friday."


@pytest.fixture
def curator(page: Page) -> Page:
    """Somebody of the group of curators, signed in."""
    return sign_in(page)


def test_a_quote_is_pasted_its_place_chosen_and_the_event_published(curator: Page) -> None:
    version = make_text(TEXT)
    event = make_event(status="candidate")
    curator.goto(f"/admin/timeline/event/{event.pk}/change/")
    curator.fill("#id_edtf", "2004-05-03/2004-05-07")
    words = curator.locator(".field-edtf .date-words").first
    expect(words).to_have_text("3–7 May 2004 (it lasted all this time)")

    curator.get_by_text("Add another Citation").click()
    row = curator.locator("#citations-1")
    row.get_by_role("combobox", name="Source").click()
    curator.get_by_role("option", name=str(version)).click()
    row.get_by_label("Quote").fill("The mayor spoke")
    row.get_by_label("Date in this source").fill("2004-05-03/2004-05-07")
    curator.get_by_role("button", name="Save and publish").click()

    expect(row).to_contain_text("These words stand at 2 places in the text.")
    row.get_by_role("radio").nth(1).check()
    curator.get_by_role("button", name="Save and publish").click()
    expect(curator.locator(".messagelist")).to_contain_text("Published: “Mayor opens the bridge”.")

    event.refresh_from_db()
    assert event.status == Event.Status.PUBLISHED
    passage = event.citations.order_by("pk").last().passage  # type: ignore[union-attr]
    assert passage.start == TEXT.index("The mayor spoke again")


def test_a_category_is_made_in_a_popup_and_picked(curator: Page) -> None:
    event = make_event()
    curator.goto(f"/admin/timeline/event/{event.pk}/change/")
    with curator.expect_popup() as opened:
        curator.locator("#add_id_category").click()
    popup = opened.value
    popup.get_by_label("Name").press_sequentially("Ceremonies")
    expect(popup.get_by_label("Slug")).to_have_value("ceremonies")
    popup.get_by_role("combobox", name="Timeline").click()
    popup.get_by_role("option", name="The Elbow bridge").click()
    popup.get_by_role("button", name="Save").click()
    chosen = curator.locator(".field-category .select2-selection__rendered")
    expect(chosen).to_contain_text("Ceremonies")


def test_the_list_decides_on_what_is_ticked(curator: Page) -> None:
    event = make_event()
    curator.goto("/admin/timeline/event/")
    curator.get_by_role("checkbox", name=f"Select “{event.title}”").check()
    curator.get_by_label("Action:").select_option(label="Reject")
    curator.get_by_role("button", name="Go", exact=True).click()
    expect(curator.locator(".messagelist")).to_contain_text("Rejected: 1 event.")
