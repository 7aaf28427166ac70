"""The watch over pages sees what it is there to see."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_quiet_page_leaves_nothing_to_report(page: Page) -> None:
    page.goto("/admin/login/")
    assert page.get_by_label("Username").is_visible()


def test_an_inline_script_is_refused_and_told(page: Page, watch: Watch) -> None:
    page.goto("/admin/login/")
    with page.expect_console_message(lambda message: "CSP violation" in message.text):
        page.evaluate(
            "() => { const script = document.createElement('script');"
            " script.textContent = 'document.title = 1'; document.body.append(script); }"
        )
    watch.expect("CSP violation: script-src-elem inline")
    watch.expect("console error")
    assert page.title() != "1"


def test_a_request_to_another_site_is_refused_and_told(page: Page, watch: Watch) -> None:
    page.goto("/admin/login/")
    with page.expect_console_message(lambda message: "CSP violation" in message.text):
        page.evaluate("() => fetch('https://elsewhere.example/').catch(() => null)")
    watch.expect("elsewhere.example")


def test_a_missing_page_is_told(page: Page, watch: Watch) -> None:
    page.goto("/admin/login/")
    page.evaluate("() => fetch('/no/such/page/').then((answer) => answer.text())")
    watch.expect("status 404")
    watch.expect("console error")


def test_an_uncaught_error_is_told(page: Page, watch: Watch) -> None:
    page.goto("/admin/login/")
    with page.expect_event("pageerror"):
        page.evaluate("() => { setTimeout(() => { throw new Error('lost') }, 0) }")
    watch.expect("uncaught: lost")
