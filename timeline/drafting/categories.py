"""Which lane and which storylines a passage speaks for, by word lists with weights."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from math import log
from typing import Final

from timeline.drafting.actors import FoundActor
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
    return WordList(slug, {}, ((name, _NAME_WEIGHT), (description, 1.0)))


def learned(defaults: Sequence[WordList], examples: Iterable[tuple[str, str]]) -> list[WordList]:
    """The lists with what a curator's own choices teach: (slug, text) of events decided already."""
    taught: dict[str, list[str]] = {entry.slug: [] for entry in defaults}
    for slug, text in examples:
        if slug in taught:
            taught[slug].append(text)
    return [replace(entry, examples=tuple(taught[entry.slug])) for entry in defaults]


class Sorter:
    """Says how much a text speaks for each of several lists. terms: what counts in a text.

    A term of a list's words and texts weighs what they say, divided by the number of lists that
    have it. One of its examples weighs more the more often it stands in them and the less in those
    of other lists: by the logarithm of the ratio of the two frequencies, each with one added.
    """

    def __init__(self, lists: Iterable[WordList], terms: Callable[[str], frozenset[str]]) -> None:
        kept = list(lists)
        weights = {entry.slug: _weights(entry, terms) for entry in kept}
        shared = Counter(term for own in weights.values() for term in own)
        counts = {e.slug: Counter(t for text in e.examples for t in terms(text)) for e in kept}
        total = sum(counts.values(), Counter[str]())
        self._weights = {
            slug: _taught({t: w / shared[t] for t, w in own.items()}, counts[slug], total)
            for slug, own in weights.items()
        }

    def scores(self, said: frozenset[str], rare: Mapping[str, float]) -> Mapping[str, float]:
        """How much terms speak for each list; rare: what each tells within its text, see `rarity`."""
        return {
            slug: sum(weights[term] * rare.get(term, 1.0) for term in said & weights.keys())
            for slug, weights in self._weights.items()
        }


def _weights(entry: WordList, terms: Callable[[str], frozenset[str]]) -> dict[str, float]:
    weights = {stem(word): weight for word, weight in entry.words.items()}
    for text, weight in entry.texts:
        for term in terms(text):
            weights[term] = max(weight, weights.get(term, 0.0))
    return weights


def _taught(weights: dict[str, float], own: Counter[str], total: Counter[str]) -> dict[str, float]:
    size, others = own.total() + 1, total.total() - own.total() + 1
    for term, count in own.items():
        gain = log((count + 1) / size) - log((total[term] - count + 1) / others)
        if gain > 0 and count > 1:
            weights[term] = weights.get(term, 0.0) + gain
    return weights


def rarity(passages: Iterable[frozenset[str]]) -> Mapping[str, float]:
    """How much each term tells within a text: little where every other sentence has it. 0-1."""
    seen: Counter[str] = Counter()
    count = 0
    for passage in passages:
        seen.update(passage)
        count += 1
    return {term: 1 - log(1 + many) / log(2 + count) for term, many in seen.items()}


def terms_of(
    text: str, start: int, end: int, actors: Sequence[FoundActor], *, bare: bool = False
) -> frozenset[str]:
    """The terms of `text[start:end]`: stems of words, and known actors as "=slug".

    The words of a state's name are left out: the "United" of one name is not that of another.
    bare: so are those of all other names. actors: those found in the text there.
    """
    inside = [actor for actor in actors if start <= actor.start and actor.end <= end]
    found = {f"={actor.slug}" for actor in inside}
    at = start
    for actor in inside:
        if bare or actor.kind == "state":
            found |= content_stems(text[at : actor.start])
            at = actor.end
    return content_stems(text[at:end]) | found


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
