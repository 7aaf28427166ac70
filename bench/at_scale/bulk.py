"""Rows into tables by the thousand, with every constraint and trigger on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of these columns; the model's other columns get its defaults.

    PostgreSQL takes them by COPY, which fires triggers too.
    """
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    rest = [f for f in fields if f.column and f.column not in names and not f.primary_key]
    usual = [field.get_db_prep_save(field.get_default(), connection) for field in rest]
    columns = [*names, *(str(field.column) for field in rest)]
    whole = ([*row, *usual] for row in rows)
    quoted = ", ".join(connection.ops.quote_name(name) for name in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
                for row in whole:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            statement = f"INSERT INTO {table} ({quoted}) VALUES ({places})"  # noqa: S608 - ours
            cursor.executemany(statement, list(whole))


def last_key(model: type[models.Model]) -> int:
    """The highest key so far; 0 in an empty table."""
    highest = model._base_manager.aggregate(highest=models.Max("pk"))["highest"]
    return int(highest or 0)


def go_on_counting(*tables: type[models.Model]) -> None:
    """Have the database give keys after those that were inserted with theirs."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
