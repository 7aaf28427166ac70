"""Which lane and which storylines a passage speaks for, by word lists with weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from math import log
from typing import Final

from timeline.drafting.actors import FoundActor
from timeline.drafting.records import WordList
from timeline.drafting.stems import kin, roots

_NAME_WEIGHT: Final = 3.0
"""A word of a category's name speaks for it more than one of its description."""
_ACTOR_WEIGHT: Final = 2.0
"""An actor in the name of a category speaks for it more than a common word."""
_SUBJECT: Final = 4.0
"""What a term weighs at least that a category is about, so that it tells in any text."""
_LEAST_RARE: Final = 0.5
_KIN: Final = 0.4
"""What a word speaks for a category that has one of the same family, beside that word itself."""
_MORE_KIN: Final = 0.1
"""And how much more for each further word of the category in that family."""
_MOST_KIN: Final = 3


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

    A term of a list's words and texts weighs what they say, times the list's share of what it
    weighs in all lists; words of the same families (`stems`) weigh less. One of its examples weighs
    more the more often it stands in them and the less in those of other lists: by the logarithm of
    the ratio of the two frequencies, each with one added.
    """

    def __init__(self, lists: Iterable[WordList], terms: Callable[[str], frozenset[str]]) -> None:
        kept = list(lists)
        weights = {entry.slug: _weights(entry, terms) for entry in kept}
        shared: Counter[str] = Counter()
        for own in weights.values():
            shared.update(own)
        counts = {e.slug: Counter(t for text in e.examples for t in terms(text)) for e in kept}
        total = sum(counts.values(), Counter[str]())
        self._weights = {
            slug: _taught({t: w * w / shared[t] for t, w in own.items()}, counts[slug], total)
            for slug, own in weights.items()
        }

    def scores(self, said: Mapping[str, float], rare: Mapping[str, float]) -> Mapping[str, float]:
        """How much terms speak for each list: each by its weight in `said`, times what it tells
        within its text (`rare`, see `rarity`).
        """
        return {
            slug: sum(
                weights[term] * said[term] * _tells(weights[term], rare.get(term, 1.0))
                for term in said.keys() & weights.keys()
            )
            for slug, weights in self._weights.items()
        }


def _tells(weight: float, rare: float) -> float:
    """How much a term tells in a text: what a category is about tells even where it is frequent."""
    return max(rare, _LEAST_RARE) if weight >= _SUBJECT else rare


def _weights(entry: WordList, terms: Callable[[str], frozenset[str]]) -> dict[str, float]:
    weights = {root: weight for word, weight in entry.words.items() for root in roots(word)}
    for text, weight in entry.texts:
        for term in terms(text):
            named = term.startswith("=") and weight >= _NAME_WEIGHT
            heavier = _ACTOR_WEIGHT if named else 1.0
            weights[term] = max(weight * heavier, weights.get(term, 0.0))
    return _kin_of(weights) | weights


def _kin_of(weights: Mapping[str, float]) -> dict[str, float]:
    """The words of the families that a list has words of, lighter than these."""
    told: dict[str, list[float]] = {}
    for term, weight in weights.items():
        for family in kin().families.get(term, ()):
            told.setdefault(family, []).append(weight)
    found: dict[str, float] = {}
    for family, own in told.items():
        weight = max(own) * (_KIN + _MORE_KIN * min(len(own) - 1, _MOST_KIN))
        for term in kin().stems[family]:
            found[term] = max(weight, found.get(term, 0.0))
    return found


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
            found |= roots(text[at : actor.start])
            at = actor.end
    return roots(text[at:end]) | found


def best(found: Mapping[str, float]) -> str:
    """The list that a text speaks for most, the earlier of two equals; "" where it does for none."""
    top = max(found.values(), default=0.0)
    return next((slug for slug, score in found.items() if score == top), "") if top > 0 else ""
