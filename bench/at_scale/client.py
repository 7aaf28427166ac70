"""Readers over HTTP: requests over connections that stay open, and how long each took."""

from __future__ import annotations

import queue
import re
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from bench.at_scale.asking import Asked
from bench.at_scale.connection import Answer, BadAnswer, Connection
from bench.at_scale.pace import loop_ms
from bench.at_scale.serving import Served

_COUNT: Final = re.compile(rb'id="results-title">\s*([\d,\xc2\xa0]+)')
Path = Callable[[Asked], str]
_Waiting = tuple[Asked, str]
"""What is asked, and its path with the query."""


@dataclass(slots=True)
class Answered:
    """What came back. What a reader's own computer does with it takes nothing from the server, and waits
    until the clock has stopped."""

    asked: Asked
    seconds: float
    answer: Answer

    @property
    def status(self) -> int:
        return self.answer.status

    @property
    def count(self) -> int | None:
        """How many events the page says there are, where it says."""
        return count_in(self.answer.decoded())


@dataclass(slots=True)
class Run:
    """The answers to a list of requests, how long they took together, and of the server's processors.

    asked_before: what the server had been asked in runs before. loop_ms: the machine's pace before it.
    """

    loop_ms: float
    seconds: float = 0.0
    cpu_s: float = 0.0
    answers: list[Answered] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    asked_before: frozenset[Asked] = frozenset()

    def figures(self) -> dict[str, Any]:
        """Times in milliseconds; only answers with status 200 count.

        repeated: how many ask for what was asked for before, and may be answered from what was kept;
        new_p50_ms, new_p95_ms: times of the others. cpu_ms: what the server's processes took for each
        request, which a busy machine hardly changes.
        """
        good = [answer for answer in self.answers if answer.status == 200]
        times = sorted(answer.seconds * 1000 for answer in good)
        first = {
            answer.asked: answer.seconds * 1000
            for answer in reversed(good)
            if answer.asked not in self.asked_before
        }
        if len(first) < 2:
            return {"requests": len(times), "failures": self.failures[:5]}
        cuts, new = (
            statistics.quantiles(some, n=100, method="inclusive")
            for some in (times, first.values())
        )
        return {
            "requests": len(times),
            "failed": len(self.answers) - len(times) + len(self.failures),
            "p50_ms": round(cuts[49], 1),
            "p95_ms": round(cuts[94], 1),
            "p99_ms": round(cuts[98], 1),
            "slowest_ms": round(times[-1], 1),
            "repeated": len(times) - len(first),
            "new_p50_ms": round(new[49], 1),
            "new_p95_ms": round(new[94], 1),
            "cpu_ms": round(self.cpu_s * 1000 / (len(self.answers) + len(self.failures)), 1),
            "requests_per_s": round(len(times) / self.seconds, 1),
            "loop_ms": self.loop_ms,
            "median_bytes": int(statistics.median(len(a.answer.body) for a in self.answers)),
        }


def part_path(slug: str) -> Path:
    """The address of a timeline's part, as htmx asks for it."""

    def path(asked: Asked) -> str:
        page = [("page", str(asked.page))] if asked.page > 1 else []
        return f"/t/{slug}/?{urlencode([*asked.pairs, *page])}"

    return path


AS_HTMX: Final = {"HX-Request": "true", "HX-Target": "results", "Chronocite-Chart": "wide"}


def send(
    server: Served,
    asks: Sequence[Asked],
    path: Path,
    *,
    clients: int,
    headers: dict[str, str],
    most_seconds: float,
) -> Run:
    """Send the requests by so many clients at once, each over a connection of its own.

    Stops when all are answered or the time is up, whichever is first.
    """
    waiting: queue.SimpleQueue[_Waiting] = queue.SimpleQueue()
    for asked in asks:
        waiting.put((asked, path(asked)))
    run, started, before = Run(loop_ms()), time.perf_counter(), server.cpu_s()
    threads = [
        threading.Thread(
            target=_client, args=(server.port, waiting, headers, run, started + most_seconds)
        )
        for _ in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    run.seconds = time.perf_counter() - started
    run.cpu_s = server.cpu_s() - before
    return run


def _client(
    port: int,
    waiting: queue.SimpleQueue[_Waiting],
    headers: dict[str, str],
    run: Run,
    deadline: float,
) -> None:
    connection = Connection(port)
    while (started := time.perf_counter()) < deadline:
        try:
            asked, path = waiting.get_nowait()
        except queue.Empty:
            break
        try:
            answer = connection.get(path, headers)
            run.answers.append(Answered(asked, time.perf_counter() - started, answer))
        except (OSError, BadAnswer) as error:
            run.failures.append(f"{path}: {type(error).__name__}: {error}")
            connection.close()
    connection.close()


def count_in(page: bytes) -> int | None:
    """How many events a page says there are, where it says."""
    found = _COUNT.search(page)
    return int(re.sub(rb"\D", b"", found[1])) if found else None
