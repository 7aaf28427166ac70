"""How many pages one process reckons at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from threading import Lock, Semaphore
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


_MOST: Final = 0.2
"""Seconds that a request waits: whoever holds a turn for longer may itself wait, for a database, and
goes on without it."""


class Turns:
    """A WSGI application of which so many pages are reckoned at once; the others wait, a moment at most.

    Threads of one Python process share one processor: four that reckon together take longer, all of
    them, than one after the other. Only reckoning takes a turn. What is sent while it is made (an
    export), a slow line, and a body that is still on its way (whatever isn't GET or HEAD) do not.
    """

    def __init__(self, application: WSGIApplication, at_once: int) -> None:
        self.at_once: Final = at_once
        self._application = application
        self._turns = Semaphore(at_once)
        self._holders: deque[object] = deque()  # who has had a turn for longest is the first
        self._lock = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, when it is this request's turn, or somebody has kept theirs for too long."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._application(environ, start_response)
        me = object()
        self._take(me)
        try:
            return self._application(environ, start_response)
        finally:
            self._give_back(me)

    def _take(self, me: object) -> None:
        """Wait for a turn; after a moment take that of whoever has kept it for longest, so that the next
        request waits no longer than this one's page takes.
        """
        is_free = self._turns.acquire(timeout=_MOST)
        with self._lock:
            if not is_free:
                if not self._holders:  # given back at this very moment: it goes without
                    return
                self._holders.popleft()
            self._holders.append(me)

    def _give_back(self, me: object) -> None:
        with self._lock:
            if me in self._holders:
                self._holders.remove(me)
                self._turns.release()
