"""DATABASE_URL picks the database; a slip in it costs one line that keeps the password."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.database import database

FILE = Path("/a folder/50% of it?/chronocite.sqlite3")


@pytest.mark.parametrize("url", [None, ""])
def test_without_an_address_it_is_sqlite_in_the_given_file(url: str | None) -> None:
    found = database(url, otherwise=FILE)
    assert found["ENGINE"] == "django.db.backends.sqlite3"
    assert found["NAME"] == str(FILE)
    assert "journal_mode=WAL" in str(found["OPTIONS"])


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_an_address_of_postgresql_is_taken(scheme: str) -> None:
    found = database(f"{scheme}://ann:pass%40word@db.example:5433/dates", otherwise=FILE)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", 5433, "dates")
    assert found["PASSWORD"] == "pass@word"  # noqa: S105 - made up


@pytest.mark.parametrize("url", ["dates", "ftp://x", "mysql://ann:secret@host/name", "://"])
def test_any_other_address_ends_with_one_line(url: str) -> None:
    with pytest.raises(SystemExit) as end:
        database(url, otherwise=FILE)
    assert "DATABASE_URL can't be used; give postgres://" in str(end.value)
    assert "\n" not in str(end.value)
    assert "secret" not in str(end.value)
