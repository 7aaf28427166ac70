"""What readers ask of an archive: mixed filters, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from bench.at_scale.archive import CATEGORIES, THEMES, Archive, MadeEvent, Size
from bench.at_scale.days import Calendar
from bench.at_scale.words import frequencies, made_up_name

_PAGES: Final = (1, 1, 1, 1, 2, 3, 5)
_SHORTEST_WORD: Final = 3
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its filter as query pairs, and the page of the list."""

    kind: str
    pairs: tuple[Pair, ...]
    page: int


class Reader:
    """Draws what is asked."""

    def __init__(self, size: Size, seed: int) -> None:
        self._size = size
        self._chance = random.Random(seed)  # noqa: S311 - nothing secret
        self._calendar = Calendar(self._chance)
        self._first = _first_events(size)

    def asks(self, count: int) -> list[Asked]:
        """So many requests, in the shares of the table below."""
        kinds = self._chance.choices(list(_KINDS), cum_weights=_SHARES, k=count)
        return [self._asked(kind) for kind in kinds]

    def _asked(self, kind: str) -> Asked:
        parts = [part.strip() for part in kind.split("+")]
        pairs = [pair for part in parts for pair in _PARTS.get(part, _nothing)(self)]
        return Asked(kind, tuple(dict.fromkeys(pairs)), self._chance.choice(_PAGES))

    def word(self) -> list[Pair]:
        """A word of the text; a frequent one is looked for more often than a rare one."""
        words = [word for word in frequencies()[0] if len(word) >= _SHORTEST_WORD]
        rank = min(int(self._chance.paretovariate(0.4)), len(words)) - 1
        return [("q", words[rank])]

    def name(self) -> list[Pair]:
        """A part of somebody's name."""
        return [("q", made_up_name(self._rank(self._size.actors)).split()[-1])]

    def phrase(self) -> list[Pair]:
        """Two or three words that stand together somewhere."""
        words = self._chance.choice(self._first).title.split()
        start = self._chance.randrange(len(words) - 2)
        return [("q", f'"{" ".join(words[start : start + self._chance.choice((2, 3))])}"')]

    def actor(self) -> list[Pair]:
        """One or two of those who take part."""
        many = self._chance.choice((1, 1, 2))
        return [("actor", f"actor-{self._rank(self._size.actors)}") for _ in range(many)]

    def source(self) -> list[Pair]:
        """One document."""
        return [("source", f"document-{self._chance.randint(1, self._size.documents)}")]

    def category(self) -> list[Pair]:
        """One to three lanes."""
        many = self._chance.choice((1, 1, 2, 3))
        return [("category", name) for name in self._chance.sample(CATEGORIES, many)]

    def theme(self) -> list[Pair]:
        """A storyline."""
        return [("theme", self._chance.choice(THEMES))]

    def modality(self) -> list[Pair]:
        """A kind of fact."""
        return [("modality", self._chance.choice(("planned", "claimed", "denied", "occurred")))]

    def period(self) -> list[Pair]:
        """A month, a year or more, around a time of which something is told."""
        day = self._calendar.published()
        years = self._chance.choice((0, 0, 1, 5, 20))
        if years:
            return [("from", f"{day:%Y}"), ("to", f"{day.year + years - 1}")]
        return [("from", f"{day:%Y-%m}"), ("to", f"{day:%Y-%m}")]

    def milestones(self) -> list[Pair]:
        """What everybody should know."""
        return [("milestones", "1")]

    def _rank(self, most: int) -> int:
        return min(int(self._chance.paretovariate(0.5)), most)


def _nothing(reader: Reader) -> list[Pair]:
    return []


def _first_events(size: Size) -> list[MadeEvent]:
    return next(Archive(size).batches()).events


_PARTS: Final[dict[str, Callable[[Reader], list[Pair]]]] = {
    "word": Reader.word, "name": Reader.name, "phrase": Reader.phrase, "actor": Reader.actor,
    "source": Reader.source, "category": Reader.category, "theme": Reader.theme,
    "modality": Reader.modality, "period": Reader.period, "milestones": Reader.milestones,
}  # fmt: skip

# Of a hundred requests, how many are of which kind: our own guess at what people do.
_KINDS: Final = {
    "everything": 8, "word": 10, "name": 5, "phrase": 8, "actor": 12, "category": 9, "theme": 4,
    "modality": 4, "source": 5, "period": 10, "milestones": 2, "word + period": 5,
    "word + category": 4, "actor + period": 5, "actor + category + period": 4,
    "phrase + category": 2, "theme + modality": 1, "period + category + word": 2,
}  # fmt: skip
_SHARES: Final = tuple(accumulate(_KINDS.values()))
