"""To whom actors belong, as their names tell: the "UN General Assembly" to the UN, "Afghan" to Afghanistan."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from timeline.drafting.records import KnownActor

_CAPITAL: Final = re.compile(r"\b[A-Z][^\W\d_]{3,}")
_STEM: Final = 4
"""Letters of a state's name that its adjective shares at least: "Serb", "Uzbek"."""
_ENDING: Final = 2
"""Letters at the end of a state's name that its adjective may lack: "Romania", "Roman-ian"."""


class Belonging:
    """Who stands in the names of other actors, and which state an adjective is of."""

    def __init__(self, actors: Sequence[KnownActor]) -> None:
        owners: dict[str, set[str]] = defaultdict(set)
        for actor in actors:
            for name in actor.names:
                owners[" ".join(name.split())].add(actor.slug)
        sole = {name: min(slugs) for name, slugs in owners.items() if len(slugs) == 1}
        self._states = dict(_stems(actors))
        self._lengths = sorted({len(start) for start in self._states})
        self._of: Mapping[str, frozenset[str]] = {
            actor.slug: frozenset(self._inside(actor, sole)) - {actor.slug} for actor in actors
        }

    def of(self, slug: str) -> frozenset[str]:
        """The actors whose names, or whose adjectives, stand in those of an actor."""
        return self._of.get(slug, frozenset())

    def by_adjective(self, text: str) -> frozenset[str]:
        """The states whose adjectives stand in a text."""
        found = set()
        for match in _CAPITAL.finditer(text):
            low = match[0].lower()
            for length in self._lengths:
                if state := self._states.get(low[:length]):
                    found.add(state)
        return frozenset(found)

    def _inside(self, actor: KnownActor, sole: Mapping[str, str]) -> Iterable[str]:
        for name in actor.names:
            words = [word.removesuffix("'s").removesuffix("’s") for word in name.split()]
            for start in range(len(words)):
                for end in range(start + 1, len(words) + 1):
                    if end - start < len(words) and (owner := sole.get(" ".join(words[start:end]))):
                        yield owner
            yield from self.by_adjective(name)


def _stems(actors: Sequence[KnownActor]) -> Iterable[tuple[str, str]]:
    """The beginnings of states' names that their adjectives share, but for those of two states."""
    found: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        if actor.kind != "state" or not actor.names:
            continue
        name = actor.names[0].lower()
        if " " in name or len(name) < _STEM:
            continue
        cut = name.removesuffix("istan").removesuffix("stan")
        stem = name[: max(_STEM, len(name) - _ENDING)] if cut == name else cut
        found[stem].add(actor.slug)
    return ((start, min(slugs)) for start, slugs in found.items() if len(slugs) == 1)
