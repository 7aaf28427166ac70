"""What is read off one page: when it came, what can be seen, reached, heard, printed and shared."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pypdfium2
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, CDPSession, Page, Route

from bench.comparison_pages.events import PeerEvent

LOOK: Final = (Path(__file__).parent / "look.js").read_text("utf-8")
SLOW: Final = {"latency": 150, "downloadThroughput": 204_800, "uploadThroughput": 96_000}
"""A slow phone line, as Lighthouse has it: 150 ms there and back, 1.6 Mbit a second."""
RUNS: Final = 5
PATIENCE: Final = 60
"""How often it is looked whether an event is shown, 50 ms apart; the slowest moves for a second."""
TABS: Final = 500
"""How often Tab is pressed to find what it reaches; no page has as many stops."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A page that is compared.

    step: the key that goes to the next event; opener: what is clicked to open one; origins: what
    is served here, for everything else is refused.
    """

    name: str
    url: str
    step: str
    opener: str
    origins: tuple[str, ...]


@dataclass(slots=True)
class Visit:
    """A page that is open, and what it asked the network for."""

    page: Page
    line: CDPSession
    bytes: int = 0
    requests: int = 0
    foreign: set[str] = field(default_factory=set)


@contextmanager
def visit(
    browser: Browser, subject: Subject, *, slow: bool = False, settle: int = 1500, **options: Any
) -> Iterator[Visit]:
    """The page, opened with nothing cached, `settle` milliseconds after its last request."""
    options = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"} | options
    context = browser.new_context(**options)
    page = context.new_page()
    visited = Visit(page, context.new_cdp_session(page))
    page.add_init_script(LOOK.replace("SUBJECT", repr(_kind(subject))))
    visited.line.send("Network.enable")
    if slow:
        visited.line.send("Network.emulateNetworkConditions", {"offline": False, **SLOW})

    def count(event: dict[str, Any]) -> None:
        visited.bytes += event["encodedDataLength"]
        visited.requests += 1

    def refuse(route: Route) -> None:
        visited.foreign.add(urlsplit(route.request.url).netloc)
        route.abort()

    visited.line.on("Network.loadingFinished", count)
    elsewhere = re.compile(rf"^(?!{'|'.join(map(re.escape, subject.origins))}|data:|blob:)")
    page.route(elsewhere, refuse)
    page.goto(subject.url, wait_until="networkidle")
    page.wait_for_timeout(settle)
    yield visited
    context.close()


def _kind(subject: Subject) -> str:
    return {"TimelineJS3": "timelinejs", "vis-timeline": "vis"}.get(subject.name, "chronocite")


def loading(browser: Browser, subjects: list[Subject], *, slow: bool) -> dict[str, dict[str, Any]]:
    """Bytes, and medians in milliseconds since the address was asked for, by name.

    The pages take turns, so that what else the machine does hinders all of them alike.
    """
    visits = [
        (subject.name, _timed(browser, subject, slow)) for _ in range(RUNS) for subject in subjects
    ]
    found: dict[str, dict[str, Any]] = {}
    for subject in subjects:
        own = [told for name, told in visits if name == subject.name]
        medians = {
            key: statistics.median(told[key] for told in own) for key in own[0] if key != "hosts"
        }
        found[subject.name] = medians | {"hosts elsewhere": own[0]["hosts"]}
    return found


def _timed(browser: Browser, subject: Subject, slow: bool) -> dict[str, Any]:
    with visit(browser, subject, slow=slow) as visited:
        times = visited.page.evaluate("comparison.times()")
        return {
            "kilobytes": round(visited.bytes / 1000),
            "requests": visited.requests,
            "first contentful paint": round(times["paint"]),
            "all events drawn": round(times["all"]),
            "at rest": round(times["still"]),
            "layout shift": round(times["shift"], 3),
            "hosts": sorted(visited.foreign),
        }


def on_screen(browser: Browser, subject: Subject, width: int, height: int) -> dict[str, Any]:
    """What can be seen and read without touching anything, and how far the page is too wide."""
    size = {"width": width, "height": height}
    with visit(browser, subject, viewport=size, settle=3000) as visited:
        told: dict[str, Any] = visited.page.evaluate("comparison.look()")
        reach = visited.page.evaluate("document.scrollingElement.scrollWidth")
        return {**told, "too wide by": max(0, reach - width)}


def by_keyboard(browser: Browser, subject: Subject, events: list[PeerEvent]) -> dict[str, int]:
    """How many events Tab comes to, how many are shown by the stepping key, with their quotes."""
    with visit(browser, subject) as visited:
        page = visited.page
        tabbed = set()
        for _ in range(TABS):
            page.keyboard.press("Tab")
            tabbed.add(page.evaluate("comparison.focused()"))
    with visit(browser, subject) as visited:
        shown = set(_stepped(visited.page, subject, events))
    return {
        "reached by Tab": len(tabbed - {None}),
        "shown by one key": len(shown),
        "with their quote": sum(quoted for _, quoted in shown),
    }


def _stepped(page: Page, subject: Subject, events: list[PeerEvent]) -> Iterator[tuple[str, bool]]:
    """Each event that is shown first, or by the key; and whether its first quote can be read then."""
    quotes = {str(event.id): _bare(event.quotes[0][0]) for event in events}
    before = None
    for presses in range(len(events) + 1):
        if presses:
            page.keyboard.press(subject.step)
        for _ in range(PATIENCE if presses else 1):
            now = page.evaluate("comparison.current()")
            if now != before and quotes[now] in _bare(page.inner_text("body")):
                break
            page.wait_for_timeout(50)
        if now != before:
            yield now, quotes[now] in _bare(page.inner_text("body"))
        elif presses:
            return
        before = now


def is_shareable(browser: Browser, subject: Subject) -> bool:
    """Whether the address of an event that was opened with the mouse shows it to the next reader."""
    with visit(browser, subject) as visited:
        visited.page.locator(subject.opener).first.click()
        visited.page.wait_for_timeout(2500)
        opened = visited.page.evaluate("comparison.current()")
        there = replace(subject, url=visited.page.url)
    with visit(browser, there, settle=3000) as visited:
        return bool(opened) and visited.page.evaluate("comparison.current()") == opened


def for_machines(browser: Browser, subject: Subject, events: list[PeerEvent]) -> dict[str, Any]:
    """Events that a screen reader finds, that are printed, that are there without JavaScript; axe."""
    with visit(browser, subject) as visited:
        violations = Axe().run(visited.page).response["violations"]
        tree = visited.line.send("Accessibility.getFullAXTree")["nodes"]
        heard = " ".join(node["name"]["value"] for node in tree if _speaks(node))
        paper = pypdfium2.PdfDocument(visited.page.pdf())
        printed = " ".join(sheet.get_textpage().get_text_range() for sheet in paper)
        pages = len(paper)
    with visit(browser, subject, java_script_enabled=False, settle=0) as visited:
        plain = visited.page.locator("body").inner_text()
    return {
        "axe": {found["id"]: len(found["nodes"]) for found in violations},
        "in the accessibility tree": _told(events, heard),
        "without JavaScript": _told(events, plain),
        "printed": _told(events, printed),
        "pages of print": pages,
    }


def _speaks(node: dict[str, Any]) -> bool:
    return not node["ignored"] and isinstance(node.get("name", {}).get("value"), str)


def _told(events: list[PeerEvent], text: str) -> int:
    bare = _bare(text)
    return sum(_bare(event.label) in bare or _bare(event.title) in bare for event in events)


def _bare(text: str) -> str:
    return re.sub(r"\s|-\n", "", text).casefold()
