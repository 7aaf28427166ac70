"""Where indexes are kept, and what a worker holds open of them.

A timeline's index is one file in `settings.INDEX`, replaced as a whole; every worker of a release maps
the same pages of it. What was written since it was built is read from the database and laid over it.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import time, time_ns
from typing import Final

import numpy as np
from django.conf import settings

from timeline.changes import Log, Mark, changed_since, read_log
from timeline.index.columns import Columns, Ints
from timeline.index.container import Damaged, load
from timeline.index.index import Index
from timeline.index.numbering import distinct
from timeline.index.segment import Segment
from timeline.index.storage import segment_of, words_in
from timeline.indexing import no_columns, read_columns
from timeline.indexing_doubts import tied_to

_FORGOTTEN_AFTER: Final = 86_400
"""Seconds."""
_NOTED_EVERY: Final = 3_600
"""Seconds between two notes that an index is in use."""

MOST_OVERLAID: Final = 20_000
"""Changes that are laid over an index; after more of them at once, the database answers."""


def path_of(timeline: int) -> Path:
    """Return where the index of a timeline is kept: one for each release, for one may mean another thing
    by it, and while both run each has its own."""
    return Path(settings.INDEX) / f"{timeline}-{_MADE_BY}.index"


def forget_unused(timeline: int) -> None:
    """Remove the indexes of other releases that no process has used for a day."""
    folder = Path(settings.INDEX)
    for path in [*folder.glob(f"{timeline}-*.index"), folder / f"{timeline}.index"]:
        with suppress(OSError):  # another process was quicker, or may what this one may not
            if path != path_of(timeline) and time() - path.stat().st_atime > _FORGOTTEN_AFTER:
                path.unlink()
                path.with_suffix(".lock").unlink()


def _note_use(path: Path, written: int) -> None:
    """Have a file's time of access tell who looks for unused ones: not every disk keeps it by itself."""
    with suppress(OSError):
        os.utime(path, ns=(time_ns(), written))


def _code_there() -> str:
    """Return another string for all code that makes an index otherwise, or means another thing by it."""
    here = Path(__file__).parent
    globs = ("index/*.py", "indexing*.py", "search/*.py", "search/*.toml")
    files = [file for glob in globs for file in sorted(here.glob(glob))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


_MADE_BY: Final = _code_there()


def is_outdated() -> bool:
    """Whether there is an update that this process has not read: no builder would make an index for it."""
    try:
        return _code_there() != _MADE_BY
    except OSError:  # an update is under way
        return True


@dataclass(frozen=True, slots=True)
class State:
    """An index as of a place in the log. since: changes laid over it."""

    index: Index
    stamp: str
    since: int


class _Held:
    """One file of an index, open, with what has changed since."""

    def __init__(self, timeline: int, path: Path, signature: tuple[int, ...]) -> None:
        stored = load(path)
        self.timeline = timeline
        self.signature = signature
        self.noted = 0.0
        self.mark = Mark(*stored.told["mark"])
        self._segment: Segment = segment_of(stored.arrays)
        self._words = words_in(stored.arrays)
        self._rows: frozenset[int] = frozenset()
        self._tied: set[int] = set()
        self._now: Columns = no_columns()
        self._index = self._laid_over(np.empty(0, np.int64))
        self._lock = Lock()

    def up_to(self, log: Log) -> Index:
        """Return the index with all that the log holds laid over it."""
        with self._lock:
            if log.since != len(self._rows):
                self._read_on()
            return self._index

    def _read_on(self) -> None:
        rows = changed_since(self.timeline, self.mark)
        fresh = sorted({event for row, event in rows if row not in self._rows})
        tied = tied_to(fresh)
        fresh = sorted(tied.union(fresh))
        self._tied |= tied
        changed = distinct(np.array([*self._tied, *(event for _, event in rows)], np.int64))
        now = self._now.without(np.array(fresh, np.int64))
        self._now = now.joined(read_columns(self.timeline, fresh))
        self._rows = frozenset(row for row, _ in rows)
        self._index = self._laid_over(changed)

    def _laid_over(self, changed: Ints) -> Index:
        return Index(self._segment, changed, self._now, self.mark.token, self._words)


_held: dict[int, _Held] = {}
_refused: dict[int, tuple[int, ...]] = {}
"""Signatures of files that won't do, so that none is read through at each request."""


def current(timeline: int) -> tuple[Log, Index | None]:
    """Return a timeline's index as it is now, and the log that says so; None where none will do."""
    held = _open(timeline)
    if held is None:
        return read_log(timeline), None
    log = read_log(timeline, held.mark)
    if not log.holds_mark or log.since > MOST_OVERLAID:
        return log, None
    return log, held.up_to(log)


def _open(timeline: int) -> _Held | None:
    """Return the file that is there now, opened once by this process."""
    path = path_of(timeline)
    try:
        found = path.stat()
        signature = (found.st_ino, found.st_mtime_ns, found.st_size)
        held = _held.get(timeline)
        if held is not None and held.signature == signature:
            if time() - held.noted > _NOTED_EVERY:
                held.noted = time()
                _note_use(path, found.st_mtime_ns)
            return held
        _held.pop(timeline, None)
        if _refused.get(timeline) == signature:
            return None
        _held[timeline] = held = _Held(timeline, path, signature)
    except (Damaged, KeyError):
        _refused[timeline] = signature
        return None
    except OSError:
        _held.pop(timeline, None)
        return None
    return held
