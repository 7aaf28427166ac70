"""Why a file could not be read, in one line for the person who brought it."""

from __future__ import annotations

import re
from pathlib import PureWindowsPath
from typing import Final

from sources.kept import kept

_UNSEEN: Final = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+"
)
_LONGEST_NAME: Final = 80
DAMAGED: Final = kept(
    "could not be read: it is damaged, or not what it seems to be. Open it in the program that it"
    " comes from, save it again, and import that."
)
LOCKED: Final = kept(
    "is protected by a password. Open it with the password, save or print a copy without one, and"
    " import that."
)
TOO_DEEP: Final = kept(
    "is nested too deeply to be read. Open it in the program that it comes from and save it as plain"
    " text."
)
SPLIT: Final = kept("If it is meant to be that large, split it and import the parts.")


class ReadFailure(Exception):
    """A file that gives no document. `str()` of it is one line: which file, what, and what to do.

    reason: continues the file's name, such as "is empty. Is it the right file?".
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = shown_name(name)
        self.reason = one_line(reason)

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


class Unreadable(Exception):
    """Raised by the readers of the formats, which don't know the file's name."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def one_line(text: str) -> str:
    """Return a text on one line, with nothing in it that can't be seen."""
    return _UNSEEN.sub(" ", text).strip()


def shown_name(name: str) -> str:
    """Return a file's name as messages show it: without folders, on one line, not too long."""
    last = one_line(PureWindowsPath(name).name) or "a file without a name"
    return last if len(last) <= _LONGEST_NAME else f"{last[:_LONGEST_NAME]}…"


def needs_more_memory(memory: int) -> str:
    """The reason told where a file needed more than `memory` bytes."""
    line = kept("needs more than the {size} GB of memory that one file may take. {advice}")
    return line.format(size=f"{memory / 1e9:g}", advice=SPLIT)


def takes_too_long(seconds: float) -> str:
    """The reason told where a file took longer than `seconds`."""
    line = kept("took longer than {seconds} seconds to read, so reading was stopped. {advice}")
    return line.format(seconds=f"{seconds:g}", advice=SPLIT)


def too_large(size: int, most: int) -> str:
    """The reason told where a file has more than `most` bytes, counted before it is opened."""
    line = kept("has {size} MB; one file may have {most}. {advice}")
    return line.format(size=f"{size / 1e6:,.1f}", most=f"{most / 1e6:,.1f}", advice=SPLIT)


def too_much_text(most: int) -> str:
    """The reason told where more than `most` characters came out of a file."""
    line = kept(
        "holds more than {most} characters of text, the most that one file may have. {advice}"
    )
    return line.format(most=f"{most:,}", advice=SPLIT)
