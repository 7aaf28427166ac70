"""Which database, by one address."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import dj_database_url
from dj_database_url import DBConfig


def database(url: str | None, *, otherwise: Path) -> DBConfig:
    """Return Django's settings for an address, or for an SQLite file where there is none.

    Ends the program with one line where the address can't be used. The line does not tell the
    address, which may hold a password.
    """
    try:
        found = dj_database_url.parse(
            url or f"sqlite:///{quote(str(otherwise))}", conn_max_age=60, conn_health_checks=True
        )
    except ValueError:
        found = DBConfig()
    engine = str(found.get("ENGINE", "")).rpartition(".")[2]
    if engine not in {"sqlite3", "postgresql"}:
        raise SystemExit(
            "chronocite: DATABASE_URL can't be used; give postgres://user:password@host/name"
            " or sqlite:////path/to/file"
        )
    if engine == "sqlite3":
        # Readers never wait for the writer, and a writer waits its turn from the start.
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                # 8 MB for each of a worker's four threads: what is often read is read from memory,
                # also after a search that went through much else.
                "PRAGMA cache_size=-8000;"
            ),
        }
    return found
