"""What a timeline knows that helps to draft its events, made ready once for all its texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from timeline.drafting.actors import ActorTable
from timeline.drafting.belonging import Belonging
from timeline.drafting.categories import Sorter, terms_of
from timeline.drafting.lexicon import Lexicon, lexicon
from timeline.drafting.records import KnownActor, WordList


class Lore:
    """What a timeline knows, made ready once for all its texts: actors, categories, themes."""

    def __init__(
        self,
        actors: Iterable[KnownActor] = (),
        categories: Iterable[WordList] = (),
        themes: Iterable[WordList] = (),
        language: str = "en",
    ) -> None:
        known = tuple(actors)
        self.words: Lexicon = lexicon(language)
        self.table = ActorTable(known, self.words)
        self.belonging = Belonging(known)
        self.names: Mapping[str, str] = {
            actor.slug: actor.names[0] for actor in known if actor.names
        }
        self.categories = Sorter(categories, self._terms)
        self.themes = Sorter(themes, self._terms)

    def _terms(self, text: str) -> frozenset[str]:
        return terms_of(text, 0, len(text), self.table.find(text), bare=True)
