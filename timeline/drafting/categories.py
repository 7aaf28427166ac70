"""Which lane and which storylines a passage speaks for, by word lists with weights."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from timeline.drafting.records import WordList

_WORD: Final = re.compile(r"[^\W\d_]+")
_ENDINGS: Final = ("ations", "ation", "ments", "ment", "ings", "ions", "ing", "ion", "ies", "ers", "ed", "es", "er", "s", "y", "e")
_SHORTEST: Final = 4
_NAME_WEIGHT: Final = 3.0
"""A word of a category's name speaks for it more than one of its description."""


def word_list(slug: str, name: str, description: str) -> WordList:
    """The default list of a category: the words of its name and, lighter, of its description."""
    words = dict.fromkeys(_content(description), 1.0)
    words.update(dict.fromkeys(_content(name), _NAME_WEIGHT))
    return WordList(slug, words)


def distinctive(lists: Iterable[WordList]) -> tuple[WordList, ...]:
    """The same lists with each word's weight divided by the number of lists that it is in."""
    kept = list(lists)
    shared = Counter(stem(word) for entry in kept for word in entry.words)
    return tuple(
        WordList(
            entry.slug,
            {stem(word): weight / shared[stem(word)] for word, weight in entry.words.items()},
        )
        for entry in kept
    )


def scores(text: str, lists: Sequence[WordList]) -> Mapping[str, float]:
    """How much a text speaks for each list; a word that is said twice counts once."""
    said = {stem(word) for word in _WORD.findall(text)}
    return {
        entry.slug: sum(weight for word, weight in entry.words.items() if word in said)
        for entry in lists
    }


def best(text: str, lists: Sequence[WordList]) -> str:
    """The list that a text speaks for most, the earlier of two equals; "" where it does for none."""
    found = scores(text, lists)
    top = max(found.values(), default=0.0)
    return next((slug for slug, score in found.items() if score == top), "") if top > 0 else ""


def stem(word: str) -> str:
    """The part that the forms of a word share: "members", "membership" are two, "sign(ed)" one."""
    word = word.casefold()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _content(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if len(word) >= _SHORTEST or word.isupper()]
