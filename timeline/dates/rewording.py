"""Dates in English words, said again in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from timeline.dates.edtf import EdtfError
from timeline.dates.wording import edtf_words

_NUMBER: Final = re.compile(r"\d+")
_LONGEST: Final = 60
"""Characters: one date has fewer, and no number in it is too long to be read."""
_BEFORE_CHRIST: Final = " BC"
_MARKS: Final = {"possibly about ": "%", "possibly ": "?", "about ": "~"}
_PARTS_OF_A_YEAR: Final = (*range(1, 13), *range(21, 42))  # EDTF: months, then seasons to halves


def reworded(words: str) -> str | None:
    """Return a date that `edtf_words` has said in English in the reader's words, or None for others.

    "18 March 2010", "spring 2008", "about 2006", "the 5th century BC": one date, not an interval.
    """
    edtf = _edtf_of(words) if len(words) <= _LONGEST else ""
    return edtf_words(edtf) if edtf else None


@lru_cache(maxsize=4096)
def _edtf_of(words: str) -> str:
    """The date that is said in these very words, "" where there is none."""
    mark = next((start for start in _MARKS if words.startswith(start)), "")
    for candidate in _candidates(words.removeprefix(mark)):
        edtf = candidate + _MARKS.get(mark, "")
        try:
            if edtf_words(edtf, language="en") == words:
                return edtf
        except EdtfError:  # a month has no such day
            continue
    return ""


def _candidates(words: str) -> Iterator[str]:
    """All dates that words with such numbers in them may mean; the words decide."""
    before_christ = words.endswith(_BEFORE_CHRIST)
    sign = "-" if before_christ else ""
    numbers = [int(digits) for digits in _NUMBER.findall(words)]
    for number in numbers:
        year = f"{sign}{number - before_christ:04}"
        yield from (year, f"{year[:-1]}X", f"{sign}{number:04}"[:-1] + "X")
        yield f"{sign}{max(number, 1) - 1:02}XX"
        yield from (f"{year}-{part:02}" for part in _PARTS_OF_A_YEAR)
        yield from (f"{year}-{month:02}-{numbers[0]:02}" for month in range(1, 13))
