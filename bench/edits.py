"""`./run bench edits --folder DIR`: how long until an edit is seen, while readers ask.

DIR is an installation that `bench scale` has made; a copy of it is served, so that it stays as it is.
While readers send mixed filter requests, a curator changes title and date of one event after the other
through the admin's forms. The author's next request must show the change. Another reader has the page
already, and asks for it over and over as a browser does (If-None-Match), from before the change on:
`others_ms` is from the server's word that the change is stored until an answer shows it. An answer
that was asked for after that word and does not show the change is stale. JSON on standard output;
exit status 1 where an answer was stale.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from bench.at_scale.archive import Size
from bench.at_scale.asking import Asked, Reader
from bench.at_scale.client import AS_HTMX, Run, count_in, part_path, send
from bench.at_scale.connection import Connection
from bench.at_scale.curator import CREATED_BY, PASSWORD, SignedIn
from bench.at_scale.made import made_folder, number_of_events
from bench.at_scale.serving import ROOT, Served, environment, served
from bench.scale import PATH, SLUG, machine

_YEAR: Final = 1890
"""No event of a made-up archive is dated so early."""
_BETWEEN: Final = 0.5
_A_SECOND: Final = 300
"""Requests that readers have at hand, for each second: more than they can send."""
_PAUSE: Final = 0.01
_LONGEST: Final = 60
_MOST_EDITS: Final = 336
"""Each on a day of its own of that year."""


@dataclass(slots=True)
class Seen:
    """In milliseconds, an entry an edit. stale: what was not shown to whom."""

    saving: list[float] = field(default_factory=list)
    author: list[float] = field(default_factory=list)
    others: list[float] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)


def main() -> None:
    """Measure, and print."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "edited"
        shutil.copytree(options.folder, folder)
        report = measure(folder, options)
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    sys.exit(bool(report["stale"]))


def measure(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Serve, ask and edit; return the figures."""
    env, events = environment(folder), number_of_events(folder)
    report: dict[str, Any] = {"events": events, "clients": options.clients, "machine": machine()}
    account = [sys.executable, "manage.py", *CREATED_BY]
    known = env | {"DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    subprocess.run(account, cwd=ROOT, env=known, stdout=subprocess.DEVNULL, check=True)  # noqa: S603
    asks = Reader(Size(events), seed=6).asks(int(options.seconds * _A_SECOND))
    with served(env, PATH) as server:
        runs: list[Run] = []
        readers = threading.Thread(target=lambda: runs.append(_read(server, asks, options)))
        readers.start()
        seen = edit(server, _published(folder), options.seconds)
        readers.join()
    report["machine"]["load_after"] = round(os.getloadavg()[0], 1)
    return report | {
        "readers": runs[0].figures(),
        "edits": len(seen.saving),
        "saving_ms": _told(seen.saving),
        "author_ms": _told(seen.author),
        "others_ms": _told(seen.others),
        "stale": seen.stale,
    }


def edit(server: Served, events: list[int], seconds: float) -> Seen:
    """Edit one event after the other until the time is up, and look for each edit at once."""
    seen, curator, until = Seen(), SignedIn(server.port), time.perf_counter() + seconds
    for number, event in enumerate(events):
        if time.perf_counter() > until:
            break
        word, date = f"altered{number}", f"{_YEAR}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        path = part_path(SLUG)(Asked("an edit", (("q", word), ("from", date), ("to", date)), 1))
        with _Watch(server.port, path) as watch:
            started = time.perf_counter()
            title = f"This one was {word}"
            values = {"title": title, "edtf": date, "date_reason": title}
            if not (leads_to := curator.edit(event, values)):
                raise SystemExit(f"event {event}: the admin did not store the edit")
            stored = time.perf_counter()
            if count_in(curator.read(path)) != 1:
                seen.stale.append(f"{word}: shown to its author")
            seen.author.append((time.perf_counter() - stored) * 1000)
        curator.read(leads_to)
        seen.saving.append((stored - started) * 1000)
        seen.others.append(max(0.0, watch.shown - stored) * 1000)
        if late := sum(asked > stored for asked in watch.unchanged):
            seen.stale.append(f"{word}: {late} answers to another reader")
        time.sleep(_BETWEEN)
    return seen


class _Watch:
    """Another reader, who asks for one page again and again until it shows one event.

    unchanged: when each answer without it was asked for. shown: when the first one with it came.
    """

    def __init__(self, port: int, path: str) -> None:
        self.unchanged: list[float] = []
        self.shown = math.inf
        self._path = path
        self._has_it = threading.Event()
        self._web = Connection(port)
        self._thread = threading.Thread(target=self._work)

    def __enter__(self) -> _Watch:
        self._thread.start()
        self._has_it.wait(_LONGEST)
        return self

    def __exit__(self, *told: object) -> None:
        self._thread.join()
        self._web.close()

    def _work(self) -> None:
        headers, give_up = dict(AS_HTMX), time.perf_counter() + _LONGEST
        while (asked := time.perf_counter()) < give_up:
            answer = self._web.get(self._path, headers)
            if answer.status == HTTPStatus.OK and count_in(answer.decoded()) == 1:
                self.shown = time.perf_counter()
                break
            headers["If-None-Match"] = answer.headers[b"etag"].decode()
            self.unchanged.append(asked)
            self._has_it.set()
            time.sleep(_PAUSE)


def _read(server: Served, asks: list[Asked], options: argparse.Namespace) -> Run:
    return send(
        server, asks, part_path(SLUG),
        clients=options.clients, headers=AS_HTMX, most_seconds=options.seconds,
    )  # fmt: skip


def _published(folder: Path) -> list[int]:
    """Events to edit, from all over the archive."""
    with closing(sqlite3.connect(folder / "chronocite.sqlite3")) as connection:
        query = (
            "SELECT e.id FROM timeline_event e JOIN timeline_timeline t ON t.id = e.timeline_id"
            " WHERE t.slug = ? AND e.status = 'published' AND e.id % 97 = 0 LIMIT ?"
        )
        return [row[0] for row in connection.execute(query, (SLUG, _MOST_EDITS))]


def _told(times: list[float]) -> dict[str, float]:
    return {"median": round(statistics.median(times), 1), "slowest": round(max(times), 1)}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=made_folder, required=True)
    parser.add_argument("--clients", type=int, default=8, help="who read meanwhile")
    parser.add_argument("--seconds", type=float, default=60)
    return parser.parse_args()


if __name__ == "__main__":
    main()
