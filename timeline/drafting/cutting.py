"""Where a title that runs long may end: at a joint of the sentence, with nothing left hanging."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from timeline.drafting.lexicon import (
    ADVERB,
    CAPITAL,
    COMMA,
    COORDINATOR,
    DETERMINER,
    GERUND,
    MODAL,
    NOUN_TOO,
    NUMBER,
    PARTICIPLE,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRESENT,
    PRONOUN,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    WORD,
    Lexicon,
)
from timeline.drafting.tokens import Tokens

_FEWEST: Final = 2
"""Words that a cut leaves at least: a verb and its object."""
_LIST: Final = 14
"""Tokens behind a comma in which the "and" of a list of names is looked for."""
_NEAR: Final = 4
"""The same, of a list of plain words: "oil, gas and timber"."""
_TOO_SHORT: Final = 0.4
_TOO_LONG: Final = 0.6
"""What each word below and above the wished length costs, where a better joint is worth 1."""
_NO_JOINT: Final = 0.0
"""A cut that is worth less is worse than a title that runs a little over."""
MORE: Final = 35
"""Characters by which a title may be longer than wished, where no joint is near."""
_MORE_WORDS: Final = 5
_VERB: Final = PAST | PARTICIPLE | PRESENT | GERUND
_DANGLING: Final = PREPOSITION | DETERMINER | COORDINATOR | SUBORDINATOR | RELATIVE | ADVERB | MODAL


class Cutter:
    """Shortens the words that are kept of one sentence, given as the numbers of their tokens.

    verbs: the tokens of its finite verbs.
    """

    def __init__(self, tokens: Tokens, verbs: frozenset[int], words: Lexicon) -> None:
        self._verbs = verbs
        self._tokens = tokens
        self._words = words

    def cut(self, kept: Sequence[int], room: int, chars: int, grace: int = 3) -> list[int]:
        """The first words: all, if they are few, else up to the best joint near `room` words.

        room: words wished for, of which `grace` more are borne where the sentence is over then.
        chars: characters that there is room for.
        """
        kept = self.before_aside(kept)
        counts = self._counts(kept)
        whole = not counts or (counts[-1] <= room + grace and self._length(kept) <= chars)
        if not whole:
            kept = kept[: self._best(kept, counts, room, chars, grace)]
        return self._even_quotes(self._without_dangling(list(kept), whole=whole))

    def before_aside(self, kept: Sequence[int]) -> Sequence[int]:
        """Nothing from a comma on that does not go on with a list, if enough stands before it."""
        for place, at in enumerate(kept):
            if not self._tokens.bits[at] & (COMMA | STOP) or place < _FEWEST:
                continue
            if self._tokens.bits[at] & STOP:
                return kept[:place]
            if not self.describes(kept, place) and not self._lists(kept[place + 1 :]):
                return kept[:place]
        return kept

    def describes(self, kept: Sequence[int], place: int) -> bool:
        """Whether a comma stands between two adjectives of one noun: "a new, larger fleet"."""
        bits = self._tokens.bits
        following = bits[kept[place + 1]] if place + 1 < len(kept) else COMMA
        article = bits[kept[place - 2]] & DETERMINER
        return bool(article) and not following & (_VERB | _DANGLING | CAPITAL | COMMA | QUOTE)

    def _lists(self, rest: Sequence[int]) -> bool:
        """Whether a comma is followed by the next member of a list that has an "and"."""
        bits = self._tokens.bits
        if not rest:
            return False
        if bits[rest[0]] & (CAPITAL | NUMBER):
            return any(bits[at] & COORDINATOR for at in rest[:_LIST])
        plain = not bits[rest[0]] & (_VERB | _DANGLING)
        return plain and any(bits[at] & COORDINATOR for at in rest[1:_NEAR])

    def _counts(self, kept: Sequence[int]) -> list[int]:
        """How many words stand up to each place, marks left aside."""
        counts, count = [], 0
        for at in kept:
            count += bool(self._tokens.bits[at] & WORD)
            counts.append(count)
        return counts

    def _length(self, kept: Sequence[int]) -> int:
        return sum(len(self._tokens.words[at]) + 1 for at in kept) - 1

    def _best(
        self, kept: Sequence[int], counts: Sequence[int], room: int, chars: int, grace: int
    ) -> int:
        """The place before which to cut; farther on than wished, where it is bad to cut before."""
        place, worth = self._joint_near(kept, counts, room, chars, grace)
        if worth >= _NO_JOINT:
            return place
        bearable = counts[-1] <= room + 2 * grace and self._length(kept) <= chars
        if bearable:
            return len(kept)
        later, better = self._joint_near(kept, counts, room + _MORE_WORDS, chars + MORE, grace)
        return later if better > worth else place

    def _joint_near(
        self, kept: Sequence[int], counts: Sequence[int], room: int, chars: int, grace: int
    ) -> tuple[int, float]:
        """The best joint, of equals the one nearest to `room`, and what it is worth."""
        best, most = 1, float("-inf")
        length = 0
        for place in range(1, len(kept)):
            length += len(self._tokens.words[kept[place - 1]]) + 1
            count = counts[place - 1]
            if count > room + grace or (length - 1 > chars and place > 1):
                break
            worth = self._joint(kept, place)
            worth -= _TOO_SHORT * max(0, room - count) + _TOO_LONG * max(0, count - room)
            worth -= 4.0 if count < _FEWEST or self._opens_clause(kept[:place]) else 0.0
            if worth >= most:
                best, most = place, worth
        return best, most

    def _opens_clause(self, cut: Sequence[int]) -> bool:
        """Whether the last "that" or "which" of a cut has no verb yet: "ruled that the strike"."""
        for at in reversed(cut):
            if at in self._verbs:
                return False
            if self._tokens.lows[at] == "that" or self._tokens.bits[at] & RELATIVE:
                return True
        return False

    def _joint(self, kept: Sequence[int], place: int) -> float:
        """How good a cut before a word is, by what the word opens and what the cut leaves behind."""
        tokens, at, before = self._tokens, kept[place], kept[place - 1]
        bits, low = tokens.bits[at], tokens.lows[at]
        sets = self._words.sets
        if bits & (STOP | COMMA) or tokens.words[at] == ".":
            worth = 5.0
        elif bits & RELATIVE or low == "that":
            wanting = tokens.lows[before] in sets["titles.wanting"]
            worth = -3.0 if wanting or self._wants_clause(before) else 4.0
        elif bits & COORDINATOR:
            finite = place + 1 < len(kept) and tokens.bits[kept[place + 1]] & PAST
            worth = 3.0 if finite else 0.0
        elif low in sets["titles.bound"]:
            worth = -1.5
        elif bits & SUBORDINATOR and not bits & PREPOSITION:
            worth = 4.0
        elif bits & PREPOSITION:
            worth = 3.0 if low in sets["titles.circumstances"] else 2.0
        elif self._opens_participle(kept, place) or self._opens_contact(kept, place):
            worth = 1.0
        else:
            return -5.0
        return worth - self._want(before, opens=bool(bits & PREPOSITION))

    def _opens_participle(self, kept: Sequence[int], place: int) -> bool:
        """ "the troops | stationed in Rome", but not "its much | hailed effort"."""
        tokens, at = self._tokens, kept[place]
        bits, before = tokens.bits[at], tokens.bits[kept[place - 1]]
        if bits & (CAPITAL | NOUN_TOO) or before & (_DANGLING | POSSESSIVE):
            return False
        after = tokens.bits[kept[place + 1]] if place + 1 < len(kept) else 0
        if bits & GERUND:
            return bool(after & (DETERMINER | CAPITAL | NUMBER))
        return bool(bits & PARTICIPLE and after & (PREPOSITION | ADVERB | QUOTE))

    def _opens_contact(self, kept: Sequence[int], place: int) -> bool:
        """ "the price | they paid", "the ban | the city imposed": a clause without its "which"."""
        bits, before = self._tokens.bits[kept[place]], self._tokens.bits[kept[place - 1]]
        noun = not before & (_DANGLING | _VERB | POSSESSIVE | CAPITAL | NUMBER | QUOTE)
        noun &= place < 2 or self._tokens.lows[kept[place - 2]] != "to"
        return bool(bits & (DETERMINER | PRONOUN)) and noun

    def _want(self, last: int, *, opens: bool) -> float:
        """What a last word lacks: a verb its object, "interest" what it is in."""
        bits, low = self._tokens.bits[last], self._tokens.lows[last]
        verb = bits & _VERB and not bits & (CAPITAL | NOUN_TOO) and opens
        return 3.5 if verb or low in self._words.sets["titles.wanting"] else 0.0

    def _wants_clause(self, last: int) -> bool:
        """Whether "that" opens what a verb says, not what a noun is like."""
        bits = self._tokens.bits[last]
        return bool(bits & _VERB) and not bits & NOUN_TOO

    def _without_dangling(self, kept: list[int], *, whole: bool) -> list[int]:
        """No small word at the end that belongs to what was cut; "running out" keeps its "out"."""
        tokens, sets = self._tokens, self._words.sets
        while len(kept) > 1:
            last, bits, low = kept[-1], tokens.bits[kept[-1]], tokens.lows[kept[-1]]
            particle = whole and low in sets["titles.particles"]
            if particle and tokens.bits[kept[-2]] & _VERB:
                break
            dangles = bits & _DANGLING and not bits & (CAPITAL | NUMBER)
            mark = bits & (COMMA | STOP) or tokens.words[last] == "."
            owns = not whole and bits & POSSESSIVE
            if not (dangles or owns or mark or low in sets["titles.never_last"]):
                break
            kept.pop()
        return kept

    def _even_quotes(self, kept: list[int]) -> list[int]:
        """Quotation marks only in pairs."""
        marks = [at for at in kept if self._tokens.bits[at] & QUOTE]
        return [at for at in kept if at not in marks] if len(marks) % 2 else kept
