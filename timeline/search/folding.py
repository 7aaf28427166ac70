"""Words as they are compared: without case, accents and signs, the same in every database.

`words` is what SQLite calls; `timeline.search.postgresql` makes the same rules into SQL.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

BORDER: Final = "\ue000"
"""Stands between two texts, so that no phrase runs across; it is in no word."""
LONGEST_WORD: Final = 64
"""Letters of a word that are compared: PostgreSQL keeps none longer than 2,046 bytes."""
DISTINCT: Final = ("И\u0306", "и\u0306", "й")
"""The one letter whose mark stays: capital and small as Unicode takes it apart, and the letter."""

_ASCII: Final = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))
"""What each sign of plain text counts as: at every place of the string, that code point's."""
_WITHOUT_SPACES: Final = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0x20000, 0x3FFFF),
)
"""Scripts that set no space between words, by Unicode's block names: each sign is a word."""


def words(text: str) -> str:
    """Return the words of a text, each with a space before and after; "" where it has none.

    Case, accents and signs are gone. A letter with a mark counts as the letter; й alone is
    another letter than и.
    """
    if text.isascii():
        found = text.translate(_ASCII).split()
    else:
        apart = unicodedata.normalize("NFKD", text)
        for capital_or_small in DISTINCT[:-1]:
            apart = apart.replace(capital_or_small, DISTINCT[-1])
        found = apart.translate(_FOLDED).split()
    if len(max(found, key=len, default="")) > LONGEST_WORD:
        found = [word[:LONGEST_WORD] for word in found]
    return f" {' '.join(found)} " if found else ""


def folded(letter: str) -> str:
    """Return what a letter that Unicode took apart counts as: "" for a mark, " " for a sign."""
    small = letter.lower()
    if small in _letters():
        return _letters()[small]
    category = unicodedata.category(small)
    if category == "Cf" or _is_mark(small, category):
        return ""
    if category[0] not in "LNM":
        return " "
    code = ord(small)
    stands_alone = any(first <= code <= last for first, last in _WITHOUT_SPACES)
    return f" {small} " if stands_alone else small


def _is_mark(letter: str, category: str) -> bool:
    """Accents, and vowel points of Hebrew and Arabic; no vowel signs that a word can't lack."""
    place = unicodedata.combining(letter)
    return category == "Mn" and (10 <= place <= 36 or place >= 200)


@cache
def _letters() -> dict[str, str]:
    path = Path(__file__).with_name("letters.toml")
    return {str(key): str(value) for key, value in tomllib.loads(path.read_text("utf-8")).items()}


class _Folded(dict[int, str]):
    """What each code point counts as, worked out when it is met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = folded(chr(code))
        return found


_FOLDED: Final = _Folded()
