"""Which lane and which storylines a passage speaks for, by word lists with weights."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log
from typing import Final

from timeline.drafting.lexicon import (
    ADVERB,
    BE,
    COORDINATOR,
    DETERMINER,
    DO,
    HAVE,
    MODAL,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    lexicon,
)
from timeline.drafting.records import WordList

_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTEST: Final = 4
_SMALL: Final = (
    MODAL | BE | HAVE | DO | DETERMINER | PRONOUN | PREPOSITION | COORDINATOR | SUBORDINATOR | RELATIVE
    | ADVERB
)  # fmt: skip
_NAME_WEIGHT: Final = 3.0
"""A word of a category's name speaks for it more than one of its description."""
_ENDINGS: Final = (
    "ations", "ation", "ments", "ment", "ings", "ions", "ing", "ion", "ies", "ers", "ed", "es", "er",
    "s", "y", "e",
)  # fmt: skip


def word_list(slug: str, name: str, description: str) -> WordList:
    """The default list of a category: the words of its name and, lighter, of its description."""
    words = dict.fromkeys(_content(description), 1.0)
    words.update(dict.fromkeys(_content(name), _NAME_WEIGHT))
    return WordList(slug, words)


def learned(defaults: Sequence[WordList], examples: Iterable[tuple[str, str]]) -> list[WordList]:
    """The lists with what a curator's own choices teach: (slug, text) of events decided already.

    A word weighs more for a list the more often it stands in that list's examples and the less in
    others: the logarithm of the ratio of the two frequencies, each with one added.
    """
    counts: dict[str, Counter[str]] = {entry.slug: Counter() for entry in defaults}
    total: Counter[str] = Counter()
    for slug, text in examples:
        if slug in counts:
            stems = content_stems(text)
            counts[slug].update(stems)
            total.update(stems)
    return [WordList(entry.slug, _taught(entry, counts[entry.slug], total)) for entry in defaults]


def _taught(entry: WordList, own: Counter[str], total: Counter[str]) -> dict[str, float]:
    words = {stem(word): weight for word, weight in entry.words.items()}
    size, others = sum(own.values()) + 1, sum(total.values()) - sum(own.values()) + 1
    for word, count in own.items():
        gain = log((count + 1) / size) - log((total[word] - count + 1) / others)
        if gain > 0 and count > 1:
            words[word] = words.get(word, 0.0) + gain
    return words


def distinctive(lists: Iterable[WordList]) -> tuple[WordList, ...]:
    """The same lists by stems, each word's weight divided by the number of lists that it is in."""
    kept = list(lists)
    shared = Counter(stem(word) for entry in kept for word in entry.words)
    return tuple(
        WordList(
            entry.slug,
            {stem(word): weight / shared[stem(word)] for word, weight in entry.words.items()},
        )
        for entry in kept
    )


def rarity(passages: Iterable[str]) -> Mapping[str, float]:
    """How much each stem tells within a text: little where every other sentence has it. 0-1."""
    seen: Counter[str] = Counter()
    count = 0
    for passage in passages:
        seen.update(content_stems(passage))
        count += 1
    return {word: 1 - log(1 + many) / log(2 + count) for word, many in seen.items()}


def scores(text: str, lists: Sequence[WordList], rare: Mapping[str, float]) -> Mapping[str, float]:
    """How much a text speaks for each list; a word that is said twice counts once."""
    said = content_stems(text)
    return {
        entry.slug: sum(
            weight * rare.get(word, 1.0) for word, weight in entry.words.items() if word in said
        )
        for entry in lists
    }


def best(found: Mapping[str, float]) -> str:
    """The list that a text speaks for most, the earlier of two equals; "" where it does for none."""
    top = max(found.values(), default=0.0)
    return next((slug for slug, score in found.items() if score == top), "") if top > 0 else ""


def content_stems(text: str) -> frozenset[str]:
    """The stems of a text's words that can tell something: long ones and acronyms."""
    return frozenset(map(stem, _content(text)))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The part that most forms of a word share: "signed" and "signing" are "sign"."""
    word = word.casefold()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _content(text: str) -> list[str]:
    small = lexicon().bits
    return [
        word
        for word in _WORD.findall(text)
        if (len(word) >= _SHORTEST or word.isupper()) and not small.get(word.lower(), 0) & _SMALL
    ]
