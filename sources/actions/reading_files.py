"""Read a file from disk for an import: its bytes once, its text only where it is not known yet."""

from __future__ import annotations

import os
import stat
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from sources.actions.finding_files import LINK, NO_FILE
from sources.anchoring.normalise import normalise
from sources.readers import DEFAULT_LIMITS, Limits, RawDocument, ReadFailure, read
from sources.readers.failures import too_large

_LONGEST_NAME: Final = 255
# A link put in a file's place since it was looked at is not followed; a pipe does not make us wait.
_HOW_TO_OPEN: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file's name, the sha256 of its bytes, and what a reader made of them.

    raw: None where a file of these bytes is on record, so that reading it again gives nothing.
    """

    name: str
    sha256: str
    raw: RawDocument | None

    @property
    def stem(self) -> str:
        """What the document is known by."""
        return stem_of(self.name)


def read_file(
    path: Path, *, known: AbstractSet[bytes], limits: Limits = DEFAULT_LIMITS
) -> FileRead:
    """Read one file. known: sha256 digests of files that are on record.

    Raises ReadFailure, in one line, where there is no document in it.
    """
    return read_bytes(_bytes_of(path, limits), path.name, known=known, limits=limits)


def read_bytes(
    data: bytes,
    name: str,
    *,
    known: AbstractSet[bytes] = frozenset(),
    limits: Limits = DEFAULT_LIMITS,
) -> FileRead:
    """Read a file that is in memory, such as one that was uploaded; else as `read_file`."""
    digest = sha256(data)
    raw = None if digest.digest() in known else read(data, name, limits)
    return FileRead(stored_name(name), digest.hexdigest(), raw)


def stored_name(name: str) -> str:
    """A file's name as it is stored: no folder, only what can be seen and stored."""
    return normalise(Path(name).name).replace("\n", " ")[:_LONGEST_NAME]


def stem_of(name: str) -> str:
    """A file's name without its ending, as documents and bibliographies know it."""
    return Path(stored_name(name)).stem


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        with os.fdopen(os.open(path, _HOW_TO_OPEN), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise ReadFailure(path.name, NO_FILE)
            if status.st_size > limits.input_bytes:
                raise ReadFailure(path.name, too_large(status.st_size, limits.input_bytes))
            return file.read(limits.input_bytes + 1)
    except OSError as error:
        reason = LINK if path.is_symlink() else f"can't be read: {error.strerror}."
        raise ReadFailure(path.name, reason) from error
