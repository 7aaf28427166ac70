"""Our timeline beside TimelineJS3 and vis-timeline: the same events, the same browser, one run.

`./run bench comparison --cache DIR [--pictures DIR]` installs the two from npm into DIR, starts the
app with the collection that ships with it, makes a page for each peer from our own export, and
reads off all three what docs/comparison.md tells. Prints JSON; times are medians of five visits in
milliseconds. `load` says how busy the machine was when it began and ended.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from bench.comparison_pages.events import PeerEvent, peer_events
from bench.comparison_pages.reading import (
    Subject,
    by_keyboard,
    for_machines,
    is_shareable,
    loading,
    on_screen,
    visit,
)
from bench.comparison_pages.serving import install, peers_served
from bench.comparison_pages.timelinejs import timelinejs_data
from bench.comparison_pages.vis import vis_data
from bench.screenshot import PATH, ROOT, browser_path, served
from timeline.collection import read_collection

PAGES: Final = Path(__file__).parent / "comparison_pages"
SCREENS: Final = {"1440": (1440, 900), "390": (390, 844)}


def subjects_at(origin: str, peers: str) -> list[Subject]:
    """The three pages, ours first."""
    local = (origin, peers)
    return [
        Subject("Chronocite", origin + PATH, "j", "#list .row-title", local),
        Subject(
            "TimelineJS3", f"{peers}/timelinejs.html", "ArrowRight", ".tl-slidenav-next", local
        ),
        Subject("vis-timeline", f"{peers}/vis.html", "ArrowRight", ".vis-item .vis-dot", local),
    ]


def page_of(name: str, data: dict[str, Any]) -> str:
    """A peer's page with its events in it."""
    page = (PAGES / f"{name}.html").read_text("utf-8")
    return page.replace("DATA", json.dumps(data).replace("</", "<\\/"))


def packed(subject: Subject) -> Subject:
    """The page set up to show as many events at once as its options can."""
    query = "names=all" if subject.name == "Chronocite" else "packed"
    return replace(subject, url=f"{subject.url}?{query}")


def measure(browser: Browser, subject: Subject, events: list[PeerEvent]) -> dict[str, Any]:
    """What is read off one page, apart from how fast it came."""
    return {
        **{name: on_screen(browser, subject, *size) for name, size in SCREENS.items()},
        "shareable": is_shareable(browser, subject),
        "keyboard": by_keyboard(browser, subject, events),
        "machines": for_machines(browser, subject, events),
    }


def take_pictures(browser: Browser, subject: Subject, folder: Path) -> None:
    """What each page looks like, at both widths."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (width, height) in SCREENS.items():
        size = {"width": width, "height": height}
        with visit(browser, subject, viewport=size, settle=3000) as visited:
            visited.page.screenshot(path=folder / f"{subject.name}-{name}.png")


def main() -> None:
    """Measure all three, and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", type=Path, required=True, help="folder for the peers")
    parser.add_argument("--pictures", type=Path, help="folder for screenshots")
    options = parser.parse_args()
    install(options.cache)
    collection = read_collection(ROOT / "seeds" / "csto")
    loads = [os.getloadavg()[0]]
    with served() as origin, sync_playwright() as playwright:
        with urllib.request.urlopen(f"{origin}{PATH}export.json") as answer:  # noqa: S310
            events = list(peer_events(json.load(answer), collection, origin))
        lanes = [category.name for category in collection.categories]
        pages = {
            "/timelinejs.html": page_of("timelinejs", timelinejs_data(events)),
            "/vis.html": page_of("vis", vis_data(events, lanes)),
        }
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"]
        )
        with peers_served(options.cache, pages) as peers:
            subjects = subjects_at(origin, peers)
            for subject in subjects:
                with visit(browser, subject):
                    pass  # the first visit warms its server up
            told = {
                "fast line": loading(browser, subjects, slow=False),
                "slow line": loading(browser, subjects, slow=True),
                "packed": {
                    subject.name: on_screen(browser, packed(subject), *SCREENS["1440"])
                    for subject in subjects
                },
                **{subject.name: measure(browser, subject, events) for subject in subjects},
            }
            for subject in subjects if options.pictures else ():
                take_pictures(browser, subject, options.pictures)
        browser.close()
    loads.append(os.getloadavg()[0])
    report = {"events": len(events), "load": [round(load, 1) for load in loads], **told}
    sys.stdout.write(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
