"""Who a subject is: a known actor, a name, or a pronoun that stands for the one named before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from timeline.drafting.actors import FoundActor
from timeline.drafting.lexicon import (
    ADVERB,
    CAPITAL,
    DETERMINER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    Lexicon,
)
from timeline.drafting.reading import Sentence
from timeline.drafting.records import ActorKind
from timeline.drafting.titles import Titles


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody in a sentence: how a title calls them, and the known actor, if any.

    key: equal where two sentences speak of the same; "" where nobody was made out.
    """

    label: str
    slug: str = ""
    kind: ActorKind | None = None
    key: str = ""

    @property
    def is_known(self) -> bool:
        """Whether somebody was made out, by name or by what a pronoun stands for."""
        return bool(self.key)


NOBODY = Who("")


class Memory:
    """The last person and the last body that a text named as somebody who acts."""

    def __init__(self, names: Mapping[str, str], words: Lexicon) -> None:
        self._names = names
        self._words = words
        self._person = NOBODY
        self._group = NOBODY
        self._body = NOBODY

    def who(self, sentence: Sentence, subject: tuple[int, int]) -> Who:
        """Who the tokens of a subject stand for; "he" or "the company" for the last one named."""
        start, end = subject
        if start >= end:
            return NOBODY
        lows = [low for low in sentence.tokens.lows[start:end] if low[0].isalnum()]
        first = next((low for low in lows if low not in self._words.sets["adverbs"]), "")
        short = len(lows) <= 2
        if short and first in self._words.sets["grammar.of_persons"]:
            return self._person
        if short and first in self._words.sets["grammar.of_groups"]:
            return self._group
        if short and (
            self._words.bits.get(first, 0) & PRONOUN
            or first in self._words.sets["grammar.of_nobody"]
        ):
            return NOBODY
        if len(lows) == 2 and lows[0] == "the" and lows[1] in self._words.sets["nouns.groups"]:
            named = self._named(sentence, start, end)
            return self._body if self._body.is_known and not named.slug else named
        return self._named(sentence, start, end)

    def remember(self, sentence: Sentence, subject: tuple[int, int]) -> None:
        """Keep who acts in a sentence for the pronouns of the next ones."""
        who = self.who(sentence, subject)
        if not who.is_known:
            return
        if who.kind == "person":
            self._person = who
        elif who.kind is not None:
            self._group = who
            whole = who.key == who.slug if who.slug else who.label.split()[-1][:1].isupper()
            if who.kind == "organisation" and whole:
                self._body = who

    def _named(self, sentence: Sentence, start: int, end: int) -> Who:
        place = sentence.place(start, end)
        inside = [a for a in sentence.actors if place.start <= a.start and a.end <= place.end]
        persons = [
            actor
            for actor in inside
            if actor.kind == "person" and not self._owns(sentence, actor, end)
        ]
        joined = "and" in sentence.tokens.lows[start:end] and len(persons) > 1
        if persons and not joined:
            slug = persons[0].slug
            return Who(self._names[slug], slug, "person", slug)
        label = Titles(sentence, self._words).subject(start, end)
        if not label:
            return NOBODY
        if inside and not joined:
            actor = inside[0]
            whole = len(label.split()) <= len(actor.name.split()) + 1
            key = actor.slug if whole else label.lower()
            return Who(label, actor.slug, actor.kind, key)
        kind = self._guess(sentence, start, end)
        return Who(label, "", kind, label.split()[-1].lower() if kind else label.lower())

    def _owns(self, sentence: Sentence, actor: FoundActor, end: int) -> bool:
        """Whether a name only tells whose: "Ann Lee's lawyers" are not Ann Lee."""
        tokens = sentence.tokens
        last = tokens.between(actor.start, actor.end)[1] - 1
        return bool(tokens.bits[last] & POSSESSIVE) and last + 1 < end and last + 1 < len(tokens)

    def _guess(self, sentence: Sentence, start: int, end: int) -> ActorKind | None:
        tokens = sentence.tokens
        while end - 1 > start and tokens.bits[end - 1] & ADVERB:  # "Norway still refuses"
            end -= 1
        words = [at for at in range(start, end) if tokens.lows[at][0].isalnum()]
        titled = any(
            tokens.lows[at].rstrip(".") in self._words.sets["nouns.titles"] for at in words
        )
        named = [at for at in words if tokens.bits[at] & CAPITAL]
        if not named:
            return None
        head = self._head(sentence, start, end)
        bodies = self._words.sets["nouns.bodies"] | self._words.sets["nouns.forces"]
        if tokens.lows[head].rstrip(".") in bodies:
            return "organisation"
        if not tokens.bits[head] & CAPITAL:
            return None
        if tokens.bits[words[0]] & DETERMINER or tokens.words[head].isupper():
            return "person" if titled else "organisation"  # "the Alliance", "NATO"
        plain = all(tokens.bits[at] & CAPITAL for at in words[:4])
        if titled or (plain and 2 <= len(words) <= 4) or (plain and len(words) == 1):
            return "person"
        return "organisation"

    def _head(self, sentence: Sentence, start: int, end: int) -> int:
        """The noun that a subject is about: the word before its first preposition or mark."""
        tokens = sentence.tokens
        stop = next(
            (
                at
                for at in range(start + 1, end)
                if tokens.bits[at] & PREPOSITION or not tokens.lows[at][0].isalnum()
            ),
            end,
        )
        return stop - 1
