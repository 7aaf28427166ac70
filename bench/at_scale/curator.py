"""A curator who edits titles over HTTP, through the same forms as a person, and notes what was said."""

from __future__ import annotations

import http.client
import threading
import urllib.request
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from typing import Any, Final
from urllib.parse import urlencode

import lxml.html

USER: Final = "curator"
PASSWORD: Final = "a long password of a bench"  # noqa: S105 - of a database that is thrown away
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


class Curator:
    """Edits one event after the other in a thread of its own, until told to stop."""

    def __init__(self, port: int, events: list[int]) -> None:
        self.written = Written()
        self.resting = threading.Lock()
        self._origin = f"http://127.0.0.1:{port}"
        self._events = events
        self._stopped = threading.Event()
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self._web = urllib.request.build_opener(jar)
        self._thread = threading.Thread(target=self._work)

    def __enter__(self) -> Curator:
        self._submit("/admin/login/", {"username": USER, "password": PASSWORD})
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
            landed = self._submit(f"/admin/timeline/event/{event}/change/", {"title": title})
        except (OSError, http.client.HTTPException):
            self.written.unknown.setdefault(event, set()).add(title)
            return
        if landed.endswith("/change/"):
            self.written.refused.append(f"{event}: {title}")
        else:
            self.written.told.setdefault(event, []).append(title)

    def _submit(self, path: str, values: dict[str, str]) -> str:
        """Fill a page's form in and send it; return the address that the answer leads to."""
        with self._web.open(self._origin + path, timeout=_TIMEOUT) as answer:
            page = lxml.html.fromstring(answer.read())
        form: Any = next(form for form in page.forms if set(values) <= set(form.fields))
        for name, value in values.items():
            form.fields[name] = value
        body = urlencode(form.form_values()).encode()
        request = urllib.request.Request(  # noqa: S310 - our own address
            self._origin + path, body, headers={"Referer": self._origin + path}
        )
        with self._web.open(request, timeout=_TIMEOUT) as answer:
            return str(answer.geturl())
