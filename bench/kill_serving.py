"""`./run bench kill_serving`: processes are killed at random moments, and no answer is wrong afterwards.

An installation with a made-up archive is served, readers ask, and a curator edits through the
admin's forms, while SIGKILL ends, in turns: a worker of the server, a command that proposes events,
one that builds the index, and a worker of a Dask cluster that helps to propose. After each kill the
curator rests, and the counts in new answers are compared with SQL. At the end every edit that the
server confirmed must stand in its event and in its history, what was proposed must be what an
undisturbed run proposes, and `verify` and the database's own check must find nothing. JSON on
standard output; exit status 1 if anything was otherwise.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from django.db.backends.sqlite3._functions import register

from bench.at_scale.archive import EVENTS_A_DOCUMENT, Size
from bench.at_scale.asking import Reader
from bench.at_scale.client import AS_HTMX, part_path, send
from bench.at_scale.curator import CREATED_BY, PASSWORD, Curator, Written
from bench.at_scale.serving import ROOT, Served, children, environment, free_port, served
from bench.scale import SLUG, build, check

_CHECKED: Final = 6
_EDITED: Final = 12
_DOCUMENTS: Final = 60
_SLOWEST: Final = 600


@dataclass(slots=True)
class Scene:
    """What runs, and what was found so far."""

    folder: Path
    env: dict[str, str]
    size: Size
    server: Served
    curator: Curator
    chance: random.Random
    index_s: float
    kills: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    answers: int = 0


def main() -> None:
    """Kill as often as asked, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--events", type=int, default=6_000)
    parser.add_argument("--seed", type=int, default=6)
    options = parser.parse_args()
    if options.events < _DOCUMENTS * EVENTS_A_DOCUMENT:
        parser.error(f"--events: give {_DOCUMENTS * EVENTS_A_DOCUMENT} or more")
    with tempfile.TemporaryDirectory() as name:
        report = kill_often(Path(name), options.kills, options.events, options.seed)
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    sys.exit(bool(report["faults"]))


def kill_often(folder: Path, kills: int, events: int, seed: int) -> dict[str, Any]:
    """Serve, edit, kill so many times; return what came of it."""
    env = environment(folder)
    build(folder, env, events)
    _manage(env | {"DJANGO_SUPERUSER_PASSWORD": PASSWORD}, *CREATED_BY)
    _add_timelines(folder)
    with served(env, f"/t/{SLUG}/") as server, Curator(server.port, _published(folder)) as curator:
        chance = random.Random(seed)  # noqa: S311 - nothing secret
        begun = time.monotonic()
        _manage(env, "index", SLUG)
        index_s = time.monotonic() - begun
        scene = Scene(folder, env, Size(events), server, curator, chance, index_s)
        turns: list[tuple[str, Callable[[Scene], bool]]] = [
            ("server worker", kill_server_worker),
            ("importer", kill_importer),
            ("index builder", kill_index_builder),
            ("server worker", kill_server_worker),
            ("Dask worker", kill_dask_worker),
            ("index builder", kill_index_builder),
        ]
        turn = 0
        while sum(scene.kills.values()) < kills:
            what, kill = turns[turn % len(turns)]
            turn += 1
            if kill(scene):
                scene.kills[what] = scene.kills.get(what, 0) + 1
                _compare(scene, what, turn)
    return _told(scene)


def kill_server_worker(scene: Scene) -> bool:
    """While readers ask and the curator edits, end one of the processes that serve."""
    path, asks = part_path(SLUG), Reader(scene.size, scene.chance.randrange(10**6)).asks(8)
    readers = threading.Thread(
        target=send,
        args=(scene.server, asks, path),
        kwargs={"clients": 4, "headers": AS_HTMX, "most_seconds": 20},
    )
    readers.start()
    time.sleep(scene.chance.uniform(0, 2))
    workers = children(scene.server.pid)
    os.kill(scene.chance.choice(workers), signal.SIGKILL)
    readers.join()
    return True


def kill_index_builder(scene: Scene) -> bool:
    """End a command that builds the index anew, somewhere between its start and its usual end."""
    command = _start(scene.env, "index", SLUG)
    time.sleep(scene.chance.uniform(0, scene.index_s))
    alive = command.poll() is None
    _end(command)
    return alive


