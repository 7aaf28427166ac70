"""Pages for what went wrong: in the house's look and the reader's language, with a way on."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from tests.browser.conftest import MakePage
from tests.browser.test_tour import too_wide, violations
from tests.browser.watching import Watch
from timeline.views import home

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]

BROKEN = {
    "/t/csto/events/99999-peacekeeping-force/": 404,
    "/admin/timeline/event/review/": 403,
    "/t/csto/?" + "&" * 5_000: 400,  # more fields than are taken
    "/": 500,
}
"""An address, and the error that it provokes."""


def break_the_front_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("the works are flooded")

    monkeypatch.setattr(home, "_cards", broken)


def sign_in_without_rights(page: Page) -> None:
    User.objects.create_user("eve", password="eve", is_staff=True)  # noqa: S106
    page.goto("/admin/login/?next=/sources/")
    page.fill("#id_username", "eve")
    page.fill("#id_password", "eve")
    page.locator("[type=submit]").click()
    page.wait_for_url("**/sources/")


@pytest.mark.parametrize(
    ("width", "scheme", "locale", "words"),
    [(1440, "light", "en-GB", "Sources"), (390, "dark", "ru-RU", "Источники")],
)
def test_every_error_has_a_page_that_leads_on(
    make_page: MakePage,
    watch: Watch,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
    scheme: str,
    locale: str,
    words: str,
) -> None:
    page = make_page(width=width, height=844, color_scheme=scheme, locale=locale)
    sign_in_without_rights(page)
    break_the_front_page(monkeypatch)
    for address, status in BROKEN.items():
        answer = page.goto(address)
        assert answer
        assert answer.status == status
        assert page.get_by_role("heading", level=1).count() == 1
        assert not too_wide(page), status
        assert violations(page) == [], status
        expect(page.get_by_role("navigation").get_by_role("link", name=words)).to_be_visible()
        watch.expect(f"status {status}")
        watch.expect(f"{status} (")


def test_a_lost_event_is_searched_for_by_keyboard(page: Page, watch: Watch) -> None:
    page.goto("/t/csto/events/99999-peacekeeping-force/")
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/t/csto/?q=peacekeeping+force")
    assert page.locator(".row").count() > 1
    watch.expect("status 404")
    watch.expect("404 (Not Found)")
