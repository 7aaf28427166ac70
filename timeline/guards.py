"""Rules about events that the database itself keeps; see `sources.guards`."""

from __future__ import annotations

from typing import Any

from django.db import connections

from sources.triggers import Guard, install_guards, remove_guards
from timeline.triggers import CHANGE_LOG, FORGET

_NO_SUPPORT = (
    "NOT EXISTS (SELECT 1 FROM timeline_citation c"
    " WHERE c.event_id = {event} AND c.stance = 'supports')"
)
_NOT_THE_TEXTS_WORDS = (
    "NEW.wording_start IS NOT NULL AND EXISTS (SELECT 1 FROM sources_passage p"
    " JOIN sources_textversion v ON v.id = p.text_version_id WHERE p.id = NEW.passage_id"
    " AND v.text IS NOT NULL"
    " AND substr(v.text, NEW.wording_start + 1, length(NEW.wording)) <> NEW.wording)"
)
_WITHDRAW = (
    "UPDATE timeline_event SET status = 'candidate', version = version + 1"
    " WHERE id = OLD.event_id AND status = 'published' AND "
    + _NO_SUPPORT.format(event="OLD.event_id")
)
LONGEST_GUARDED_TEXT = 1_000_000
"""Code points. To look at a place of a text costs the text's length, and a long text has many
mentions: beyond this length `verify` alone compares them."""
_MENTIONS_OTHER_WORDS = (
    "EXISTS (SELECT 1 FROM sources_textversion v WHERE v.id = NEW.text_version_id AND ("
    'NEW."end" > v.length'
    f" OR (v.text IS NOT NULL AND v.length <= {LONGEST_GUARDED_TEXT}"
    ' AND substr(v.text, NEW.start + 1, NEW."end" - NEW.start) <> NEW.wording)))'
)
_NOT_CITED = "event: without a passage that supports it, an event can''t be public"

_RULES = (
    Guard(
        "event_is_not_born_published",
        "timeline_event",
        "INSERT",
        "NEW.status = 'published' AND " + _NO_SUPPORT.format(event="NEW.id"),
        _NOT_CITED,
    ),
    Guard(
        "event_is_published_with_a_citation",
        "timeline_event",
        "UPDATE",
        "NEW.status = 'published' AND " + _NO_SUPPORT.format(event="NEW.id"),
        _NOT_CITED,
    ),
    # Losing its last supporting passage, an event is withdrawn rather than the write refused:
    # a citation goes with its event when that is deleted, and the rule holds all the same.
    Guard(
        "event_without_citation_is_withdrawn",
        "timeline_citation",
        "DELETE",
        "1 = 1",
        instead=_WITHDRAW,
    ),
    Guard(
        "event_with_citation_moved_is_withdrawn",
        "timeline_citation",
        "UPDATE",
        "1 = 1",
        instead=_WITHDRAW,
    ),
    # SQLite's INSERT OR REPLACE takes a row away without any trigger for it.
    Guard(
        "citation_is_never_replaced",
        "timeline_citation",
        "INSERT",
        "EXISTS (SELECT 1 FROM timeline_citation c WHERE c.id = NEW.id"
        " OR (c.event_id = NEW.event_id AND c.passage_id = NEW.passage_id))",
        "citation: the event cites this passage already",
    ),
    Guard(
        "passage_is_not_put_under_citations",
        "sources_passage",
        "INSERT",
        "EXISTS (SELECT 1 FROM timeline_citation c WHERE c.passage_id = NEW.id)",
        "passage: citations rest on a passage with this id; make another one",
    ),
    Guard(
        "citation_wording_is_verbatim",
        "timeline_citation",
        "INSERT",
        _NOT_THE_TEXTS_WORDS,
        "citation: the date''s wording is not in the text at its place",
    ),
    Guard(
        "citation_wording_stays_verbatim",
        "timeline_citation",
        "UPDATE",
        _NOT_THE_TEXTS_WORDS,
        "citation: the date''s wording is not in the text at its place",
    ),
    Guard(
        "mention_is_verbatim",
        "timeline_datemention",
        "INSERT",
        _MENTIONS_OTHER_WORDS,
        "date mention: the wording is not the text''s words at its place",
    ),
    Guard(
        "mention_never_moves",
        "timeline_datemention",
        "UPDATE",
        'NEW.start <> OLD.start OR NEW."end" <> OLD."end" OR NEW.wording <> OLD.wording'
        " OR NEW.text_version_id <> OLD.text_version_id",
        "date mention: it never moves; make another one",
    ),
    # SQLite's INSERT OR REPLACE takes a row away without any trigger for it.
    Guard(
        "mention_is_never_replaced",
        "timeline_datemention",
        "INSERT",
        "EXISTS (SELECT 1 FROM timeline_datemention m WHERE m.id = NEW.id OR ("
        "m.text_version_id = NEW.text_version_id AND m.start = NEW.start"
        ' AND m."end" = NEW."end"))',
        "date mention: there is one at this place already",
    ),
)

TIMELINE_GUARDS = (*_RULES, *CHANGE_LOG)


def leave_timeline_unguarded(*, using: str, **_: Any) -> None:
    """Before `migrate`: take the triggers of this app away."""
    remove_guards(connections[using], TIMELINE_GUARDS)


def keep_timeline_guarded(*, using: str, **_: Any) -> None:
    """After `migrate`: make the triggers of this app.

    What was written while they were away is in no log, so that neither an index nor a page that a
    browser keeps may lean on it.
    """
    connection = connections[using]
    if "timeline_change" not in connection.introspection.table_names():
        install_guards(connection, _RULES)  # a migration was taken back
        return
    install_guards(connection, TIMELINE_GUARDS)
    with connection.cursor() as cursor:
        for statement in FORGET:
            cursor.execute(statement)
