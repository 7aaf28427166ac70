"""Rules that the database itself keeps, beyond what constraints can say: triggers.

They are taken away before every `migrate` and made again after it: SQLite rebuilds a table to
alter it, which drops the table's triggers and fails where another table's trigger names it.
docs/decisions/0002-the-quote-gate.md says what they hold and what they can't.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

from sources.triggers import SHA256_OF_NEW_TEXT, Guard, install_guards, remove_guards

_SLICE = "substr(v.text, NEW.start + 1, length(NEW.quote))"

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
        'NEW.id <> OLD.id OR NEW.start <> OLD.start OR NEW."end" <> OLD."end"'
        " OR NEW.quote <> OLD.quote"
        " OR NEW.text_version_id <> OLD.text_version_id",
        "passage: a passage never changes; make another one",
    ),
    Guard(
        "text_never_changes",
        "sources_textversion",
        "UPDATE",
        "NEW.id <> OLD.id OR NEW.sha256 <> OLD.sha256 OR NEW.length <> OLD.length"
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
        f"NEW.text IS NOT NULL AND {SHA256_OF_NEW_TEXT} <> NEW.sha256",
        "text version: the sha256 is another text''s",
    ),
    Guard(
        "text_supplied_later_has_its_sha256",
        "sources_textversion",
        "UPDATE",
        f"OLD.text IS NULL AND NEW.text IS NOT NULL AND {SHA256_OF_NEW_TEXT} <> NEW.sha256",
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


def leave_sources_unguarded(*, using: str, **_: Any) -> None:
    """Before `migrate`: take the triggers of this app away."""
    remove_guards(connections[using], SOURCES_GUARDS)


def keep_sources_guarded(*, using: str, **_: Any) -> None:
    """After `migrate`: make the triggers of this app."""
    install_guards(connections[using], SOURCES_GUARDS)
