"""Which category and which storylines a draft speaks for, by its own words and those around it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from timeline.drafting.categories import best, rarity, terms_of
from timeline.drafting.lore import Lore
from timeline.drafting.reading import Sentence
from timeline.drafting.stems import roots
from timeline.drafting.unit import Unit

_THEME_SCORE: Final = 1.2
"""What a passage must score for a storyline to be proposed; a word of its name gives up to 3."""
_BY_TITLE: Final = 1.0
_BY_PASSAGE: Final = 0.5
_BY_NAME: Final = 0.5
_BY_OWNER: Final = 0.7
_BY_VERB: Final = 1.2
"""What a term says: one of the title, else of the passage; at most that of a name or subject; that of
whom an actor belongs to; times, if it is of the verb. Set by the stories of the tests."""
_BY_PARAGRAPH: Final = 0.35
"""What a sentence beside a draft's says for its category, less the farther off it is."""
_NEAR: Final = 2
_VERB_WORDS: Final = 3


class Sorting:
    """Sorts the drafts of one text."""

    def __init__(self, text: str, sentences: Sequence[Sentence], lore: Lore) -> None:
        self._text = text
        self._sentences = sentences
        self._lore = lore
        self._said = [terms_of(text, s.span.start, s.span.end, s.actors) for s in sentences]
        self._rare = rarity(self._said)
        self._spoken: dict[int, Mapping[str, float]] = {}

    def sort(self, unit: Unit, title: str, acting: Collection[str]) -> tuple[str, tuple[str, ...]]:
        """The category ("" for none) and the storylines of a unit. acting: slugs of its actors."""
        terms = self._terms(unit, title, acting)
        found = dict(self._lore.categories.scores(terms, self._rare))
        self._add_paragraph(unit.sentence, found)
        themes = self._lore.themes.scores(terms, self._rare)
        return best(found), tuple(slug for slug, score in themes.items() if score >= _THEME_SCORE)

    def _terms(self, unit: Unit, title: str, acting: Collection[str]) -> dict[str, float]:
        """What a passage says, weighed: its verb and title most, then names and the rest.

        Bodies that it gives short forms of count by their full names too, and so does to whom
        the actors belong.
        """
        span, words = unit.span, unit.sentence.words
        inside = [a for a in unit.sentence.actors if span.start <= a.start and a.end <= span.end]
        bodies = {a.slug for a in inside if a.kind in {"organisation", "force"}}
        full = (self._lore.names[slug] for slug in sorted(bodies))
        named = roots(" ".join([*full, *(actor.name for actor in inside)]))
        shown = roots(title) | {f"={actor.slug}" for actor in self._lore.table.find(title)}
        first, last = unit.predicate
        verb = roots(words(first, min(last, first + _VERB_WORDS)))
        light = named | (roots(words(*unit.subject)) - roots(words(first, last)))
        weighed: dict[str, float] = {}
        for term in terms_of(self._text, span.start, span.end, unit.sentence.actors) | named:
            weight = _BY_TITLE if term in shown else _BY_PASSAGE
            weight = min(weight, _BY_NAME) if term in light else weight
            weighed[term] = weight * (_BY_VERB if term in verb else 1.0)
        of = self._lore.belonging
        slugs = {*acting, *(actor.slug for actor in inside)}
        owners = of.by_adjective(self._text[span.start : span.end]).union(*map(of.of, slugs))
        for owner in owners.union(acting):
            weighed.setdefault(f"={owner}", _BY_OWNER)
        return weighed

    def _add_paragraph(self, sentence: Sentence, found: dict[str, float]) -> None:
        """A paragraph keeps to its subject: the sentences around speak for a category too."""
        place = sentence.number
        for other in self._sentences[max(0, place - _NEAR) : place + _NEAR + 1]:
            away = abs(other.number - place)
            if away and other.paragraph == sentence.paragraph:
                for slug, score in self._scores(other.number).items():
                    found[slug] += score * _BY_PARAGRAPH / away

    def _scores(self, number: int) -> Mapping[str, float]:
        if number not in self._spoken:
            said = dict.fromkeys(self._said[number], 1.0)
            self._spoken[number] = self._lore.categories.scores(said, self._rare)
        return self._spoken[number]
