"""A line on a terminal that tells how far a command is."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TextIO

_PER_SECOND: Final = 10


def progress_on(terminal: TextIO, what: str) -> Callable[[int, int], None]:
    """Return a function of (done, total) that keeps one line of a terminal up to date.

    It writes nothing where `terminal` is no terminal, such as a file or a pipe.
    """
    if not terminal.isatty():
        return lambda done, total: None
    started = time.monotonic()
    shown = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if done < total and now - shown < 1 / _PER_SECOND:
            return
        shown = now
        rate = done / max(now - started, 0.001)
        ending = "\n" if done >= total else ""
        terminal.write(f"\r{done:,} of {total:,} {what}, {rate:,.0f} a second\x1b[K{ending}")
        terminal.flush()

    return tell
