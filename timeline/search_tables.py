"""The words of every event, kept by the database itself: FTS5 in SQLite, a tsvector in PostgreSQL.

One row an event, in `timeline_eventwords`: `shown` has title, label, summary and the quotes that
may be shown; `hidden` has all that and the quotes of private sources, and is empty where there
are none. Triggers write it with every change, whoever makes it.
docs/decisions/0071-words-kept-by-the-database.md says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from sources.triggers import Guard, install_guards, remove_guards
from timeline.search.folding import BORDER, words
from timeline.search.postgresql import (
    VECTOR_FUNCTION,
    WORDS_FUNCTION,
    vector_function,
    words_function,
)
from timeline.triggers import FORGET

TABLE: Final = "timeline_eventwords"
INDEX_FUNCTION: Final = "chronocite_index_words"
_LONGEST: Final = 100_000
"""Letters of one event's words; PostgreSQL takes no tsvector of more than a megabyte."""

_HELD: Final = 1 << 20
"""Bytes: FTS5's own default. Of all words at once it may hold more."""
_HELD_IN_BULK: Final = 64 << 20

_OWN: Final = ("title", "label", "summary")
_CITED: Final = (
    "FROM timeline_citation c JOIN sources_passage p ON p.id = c.passage_id"
    " JOIN sources_textversion v ON v.id = p.text_version_id"
    " JOIN sources_document d ON d.id = v.document_id WHERE c.event_id = e.id"
)
_ANY_CHANGE: Final = "1 = 1"
_TRUNCATED_TOO: Final = f"""
CREATE OR REPLACE FUNCTION words_of_truncated_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN TRUNCATE {TABLE}; RETURN NULL; END $$;
CREATE OR REPLACE TRIGGER words_of_truncated_events AFTER TRUNCATE ON timeline_event
FOR EACH STATEMENT EXECUTE FUNCTION words_of_truncated_events()"""
_OF_DOCUMENT: Final = (
    "SELECT c.event_id FROM timeline_citation c JOIN sources_passage p ON p.id = c.passage_id"
    " JOIN sources_textversion v ON v.id = p.text_version_id WHERE v.document_id = NEW.id"
)


def words_guards(connection: BaseDatabaseWrapper) -> tuple[Guard, ...]:
    """The triggers that keep the words in step with events, citations and sources' access."""
    index, forget = _index_in_sqlite, f"DELETE FROM {TABLE} WHERE rowid = OLD.id"
    if connection.vendor == "postgresql":
        index, forget = _index_in_postgresql, f"DELETE FROM {TABLE} WHERE event_id = OLD.id"
    moved = f"{index('OLD.event_id')}; {index('NEW.event_id')}"
    of_event = "NEW.id <> OLD.id OR NEW.title <> OLD.title OR NEW.label <> OLD.label"
    return (
        _trigger("words_of_new_event", "timeline_event", "INSERT", index("NEW.id")),
        _trigger(
            "words_of_changed_event",
            "timeline_event",
            "UPDATE OF id, title, label, summary",
            f"{forget}; {index('NEW.id')}",
            when=f"{of_event} OR NEW.summary <> OLD.summary",
        ),
        _trigger("words_of_deleted_event", "timeline_event", "DELETE", forget),
        _trigger("words_of_new_quote", "timeline_citation", "INSERT", index("NEW.event_id")),
        _trigger(
            "words_of_moved_quote", "timeline_citation", "UPDATE OF event_id, passage_id", moved
        ),
        _trigger("words_of_deleted_quote", "timeline_citation", "DELETE", index("OLD.event_id")),
        _trigger(
            "words_of_source_shown_or_hidden",
            "sources_document",
            "UPDATE OF access",
            index(_OF_DOCUMENT),
            when="(NEW.access = 'private') <> (OLD.access = 'private')",
        ),
    )


def make_words_table(connection: BaseDatabaseWrapper) -> None:
    """Make the table, empty, and what fills it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                # To this tokenizer all signs beyond ASCII are letters, so our words stay whole.
                f"CREATE VIRTUAL TABLE {TABLE} USING fts5("
                "shown, hidden, tokenize = 'ascii', prefix = '1 2 3', columnsize = 0)"
            )
            return
        cursor.execute(
            f"CREATE TABLE {TABLE} (event_id bigint PRIMARY KEY,"
            " shown tsvector NOT NULL, hidden tsvector NOT NULL)"
        )
        for statement in (words_function(), vector_function(), _index_function()):
            cursor.execute(statement)
        _make_postgresql_indexes(cursor)


def drop_words_table(connection: BaseDatabaseWrapper) -> None:
    """Take the table away, and what filled it."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
        if connection.vendor == "postgresql":
            for function in (f"{INDEX_FUNCTION}(bigint)", f"{VECTOR_FUNCTION}(text)"):
                cursor.execute(f"DROP FUNCTION IF EXISTS {function}")
            cursor.execute(f"DROP FUNCTION IF EXISTS {WORDS_FUNCTION}(text)")