def kill_importer(scene: Scene) -> bool:
    """End a command that proposes events, a random time after its first text; False if it had ended."""
    return _kill_proposing(scene, "killed", (), lambda command: command)


def kill_dask_worker(scene: Scene) -> bool:
    """End a worker of a cluster of two; the command goes on to its end with the other one."""
    address = f"tcp://127.0.0.1:{free_port()}"
    options = ("--no-nanny", "--nthreads", "1", "--local-directory", str(scene.folder / "dask"))
    port = address.rpartition(":")[2]
    machines = [_dask(scene.env, "dask_scheduler", "--host", "127.0.0.1", "--port", port)]
    machines += [_dask(scene.env, "dask_worker", address, *options) for _ in range(2)]
    try:
        _forget_drafting(scene, "shared")
        return _kill_proposing(scene, "shared", ("--scheduler", address), lambda _: machines[1])
    finally:
        for machine in machines:
            _end(machine)


def _kill_proposing(
    scene: Scene,
    timeline: str,
    options: tuple[str, ...],
    victim: Callable[[subprocess.Popen[bytes]], subprocess.Popen[bytes]],
) -> bool:
    """Start proposing; somewhere on its way end the victim. A command that lives must end well."""
    before = _drafted(scene.folder, timeline)
    if before == _DOCUMENTS:
        _forget_drafting(scene, timeline)
        before = 0
    enough = scene.chance.randint(before + 1, _DOCUMENTS)
    arguments = ("propose_events", "--timeline", timeline, "--jobs", "2", *options)
    command = _start(scene.env, *arguments)
    begun = time.monotonic()
    while command.poll() is None and _drafted(scene.folder, timeline) < enough:
        time.sleep(0.005)
        if time.monotonic() - begun > _SLOWEST:
            raise TimeoutError("the command does not go on")
    time.sleep(scene.chance.uniform(0, 0.05))
    chosen, alive = victim(command), command.poll() is None
    _end(chosen)
    if chosen is not command:
        status = command.wait(timeout=_SLOWEST)
        if status:
            told = _said(scene.env)
            scene.faults.append(
                f"{timeline}: proposing ended with {status} after a lost worker: {told}"
            )
    return alive


def _compare(scene: Scene, what: str, seed: int) -> None:
    """After a kill, while nobody edits: what the server says is what SQL says."""
    with scene.curator.resting:
        asks = Reader(scene.size, seed=1_000 + seed).asks(_CHECKED)
        path = part_path(SLUG)
        run = send(scene.server, asks, path, clients=2, headers=AS_HTMX, most_seconds=_SLOWEST)
        found = check(run, scene.env)
        scene.answers += found["answers"]
        scene.faults += [f"after the end of a {what}: {wrong}" for wrong in found["wrong"]]
        scene.faults += [f"after the end of a {what}: {failure}" for failure in run.failures]
    sys.stderr.write(f"{what} ended; {scene.curator.written.count} edits, {scene.faults} faults\n")


def _told(scene: Scene) -> dict[str, Any]:
    """The last checks, and the report."""
    _manage(scene.env, "propose_events", "--timeline", "killed", "--jobs", "1")
    _manage(scene.env, "propose_events", "--timeline", "shared", "--jobs", "1")
    _manage(scene.env, "propose_events", "--timeline", "undisturbed", "--jobs", "1")
    with closing(sqlite3.connect(scene.folder / "chronocite.sqlite3")) as connection:
        expected = _proposed(connection, "undisturbed")
        for timeline in ("killed", "shared"):
            if _proposed(connection, timeline) != expected:
                scene.faults.append(f"{timeline}: other events than an undisturbed run proposes")
        scene.faults += _lost(connection, scene.curator.written)
        register(connection)  # the functions that Django's constraints call
        integrity = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if integrity != "ok":
        scene.faults.append(f"integrity_check: {integrity}")
    if _start(scene.env, "verify").wait():
        scene.faults.append("verify found faults")
    written = scene.curator.written
    return {
        "kills": scene.kills, "answers compared": scene.answers, "edits confirmed": written.count,
        "edits cut off": sum(map(len, written.unknown.values())), "edits refused": len(written.refused),
        "events proposed": len(expected), "faults": scene.faults,
    }  # fmt: skip


