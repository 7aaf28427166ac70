"""Versions of what computes: another one wherever its code, words or rules differ."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

import timeline.dates
import timeline.drafting

_LENGTH: Final = 12


def engine_version() -> str:
    """The version of the date engine."""
    folder = Path(timeline.dates.__file__).parent
    return _version(folder, ("dateparser", "holidays"))


def drafting_version() -> str:
    """The version of what drafts events."""
    return _version(Path(timeline.drafting.__file__).parent, ())


@lru_cache
def _version(folder: Path, libraries: tuple[str, ...]) -> str:
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".toml"}:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(path.read_bytes() + b"\0")
    for library in libraries:
        digest.update(f"{library} {version(library)}\0".encode())
    return digest.hexdigest()[:_LENGTH]
