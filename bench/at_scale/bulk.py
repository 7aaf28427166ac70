"""Rows into tables by the thousand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models


def insert(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows of these columns; the model's other columns get its defaults.

    PostgreSQL takes them by COPY, which fires triggers too.
    """
    others, usual = _defaults(model, names)
    quoted = ", ".join(connection.ops.quote_name(name) for name in [*names, *others])
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row([*row, *usual])
        else:
            values = ", ".join([*["%s"] * len(names), *map(_literal, usual)])
            statement = f"INSERT INTO {table} ({quoted}) VALUES ({values})"  # noqa: S608 - ours
            cursor.executemany(statement, rows)


def _defaults(model: type[models.Model], names: Sequence[str]) -> tuple[list[str], list[Any]]:
    """The model's columns beside these, and what stands in them by default."""
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    rest = [f for f in fields if f.column and f.column not in names and not f.primary_key]
    usual = [field.get_db_prep_save(field.get_default(), connection) for field in rest]
    return [str(field.column) for field in rest], usual


def _literal(value: Any) -> str:
    """A value as SQLite writes it in a statement: what is the same for all rows is not sent with each."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote(%s)", [value])
        return str(cursor.fetchone()[0]).replace("%", "%%")


@contextmanager
def plain_tables(*tables: type[models.Model]) -> Iterator[None]:
    """Let SQLite append rows to these tables, and bring their indexes and foreign keys in order at the end.

    A row of an index that lies in another order than the rows arrive touches a page anywhere in the file.
    Made at the end, an index is sorted once and written from front to back. What the table itself
    demands to be unique is looked at row by row. A load that fails leaves the indexes out: make all anew.
    Errors: IntegrityError where what was loaded breaks a rule.
    """
    if connection.vendor != "sqlite":
        yield
        return
    names = {table._meta.db_table for table in tables}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index'")
        indexes = [(name, sql) for table, name, sql in cursor.fetchall() if table in names and sql]
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
        cursor.execute("PRAGMA foreign_keys=OFF")
    yield
    with connection.cursor() as cursor:
        for _, made_by in indexes:
            cursor.execute(made_by)
        cursor.execute("PRAGMA foreign_keys=ON")
    connection.check_constraints()


def last_key(model: type[models.Model]) -> int:
    """The highest key so far; 0 in an empty table."""
    highest = model._base_manager.aggregate(highest=models.Max("pk"))["highest"]
    return int(highest or 0)


def go_on_counting(*tables: type[models.Model]) -> None:
    """Have the database give keys after those that were inserted with theirs."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
