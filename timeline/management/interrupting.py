"""Ctrl-C, taken as a wish to stop at the next good moment."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

INTERRUPTED: Final = 128 + signal.SIGINT
"""The exit status of a command that was interrupted, as shells have it."""


@contextmanager
def interruptible(tell: Callable[[str], object]) -> Iterator[Callable[[], bool]]:
    """Give a function that says whether Ctrl-C was pressed, or the process asked to end.

    A second time ends the process at once: whatever is not committed then is undone by the
    database, as after a loss of power.
    """
    asked = False

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            os._exit(INTERRUPTED)
        asked = True
        tell("Stopping after this document. Press Ctrl-C again to stop at once.")

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
