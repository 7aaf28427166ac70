"""What one file may cost, and how the system is made to hold it to that."""

from __future__ import annotations

import os
import sys
import threading
import time
from dataclasses import dataclass
from typing import Final

if sys.platform != "win32":
    import resource

SECONDS: Final = 60.0
MEMORY_BYTES: Final = 1_000_000_000
CHARACTERS: Final = 20_000_000
INPUT_BYTES: Final = 200_000_000

# Linux holds a process to its address space; macOS takes the limit and does not enforce it.
SYSTEM_LIMITS_MEMORY: Final = sys.platform.startswith("linux")
OUT_OF_MEMORY: Final = 77
"""The exit status of a worker that needed more memory than it may have."""
_LOOK_EVERY_SECONDS: Final = 0.05
_OPEN_FILES: Final = 64
_FILE_BYTES: Final = 10_000_000  # no reader writes files; Python may write its compiled modules


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost.

    seconds: of wall clock, and of processor. memory: of address space, in bytes, everything that the
    worker needs for itself included (about 0.1 GB). characters: of text that comes out. input_bytes: of
    the file. Origin of the defaults: a book of 1,000 pages takes a hundredth of each.
    """

    seconds: float = SECONDS
    memory: int = MEMORY_BYTES
    characters: int = CHARACTERS
    input_bytes: int = INPUT_BYTES


DEFAULT_LIMITS: Final = Limits()


def hold_this_process_to(limits: Limits) -> None:
    """Limit this process for its next file; called in a worker before each.

    Where the system does not limit memory (macOS), a thread looks at it twenty times a second and
    ends the process: less strict, since a library may take a lot between two looks. Windows has
    neither; there only time, input and output are limited.
    """
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _lower(resource.RLIMIT_FSIZE, _FILE_BYTES)
    _lower(resource.RLIMIT_NOFILE, _OPEN_FILES)
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + limits.seconds) + 1
    _lower(resource.RLIMIT_CPU, seconds)
    if SYSTEM_LIMITS_MEMORY:
        _lower(resource.RLIMIT_AS, limits.memory)


def watch_memory(most: int) -> threading.Thread:
    """End this process with `OUT_OF_MEMORY` once it has ever held more than `most` bytes."""
    thread = threading.Thread(target=_watch, args=(most,), daemon=True)
    thread.start()
    return thread


def _watch(most: int) -> None:
    while memory_held() <= most:
        time.sleep(_LOOK_EVERY_SECONDS)
    os._exit(OUT_OF_MEMORY)


def memory_held() -> int:
    """The most memory that this process has held so far, in bytes; 0 where it can't be told."""
    if sys.platform == "win32":
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if sys.platform != "win32":

    def _lower(what: int, most: int) -> None:
        """Set the limit that counts; the one above it stays, so that the next file can have its own."""
        hard = resource.getrlimit(what)[1]
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (soft, hard))
