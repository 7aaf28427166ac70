"""Every kind of page, wide and narrow, light and dark: accessible, calm, and on its own origin."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from sources.models import Document
from tests.browser.conftest import MakePage, reach_for_chart
from timeline.models import Actor, Event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = [
    pytest.param(width, height, scheme, id=f"{width}-{scheme}")
    for width, height in ((1440, 900), (390, 844))
    for scheme in ("light", "dark")
]


def addresses() -> list[str]:
    """One page of every kind, and those that look most unlike."""
    plan = Event.objects.get(key="kms-due")
    outcome = Event.objects.get(key="kms-formed")
    return [
        "/",
        "/t/csto/",
        "/t/csto/?scale=linear&modality=planned&modality=claimed&from=2007&to=2010-12",
        "/t/csto/?q=no+such+word",
        "/t/csto/?from=soon",
        f"/t/csto/?event={outcome.pk}&lanes=actor&known=2011-05-20",
        "/t/csto/disagreements/",
        "/t/csto/plans/",
        plan.get_absolute_url(),
        outcome.get_absolute_url(),
        "/sources/",
        *(document.get_absolute_url() for document in Document.objects.order_by("pk")[:2]),
        "/actors/",
        *(actor.get_absolute_url() for actor in Actor.objects.filter(slug__in=["csto", "karimov"])),
    ]


def settle(page: Page) -> None:
    """Wait until the chart, where there is one, is drawn."""
    if page.locator("#chart-box").count():
        reach_for_chart(page)


def too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def violations(page: Page) -> list[str]:
    # Without preload: it copies stylesheets that import others into the page, which the CSP refuses.
    only = {"type": "tag", "values": WCAG_22_AA}
    results = Axe().run(page, options={"runOnly": only, "preload": False})
    return [
        f"{found['id']}: {node['html'][:160]}"
        for found in results.response["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.parametrize(("width", "height", "scheme"), VIEWS)
@pytest.mark.usefixtures("live")
def test_every_kind_of_page(make_page: MakePage, width: int, height: int, scheme: str) -> None:
    page = make_page(width=width, height=height, color_scheme=scheme)
    wrong = []
    for address in addresses():
        page.goto(address)
        settle(page)
        wrong += [f"{address}: wider than the screen"] * too_wide(page)
        if page.locator(".print-only:visible").count():
            wrong.append(f"{address}: shows what is for paper only")
        wrong += [f"{address}: {violation}" for violation in violations(page)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("width", [320, 768, 1024])
@pytest.mark.usefixtures("live")
def test_no_page_is_wider_than_the_screen(make_page: MakePage, width: int) -> None:
    page = make_page(width=width, height=800)
    wide = []
    for address in addresses():
        page.goto(address)
        settle(page)
        wide += [address] * too_wide(page)
    assert wide == []


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1180, 820), (1440, 900)])
@pytest.mark.usefixtures("live")
def test_the_chart_is_in_sight_on_tablets_and_desks(
    make_page: MakePage, width: int, height: int
) -> None:
    page = make_page(width=width, height=height)
    page.goto("/t/csto/")
    box = page.locator("#chart-box").bounding_box()
    assert box
    assert box["height"] > 300
    assert box["y"] + 250 < height


@pytest.mark.usefixtures("live")
def test_a_page_that_is_not_there_says_so(make_page: MakePage, watch) -> None:
    page = make_page()
    page.goto("/t/nowhere/")
    assert page.get_by_role("heading", level=1).count() == 1
    assert violations(page) == []
    watch.expect("status 404")
    watch.expect("404 (Not Found)")
