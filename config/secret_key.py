"""The installation's own secret key."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path


def installation_key(path: Path) -> str:
    """Return the key kept in a file, made at the first start and readable by its owner only.

    The environment variable CHRONOCITE_SECRET_KEY, where set, comes first.
    """
    given = os.environ.get("CHRONOCITE_SECRET_KEY")
    if given:
        return given
    if not path.exists():
        _make_key(path)
    return path.read_text(encoding="ascii").strip()


def _make_key(path: Path) -> None:
    """Write a new key whole or not at all; of two processes at once, the first wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent)  # made with mode 0600
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    with contextlib.suppress(FileExistsError):
        os.link(name, path)
    Path(name).unlink()
