"""`./run bench servers --folder DIR`: which server, and how many processes and threads, in the same minutes.

DIR is what `./run bench scale --events 10000 --folder DIR` has left. Servers that are no requirement
of ours are installed into a folder of their own (--cache). They take turns, several rounds, each with
the same requests: filters of the timeline by 8 clients, then pages of single events by 32. JSON on
standard output: of each the medians, and how its answers a second compare with the first one's in the
same round, which tells most on a busy machine.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from bench.at_scale.archive import Size
from bench.at_scale.asking import Asked, Reader
from bench.at_scale.client import AS_HTMX, part_path, send
from bench.at_scale.serving import ROOT, environment, served

SLUG: Final = "scale"
PACKAGES: Final = ("granian==2.8.7", "uvicorn==0.54.0")
_PARTS: Final = 160
_PAGES: Final = 640
_GUNICORN: Final = ("-m", "gunicorn", "--bind", "127.0.0.1:{port}", "--log-level", "error")
_THREADS: Final = (*_GUNICORN, "--preload", "--worker-class", "gthread")
_GRANIAN: Final = ("-m", "granian", "--host", "127.0.0.1", "--port", "{port}", "--no-ws")
WSGI: Final = "config.wsgi:application"
ASGI: Final = "config.asgi:application"
SERVERS: Final = {
    "as ./run starts it": ("-m", "gunicorn", "--config", "config/gunicorn.py", WSGI),
    "gunicorn gthread 2x4": (*_THREADS, "--workers", "2", "--threads", "4", WSGI),
    "gunicorn gthread 2x2": (*_THREADS, "--workers", "2", "--threads", "2", WSGI),
    "gunicorn gthread 3x4": (*_THREADS, "--workers", "3", "--threads", "4", WSGI),
    "gunicorn gthread 1x8": (*_THREADS, "--workers", "1", "--threads", "8", WSGI),
    "granian WSGI 2x4": (
        *_GRANIAN, "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", WSGI,
    ),
    "granian WSGI 2x1": (
        *_GRANIAN, "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1", WSGI,
    ),
    "uvicorn ASGI 2": (
        "-m", "uvicorn", "--port", "{port}", "--workers", "2", "--log-level", "error", ASGI,
    ),
}  # fmt: skip


def main() -> None:
    """Measure, and print."""
    options = _options()
    others = _installed(options.cache)
    env = environment(options.folder)
    env["PYTHONPATH"] = os.pathsep.join((str(ROOT), str(others)))
    with served(environment(options.folder), f"/t/{SLUG}/"):
        asks = list(_asks(options.folder))  # `./run` has brought tables and static files up to date
    rounds: list[dict[str, Any]] = []
    for number in range(options.rounds):
        order = list(SERVERS)[number % len(SERVERS) :] + list(SERVERS)[: number % len(SERVERS)]
        rounds.append({name: measure(name, env, asks, options.seconds) for name in order})
    report = {name: summary(name, rounds) for name in SERVERS}
    load, cores = round(os.getloadavg()[0], 1), os.cpu_count()
    told = {"rounds": options.rounds, "load": load, "cores": cores, "servers": report}
    sys.stdout.write(json.dumps(told, indent=1) + "\n")


def measure(
    name: str, env: dict[str, str], asks: list[Asked], seconds: float
) -> dict[str, dict[str, Any]]:
    """One turn of one server: filters by 8 clients, pages of events by 32, and its memory."""
    parts = [asked for asked in asks if asked.kind != "event"]
    pages = [asked for asked in asks if asked.kind == "event"]
    with served(env, f"/t/{SLUG}/", (sys.executable, *SERVERS[name])) as server:
        path = part_path(SLUG)
        send(server, parts[:8], path, clients=2, headers=AS_HTMX, most_seconds=seconds)
        runs = {
            "filters": send(server, parts, path, clients=8, headers=AS_HTMX, most_seconds=seconds),
            "events": send(
                server, pages, _event_path, clients=32, headers={}, most_seconds=seconds
            ),
        }
        found = {what: run.figures() for what, run in runs.items()}
        found["memory"] = server.memory()
    sys.stderr.write(f"{name}: {json.dumps(found)}\n")
    return found


def summary(name: str, rounds: list[dict[str, Any]]) -> dict[str, Any]:
    """Medians of the rounds, and of the ratios to the first server in the same round."""
    first = next(iter(SERVERS))
    told: dict[str, Any] = {}
    for what in ("filters", "events"):
        rates = [turn[name][what]["requests_per_s"] for turn in rounds]
        bases = [turn[first][what]["requests_per_s"] for turn in rounds]
        told[what] = {
            "requests_per_s": statistics.median(rates),
            "times_the_first": round(
                statistics.median(rate / base for rate, base in zip(rates, bases, strict=True)), 2
            ),
            "cpu_ms": statistics.median(turn[name][what]["cpu_ms"] for turn in rounds),
            "p95_ms": statistics.median(turn[name][what]["p95_ms"] for turn in rounds),
            "failed": sum(turn[name][what]["failed"] for turn in rounds),
        }
    told["all_pss_mb"] = statistics.median(turn[name]["memory"]["all_pss"] for turn in rounds)
    return told


def _asks(folder: Path) -> Iterator[Asked]:
    with closing(sqlite3.connect(folder / "chronocite.sqlite3")) as connection:
        query = (
            "SELECT DISTINCT e.id, e.slug FROM timeline_event e"
            " JOIN timeline_timeline t ON t.id = e.timeline_id"
            " JOIN timeline_citation c ON c.event_id = e.id AND c.stance = 'supports'"
            " JOIN sources_passage p ON p.id = c.passage_id"
            " JOIN sources_textversion v ON v.id = p.text_version_id"
            " JOIN sources_document d ON d.id = v.document_id AND d.access <> 'private'"
            " WHERE t.slug = ? AND e.status = 'published' ORDER BY e.id"
        )
        events = connection.execute(query, (SLUG,)).fetchall()
    yield from Reader(Size(len(events)), seed=8).asks(_PARTS)
    chosen = random.Random(8).choices(events, k=_PAGES)  # noqa: S311 - nothing secret
    for key, slug in chosen:
        yield Asked("event", (("path", f"/t/{SLUG}/events/{key}-{slug}/"),), 1)


def _event_path(asked: Asked) -> str:
    return asked.pairs[0][1]


def _installed(cache: Path) -> Path:
    folder = cache / "-".join(PACKAGES).replace("==", "-")
    if not folder.exists():
        install = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--target"]
        subprocess.run([*install, folder, *PACKAGES], check=True)  # noqa: S603 - our own command
    return folder


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=30, help="at most, for each run")
    cache = Path.home() / ".cache" / "chronocite"
    parser.add_argument("--cache", type=Path, default=cache, help="where servers are installed")
    return parser.parse_args()


if __name__ == "__main__":
    main()
