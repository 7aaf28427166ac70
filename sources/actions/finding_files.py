"""Which files an import is about: all of some folders, in an order that never changes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

LINK: Final = "is a link, and links are not followed. Give the file that it leads to."
HIDDEN: Final = "is hidden, so it was left out. Give its own path to import it."
NO_FILE: Final = "is no file that can be read, such as a device or a pipe."
MISSING: Final = "is not there. Is the path right?"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A path that gives no document, and why, in words that continue its name."""

    path: Path
    reason: str


@dataclass(slots=True)
class FilesFound:
    """The files to import in order; what was left out of folders; paths given that are no good."""

    files: list[Path] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    refused: list[LeftOut] = field(default_factory=list)


def files_in(paths: Iterable[Path]) -> FilesFound:
    """Find the files at these paths, and in the folders among them, whatever their depth.

    Each file comes once. In a folder: by name. Links are not followed anywhere, and hidden files
    and folders are not entered; only a path that is given itself may be hidden.
    """
    found = FilesFound()
    for path in paths:
        try:
            mode = path.lstat().st_mode
        except (OSError, ValueError):
            found.refused.append(LeftOut(path, MISSING))
            continue
        if stat.S_ISDIR(mode):
            _look_into(path, found)
        elif reason := _refusal(mode):
            found.refused.append(LeftOut(path, reason))
        else:
            found.files.append(path)
    found.files = list({path.absolute(): path for path in found.files}.values())
    return found


def _look_into(folder: Path, found: FilesFound) -> None:
    failed: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=failed.append):
        here = Path(place)
        folders.sort()
        folders[:] = [name for name in folders if _is_wanted(here / name, found, folder=True)]
        found.files += [here / name for name in sorted(files) if _is_wanted(here / name, found)]
    for error in failed:
        reason = f"can't be read: {error.strerror}."
        found.left_out.append(LeftOut(Path(str(error.filename)), reason))


def _is_wanted(path: Path, found: FilesFound, *, folder: bool = False) -> bool:
    reason = HIDDEN if path.name.startswith(".") else _reason_against(path, folder)
    if reason:
        found.left_out.append(LeftOut(path, reason))
    return not reason


def _reason_against(path: Path, folder: bool) -> str:
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return f"can't be read: {error.strerror}."
    return "" if folder and stat.S_ISDIR(mode) else _refusal(mode)


def _refusal(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return LINK
    return "" if stat.S_ISREG(mode) else NO_FILE
