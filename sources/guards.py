"""Rules that the database itself keeps, beyond what constraints can say: triggers.

They are taken away before every `migrate` and made again after it: SQLite rebuilds a table to
alter it, which drops the table's triggers and fails where another table's trigger names it. docs/decisions/0002-the-quote-gate.md says what they hold and what they can't.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


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


_SLICE = 'substr(v.text, NEW.start + 1, NEW."end" - NEW.start)'
_SHA256_OF_NEW_TEXT = "{sha256 of NEW.text}"
_SHA256_BY_VENDOR = {
    "sqlite": "SHA256(NEW.text)",  # a function that Django gives to each of its connections
    "postgresql": "encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex')",
}

SOURCES_GUARDS = (
    Guard(
        "passage_is_verbatim",
        "sources_passage",
        "INSERT",
        "EXISTS (SELECT 1 FROM sources_textversion v WHERE v.id = NEW.text_version_id AND ("
        f'NEW."end" > v.length OR (v.text IS NOT NULL AND {_SLICE} <> NEW.quote)))',
        "passage: the quote is not the text''s words at its place",
    ),
    # SQLite's INSERT OR REPLACE takes a row away without any trigger for it.
    Guard(
        "passage_is_never_replaced",
        "sources_passage",
        "INSERT",
        "EXISTS (SELECT 1 FROM sources_passage p WHERE p.id = NEW.id OR ("
        "p.text_version_id = NEW.text_version_id AND p.start = NEW.start"
        ' AND p."end" = NEW."end"))',
        "passage: there is one at this place already, and it never changes",
    ),
    Guard(
        "passage_never_changes",
        "sources_passage",
        "UPDATE",
        'NEW.start <> OLD.start OR NEW."end" <> OLD."end" OR NEW.quote <> OLD.quote'
        " OR NEW.text_version_id <> OLD.text_version_id",
        "passage: a passage never changes; make another one",
    ),
    Guard(
        "text_never_changes",
        "sources_textversion",
        "UPDATE",
        "NEW.sha256 <> OLD.sha256 OR NEW.length <> OLD.length"
        " OR NEW.document_id <> OLD.document_id"
        " OR (OLD.text IS NOT NULL AND (NEW.text IS NULL OR NEW.text <> OLD.text))",
        "text version: a stored text never changes; import a new version",
    ),
    Guard(
        "text_is_not_put_under_passages",
        "sources_textversion",
        "INSERT",
        "EXISTS (SELECT 1 FROM sources_passage p WHERE p.text_version_id = NEW.id)",
        "text version: passages rest on a text with this id; import a new version",
    ),
    Guard(
        "text_has_its_sha256",
        "sources_textversion",
        "INSERT",
        f"NEW.text IS NOT NULL AND {_SHA256_OF_NEW_TEXT} <> NEW.sha256",
        "text version: the sha256 is another text''s",
    ),
    Guard(
        "text_supplied_later_has_its_sha256",
        "sources_textversion",
        "UPDATE",
        f"OLD.text IS NULL AND NEW.text IS NOT NULL AND {_SHA256_OF_NEW_TEXT} <> NEW.sha256",
        "text version: the sha256 is another text''s",
    ),
    Guard(
        "text_supplied_later_has_the_quotes",
        "sources_textversion",
        "UPDATE",
        "OLD.text IS NULL AND NEW.text IS NOT NULL AND EXISTS ("
        "SELECT 1 FROM sources_passage p WHERE p.text_version_id = NEW.id"
        ' AND substr(NEW.text, p.start + 1, p."end" - p.start) <> p.quote)',
        "text version: this text does not have the quotes on record at their places",
    ),
)


def install_guards(connection: BaseDatabaseWrapper, guards: Sequence[Guard]) -> None:
    """Make (again) the triggers that keep these rules. Knows SQLite and PostgreSQL.

    A table that is not there, after a migration was taken back, has nothing to guard.
    """
    tables = set(connection.introspection.table_names())
    statements = _for_sqlite if connection.vendor == "sqlite" else _for_postgresql
    sha256 = _SHA256_BY_VENDOR[connection.vendor]
    with connection.cursor() as cursor:
        for guard in guards:
            for statement in statements(guard) if guard.table in tables else ():
                cursor.execute(statement.replace(_SHA256_OF_NEW_TEXT, sha256))


def remove_guards(connection: BaseDatabaseWrapper, guards: Sequence[Guard]) -> None:
    """Take these triggers away, so that tables can be altered."""
    with connection.cursor() as cursor:
        for guard in guards:
            on_table = "" if connection.vendor == "sqlite" else f" ON {guard.table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on_table}")


def missing_guards(connection: BaseDatabaseWrapper, guards: Sequence[Guard]) -> list[str]:
    """Return the names of rules whose trigger is not in the database."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {row[0] for row in cursor.fetchall()}
    return [guard.name for guard in guards if guard.name not in there]


def _for_sqlite(guard: Guard) -> list[str]:
    when = "AFTER" if guard.instead else "BEFORE"
    body = guard.instead or f"SELECT RAISE(ABORT, '{guard.message}')"
    return [
        f"DROP TRIGGER IF EXISTS {guard.name}",
        (
            f"CREATE TRIGGER {guard.name} {when} {guard.event} ON {guard.table} FOR EACH ROW"
            f" WHEN {guard.refuse_when} BEGIN {body}; END"
        ),
    ]


def _for_postgresql(guard: Guard) -> list[str]:
    when = "AFTER" if guard.instead else "BEFORE"
    body = guard.instead or f"RAISE EXCEPTION USING MESSAGE = '{guard.message}', ERRCODE = '23514'"
    returned = "OLD" if guard.event == "DELETE" else "NEW"
    return [
        (
            f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$"
            f" BEGIN IF {guard.refuse_when} THEN {body}; END IF; RETURN {returned}; END $$"
        ),
        f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}",
        (
            f"CREATE TRIGGER {guard.name} {when} {guard.event} ON {guard.table}"
            f" FOR EACH ROW EXECUTE FUNCTION {guard.name}()"
        ),
    ]


def leave_sources_unguarded(*, using: str, **_: Any) -> None:
    """Before `migrate`: take the triggers of this app away."""
    remove_guards(connections[using], SOURCES_GUARDS)


def keep_sources_guarded(*, using: str, **_: Any) -> None:
    """After `migrate`: make the triggers of this app."""
    install_guards(connections[using], SOURCES_GUARDS)
