"""A page for tests of the server: it takes a moment, and says so."""

from __future__ import annotations

import time
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment


def application(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer after a twentieth of a second."""
    time.sleep(0.05)
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "4")])
    return [b"done"]
