"""`python -m bench.at_scale.loading --events N`: put a made-up archive into the database, in bulk.

All constraints and triggers stay on: a quote that is not its text's words, or an event published
without a passage, is refused here as anywhere. What only follows from the rows is made in one go afterwards:
the words of the full-text search. What is left out: rows of history (an import by the
app's own actions writes one for each event, citation and participation), date mentions, proposals.
JSON on standard output: what it took, and how much there is.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 - models need settings first

from bench.at_scale.archive import Archive, Size  # noqa: E402
from bench.at_scale.tables import add_batch, add_timeline, finish  # noqa: E402
from sources.models import Document, Passage  # noqa: E402
from timeline.models import Actor, Citation, Event, EventActor  # noqa: E402
from timeline.search_tables import keep_words, leave_words_alone, rebuild_words  # noqa: E402

SLUG = "scale"
_AT_ONCE: Final = 10
"""Batches in a transaction: a page of an index that several touch is written once."""


def load(events: int, seed: int = 6) -> dict[str, Any]:
    """Load an archive; some batches a transaction. Tells on standard error how far it is."""
    size, started = Size(events), time.monotonic()
    with transaction.atomic():
        timeline, before = add_timeline(SLUG, "An archive", size.actors)
    leave_words_alone(using=connection.alias)
    _room_for_indexes(events)
    done = 0
    batches = Archive(size, seed).batches()
    for first in batches:
        with transaction.atomic():
            for batch in chain([first], islice(batches, _AT_ONCE - 1)):
                add_batch(timeline, before, batch)
                done += len(batch.events)
        seconds = time.monotonic() - started
        sys.stderr.write(f"loaded {done:,} of {events:,} events, {seconds:.0f} s\n")
    loaded = time.monotonic()
    rebuild_words(connection)
    keep_words(using=connection.alias)
    finish()
    counted = (Document, Passage, Event, Citation, Actor, EventActor)
    return {
        "engine": connection.vendor,
        "load_s": round(loaded - started, 1),
        "words_and_statistics_s": round(time.monotonic() - loaded, 1),
        "database_mb": round(_bytes() / 1e6, 1),
        "rows": {
            str(model._meta.verbose_name_plural): model._base_manager.count() for model in counted
        },
    }


def _room_for_indexes(events: int) -> None:
    """Keys that come in no order touch pages all over: SQLite's usual few MB would read each anew.

    Nor is each page written to a journal first: an archive that was interrupted is made anew.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size=-{max(8_000, events // 2)}")  # in kB
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
