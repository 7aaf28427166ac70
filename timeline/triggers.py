"""Triggers that write down what was changed, in the transaction that changes it.

They hold for every write: an action, the admin, raw SQL. Each leaves a row of `timeline_change`;
see the model `Change`. They are no signals, which see only what goes through Django.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sources.triggers import CURRENT_TRANSACTION, Guard

_INTO: Final = "INSERT INTO timeline_change (timeline_key, event_key, xact, token)"
FORGET: Final = (
    "DELETE FROM timeline_change WHERE token <> ''",
    f"{_INTO} VALUES (0, NULL, 0, '')",
)
"""For after writes that no trigger saw: without its mark no index is answered from, and with one
more row of a new number the log is not as it ever was."""
_SEEN: Final = {"INSERT": ("NEW",), "UPDATE": ("NEW", "OLD"), "DELETE": ("OLD",)}
"""The rows that a trigger sees, by the kind of write."""


def _keys(timeline: str, event: str = "CAST(NULL AS bigint)") -> str:
    """Note one write, by SQL for the keys of a timeline and an event."""
    return f"SELECT {timeline}, {event}, {CURRENT_TRANSACTION}, ''"


def _of_events(table: str, *columns: str) -> Iterator[Guard]:
    """Rows that belong to the events that these columns name."""
    event = f"{_keys('e.timeline_id', 'e.id')} FROM timeline_event e WHERE e.id ="
    for kind, rows in _SEEN.items():
        events = [f"{event} {row}.{column}" for row in rows for column in columns]
        yield _noting(table, kind, " UNION ".join(events))


def _of_timelines(table: str, timeline: str) -> Iterator[Guard]:
    """Rows that are seen beside the events. timeline: its column, or 0 for every timeline."""
    for kind, rows in _SEEN.items():
        keys = [timeline if timeline == "0" else f"{row}.{timeline}" for row in rows]
        yield _noting(table, kind, " UNION ".join(_keys(key) for key in dict.fromkeys(keys)))


def _noting(table: str, kind: str, rows: str, what: str = "", when: str = "1 = 1") -> Guard:
    name = f"note_{table.removeprefix('timeline_').removeprefix('sources_')}{what}_{kind.lower()}"
    return Guard(name, table, kind, when, instead=f"{_INTO} {rows}")


def _themselves() -> Iterator[Guard]:
    for kind, rows in _SEEN.items():
        keys = [_keys(f"{row}.timeline_id", f"{row}.id") for row in rows]
        yield _noting("timeline_event", kind, " UNION ".join(keys))


# A source that turns private takes with it the events that nothing else supports. SQLite joins these in
# the order written; left to choose, by figures of an archive once small, it would go through all events.
_CITING = (
    f"SELECT DISTINCT e.timeline_id, e.id, {CURRENT_TRANSACTION}, ''"
    " FROM sources_textversion v CROSS JOIN sources_passage p"
    " CROSS JOIN timeline_citation c CROSS JOIN timeline_event e"
    " WHERE v.document_id = NEW.id AND p.text_version_id = v.id"
    " AND c.passage_id = p.id AND e.id = c.event_id"
)

# A new document has no text yet, unless SQLite's REPLACE put it there.
_HAS_A_TEXT = "EXISTS (SELECT 1 FROM sources_textversion v WHERE v.document_id = NEW.id)"


def _not_replaced(table: str, what: str, *columns: str) -> Guard:
    """SQLite's INSERT OR REPLACE takes a row away without any trigger for it."""
    other = " OR ".join(f"o.{column} <> NEW.{column}" for column in columns)
    return Guard(
        f"{what}_is_never_replaced",
        table,
        "INSERT",
        f"EXISTS (SELECT 1 FROM {table} o WHERE o.id = NEW.id AND ({other}))",
        f"{what}: there is another one with this id already",
    )


CHANGE_LOG: Final = (
    *_themselves(),
    *_of_events("timeline_citation", "event_id"),
    *_of_events("timeline_eventactor", "event_id"),
    *_of_events("timeline_event_themes", "event_id"),
    *_of_events("timeline_eventlink", "from_event_id", "to_event_id"),
    _noting("sources_document", "INSERT", _CITING, "_access", _HAS_A_TEXT),
    _noting("sources_document", "UPDATE", _CITING, "_access", "NEW.access <> OLD.access"),
    *_of_timelines("sources_document", "0"),
    *_of_timelines("timeline_actor", "0"),
    *_of_timelines("timeline_actoralias", "0"),
    *_of_timelines("timeline_category", "timeline_id"),
    *_of_timelines("timeline_theme", "timeline_id"),
    *_of_timelines("timeline_timeline_documents", "timeline_id"),
    *_of_timelines("timeline_timeline", "id"),
    _not_replaced("timeline_event", "event", "timeline_id"),
    _not_replaced("timeline_eventactor", "participation", "event_id"),
    _not_replaced("timeline_event_themes", "event_theme", "event_id"),
    _not_replaced("timeline_eventlink", "event_link", "from_event_id", "to_event_id"),
)
"""Where something is written that readers of a timeline may notice."""
