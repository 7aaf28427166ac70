"""`./run bench kill_importing FOLDER`: an import is killed at random moments, and nothing is half stored.

FOLDER holds texts, which are repeated and perturbed. An import with two reader processes is killed
(SIGKILL, to it and its readers) at a random moment, `verify` and a check for half stored documents
run, and it is started again, until it ends by itself. Then every row of every table must be what an
undisturbed import leaves, but for the moments of writing. JSON on standard output; exit status 1 if
anything was otherwise.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from django.db.backends.sqlite3._functions import register

from bench._commands import measure, start
from bench._perturbed import texts_in, write_perturbed

MOMENTS: Final = frozenset({"imported_at", "checked_on", "history_date", "applied"})
_DATABASE: Final = "chronocite.sqlite3"
_SLOWEST: Final = 300
_A_LITTLE: Final = 0.05
"""Seconds: what one or a few documents take."""


def main() -> None:
    """Kill as often as asked, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--seed", type=int, default=4)
    options = parser.parse_args()
    texts = texts_in(options.folder)
    if not texts:
        sys.exit(f"{options.folder}: no texts there")
    with tempfile.TemporaryDirectory() as name:
        report = kill_often(texts, Path(name), options.kills, options.documents, options.seed)
    print(json.dumps(report, indent=1))
    sys.exit(bool(report["faults"]))


def kill_often(
    texts: list[str], place: Path, kills: int, documents: int, seed: int = 4
) -> dict[str, Any]:
    """Kill imports of so many documents so many times in all; return what came of it."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    folder = write_perturbed(texts, documents, place / "texts")
    empty = place / "empty"
    measure(empty, "migrate", "-v0")
    undisturbed = Path(shutil.copytree(empty, place / "undisturbed"))
    seconds = measure(undisturbed, *_import_of(folder)).seconds
    expected = rows_of(undisturbed / _DATABASE)
    report: dict[str, Any] = {
        "documents": documents, "undisturbed, s": seconds, "kills": 0, "imports": 0,
        "documents stored when killed": [], "faults": [],
    }  # fmt: skip
    while report["kills"] < kills:
        var = Path(shutil.copytree(empty, place / f"killed-{report['imports']}"))
        while report["kills"] < kills and _killed(var, folder, documents, chance):
            report["kills"] += 1
            report["documents stored when killed"].append(_stored(var))
            report["faults"] += _faults(var)
        if measure(var, *_import_of(folder)).status != 0:
            report["faults"].append("the import could not be finished")
        report["imports"] += 1
        report["faults"] += differences(expected, rows_of(var / _DATABASE))
    return report


def rows_of(database: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, without the moments of writing."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%django_session%'"
        )
        return {name: _rows(connection, name) for (name,) in names.fetchall()}


def _rows(connection: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    rows = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name of our own
    plain = [{key: row[key] for key in row.keys() if key not in MOMENTS} for row in rows]  # noqa: SIM118
    return sorted(plain, key=repr)


def differences(expected: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """A line for each table that is not as it should be."""
    return [
        f"{table}: other rows than after an undisturbed import"
        for table in sorted(expected.keys() | found.keys())
        if expected.get(table) != found.get(table)
    ]


def _import_of(folder: Path) -> tuple[str, ...]:
    return ("import_documents", str(folder), "--timeline", "killed", "--jobs", "2")


def _killed(var: Path, folder: Path, documents: int, chance: random.Random) -> bool:
    """Start an import and kill it, with its readers, somewhere on its way; False if it ended before.

    The moment is a little after some document that is still to come: so that moments lie evenly
    over the work, however fast the machine is just now.
    """
    stored = _stored(var)
    if stored == documents:
        return False
    enough = chance.randint(stored, documents)
    process = start(var, *_import_of(folder))
    begun = time.monotonic()
    while process.poll() is None and _stored(var) < enough:
        time.sleep(0.001)
        if time.monotonic() - begun > _SLOWEST:
            raise TimeoutError("the import does not go on")
    time.sleep(chance.uniform(0, _A_LITTLE))
    alive = process.poll() is None
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=_SLOWEST)
    return alive


def _stored(var: Path) -> int:
    with contextlib.closing(sqlite3.connect(var / _DATABASE)) as connection:
        return int(connection.execute("SELECT count(*) FROM sources_document").fetchone()[0])


def _faults(var: Path) -> list[str]:
    """What is wrong right after a kill: a failing `verify`, damage, or anything half stored."""
    faults = [] if measure(var, "verify").status == 0 else ["verify failed after a kill"]
    with contextlib.closing(sqlite3.connect(var / _DATABASE)) as connection:
        register(connection)  # the functions that Django's constraints call
        for check in ("PRAGMA integrity_check", "PRAGMA foreign_key_check"):
            found = connection.execute(check).fetchall()
            faults += [f"{check}: {row}" for row in found if tuple(row) != ("ok",)]
        for what, query in _HALF_STORED.items():
            if count := connection.execute(query).fetchone()[0]:
                faults.append(f"{count} {what}")
    return faults


_HALF_STORED: Final = {
    "documents without a text": (
        "SELECT count(*) FROM sources_document d WHERE NOT EXISTS"
        " (SELECT 1 FROM sources_textversion v WHERE v.document_id = d.id AND v.is_held)"
    ),
    "documents that are on no timeline": (
        "SELECT count(*) FROM sources_document d WHERE NOT EXISTS"
        " (SELECT 1 FROM timeline_timeline_documents t WHERE t.document_id = d.id)"
    ),
}


if __name__ == "__main__":
    main()
