"""The peers, installed outside of the repository and served to the comparison only."""

from __future__ import annotations

import mimetypes
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

import brotli

PACKAGES: Final = ("@knight-lab/timelinejs@3.9.11", "vis-timeline@8.5.4")
FOLDERS: Final = {
    "timelinejs": "node_modules/@knight-lab/timelinejs/dist",
    "vis": "node_modules/vis-timeline",
}
SERVED: Final = frozenset({".js", ".css", ".json", ".woff2", ".woff", ".ttf", ".svg", ".png"})


def install(cache: Path) -> None:
    """Get the peers from npm into a folder, unless they are there."""
    stamp = cache / "installed"
    if stamp.is_file() and stamp.read_text("utf-8").split() == list(PACKAGES):
        return
    cache.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm") or sys.exit("npm is needed to install the peers")
    command = [npm, "install", "--prefix", str(cache), "--ignore-scripts", "--no-audit", *PACKAGES]
    subprocess.run(command, check=True, stdout=sys.stderr)  # noqa: S603
    stamp.write_text("\n".join(PACKAGES), "utf-8")


@contextmanager
def peers_served(cache: Path, pages: Mapping[str, str]) -> Iterator[str]:
    """The address of a server for the peers' files and these pages, by path.

    Everything is sent as small as Brotli makes it, and kept compressed: no peer waits for it.
    """
    kept: dict[str, tuple[str, bytes]] = {
        path: ("text/html; charset=utf-8", brotli.compress(page.encode()))
        for path, page in pages.items()
    }

    def find(path: str) -> tuple[str, bytes] | None:
        if path not in kept:
            name, _, rest = path.lstrip("/").partition("/")
            file = cache / FOLDERS.get(name, "") / rest
            if name not in FOLDERS or file.suffix not in SERVED or not file.is_file():
                return None
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            kept[path] = (kind, brotli.compress(file.read_bytes()))
        return kept[path]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = find(self.path.partition("?")[0])
            kind, body = found or ("text/plain", b"")
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if found:
                self.send_header("Content-Encoding", "br")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
