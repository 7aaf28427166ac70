"""Events that a noun or a participle tells: "the meeting on March 3", "the pact, signed in May,"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from timeline.drafting.extents import noun_start, phrase_end, trimmed
from timeline.drafting.lexicon import (
    COMMA,
    GERUND,
    NUMBER,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    STOP,
    WORD,
    Lexicon,
)
from timeline.drafting.modality import Verdict
from timeline.drafting.reading import DateAt, Sentence
from timeline.drafting.unit import Unit

_REACH: Final = 14
"""Tokens before a date in which the noun of its event is looked for."""
_BEHIND: Final = 4
"""Tokens after a date in which it is looked for: "Wednesday's second meeting"."""
_CLOSE: Final = 7
"""Tokens before a date in which it is looked for where the verb can't have the date."""


def governed_noun(sentence: Sentence, date: DateAt, words: Lexicon) -> tuple[int, str] | None:
    """The event noun that a date belongs to, and what it hangs on: "after", "during", "follow"."""
    tokens, sets = sentence.tokens, words.sets
    verbs = {at for c in sentence.clauses if c.verb for at in range(c.verb.start, c.verb.end)}
    noun = -1
    for at in range(date.first - 1, max(-1, date.first - _REACH), -1):
        low = tokens.lows[at]
        if noun >= 0 and low in sets["nouns.governors"]:
            return None if low in sets["grammar.loose"] else (noun, low)
        if at in verbs:
            followed = noun >= 0 and words.is_form("nouns.governors", low)
            return (noun, "follow") if followed and _is_object(sentence, at, noun) else None
        if tokens.bits[at] & (COMMA | STOP):
            return None
        if low in sets["nouns.events"]:
            noun = at
    return None


def noun_before(sentence: Sentence, date: DateAt, words: Lexicon) -> int:
    """The event noun close before a date, "the visit in September"; -1 where there is none."""
    tokens = sentence.tokens
    for at in range(date.first - 1, max(-1, date.first - _CLOSE), -1):
        if tokens.bits[at] & (COMMA | STOP):
            break
        if tokens.lows[at] in words.sets["nouns.events"]:
            return at
    return -1


def noun_behind(sentence: Sentence, date: DateAt, words: Lexicon) -> int:
    """The event noun that a date stands before, "Wednesday's meeting"; -1 where there is none."""
    tokens = sentence.tokens
    for at in range(date.end, min(date.end + _BEHIND, len(tokens))):
        if tokens.bits[at] & (PREPOSITION | COMMA | STOP):
            break
        if tokens.lows[at] in words.sets["nouns.events"]:
            return at
    return -1


def object_noun(sentence: Sentence, start: int, end: int, words: Lexicon) -> int:
    """The event noun that a verb's object is, behind articles and adjectives; -1 where it is none."""
    for at in range(start, min(start + _BEHIND, end)):
        if sentence.tokens.bits[at] & (PREPOSITION | COMMA | STOP):
            break
        if sentence.tokens.lows[at] in words.sets["nouns.events"]:
            return at
    return -1


def tells_enough(sentence: Sentence, noun: int, date: DateAt, words: Lexicon) -> bool:
    """Whether a "during" phrase is an event of its own: a meeting of some with others."""
    lows = sentence.tokens.lows
    if lows[noun] not in words.sets["nouns.meetings"]:
        return False
    end = phrase_end(sentence, date.end)
    return any(low in {"between", "with", "of"} for low in lows[noun:end])


def noun_unit(sentence: Sentence, date: DateAt | None, noun: int, words: Lexicon) -> Unit:
    """The event that a noun tells, with the words that belong to it."""
    tokens = sentence.tokens
    start = noun
    verbs = {clause.verb.end for clause in sentence.clauses if clause.verb is not None}
    while start > 0 and start not in verbs:
        bits, low = tokens.bits[start - 1], tokens.lows[start - 1]
        if bits & (PREPOSITION | COMMA | STOP) and not bits & POSSESSIVE:
            break
        if not bits & WORD or words.is_form("nouns.governors", low):
            break
        start -= 1
    end = phrase_end(sentence, max(date.end if date else 0, noun + 1))
    verdict = Verdict("occurred", "m-event-noun", ((noun, noun + 1),))
    if tokens.lows[noun] in words.sets["nouns.sayings"]:
        verdict = replace(verdict, modality="announced")
    passage = trimmed(sentence, start, end)
    return Unit("noun", sentence, passage, (start, start), (start, end), verdict, date)


def aside_unit(sentence: Sentence, date: DateAt, number: int) -> Unit | None:
    """The event of a participle behind a comma: "the doctrine, signed by X three days earlier, ..."."""
    tokens = sentence.tokens
    comma = _comma_before(sentence, date)
    head = comma + 1
    if comma < 1 or head >= date.first:
        return None
    verbs = {clause.verb.start for clause in sentence.clauses if clause.verb is not None}
    if not tokens.bits[head] & PARTICIPLE or tokens.bits[head] & GERUND:
        return None
    if any(head <= start < date.first for start in verbs):
        return None
    clause = sentence.clauses[number] if number >= 0 else None
    stop = clause.verb.end if clause and clause.verb and clause.verb.end <= comma else 0
    if clause and clause.subject[0] < comma <= clause.subject[1]:
        stop = clause.subject[0]
    start = noun_start(sentence, comma - 1, max(stop, comma - 10))
    if start >= comma or any(other.first <= start < other.end for other in sentence.dates):
        return None
    end = next((at for at in range(date.end, len(tokens)) if tokens.bits[at] & COMMA), date.end)
    verdict = Verdict("occurred", "m-occurred", ((head, head + 1),))
    passage = trimmed(sentence, start, end)
    return Unit("aside", sentence, passage, (start, comma), (head, end), verdict, date)


def _comma_before(sentence: Sentence, date: DateAt) -> int:
    """The last comma before a date that is not the date's own ("March 3, 2010"); -1 for none."""
    bits = sentence.tokens.bits
    for at in range(date.first - 1, 0, -1):
        own = bits[at - 1] & NUMBER and at + 1 >= date.first
        if bits[at] & (COMMA | STOP) and not own:
            return at
    return -1


def _is_object(sentence: Sentence, verb: int, noun: int) -> bool:
    """Whether only articles and adjectives stand between a verb and its noun."""
    bits = sentence.tokens.bits
    return not any(bits[at] & (PREPOSITION | COMMA) for at in range(verb + 1, noun))
