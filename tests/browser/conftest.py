"""A real browser against the real app; a page that misbehaves fails its test."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.watching import Watch
from tests.factories import make_member
from timeline.actions.importing import import_collection

# Playwright's synchronous interface runs inside an event loop, in which Django would refuse
# every query. Nothing here is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

# A busy machine is no failure: what is waited for may take as long as a page may.
expect.set_options(timeout=30_000)

MakePage = Callable[..., Page]


def chromium_path() -> str:
    """Where the system's Chromium is, or the one that CHROMIUM names."""
    names = filter(None, (os.environ.get("CHROMIUM"), *BROWSERS))
    path = next(filter(None, map(shutil.which, names)), None)
    assert path, "no Chromium on PATH; `./run test` says how to get it"
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, for the whole session."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def filled_database() -> Iterator[sqlite3.Connection]:
    """Where the database of the first test is kept once it is filled, for the ones after it."""
    database = sqlite3.connect(":memory:")
    yield database
    database.close()


@pytest.fixture
def live(
    live_server: LiveServer,
    seed_folder: Path,
    seed_texts: Path | None,
    filled_database: sqlite3.Connection,
) -> LiveServer:
    """A running server with the collection that ships with the app."""
    kept = filled_database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if connection.vendor == "sqlite" and kept:  # a copy takes no time; an import, two seconds
        connection.ensure_connection()
        filled_database.backup(connection.connection)
        return live_server
    import_collection(seed_folder, texts=seed_texts, today=timezone.localdate())
    if connection.vendor == "sqlite":
        connection.connection.backup(filled_database)
    return live_server


@pytest.fixture
def watch(live_server: LiveServer) -> Iterator[Watch]:
    """What goes wrong in any page of this test; at its end, nothing may have."""
    watch = Watch(live_server.url)
    yield watch
    assert not watch.problems, "\n".join(watch.problems)


@pytest.fixture
def make_page(browser: Browser, live_server: LiveServer, watch: Watch) -> Iterator[MakePage]:
    """Open pages: make_page(width=390, height=844, color_scheme="dark", ...), all watched.

    Other arguments go to Playwright's new_context, such as java_script_enabled or reduced_motion.
    """
    contexts = []

    def make(*, width: int = 1440, height: int = 900, **options: object) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            **options,  # type: ignore[arg-type]
        )
        contexts.append(context)
        watch.context(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


def sign_in(page: Page, name: str = "ada") -> Page:
    """Sign somebody of the group of curators in."""
    make_member(name)
    page.goto("/admin/login/")
    page.fill("#id_username", name)
    page.fill("#id_password", name)
    page.get_by_role("button", name="Log in").click()
    return page


def reach_for_chart(page: Page) -> None:
    """Move the mouse, as who reaches for the chart does, and wait until Plotly is there."""
    page.mouse.move(1, 1)
    page.mouse.move(3, 3)
    page.wait_for_selector("#chart-box.is-plotted", state="attached")


@pytest.fixture
def page(make_page: MakePage) -> Page:
    """A page of 1440 x 900, in light colours."""
    return make_page(color_scheme="light")
