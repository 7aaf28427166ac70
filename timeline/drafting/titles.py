"""Short factual titles from clauses: who did what, without dates, sources and asides."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.drafting.clauses import closing
from timeline.drafting.cutting import MORE, Cutter
from timeline.drafting.lexicon import (
    ADVERB,
    CAPITAL,
    CLOSE,
    COMMA,
    COORDINATOR,
    DETERMINER,
    NUMBER,
    OPEN,
    POSSESSIVE,
    PREPOSITION,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    WORD,
    Lexicon,
)
from timeline.drafting.reading import Sentence

WORDS: Final = 14
LENGTH: Final = 120
_SUBJECT_WORDS: Final = 8
_OPENERS: Final = PREPOSITION | ADVERB | DETERMINER | COORDINATOR | SUBORDINATOR | RELATIVE
_NO_QUOTES: Final = str.maketrans("", "", '"“”')
_CLOSES_UP: Final = frozenset({",", ".", ";", ":", ")", "]", "”", "'", "’"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title, and whether it says who: a title without its subject is for the curator to mend."""

    text: str
    says_who: bool


class Titles:
    """Makes titles from the tokens of one sentence."""

    def __init__(self, sentence: Sentence, words: Lexicon) -> None:
        self._sentence = sentence
        self._tokens = sentence.tokens
        self._words = words
        verbs = (clause.verb for clause in sentence.clauses if clause.verb is not None)
        tokens = frozenset(at for verb in verbs for at in range(verb.start, verb.end))
        self._cutter = Cutter(sentence.tokens, tokens, words)
        self._dropped = self._dates()

    def subject(self, start: int, end: int) -> str:
        """A subject, short: without appositions and asides; long ones by the names in them."""
        tokens = self._tokens
        start, end = self._trim(start, end)
        kept = self._without_relative(self._kept(start, end))
        several = self._persons(start, end)
        if several:
            return several
        commas = (n for n, at in enumerate(kept) if tokens.bits[at] & COMMA)
        comma = next((kept[n] for n in commas if not self._cutter.describes(kept, n)), -1)
        if comma >= 0 and not self._lists(comma, end):
            head = [at for at in kept if at < comma]
            name = self._named_after(comma, end)
            kept = head if name is None else list(range(*name))
        if len(kept) > _SUBJECT_WORDS:
            kept = self._shorter(kept)
        return self._join(kept)

    def predicate(self, start: int, end: int, room: int, chars: int = LENGTH) -> str:
        """A verb and what belongs to it, in about `room` words and at most `chars` characters."""
        return self._join(self._cutter.cut(self._kept(start, end), room, chars))

    def with_adverbs(self, verb: int, subject: int) -> int:
        """Where a predicate begins with the adverbs that its verb can't do without: "never signed"."""
        at = verb
        while at - 1 > subject and (
            self._tokens.lows[at - 1] in self._words.sets["not"]
            or self._tokens.lows[at - 1] in self._words.sets["titles.telling"]
        ):
            at -= 1
        return at

    # -- what is left out

    def _dates(self) -> frozenset[int]:
        """The tokens of dates, with the prepositions before them."""
        dropped: set[int] = set()
        for date in self._sentence.dates:
            first = date.first
            while first > 0 and (
                self._tokens.bits[first - 1] & PREPOSITION
                and self._tokens.lows[first - 1] not in {"of", "than"}
            ):
                first -= 1
            if first > 0 and self._tokens.lows[first - 1] in {"late", "early", "in", "on", "just"}:
                first -= 1
            determined = first > 0 and self._tokens.bits[first - 1] & (DETERMINER | POSSESSIVE)
            if determined and date.end < len(self._tokens) and first == date.first:
                dropped.update(range(date.first, date.end))
                continue
            if first < date.first and self._modifies(date.end):
                first = date.first  # "a gain in third-quarter income"
            dropped.update(range(first, date.end))
        return frozenset(dropped)

    def _modifies(self, end: int) -> bool:
        """Whether a plain word follows a date that has no name of a day or month, such as a quarter."""
        tokens = self._tokens
        if end >= len(tokens) or tokens.bits[end - 1] & (CAPITAL | NUMBER):
            return False
        bits, after = tokens.bits[end], CAPITAL | _OPENERS
        verb = any(clause.verb and clause.verb.start == end for clause in self._sentence.clauses)
        return bool(bits & WORD) and not bits & after and not verb and "-" in tokens.words[end - 1]

    def _end_of_dropped(self, at: int) -> int:
        while at in self._dropped:
            at += 1
        return at

    def _kept(self, start: int, end: int) -> list[int]:
        tokens = self._tokens
        kept: list[int] = []
        at = start
        while at < end:
            if tokens.bits[at] & OPEN:
                at = closing(tokens, at) + 1
                continue
            inserted = tokens.lows[at] in self._words.sets["connectives"] and at + 1 < end
            if inserted and tokens.bits[at - 1] & tokens.bits[at + 1] & COMMA and kept:
                kept.pop()  # ", however,"
                at += 2
                continue
            if at not in self._dropped and not tokens.bits[at] & CLOSE:
                kept.append(at)
            at += 1
        return self._without_loose_marks(kept)

    def _without_loose_marks(self, kept: list[int]) -> list[int]:
        """No comma or preposition that lost what it belongs to."""
        tidy: list[int] = []
        for place, at in enumerate(kept):
            bits = self._tokens.bits[at]
            following = kept[place + 1] if place + 1 < len(kept) else -1
            if bits & COMMA and (not tidy or self._tokens.bits[tidy[-1]] & COMMA):
                continue
            gap = following > at + 1 and any(
                lost in self._dropped for lost in range(at + 1, following)
            )
            if bits & COMMA and gap and self._tokens.bits[at + 1 : at + 2]:
                continue
            own = at + 1 in self._dropped and self._modifies(self._end_of_dropped(at + 1))
            if bits & PREPOSITION and not self._tokens.bits[at] & ADVERB and gap and not own:
                continue
            tidy.append(at)
        return tidy

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        tokens = self._tokens
        edge = COMMA | QUOTE | STOP | COORDINATOR | RELATIVE
        while start < end and (
            tokens.bits[start] & edge
            or tokens.lows[start] in self._words.sets["connectives"]
            or start in self._dropped
        ):
            start += 1
        while end > start and (
            tokens.bits[end - 1] & (COMMA | QUOTE | STOP)
            or (tokens.bits[end - 1] & ADVERB and not tokens.bits[end - 1] & CAPITAL)
            or tokens.lows[end - 1] in self._words.sets["connectives"]
        ):
            end -= 1
        return start, end

    # -- what is shortened

    def _without_relative(self, kept: list[int]) -> list[int]:
        """A long subject without its "who ...": "the officers who had looked for him" told it."""
        if len(kept) <= _SUBJECT_WORDS:
            return kept
        opens = (n for n, at in enumerate(kept) if n > 0 and self._tokens.bits[at] & RELATIVE)
        return kept[: next(opens, len(kept))]

    def _lists(self, comma: int, end: int) -> bool:
        """Whether a comma separates the members of a list, "A, B and C", not an apposition."""
        tokens = self._tokens
        joint = next((at for at in range(comma, end) if tokens.bits[at] & COORDINATOR), -1)
        if joint < 0:
            return False
        after = comma + 1
        article = tokens.lows[after] in {"the", "a", "an", "head", "chief"} if after < end else True
        return not article

    def _named_after(self, comma: int, end: int) -> tuple[int, int] | None:
        """The name in "the secretary-general, Ann Lee,": better than the office."""
        if comma == 0 or self._tokens.lows[comma - 1] not in self._words.sets["nouns.titles"]:
            return None
        place = self._sentence.place(comma, end)
        for actor in self._sentence.actors:
            if actor.kind == "person" and place.start <= actor.start and actor.end <= place.end:
                first, last = self._tokens.between(actor.start, actor.end)
                if all(self._tokens.bits[at] & CAPITAL for at in range(first, last)):
                    return first, last
        return None

    def _persons(self, start: int, end: int) -> str:
        """The names of a long subject of several persons: "Ann Lee and Bo Berg"; else ""."""
        if end - start <= _SUBJECT_WORDS or "and" not in self._tokens.lows[start:end]:
            return ""
        place = self._sentence.place(start, end)
        names: dict[str, str] = {}
        for actor in self._sentence.actors:
            office = (
                actor.name.lower().split("-")[-1].split()[-1] in self._words.sets["nouns.titles"]
            )
            if actor.kind == "person" and not office and place.start <= actor.start < place.end:
                names[actor.slug] = actor.name
        return " and ".join(names.values()) if len(names) == 2 else ""

    def _shorter(self, kept: list[int]) -> list[int]:
        """The first known names of a long subject, else its first words up to a preposition."""
        low, high = self._tokens.starts[kept[0]], self._tokens.ends[kept[-1]]
        inside = [a for a in self._sentence.actors if low <= a.start and a.end <= high]
        persons = [a for a in inside if a.kind == "person"]
        if len(persons) == 1:
            return list(range(*self._tokens.between(persons[0].start, persons[0].end)))
        return self._cutter.cut(kept, _SUBJECT_WORDS, LENGTH)

    def _join(self, kept: Sequence[int]) -> str:
        tokens, text = self._tokens, ""
        for place, at in enumerate(kept):
            word = tokens.words[at]
            if (
                tokens.lows[at] in {"a", "an"}
                and place + 1 < len(kept)
                and kept[place + 1] > at + 1
            ):
                word = _article(word, tokens.words[kept[place + 1]])
            glued = (
                place > 0 and kept[place - 1] == at - 1 and tokens.ends[at - 1] == tokens.starts[at]
            )
            if text and not glued and word not in _CLOSES_UP:
                text += " "
            text += word
        tidy = text.strip(" ,;:–—-.")
        last = next((tokens.words[at] for at in reversed(kept) if tokens.bits[at] & WORD), "")
        return f"{tidy}." if tidy and last == f"{tidy.split()[-1]}." else tidy


def _article(word: str, following: str) -> str:
    """The article that a word needs when what stood between is gone: "a June agreement"."""
    fit = "an" if following[:1].lower() in "aeiou" else "a"
    return fit.capitalize() if word[0].isupper() else fit


def _dangles(word: str, small: int, words: Lexicon) -> bool:
    """Whether a title can't end with a word: an article, "and", "which"."""
    return bool(words.bits.get(word, 0) & small) and word not in words.sets["adverbs"]


def compose(parts: Collection[str], words: Lexicon) -> str:
    """One title from its parts: white space tidied, a capital at the start, not too long."""
    pieces = " ".join(part for part in parts if part).split()
    small = DETERMINER | COORDINATOR | RELATIVE
    if pieces and len(pieces[0]) > LENGTH:
        return pieces[0][:LENGTH]
    while len(" ".join(pieces)) > LENGTH + MORE:
        pieces.pop()
        small |= PREPOSITION
    while len(pieces) > 1 and _dangles(pieces[-1], small, words):
        pieces.pop()
    text = " ".join(pieces).rstrip(" ,;:–—-")
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        text = text.translate(_NO_QUOTES)
    return text[:1].upper() + text[1:]
