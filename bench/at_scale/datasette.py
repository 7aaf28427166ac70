"""Datasette, asked the same of the same database: a page, an exact count, and three facets.

It is installed into an environment of its own. What it does: rows of one table, filtered by lane,
kind of fact, importance, period, title, and by actor and storyline through their tables; 50 of them
in order of time as JSON, the exact count, and counts by lane, kind of fact and precision. What it
does not do here: search in summaries and quotes, filter by source (two tables away), look which
citations may be shown, count actors, storylines, sources and years, or draw a chart. Its limits of
time are raised so far that it leaves nothing out, and it knows that the file does not change.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from bench.at_scale.asking import Asked
from bench.at_scale.client import Path as PathOf
from timeline.dates.edtf import read_edtf

_VERSION: Final = "0.65.5"
_PAGE: Final = 50
_MOST_MS: Final = 120_000
DOES: Final = (
    "page of 50 rows as JSON, exact count, 3 facets; filters on one table, actors, storylines"
)
DOES_NOT: Final = (
    "quotes and summaries, sources, what may be shown, 3 more facets, years, chart, page"
)


def installed(cache: Path) -> Path:
    """The program, installed into an environment of its own in this folder where it is not yet."""
    folder = cache / f"datasette-{_VERSION}"
    program = folder / "bin" / "datasette"
    if not program.exists():
        uv = [sys.executable, "-m", "uv"]
        python = str(folder / "bin" / "python")
        subprocess.run([*uv, "venv", "--quiet", "--clear", folder], check=True)  # noqa: S603
        command = [*uv, "pip", "install", "--quiet", "--python", python, f"datasette=={_VERSION}"]
        subprocess.run(command, check=True)  # noqa: S603 - our own command
    return program


def command(program: Path, database: Path) -> tuple[str, ...]:
    """What serves this file, which nobody may write to meanwhile."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    limits = {
        "sql_time_limit_ms": _MOST_MS,
        "facet_time_limit_ms": _MOST_MS,
        "default_page_size": _PAGE,
        "default_cache_ttl": 0,
    }
    settings = [part for name, value in limits.items() for part in ("--setting", name, str(value))]
    return (str(program), "serve", "--immutable", str(database), "--port", "{port}", *settings)


class Translation:
    """Turns what is asked of us into the address that asks it of Datasette."""

    def __init__(self, database: Path, slug: str) -> None:
        self._name = database.stem
        with closing(sqlite3.connect(database)) as connection:
            query = "SELECT id FROM timeline_timeline WHERE slug = ?"
            self._timeline = int(connection.execute(query, (slug,)).fetchone()[0])
            self._keys = {
                name: dict(connection.execute(f"SELECT slug, id FROM timeline_{name}{where}"))  # noqa: S608 - ours
                for name, where in (
                    ("actor", ""),
                    ("category", f" WHERE timeline_id = {self._timeline}"),
                    ("theme", f" WHERE timeline_id = {self._timeline}"),
                )
            }

    def can_ask(self, asked: Asked) -> bool:
        """Whether Datasette has a filter for each part of it."""
        return all(name != "source" for name, _ in asked.pairs)

    def path(self) -> PathOf:
        """What gives the address of each request."""
        return lambda asked: f"/{self._name}/timeline_event.json?{urlencode(self._query(asked))}"

    def _query(self, asked: Asked) -> list[tuple[str, str]]:
        query = [
            ("timeline_id", str(self._timeline)),
            ("status", "published"),
            ("_sort", "known_day"),
            ("_size", str(_PAGE)),
            *(("_facet", column) for column in ("category_id", "modality", "precision")),
        ]
        lanes = [value for name, value in asked.pairs if name == "category"]
        if lanes:
            keys = ",".join(str(self._keys["category"][lane]) for lane in lanes)
            query.append(("category_id__in", keys))
        for name, value in asked.pairs:
            query += self._pair(name, value)
        return query

    def _pair(self, name: str, value: str) -> list[tuple[str, str]]:
        if name == "q":
            return [("title__contains", value.strip('"'))]
        if name == "from":
            return [("last_day__gte", str(read_edtf(value).first_day))]
        if name == "to":
            return [("first_day__lte", str(read_edtf(value).last_day))]
        if name == "milestones":
            return [("importance", "3")]
        if name in {"actor", "theme"}:
            table = {"actor": "timeline_eventactor", "theme": "timeline_event_themes"}[name]
            key = str(self._keys[name].get(value, 0))
            through = {"table": table, "column": f"{name}_id", "value": key}
            return [("_through", json.dumps(through))]
        return [("modality", value)] if name == "modality" else []


def told(figures: dict[str, Any], left_out: int) -> dict[str, Any]:
    """What the peer's figures are worth."""
    return {
        "version": _VERSION, **figures, "left_out": left_out, "does": DOES, "does_not": DOES_NOT,
    }  # fmt: skip
