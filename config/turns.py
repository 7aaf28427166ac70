"""How many pages one process reckons at once."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Semaphore
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


_MOST: Final = 0.2
"""Seconds that a request waits: whoever holds a turn for longer may itself wait, for a database."""


class Turns:
    """A WSGI application of which so many pages are reckoned at once; the others wait, a moment at most.

    Threads of one Python process share one processor: four that reckon together take longer, all of
    them, than one after the other. Only reckoning takes a turn. What is sent while it is made (an
    export), a slow line, and a body that is still on its way (whatever isn't GET or HEAD) do not.
    """

    def __init__(self, application: WSGIApplication, at_once: int) -> None:
        self._application = application
        self._turns = Semaphore(at_once)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, when it is this request's turn, or nobody has given one back for too long."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._application(environ, start_response)
        mine = self._turns.acquire(timeout=_MOST)
        try:
            return self._application(environ, start_response)
        finally:
            if mine:
                self._turns.release()
