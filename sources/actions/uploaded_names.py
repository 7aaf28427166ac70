"""Which names an uploaded file may have: a browser sends whatever it is told to."""

from __future__ import annotations

import re
from typing import Final

from sources.actions.reading_files import stem_of
from sources.readers.failures import one_line

_PARTS: Final = re.compile(r"[\\/]")
_DRIVE: Final = re.compile(r"[A-Za-z]:")
NO_NAME: Final = "has no name. Give it one and choose it again."
LEADS_OUT: Final = "has a name that leads out of its folder. Rename it and choose it again."
HIDDEN: Final = "is hidden, so it was left out. Rename it to import it."


def refusal_of_name(name: str) -> str:
    """Return why a file with this name is not taken, continuing its name; "" where it is.

    name: as the browser gives it, with the folders that were dropped.
    """
    parts = _PARTS.split(name)
    if {".", ".."} & set(parts) or name.startswith(("/", "\\")) or _DRIVE.match(name):
        return LEADS_OUT
    if any(part.startswith(".") for part in parts):
        return HIDDEN
    return "" if one_line(stem_of(parts[-1])) else NO_NAME
