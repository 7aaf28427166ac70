"""A curator who edits titles over HTTP, through the same forms as a person, and notes what was said."""

from __future__ import annotations

import http.client
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookiejar import CookieJar
from typing import Any, Final
from urllib.parse import urlencode

import lxml.html

USER: Final = "curator"
PASSWORD: Final = "a long password of a bench"  # noqa: S105 - of a database that is thrown away
CREATED_BY: Final = (
    "createsuperuser", "--noinput", "--username", USER, "--email", "curator@example.org",
)  # fmt: skip
"""The command that makes the account, with `DJANGO_SUPERUSER_PASSWORD` in its environment."""
_TIMEOUT: Final = 60
_BETWEEN: Final = 0.05


@dataclass(slots=True)
class Written:
    """By event: titles that the server said it has stored, in order, and those it said nothing of."""

    told: dict[int, list[str]] = field(default_factory=dict)
    unknown: dict[int, set[str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(map(len, self.told.values()))


class SignedIn:
    """A curator's browser: it is signed in, and fills forms in."""

    def __init__(self, port: int) -> None:
        self._origin = f"http://127.0.0.1:{port}"
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self._web = urllib.request.build_opener(jar, _Stay)
        self.submit("/admin/login/", {"username": USER, "password": PASSWORD})

    def read(self, path: str) -> bytes:
        """Ask for a page."""
        with self._web.open(self._origin + path, timeout=_TIMEOUT) as answer:
            return bytes(answer.read())

    def edit(self, event: int, values: dict[str, str]) -> str:
        """Change fields of an event in the admin; return where the server leads once it has stored
        them, "" where it has not.
        """
        return self.submit(f"/admin/timeline/event/{event}/change/", values)

    def submit(self, path: str, values: dict[str, str]) -> str:
        """Fill a page's form in and send it; return where the answer leads, "" where nowhere."""
        page = lxml.html.fromstring(self.read(path))
        form: Any = next(form for form in page.forms if set(values) <= set(form.fields))
        for name, value in values.items():
            form.fields[name] = value
        body = urlencode(form.form_values()).encode()
        request = urllib.request.Request(  # noqa: S310 - our own address
            self._origin + path, body, headers={"Referer": self._origin + path}
        )
        try:
            self._web.open(request, timeout=_TIMEOUT).close()
        except urllib.error.HTTPError as answer:
            if answer.code != HTTPStatus.FOUND:
                raise
            return str(answer.headers["Location"])
        return ""


class _Stay(urllib.request.HTTPRedirectHandler):
    """Goes nowhere by itself, so that the server's word is heard when it comes."""

    def redirect_request(self, *told: object) -> None:
        return None


class Curator:
    """Edits one event after the other in a thread of its own, until told to stop."""

    def __init__(self, port: int, events: list[int]) -> None:
        self.written = Written()
        self.resting = threading.Lock()
        self._port = port
        self._events = events
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work)

    def __enter__(self) -> Curator:
        self._browser = SignedIn(self._port)
        self._thread.start()
        return self

    def __exit__(self, *told: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _work(self) -> None:
        number = 0
        while not self._stopped.wait(_BETWEEN):
            number += 1
            with self.resting:
                self._edit(self._events[number % len(self._events)], f"Edited by hand, {number}")

    def _edit(self, event: int, title: str) -> None:
        """One edit. What becomes of it is unknown where the connection broke on the way."""
        try:
            stored = self._browser.edit(event, {"title": title})
        except (OSError, http.client.HTTPException):
            self.written.unknown.setdefault(event, set()).add(title)
            return
        if stored:
            self.written.told.setdefault(event, []).append(title)
        else:
            self.written.refused.append(f"{event}: {title}")
