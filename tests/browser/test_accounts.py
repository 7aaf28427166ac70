"""The pages on which somebody decides who may do what: Django's own, accessible as ours are."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect

from tests.browser.conftest import MakePage
from tests.browser.test_tour import too_wide, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEEPER = "keeper"


def sign_in(page: Page) -> tuple[int, int]:
    """Sign in who keeps the accounts; the numbers of that account and of the group of curators."""
    user = User.objects.create_superuser(KEEPER, password=KEEPER)
    page.goto("/admin/login/")
    page.fill("#id_username", KEEPER)
    page.fill("#id_password", KEEPER)
    page.locator("[type=submit]").click()
    return user.pk, Group.objects.get(name="Curators").pk


@pytest.mark.parametrize(
    ("locale", "scheme", "width", "pages"),
    [
        ("en-GB", "dark", 1440, ("user/{user}/change/", "user/add/", "group/")),
        ("ru-RU", "light", 390, ("group/{group}/change/", "user/{user}/history/")),
    ],
    ids=lambda told: told if isinstance(told, str) else None,
)
def test_whoever_keeps_the_accounts_can_read_and_hear_every_field(
    make_page: MakePage, locale: str, scheme: str, width: int, pages: tuple[str, ...]
) -> None:
    page = make_page(locale=locale, color_scheme=scheme, width=width)
    user, group = sign_in(page)
    wrong = []
    for name in pages:
        page.goto(f"/admin/auth/{name.format(user=user, group=group)}", wait_until="load")
        wrong += [f"{name}: wider than the screen"] * too_wide(page)
        wrong += [f"{name}: {violation}" for violation in violations(page)]
    assert not wrong, "\n".join(wrong)


def test_each_half_of_a_moment_is_named_and_so_are_both_lists_of_what_is_chosen(
    make_page: MakePage,
) -> None:
    page = make_page(locale="en-GB")
    user, _ = sign_in(page)
    page.goto(f"/admin/auth/user/{user}/change/")
    for field in ("Last login", "Date joined"):
        for half in ("Date", "Time"):
            assert page.get_by_role("textbox", name=f"{field}, {half}").count() == 1
    titles = page.locator(".selector-chosen-title, .selector-available-title")
    expect(titles).to_have_count(4)
    for title in titles.all():
        colours = title.evaluate(
            "(box) => [getComputedStyle(box).backgroundColor, "
            "getComputedStyle(box.querySelector('label') ?? box).color]"
        )
        assert colours[0] != colours[1]
