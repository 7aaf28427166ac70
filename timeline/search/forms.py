"""Other forms of a word that somebody looks for: “treaties” asks for “treaty” too.

Forms are made of the query, not taken from texts: what a database keeps stays the words as they
were written, and both find the same. Many that are made are no words; nothing has them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from timeline.search.folding import LONGEST_WORD


@dataclass(frozen=True, slots=True)
class _Language:
    """letters: what its words consist of. rows: endings, the longest first, in each others' place."""

    letters: re.Pattern[str]
    shortest: int
    rows: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1024)
def other_forms(word: str) -> tuple[str, ...]:
    """Return how else a word may be written, without forms that begin with it, in order of the alphabet.

    word: as `timeline.search.folding.words` gives it.
    """
    found: set[str] = set()
    for language in _languages():
        if language.letters.fullmatch(word):
            for row in language.rows:
                found.update(_in_row(word, row, language.shortest))
    kept = (form for form in found if not form.startswith(word) and len(form) <= LONGEST_WORD)
    return tuple(sorted(kept))


def _in_row(word: str, row: tuple[str, ...], shortest: int) -> set[str]:
    """The forms by the longest of its endings that the word has."""
    for ending in row:
        stem = word.removesuffix(ending)
        if word.endswith(ending) and len(stem) >= shortest:
            return {stem + other for other in row}
    return set()


@cache
def _languages() -> tuple[_Language, ...]:
    path = Path(__file__).with_name("forms.toml")
    return tuple(map(_language, tomllib.loads(path.read_text("utf-8")).values()))


def _language(entry: dict[str, Any]) -> _Language:
    rows = (sorted(row.split(" "), key=len, reverse=True) for row in entry["rows"])
    return _Language(
        re.compile(f"[{entry['letters']}]+"), int(entry["shortest"]), tuple(map(tuple, rows))
    )
