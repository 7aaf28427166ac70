"""`./run bench scale --events N`: an archive of N events, served and asked over HTTP.

Makes a made-up archive (N/10 documents, 1.5 N citations), loads it in bulk into an installation of
its own, starts the app with `./run`, and sends mixed filter requests, as htmx asks for the timeline's
part: 200 by one client, then as many as fit into a bounded time by 8 and 32 at once, each level with
requests of its own. Some of the counts in the answers are compared with SQL. `--peer datasette` asks
Datasette the same afterwards. JSON on standard output; `--folder` keeps the installation, so that
the next run with as many events loads nothing. `load` is the machine's: figures taken at more than
its number of cores are of no use. `loop_ms` tells how fast it was before each level: machines that share
their processors with strangers change their pace. Exit status 1 where an answer was wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from bench.at_scale import datasette
from bench.at_scale.archive import Size
from bench.at_scale.asking import Reader
from bench.at_scale.client import AS_HTMX, Run, part_path, send
from bench.at_scale.made import TOLD
from bench.at_scale.serving import ROOT, Served, environment, served

SLUG: Final = "scale"
PATH: Final = f"/t/{SLUG}/"
LEVELS: Final = {1: 200, 8: 600, 32: 1_200}
"""Requests at most, by clients at once."""
_WARM_UP: Final = 12
CHECKED: Final = 20
"""Answers that SQL counts too."""


def main() -> None:
    """Measure, and print."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = (options.folder or Path(name)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        report = measure(folder, options)
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    sys.exit(bool(report["checked"]["wrong"]))


def measure(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """All figures of one size."""
    env = environment(folder, options.database)
    report: dict[str, Any] = {"events": options.events, "machine": machine()}
    report["build"] = build(folder, env, options.events)
    size = Size(options.events)
    with served(env, PATH) as server:
        say(f"answered after {server.start_s} s")
        runs = ask(server, size, options.seconds)
        report["cold_start_s"] = server.start_s
        report["memory_mb"] = server.memory()
    report["http"] = runs[1].figures()
    report["clients"] = {str(clients): run.figures() for clients, run in runs.items()}
    report["checked"] = check(runs[1], env, options.checked)
    report["disk_mb"] = disk(folder)
    report["peers"] = {}
    if options.peer == "datasette":
        report["peers"]["datasette"] = ask_datasette(folder, size, options)
    report["machine"]["load_after"] = round(os.getloadavg()[0], 1)
    return report


def build(folder: Path, env: dict[str, str], events: int) -> dict[str, Any]:
    """Set an installation up and load the archive, or take what an earlier run left."""
    kept = folder / TOLD
    if kept.exists() and (before := json.loads(kept.read_text("utf-8")))["events"] == events:
        return dict(before)
    if any(folder.iterdir()):
        sys.exit(f"{folder}: holds something else; give a new folder for {events} events")
    with served(env, "/") as server:
        say(f"set up after {server.start_s} s")
    loading = [sys.executable, "-m", "bench.at_scale.loading", "--events", str(events)]
    done = subprocess.run(loading, env=env, stdout=subprocess.PIPE, check=True)  # noqa: S603
    indexing = [sys.executable, "manage.py", "index", SLUG]
    told = subprocess.run(indexing, env=env, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout  # noqa: S603
    say(told.decode().strip())
    report = {
        "events": events,
        "set_up_s": server.start_s,
        **json.loads(done.stdout),
        "index_s": float(told.split()[-2]),
    }
    kept.write_text(json.dumps(report), "utf-8")
    return report


def ask(server: Served, size: Size, seconds: float) -> dict[int, Run]:
    """The runs, by clients at once. Each level asks something of its own; its run tells what repeats."""
    path, warm_up = part_path(SLUG), Reader(size, 0).asks(_WARM_UP)
    send(server, warm_up, path, clients=2, headers=AS_HTMX, most_seconds=seconds)
    runs: dict[int, Run] = {}
    before = set(warm_up)
    for clients, requests in LEVELS.items():
        asks = Reader(size, seed=clients).asks(requests)
        runs[clients] = send(
            server, asks, path, clients=clients, headers=AS_HTMX, most_seconds=seconds
        )
        runs[clients].asked_before = frozenset(before)
        before.update(asks)
        say(f"{clients} clients: {json.dumps(runs[clients].figures())}")
    return runs


def check(run: Run, env: dict[str, str], number: int = CHECKED) -> dict[str, Any]:
    """Compare what so many of the answers say with what SQL says."""
    answers = [answer for answer in run.answers if answer.status == 200]
    answers = answers[:: max(1, len(answers) // number)]
    path = part_path(SLUG)
    queries = [path(answer.asked).partition("?")[2] for answer in answers]
    counting = [sys.executable, "-m", "bench.at_scale.counting"]
    done = subprocess.run(  # noqa: S603 - our own command
        counting,
        env=env,
        input="".join(f"{query}\n" for query in queries).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    wrong = [
        {"query": query, "server": answer.count, "sql": int(count)}
        for query, answer, count in zip(queries, answers, done.stdout.split(), strict=True)
        if answer.count != int(count)
    ]
    return {"answers": len(queries), "wrong": wrong}


def ask_datasette(folder: Path, size: Size, options: argparse.Namespace) -> dict[str, Any]:
    """What Datasette takes for what one client asks, as far as it can be asked."""
    database = folder / "chronocite.sqlite3"
    asks = Reader(size, seed=1).asks(LEVELS[1])
    translation = datasette.Translation(database, SLUG)
    able = [asked for asked in asks if translation.can_ask(asked)]
    command = datasette.command(datasette.installed(options.cache), database)
    with served(dict(os.environ), "/-/versions.json", command) as server:
        run = send(
            server,
            able,
            translation.path(),
            clients=1,
            headers={},
            most_seconds=options.peer_seconds,
        )
    say(f"datasette: {json.dumps(run.figures())}")
    return datasette.told(run.figures(), len(asks) - len(able))


def disk(folder: Path) -> dict[str, float]:
    """MB of each thing in the installation, but for the static files."""
    things = [thing for thing in sorted(folder.iterdir()) if thing.name != "static"]
    sizes = {
        thing.name: sum(
            f.stat().st_size
            for f in (thing.rglob("*") if thing.is_dir() else [thing])
            if f.is_file()
        )
        for thing in things
    }
    return {name: round(size / 1e6, 1) for name, size in sizes.items() if size > 100_000}


def machine() -> dict[str, Any]:
    """What it ran on, and how busy that was before."""
    return {
        "cores": os.cpu_count(), "load_before": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
    }  # fmt: skip


def say(what: str) -> None:
    """Tell on standard error how far it is."""
    sys.stderr.write(f"{what}\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=120, help="at most, for each level")
    checked = "answers that SQL counts too; of 10^7 events it takes minutes for each"
    parser.add_argument("--checked", type=int, default=CHECKED, help=checked)
    parser.add_argument("--folder", type=Path, help="keep the installation here")
    parser.add_argument("--database", default="", help="an empty PostgreSQL database's address")
    parser.add_argument("--peer", choices=("datasette",))
    parser.add_argument("--peer-seconds", type=float, default=600, help="at most, for the peer")
    cache = Path.home() / ".cache" / "chronocite"
    parser.add_argument("--cache", type=Path, default=cache, help="where peers are installed")
    options = parser.parse_args()
    if options.events < 100:
        parser.error("--events: give 100 or more")
    if options.peer and options.database:
        parser.error("--peer datasette reads SQLite; leave --database out")
    return options


if __name__ == "__main__":
    main()
