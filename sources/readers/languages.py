"""Which language a text is in, by its most frequent words, where nothing says it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files
from typing import Final

_SAMPLE: Final = 20_000
_WORD: Final = re.compile(r"[^\W\d_]+")
# In running text of any of these languages its frequent words are a quarter of all words and more.
_FEWEST_WORDS: Final = 30
_SMALLEST_SHARE: Final = 0.12
_AHEAD: Final = 1.3


def _read_words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files(__package__).joinpath("frequent_words.toml").read_text("utf-8"))
    return {language: frozenset(words.split()) for language, words in table.items()}


_FREQUENT: Final = _read_words()


def language_of(text: str) -> str:
    """Return the BCP 47 tag of a text's language, "" where it is too short or no language is clear."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    if len(words) < _FEWEST_WORDS:
        return ""
    counts = Counter(words)
    shares = {
        language: sum(counts[word] for word in frequent) / len(words)
        for language, frequent in _FREQUENT.items()
    }
    best, second = sorted(shares, key=lambda language: -shares[language])[:2]
    clear = shares[best] >= max(_SMALLEST_SHARE, _AHEAD * shares[second])
    return best if clear else ""
