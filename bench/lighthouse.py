"""Lighthouse on the pages that readers see most, on a phone's profile and a desktop's.

`./run bench lighthouse` starts the app with a database of its own, installs the npm package
lighthouse into a cache folder where it is missing, and prints JSON: the four scores, and what a
reader waits for. Needs node and Chromium.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.screenshot import served

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "chronocite-bench"
PAGES = {
    "home": "/",
    "timeline": "/t/csto/",
    "story": "/t/csto/story/",
    "reader": "/sources/edm-2010-03-19/",
}
PROFILES = {"mobile": [], "desktop": ["--preset=desktop"]}
TRIES = 3
CHROME = "--headless=new --no-sandbox --disable-gpu"
FIGURES = {
    "first_paint_ms": "first-contentful-paint",
    "largest_paint_ms": "largest-contentful-paint",
    "blocking_ms": "total-blocking-time",
    "layout_shift": "cumulative-layout-shift",
    "bytes": "total-byte-weight",
}


def chromium() -> str:
    """The browser's path; exits where there is none."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, (shutil.which(name) for name in names if name)), None)
    return path or sys.exit("Chromium is needed, on PATH or named by CHROMIUM")


def lighthouse() -> Path:
    """The program, installed where it is missing."""
    program = CACHE / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        npm = shutil.which("npm") or sys.exit("npm is needed to install lighthouse")
        command = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(CACHE), "lighthouse"]
        subprocess.run(command, check=True, stdout=sys.stderr)  # noqa: S603
    return program


def measure(program: Path, url: str, options: list[str]) -> dict[str, object]:
    """The scores and figures of one page; what costs points is named."""
    report = report_of(program, url, options)
    told: dict[str, object] = {
        name: round(category["score"] * 100) for name, category in report["categories"].items()
    }
    audits = report["audits"]
    for name, audit in FIGURES.items():
        told[name] = round(audits[audit]["numericValue"], 4 if name == "layout_shift" else 0)
    costly = {
        ref["id"] for c in report["categories"].values() for ref in c["auditRefs"] if ref["weight"]
    }
    told["faults"] = sorted(
        name for name in costly if audits[name]["score"] is not None and audits[name]["score"] < 0.9
    )
    return told


def report_of(program: Path, url: str, options: list[str]) -> dict[str, Any]:
    """What lighthouse reports; exits where it fails each time.

    It loads the page in a browser of its own, which on a busy machine now and then does not start or paint
    in its time. The same page then does at the next try.
    """
    for _ in range(TRIES):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "report.json"
            command = [str(program), url, "--quiet", "--output=json", f"--output-path={out}"]
            ended = subprocess.run(  # noqa: S603
                [*command, f"--chrome-flags={CHROME}", *options],
                check=False,
                env={**os.environ, "CHROME_PATH": chromium()},
                stdout=sys.stderr,
            )
            if ended.returncode == 0:
                report: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
                return report
        sys.stderr.write(f"{url}: lighthouse ended with {ended.returncode}; why, it said above\n")
    sys.exit(f"{url}: lighthouse failed {TRIES} times")


def event_page(origin: str) -> str:
    """The address of the event that has most quotes to show: the first of the milestones on the UN."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{origin}/t/csto/story/")
        page.locator(".story-contents a", has_text="declaration").click()
        link = page.locator(".story-why .actions a").get_attribute("href")
        browser.close()
    return link or sys.exit("the story has no step with the declaration")


def main() -> None:
    """Measure all pages in all profiles, one after the other."""
    program = lighthouse()
    with served() as origin:
        pages = {**PAGES, "event": event_page(origin)}
        told = {
            f"{name}, {profile}": measure(program, origin + path, options)
            for name, path in pages.items()
            for profile, options in PROFILES.items()
        }
    sys.stdout.write(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