def rebuild_words(connection: BaseDatabaseWrapper) -> None:
    """Take down the words of all events anew, in one go: after rows were loaded without triggers.

    No index is answered from until it is built anew: it may know other words.
    """
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in FORGET:
            cursor.execute(statement)
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TABLE {TABLE}")
            make_words_table(connection)
            _hold_words(cursor, _HELD_IN_BULK)
            cursor.execute(f"INSERT INTO {TABLE} (rowid, shown, hidden) {_rows(connection)}")
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")
            _hold_words(cursor, _HELD)
            return
        cursor.execute(f"TRUNCATE {TABLE}")
        cursor.execute("DROP INDEX IF EXISTS eventwords_shown, eventwords_hidden")
        cursor.execute(f"INSERT INTO {TABLE} (event_id, shown, hidden) {_rows(connection)}")
        _make_postgresql_indexes(cursor)
        cursor.execute(f"ANALYZE {TABLE}")


def events_with_other_words(connection: BaseDatabaseWrapper) -> int:
    """Return how many events have other words than those on record, or are gone and have some."""
    same = (
        f"WITH right_now (id, shown, hidden) AS ({_rows(connection)})"
        f" SELECT count(*) FROM right_now n JOIN {TABLE} w ON w.{_key(connection)} = n.id"
        " WHERE w.shown = n.shown AND w.hidden = n.hidden"
    )
    events = _number(connection, "SELECT count(*) FROM timeline_event")
    on_record = _number(connection, f"SELECT count(*) FROM {TABLE}")
    return max(events, on_record) - _number(connection, same)


def teach_words(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Give each connection to SQLite the function that its triggers call."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(WORDS_FUNCTION, 1, _words, deterministic=True)


def leave_words_alone(*, using: str, **_: Any) -> None:
    """Before `migrate`: take the triggers away."""
    remove_guards(connections[using], words_guards(connections[using]))


def keep_words(*, using: str, plan: Sequence[Any] = (), **_: Any) -> None:
    """After `migrate`: make the triggers, and take down all words anew where anything was migrated."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    install_guards(connection, words_guards(connection))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_TRUNCATED_TOO)
    if plan:
        rebuild_words(connection)


def _number(connection: BaseDatabaseWrapper, sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])


def _trigger(name: str, table: str, event: str, then: str, when: str = _ANY_CHANGE) -> Guard:
    return Guard(name, table, event, when, instead=then)


def _key(connection: BaseDatabaseWrapper) -> str:
    return "rowid" if connection.vendor == "sqlite" else "event_id"


def _index_in_sqlite(events: str) -> str:
    """Statements that take down the words of some events. events: an id, or SQL that selects ids."""
    chosen = f"e.id IN ({events})"
    return (
        f"DELETE FROM {TABLE} WHERE rowid IN ({events});"
        f" INSERT INTO {TABLE} (rowid, shown, hidden) {_select('{}', 'group_concat')} WHERE {chosen}"
    )


def _index_in_postgresql(events: str) -> str:
    """As for SQLite. In one order, so that two writers who need the same events don't block each other."""
    chosen = f"SELECT e.id FROM timeline_event e WHERE e.id IN ({events}) ORDER BY e.id"
    return f"PERFORM {INDEX_FUNCTION}(chosen.id) FROM ({chosen}) AS chosen"


def _index_function() -> str:
    """SQL for a function of PostgreSQL. It waits for other writers of the event, then sees their quotes."""
    return f"""
CREATE OR REPLACE FUNCTION {INDEX_FUNCTION}(event bigint) RETURNS void LANGUAGE plpgsql AS $index$
BEGIN
  PERFORM 1 FROM timeline_event e WHERE e.id = event FOR NO KEY UPDATE;
  DELETE FROM {TABLE} WHERE event_id = event;
  INSERT INTO {TABLE} (event_id, shown, hidden)
    {_select(VECTOR_FUNCTION + "({})", "string_agg")} WHERE e.id = event;
END $index$"""


def _rows(connection: BaseDatabaseWrapper) -> str:
    """SQL that selects all rows as they should be."""
    if connection.vendor == "sqlite":
        return f"{_select('{}', 'group_concat')} ORDER BY e.id"
    return _select(VECTOR_FUNCTION + "({})", "string_agg")


def _select(kept_as: str, joined: str) -> str:
    """SQL over `timeline_event e`. kept_as: what is made of the words. joined: the function's name."""
    own = f" || '{BORDER}' || ".join(f"{WORDS_FUNCTION}(e.{name})" for name in _OWN)
    quote = f"{joined}('{BORDER}' || {WORDS_FUNCTION}(p.quote), '')"
    shown = f"{own} || coalesce((SELECT {quote} {_CITED} AND d.access <> 'private'), '')"
    hidden = (
        f"CASE WHEN EXISTS (SELECT 1 {_CITED} AND d.access = 'private')"
        f" THEN {own} || (SELECT {quote} {_CITED}) ELSE '' END"
    )
    columns = (kept_as.format(f"substr({text}, 1, {_LONGEST})") for text in (shown, hidden))
    return f"SELECT e.id, {', '.join(columns)} FROM timeline_event e"


def _hold_words(cursor: CursorWrapper, most: int) -> None:
    """Set how many bytes of words FTS5 gathers in memory: each time it writes some down, it merges them
    with others of that size, and these with larger ones.
    """
    cursor.execute(f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES ('hashsize', {most})")


def _make_postgresql_indexes(cursor: CursorWrapper) -> None:
    cursor.execute(f"CREATE INDEX eventwords_shown ON {TABLE} USING gin (shown)")
    cursor.execute(
        f"CREATE INDEX eventwords_hidden ON {TABLE} USING gin (hidden) WHERE hidden <> ''"
    )


def _words(text: str | None) -> str | None:
    return None if text is None else words(text)