def _lost(connection: sqlite3.Connection, written: Written) -> list[str]:
    """Confirmed edits that are not there any more, or not in the history."""
    faults = []
    for event, titles in written.told.items():
        query = "SELECT title FROM timeline_event WHERE id = ?"
        now = connection.execute(query, (event,)).fetchone()[0]
        if now != titles[-1] and now not in written.unknown.get(event, set()):
            faults.append(f"event {event}: {titles[-1]!r} was confirmed, {now!r} is stored")
        query = "SELECT title FROM timeline_historicalevent WHERE id = ?"
        kept = {row[0] for row in connection.execute(query, (event,))}
        faults += [f"event {event}: no history of {t!r}" for t in titles if t not in kept]
    return faults


_OF: Final = "(SELECT id FROM timeline_timeline WHERE slug = ?)"


def _add_timelines(folder: Path) -> None:
    """Timelines with the archive's first documents, for commands to propose events in."""
    with closing(sqlite3.connect(folder / "chronocite.sqlite3")) as connection, connection:
        for slug in ("killed", "shared", "undisturbed"):
            connection.execute(
                "INSERT INTO timeline_timeline (slug, title, headline, description, period, is_public)"
                " VALUES (?, ?, '', '', '', 0)",
                (slug, slug),
            )
            connection.execute(
                "INSERT INTO timeline_timeline_documents (timeline_id, document_id)"  # noqa: S608
                f" SELECT {_OF}, id FROM sources_document WHERE slug LIKE 'document-%'"
                " ORDER BY id LIMIT ?",
                (slug, _DOCUMENTS),
            )


def _published(folder: Path) -> list[int]:
    with closing(sqlite3.connect(folder / "chronocite.sqlite3")) as connection:
        query = (
            f"SELECT id FROM timeline_event WHERE timeline_id = {_OF} AND status = 'published'"  # noqa: S608
            " ORDER BY id LIMIT ?"
        )
        return [row[0] for row in connection.execute(query, (SLUG, _EDITED))]


def _drafted(folder: Path, timeline: str) -> int:
    with closing(sqlite3.connect(folder / "chronocite.sqlite3", timeout=20)) as connection:
        query = f"SELECT count(*) FROM timeline_drafting WHERE timeline_id = {_OF}"  # noqa: S608
        return int(connection.execute(query, (timeline,)).fetchone()[0])


def _forget_drafting(scene: Scene, timeline: str) -> None:
    """Have the texts drafted again: what was proposed before is known, and may not be doubled."""
    with (
        closing(sqlite3.connect(scene.folder / "chronocite.sqlite3", timeout=20)) as connection,
        connection,
    ):
        query = f"DELETE FROM timeline_drafting WHERE timeline_id = {_OF}"  # noqa: S608
        connection.execute(query, (timeline,))


def _proposed(connection: sqlite3.Connection, timeline: str) -> list[tuple[Any, ...]]:
    query = (
        "SELECT e.title, e.edtf, e.modality, c.passage_id, c.wording, c.rule FROM timeline_event e"  # noqa: S608
        " JOIN timeline_citation c ON c.event_id = e.id"
        f" WHERE e.timeline_id = {_OF} ORDER BY 1, 2, 3, 4, 5, 6"
    )
    return connection.execute(query, (timeline,)).fetchall()


def _start(env: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    with _words(env).open("wb") as words:
        return _popen(env, command, words)


def _words(env: dict[str, str]) -> Path:
    return Path(env["CHRONOCITE_VAR"]) / "said"


def _said(env: dict[str, str]) -> str:
    """The last line that the command which was started last has written."""
    return (_words(env).read_text("utf-8", "replace").strip().splitlines() or [""])[-1]


def _manage(env: dict[str, str], *arguments: str) -> None:
    if status := _start(env, *arguments).wait():
        sys.exit(f"{' '.join(arguments)} ended with {status}")


def _dask(env: dict[str, str], program: str, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.{program}", *options, "--no-dashboard"]
    return _popen(env, command)


def _popen(
    env: dict[str, str], command: list[str], words: IO[bytes] | int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=words,
        start_new_session=True,
    )  # fmt: skip


def _end(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL to a process that was started here, and to the processes that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


if __name__ == "__main__":
    main()
