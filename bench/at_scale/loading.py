"""`python -m bench.at_scale.loading --events N`: put a made-up archive into the database, in bulk.

Constraints stay on, and the triggers that refuse: a quote that is not its text's words, or an event published
without a passage, is refused here as anywhere. What only follows from the rows is made in one go afterwards:
on SQLite the indexes and the check of foreign keys; the words of the full-text search; and of the log of changes one row that
stands for them all. What is left out: rows of history (an import by the
app's own actions writes one for each event, citation and participation), date mentions, proposals.
JSON on standard output: what it took, and how much there is.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any, Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 - models need settings first
from django.utils import timezone  # noqa: E402

from bench.at_scale.archive import DOCUMENTS_A_BATCH, EVENTS_A_DOCUMENT, Size  # noqa: E402
from bench.at_scale.bulk import plain_tables  # noqa: E402
from bench.at_scale.making import made_beside  # noqa: E402
from bench.at_scale.tables import TABLES, Rows, add_rows, add_timeline, finish  # noqa: E402
from sources.models import Document, Passage  # noqa: E402
from sources.triggers import install_guards, remove_guards  # noqa: E402
from timeline.models import Actor, Citation, Event, EventActor  # noqa: E402
from timeline.search_tables import keep_words, leave_words_alone, rebuild_words  # noqa: E402
from timeline.triggers import CHANGE_LOG  # noqa: E402

SLUG = "scale"
_AT_ONCE: Final = 10
"""Batches in a transaction: a page that several touch is written once."""
_MOST_KB: Final = 2_000_000


def load(events: int, seed: int = 6) -> dict[str, Any]:
    """Load an archive; some batches a transaction. Tells on standard error how far it is."""
    size, started = Size(events), time.monotonic()
    with transaction.atomic():
        timeline, before = add_timeline(SLUG, "An archive", size.actors)
    leave_words_alone(using=connection.alias)
    remove_guards(connection, CHANGE_LOG)
    _room_for_pages(events)
    batches = made_beside(timeline.pk, before, size, seed, timezone.now())
    # For each passage a trigger asks whether it is cited: citations keep their index, which grows in order.
    with plain_tables(*(model for model, _ in TABLES if model is not Citation)):
        _write(batches, size, started)
        written = time.monotonic()
    loaded = time.monotonic()
    finish()  # first: by figures of tables as they were, words of one event were sought in all documents
    counted = time.monotonic()
    rebuild_words(connection)
    keep_words(using=connection.alias)
    install_guards(connection, CHANGE_LOG)
    models = (Document, Passage, Event, Citation, Actor, EventActor)
    return {
        "engine": connection.vendor,
        "load_s": round(loaded - started, 1),
        "of_it_indexes_s": round(loaded - written, 1),
        "statistics_s": round(counted - loaded, 1),
        "words_s": round(time.monotonic() - counted, 1),
        "memory_mb": round(getrusage(RUSAGE_SELF).ru_maxrss / 1024),
        "database_mb": round(_bytes() / 1e6, 1),
        "rows": {
            str(model._meta.verbose_name_plural): model._base_manager.count() for model in models
        },
    }


def _write(batches: Iterator[Rows], size: Size, started: float) -> None:
    done = 0
    for first in batches:
        with transaction.atomic():
            for rows in chain([first], islice(batches, _AT_ONCE - 1)):
                add_rows(rows)
                done += 1
        seconds = time.monotonic() - started
        events = min(done * DOCUMENTS_A_BATCH * EVENTS_A_DOCUMENT, size.events)
        sys.stderr.write(f"loaded {events:,} of {size.events:,} events, {seconds:.0f} s\n")


def _room_for_pages(events: int) -> None:
    """SQLite's usual few MB would read and write pages again and again: half a kB an event, to 2 GB.

    Nor is each page written to a journal first: an archive that was interrupted is made anew.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size=-{min(max(8_000, events // 2), _MOST_KB)}")
            cursor.execute("PRAGMA journal_mode=MEMORY")
            cursor.execute("PRAGMA synchronous=OFF")


def _bytes() -> int:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")
        return Path(connection.settings_dict["NAME"]).stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def main() -> None:
    """Load as many as asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, required=True)
    sys.stdout.write(json.dumps(load(parser.parse_args().events)) + "\n")


if __name__ == "__main__":
    main()
