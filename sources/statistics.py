"""What a database knows of its own tables, by which it chooses an index."""

from __future__ import annotations

from typing import Final

from django.db import connection

_ROWS: Final = 1_000
"""Of each index that are looked at: enough to choose, and quick at any size."""


def take_statistics() -> None:
    """Have SQLite look at its tables again; PostgreSQL does so by itself.

    For tables that it has never looked at, it guesses: a source's page among 100,000 events then took
    seconds where it takes hundredths.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {_ROWS}")
            # Of a table without an index it would count every row: of the words of 10^7 events, a minute.
            cursor.execute("SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'index'")
            for (table,) in cursor.fetchall():
                cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")
