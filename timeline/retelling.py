"""What is kept in English, for the reader of a page: rules of dates, reasons, warnings of files.

Stored words stay as they are, and exports and commands give them as they are. Where a page shows them, a
line that the catalog knows is said in the reader's language; any other stands as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.mofile import read_mo
from django.conf import settings

from timeline.dates.rewording import reworded
from timeline.language import KEPT, Retelling, gettext

_BETWEEN: Final = "; "
"""Between the clauses of a rule."""
_CONTEXTS: Final = (KEPT, KEPT.encode())
"""Babel gives the context of a compiled message as bytes."""
_NAME: Final = re.compile(r"[A-Z][\w-]*(?: [A-Z][\w-]*){0,3}")
"""A newspaper or agency, which is called the same in every language."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of what is kept. is_known: it is in the reader's language, else as it was written."""

    words: str
    is_known: bool


def retold(line: object) -> str:
    """Return a line, or an error's, in the reader's language where it is known, else as it is.

    Before it may stand what it is about, such as the name of a file and a colon.
    """
    told = str(line)
    known = _retelling()(told)
    if known is not None:
        return known
    about, colon, rest = told.partition(": ")
    known = _retelling()(rest) if colon else None
    return told if known is None else f"{about}: {known}"


def retold_clauses(text: str) -> list[Clause]:
    """Return the clauses of a rule, or whatever is kept, each as far as it is known."""
    known = _retelling()(text)
    if known is not None:
        return [Clause(known, is_known=True)]
    if _BETWEEN not in text:
        return [Clause(text, is_known=False)]
    told = [(clause, _retelling()(clause)) for clause in text.split(_BETWEEN)]
    return [Clause(known or clause, known is not None) for clause, known in told]


def retold_text(text: str) -> str:
    """Return the same as one line of plain text."""
    return _BETWEEN.join(clause.words for clause in retold_clauses(text))


@cache
def _retelling() -> Retelling:
    """Knows the lines of the catalogs: all have the same, as the tests see to."""
    patterns: set[tuple[str, str]] = set()
    for folder in settings.LOCALE_PATHS:
        for path in Path(folder).glob("*/LC_MESSAGES/django.mo"):
            with path.open("rb") as file:
                messages = read_mo(file)
            for message in messages:
                if message.context in _CONTEXTS:
                    one, plural = (message.id, "") if isinstance(message.id, str) else message.id
                    patterns.add((one, plural))
    return Retelling(patterns, {"date": _date, "press": _name, "parts": _names, "reason": gettext})


def _date(words: str) -> str | None:
    return reworded(words) or _retelling().inside(words)


def _names(words: str) -> str:
    """Names of fields and parts of an event, in whatever language the admin has them."""
    return ", ".join(gettext(name) for name in words.split(", "))


def _name(words: str) -> str | None:
    return words if _NAME.fullmatch(words) else None
