"""The collection that ships with the app, on all kinds of public pages, without one problem."""

from __future__ import annotations

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import MakePage
from timeline.models import Event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
