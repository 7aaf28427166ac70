"""Make docs/screenshot.png: the timeline page of the seed collection, as a visitor sees it.

`./run bench screenshot` starts the app on a free port, with a database of its own that is thrown
away afterwards. Prints JSON: where the picture is, and what the page asked for.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "screenshot.png"
PATH = "/t/csto/"
START_LIMIT = 300
"""Seconds for the first start of the app, most of them for compressing static files."""


@contextmanager
def served() -> Iterator[str]:
    """The address of a running app, for as long as the block lasts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as var:
        env = {**os.environ, "PORT": str(port), "CHRONOCITE_VAR": var, "DATABASE_URL": ""}
        app = subprocess.Popen([ROOT / "run"], env=env, stdout=subprocess.DEVNULL)  # noqa: S603
        try:
            wait_for(f"http://127.0.0.1:{port}{PATH}", app)
            yield f"http://127.0.0.1:{port}"
        finally:
            app.terminate()
            app.wait()


def wait_for(url: str, app: subprocess.Popen[bytes]) -> None:
    """Return when the page answers; exit where the app ends or the time is up."""
    for _ in range(START_LIMIT):
        try:
            urllib.request.urlopen(url).close()  # noqa: S310 - our own address
        except urllib.error.HTTPError as error:
            sys.exit(f"{url} answers with {error.code}")
        except OSError:
            if app.poll() is not None:
                sys.exit("the app ended; the lines above say why")
            time.sleep(1)
        else:
            return
    sys.exit(f"{url} did not answer within {START_LIMIT} seconds")


def browser_path() -> str | None:
    """The system's Chromium, or the one that CHROMIUM names."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def small(shot: bytes) -> Image.Image:
    """The picture in 256 colours, which here are as good as all: a third of the bytes."""
    with Image.open(BytesIO(shot)) as picture:
        return picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)


def main() -> None:
    """Take the picture."""
    with served() as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.removeprefix(origin)))
        page.goto(origin + PATH, wait_until="networkidle")
        shot = page.screenshot()
        browser.close()
    small(shot).save(PICTURE, optimize=True)
    told = {"picture": str(PICTURE.relative_to(ROOT)), "requests": sorted(asked)}
    sys.stdout.write(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
