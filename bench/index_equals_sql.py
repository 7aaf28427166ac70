"""`./run bench index_equals_sql --cases N`: does an index answer as SQL does while events change?

A made-up timeline in a database of its own. One process changes it without a pause: by the models,
by raw SQL, sources that turn private, events that move. Another builds the index anew now and then.
This one asks random filters of index and SQL, each pair within one state of the database, and
compares all that a page is told. JSON on standard output; exit status 1 where an answer differs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any, Final

ROOT: Final = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
_EVENTS: Final = 120
_REBUILT_AFTER: Final = 1.0
"""Seconds between the ends of one building and the next."""


def main() -> None:
    """Compare, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=3_600, help="stop after so many")
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--role", choices=("write", "build"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.role:
        _set_up()
        {"write": write, "build": build}[options.role](options.seed)
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CHRONOCITE_VAR"] = folder
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/compared.sqlite3")
        report = compare(options.cases, options.seconds, options.seed)
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    sys.exit(bool(report["differing"]))


def compare(cases: int, seconds: float, seed: int) -> dict[str, Any]:
    """Ask so many filters of both, while others write and build."""
    _set_up()
    from django.core.management import call_command

    from tests.timeline.comparing import differences
    from tests.timeline.mixture import make_mixture, random_query
    from timeline.actions.building_index import build_index
    from timeline.changes import one_state
    from timeline.models import Change

    call_command("migrate", verbosity=0)
    random = Random(seed)  # noqa: S311
    timeline, _ = make_mixture(random, _EVENTS)
    build_index(timeline.pk)
    before = Change.objects.latest("pk").pk
    others = [_start(role, seed) for role in ("write", "build")]
    compared, by_sql, differing = 0, 0, []
    end = time.monotonic() + seconds
    try:
        while compared < cases and time.monotonic() < end:
            query = random_query(random)
            with one_state():
                found = differences(timeline, query)
            if found is None:  # built from a later state than this one's
                by_sql += 1
                continue
            compared += 1
            if found:
                differing.append({"query": query, "differences": repr(found)[:500]})
            if compared % 500 == 0:
                sys.stderr.write(f"{compared:,} compared, {len(differing)} differ\n")
    finally:
        for other in others:
            other.terminate()
            other.wait()
    written = Change.objects.latest("pk").pk - before
    return {"compared": compared, "differing": differing, "no_index": by_sql, "written": written}


def write(seed: int) -> None:
    """Change one thing after the other."""
    from sources.models import Passage
    from tests.factories import make_timeline
    from tests.timeline.mixture import add_event, change_something

    random, timeline = Random(seed + 1), make_timeline("mixture")  # noqa: S311
    passages = list(Passage.objects.all())
    while True:
        if timeline.events.count() < _EVENTS:
            add_event(random, timeline, passages)
        change_something(random, timeline, passages)


def build(_: int) -> None:
    """Build the index again and again."""
    from tests.factories import make_timeline
    from timeline.actions.building_index import build_index

    timeline = make_timeline("mixture")
    while True:
        build_index(timeline.pk)
        time.sleep(_REBUILT_AFTER)


def _set_up() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()


def _start(role: str, seed: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, __file__, "--role", role, "--seed", str(seed)]
    return subprocess.Popen(command)  # noqa: S603 - this very file


if __name__ == "__main__":
    main()
