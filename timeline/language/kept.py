"""Lines that are kept or carried in English, and told to each reader in their own language.

A rule that made a date, a reason in the history, a warning of a file: they are stored once, or come
from another process, and stay as they were written. `kept` marks them where they are written, so that
the catalog has them. `Retelling` knows a line again by its words, and says it by its translation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from timeline.language.reader import language, npgettext, pgettext, regrouped

KEPT: Final = "kept"
"""The context in which the catalog has such lines."""

FillGap = Callable[[str], str | None]
"""What stands in a gap, in the reader's language; None where it can't stand there."""

_GAP: Final = re.compile(r"\{(\w+)\}")
_QUOTED: Final = re.compile(r"“\{(\w+)\}”")
_WHOLE_NUMBER: Final = re.compile(r"\d{1,9}|\d{1,3}(?:,\d{3}){1,2}")
_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_KNOWN: Final = frozenset({"what", "why", "advice"})
"""Gaps that hold another line that is kept, and nothing else."""
_OFTEN_KNOWN: Final = frozenset({"fault", "evidence", "against"})
"""Gaps that hold another such line or other words. All others hold words of files and people, which
are never looked into: they may be made to look like lines within lines without end."""
_LONGEST: Final = 500
"""Characters: no line that is kept has as many, and looking through one takes time."""
_LONGEST_INSIDE: Final = 200
"""The same of a line within a line: made of words of two letters, a longer one would be too deep."""


def kept(line: str) -> str:
    """Mark a line, or the pattern of one, for the catalog."""
    return line


def kept_many(singular: str, plural: str) -> tuple[str, str]:
    """The same for a line with a number, `{n}`: for one, and for more."""
    return singular, plural


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A line with gaps. plural: the same for other numbers, "" where it has none.

    quoted: the gaps in quotation marks, which stay word for word.
    """

    singular: str
    plural: str
    written: re.Pattern[str]
    quoted: frozenset[str]


class Retelling:
    """Tells lines of one collection of patterns in the reader's language.

    patterns: pairs of a line and its plural, "" where it has none. fill: by the name of a gap, what
    tells its words; any other gap keeps its words, but for numbers and, in some, lines that are known.
    """

    def __init__(
        self, patterns: Iterable[tuple[str, str]], fill: Mapping[str, FillGap] | None = None
    ) -> None:
        self._fill = dict(fill or {})
        known = set(patterns)
        self._whole = {line for line, plural in known if not plural and not _GAP.search(line)}
        with_gaps = [
            _Pattern(line, plural, _as_expression(form), frozenset(_QUOTED.findall(form)))
            for line, plural in known
            for form in filter(None, (line, plural))
            if _GAP.search(form)
        ]
        # What says more in its own words is the better match.
        self._with_gaps = sorted(with_gaps, key=lambda each: -len(_GAP.sub("", each.singular)))
        # Lines within lines match in many ways; looking at each once keeps that from doubling.
        self._remembered = lru_cache(maxsize=4096)(self._line)

    def __call__(self, line: str) -> str | None:
        """Return a line in the reader's language, or None where it is none of these."""
        return self._remembered(line, language()) if len(line) <= _LONGEST else None

    def inside(self, words: str) -> str | None:
        """Return a line that stands within another; None too where it is too long to be looked into."""
        return self(words) if len(words) <= _LONGEST_INSIDE else None

    def _line(self, line: str, _language: str) -> str | None:
        if line in self._whole:
            return pgettext(KEPT, line)
        for pattern in self._with_gaps:
            match = pattern.written.fullmatch(line)
            told = self._told(pattern, match.groupdict()) if match else None
            if told is not None:
                return _said(pattern, told, match.groupdict() if match else {})
        return None

    def _told(self, pattern: _Pattern, gaps: dict[str, str]) -> dict[str, str] | None:
        told = {
            name: words if name in pattern.quoted else self._gap(name, words)
            for name, words in gaps.items()
        }
        filled = {name: words for name, words in told.items() if words is not None}
        return filled if len(filled) == len(told) else None

    def _gap(self, name: str, words: str) -> str | None:
        if name in self._fill:
            return self._fill[name](words)
        if name in _KNOWN:
            return self.inside(words)
        if name == "n":
            return regrouped(words) if _WHOLE_NUMBER.fullmatch(words) else None
        if _NUMBER.fullmatch(words):
            return regrouped(words)
        return (self.inside(words) if name in _OFTEN_KNOWN else None) or words


def _said(pattern: _Pattern, told: dict[str, str], gaps: dict[str, str]) -> str:
    if not pattern.plural:
        return pgettext(KEPT, pattern.singular).format(**told)
    count = int(gaps.get("n", "1").replace(",", ""))
    return npgettext(KEPT, pattern.singular, pattern.plural, count).format(**told)


def _as_expression(pattern: str) -> re.Pattern[str]:
    pieces = _GAP.split(pattern)  # text, name, text, name, ... text
    seen: set[str] = set()
    expression = ""
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            expression += re.escape(piece)
        elif piece in seen:
            expression += f"(?P={piece})"
        else:
            seen.add(piece)
            expression += f"(?P<{piece}>.+?)"
    return re.compile(expression, re.DOTALL)
