"""Triggers: how a rule of ours is put into SQLite and PostgreSQL, and looked for there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

SHA256_OF_NEW_TEXT: Final = "{sha256 of NEW.text}"
"""Stands in a rule for what each database calls it."""

CURRENT_TRANSACTION: Final = "{number of this transaction}"
"""Stands in a rule for PostgreSQL's number of the transaction that writes; 0 on SQLite."""

_WORDS_OF: Final = {
    "sqlite": {
        SHA256_OF_NEW_TEXT: "SHA256(NEW.text)",  # Django gives it to each of its connections
        CURRENT_TRANSACTION: "0",
    },
    "postgresql": {
        SHA256_OF_NEW_TEXT: "encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex')",
        CURRENT_TRANSACTION: "pg_current_xact_id()::text::bigint",
    },
}


@dataclass(frozen=True, slots=True)
class Guard:
    """One rule: where `refuse_when` (SQL over NEW and OLD) is true, the write fails.

    event: "INSERT", "UPDATE" or "UPDATE OF column". message: what the writer is told.
    instead: SQL to run in place of refusing, for a write that must go through.
    """

    name: str
    table: str
    event: str
    refuse_when: str
    message: str = ""
    instead: str = ""


def install_guards(connection: BaseDatabaseWrapper, guards: Sequence[Guard]) -> None:
    """Make (again) the triggers that keep these rules.

    A table that is not there, after a migration was taken back, has nothing to guard.
    """
    tables = set(connection.introspection.table_names())
    there = [guard for guard in guards if guard.table in tables]
    remove_guards(connection, there)
    with connection.cursor() as cursor:
        for guard in there:
            for statement in _statements(connection, guard):
                cursor.execute(statement)


def remove_guards(connection: BaseDatabaseWrapper, guards: Sequence[Guard]) -> None:
    """Take these triggers away, so that tables can be altered."""
    with connection.cursor() as cursor:
        for guard in guards:
            on_table = "" if connection.vendor == "sqlite" else f" ON {guard.table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on_table}")


def missing_guards(connection: BaseDatabaseWrapper, guards: Sequence[Guard]) -> list[str]:
    """Return the names of rules whose trigger is not in the database, or not as it should be."""
    query = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
        " WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = dict(cursor.fetchall())
    return [
        guard.name
        for guard in guards
        if guard.name not in there or there[guard.name] not in _statements(connection, guard)[0]
    ]


def _statements(connection: BaseDatabaseWrapper, guard: Guard) -> list[str]:
    """What makes the trigger; the first statement holds the whole rule."""
    make = _for_sqlite if connection.vendor == "sqlite" else _for_postgresql
    lines = make(guard)
    for words, meaning in _WORDS_OF[connection.vendor].items():
        lines = [line.replace(words, meaning) for line in lines]
    return lines


def _for_sqlite(guard: Guard) -> list[str]:
    when = "AFTER" if guard.instead else "BEFORE"
    body = guard.instead or f"SELECT RAISE(ABORT, '{guard.message}')"
    return [
        (
            f"CREATE TRIGGER {guard.name} {when} {guard.event} ON {guard.table} FOR EACH ROW"
            f" WHEN {guard.refuse_when} BEGIN {body}; END"
        )
    ]


def _for_postgresql(guard: Guard) -> list[str]:
    when = "AFTER" if guard.instead else "BEFORE"
    body = guard.instead or f"RAISE EXCEPTION USING MESSAGE = '{guard.message}', ERRCODE = '23514'"
    returned = "OLD" if guard.event == "DELETE" else "NEW"
    return [
        (
            f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql"
            # Rules look rows up by their keys. In a bulk load the planner takes tables for as small
            # as they were before it, and would read them whole for every row.
            " SET enable_seqscan TO off AS $$"
            f" BEGIN IF {guard.refuse_when} THEN {body}; END IF; RETURN {returned}; END $$"
        ),
        (
            f"CREATE TRIGGER {guard.name} {when} {guard.event} ON {guard.table}"
            f" FOR EACH ROW EXECUTE FUNCTION {guard.name}()"
        ),
    ]
