"""Words as often as they stand in real text, and names that nobody has."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Final, TypeVar

_T = TypeVar("_T")

_TABLE: Final = Path(__file__).parent / "words.tsv"
_STARTS: Final = ("b", "br", "d", "dr", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z")
_VOWELS: Final = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_ENDS: Final = ("", "l", "n", "r", "s", "th", "nd", "rk")


@cache
def frequencies() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The words of the table, most frequent first, and the running sum of their counts."""
    lines = _TABLE.read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if not line.startswith("#")]
    return tuple(word for word, _ in pairs), tuple(accumulate(float(count) for _, count in pairs))


def drawn(chance: random.Random, values: Sequence[_T], sums: Sequence[float]) -> _T:
    """One of these values, by their running sums: as `random.choices` draws one, in a third of its time."""
    return values[bisect(sums, chance.random() * sums[-1], 0, len(sums) - 1)]


def some_words(chance: random.Random, count: int) -> str:
    """So many words, each as likely as it is frequent."""
    words, sums = frequencies()
    draw, total, last = chance.random, sums[-1], len(sums) - 1
    return " ".join([words[bisect(sums, draw() * total, 0, last)] for _ in range(count)])


@lru_cache(maxsize=65_536)
def made_up_name(number: int) -> str:
    """A name for each number, such as “Braith Dorun”; the same number gives the same name."""
    parts = [_syllable(number), _syllable(number // 1_000 + 7)]
    first = "".join(parts).capitalize()
    return f"{first} {_syllable(number * 7 + 3)}{_syllable(number * 31 + 5)}".title()


def _syllable(number: int) -> str:
    number, start = divmod(number, len(_STARTS))
    number, vowel = divmod(number, len(_VOWELS))
    return _STARTS[start] + _VOWELS[vowel] + _ENDS[number % len(_ENDS)]
