"""Known names in a text: Aho-Corasick over all aliases of a timeline's actors, once for all texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import ahocorasick

from timeline.drafting.lexicon import Lexicon
from timeline.drafting.records import ActorKind, KnownActor

_APOSTROPHES: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\n": " "})
_TAIL: Final = re.compile(r"[-‐‑]([a-z]+)")
_HEAD: Final = re.compile(r"([A-Za-z]+)[-‐‑]\Z")


@dataclass(frozen=True, slots=True)
class FoundActor:
    """A known actor named in a text."""

    slug: str
    kind: ActorKind
    start: int
    end: int
    name: str


class ActorTable:
    """All names of a timeline's actors, ready to be looked for in any number of texts.

    A capital of a name must be a capital in the text ("UN" is not "un"), a small letter may be
    either. Names end at word boundaries, the longest wins, and a name inside an adjective
    ("Paris-based") is left alone. A name that two actors have goes to the one that the text
    calls by a name of their own; where that does not decide, to none.
    """

    def __init__(self, actors: Iterable[KnownActor], words: Lexicon) -> None:
        self._words = words
        self._owners: dict[str, list[KnownActor]] = defaultdict(list)
        for actor in actors:
            for name in actor.names:
                spelled = _spelled(" ".join(name.split()))
                if spelled and actor not in self._owners[spelled]:
                    self._owners[spelled].append(actor)
        by_fold: dict[str, list[str]] = defaultdict(list)
        for name in self._owners:
            by_fold[_folded(name)].append(name)
        self._automaton = ahocorasick.Automaton()
        for folded, names in by_fold.items():
            self._automaton.add_word(folded, (len(folded), names))
        if by_fold:
            self._automaton.make_automaton()

    def find(self, text: str) -> list[FoundActor]:
        """The known actors in a text, in order, without overlap. Time: linear in the text."""
        if not self._owners:
            return []
        spelled = _spelled(text)
        hits: list[tuple[int, int, str]] = []
        for last, (length, names) in self._automaton.iter(_folded(spelled)):
            start, end = last - length + 1, last + 1
            if self._stands_alone(spelled, start, end):
                hits += [
                    (start, end, name) for name in names if _capitals(name, spelled[start:end])
                ]
        return self._decided(text, _longest(hits))

    def _stands_alone(self, text: str, start: int, end: int) -> bool:
        before, after = text[start - 1 : start], text[end : end + 1]
        if _in_word(before) or _in_word(after):
            return False
        tail = _TAIL.match(text, end)
        if tail and tail[1] in self._words.sets["adjective_tails"]:
            return False
        head = _HEAD.search(text, max(0, start - 12), start)
        return not (head and head[1].lower() in self._words.sets["adjective_heads"])

    def _decided(self, text: str, hits: Sequence[tuple[int, int, str]]) -> list[FoundActor]:
        sure = {self._owners[name][0].slug for _, _, name in hits if len(self._owners[name]) == 1}
        found = []
        for start, end, name in hits:
            owners = self._owners[name]
            if len(owners) > 1:
                owners = [owner for owner in owners if owner.slug in sure]
            if len(owners) == 1:
                owner = owners[0]
                found.append(FoundActor(owner.slug, owner.kind, start, end, text[start:end]))
        return found


def _spelled(text: str) -> str:
    return text.translate(_APOSTROPHES)


def _folded(text: str) -> str:
    """In lower case, letter for letter, so that places stay what they are."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def _capitals(name: str, found: str) -> bool:
    return all(
        not letter.isupper() or letter == there for letter, there in zip(name, found, strict=True)
    )


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _longest(hits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    chosen: list[tuple[int, int, str]] = []
    reached = 0
    for start, end, name in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start >= reached:
            chosen.append((start, end, name))
            reached = end
    return chosen
