"""Build the index of a timeline, so that a killed builder leaves the old one."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final

from django.conf import settings
from django.db import connection

from sources.triggers import missing_guards
from timeline.changes import EVERY_TIMELINE, marked, trim
from timeline.guards import TIMELINE_GUARDS
from timeline.index.container import save
from timeline.index.segment import Segment
from timeline.index.storage import arrays_of
from timeline.index_store import forget_unused, path_of
from timeline.indexing import read_columns
from timeline.indexing_words import frequent_words

_PAUSE: Final = 20.0
"""Seconds in which a process starts no second builder of one timeline."""


@dataclass(frozen=True, slots=True)
class Built:
    """A new index: how many events, and bytes."""

    events: int
    size: int


class CannotBuild(Exception):
    """There can be no index; the message says why."""


def build_index(timeline: int) -> Built | None:
    """Build a timeline's index anew. None where another process is at it.

    Raises CannotBuild where not every change is written down: an index could not be kept right.
    """
    missing = missing_guards(connection, TIMELINE_GUARDS)
    if missing:
        raise CannotBuild(f"the trigger {missing[0]} is missing; run `./run manage migrate`")
    path = path_of(timeline)
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path.with_suffix(".lock")) as is_alone:
        if not is_alone:
            return None
        with marked(timeline) as mark:
            columns = read_columns(timeline)
            segment = Segment.build(columns)
            words = {text: segment.bits(ids) for text, ids in frequent_words(columns.ids)}
        told = {"mark": [mark.place, mark.horizon, mark.token, mark.own]}
        size = save(path, arrays_of(segment, words), told)
    forget_unused(timeline)
    trim(timeline)
    trim(EVERY_TIMELINE)  # else a server that imports for months counts all of it for each page
    return Built(len(segment), size)


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Say whether no other process holds this file; the system lets go of it with the process."""
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


_started: dict[int, tuple[float, subprocess.Popen[bytes]]] = {}


def start_building(timeline: int) -> None:
    """Have a process build a timeline's index, unless one that was started here may be at it."""
    if timeline in _started:
        when, process = _started[timeline]
        if process.poll() is None or monotonic() - when < _PAUSE:
            return
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "index", f"--key={timeline}"]
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    _started[timeline] = monotonic(), process
