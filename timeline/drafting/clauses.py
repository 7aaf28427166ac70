"""A sentence as clauses: who did what, which clause hangs on which, and where each begins and ends.

No grammar of English, but a walk from left to right over the finite verbs and the words that
open clauses, with a stack of clauses that still wait for their verb. Good enough for news prose;
where it is wrong, a passage is too long rather than cut in the middle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from timeline.drafting.lexicon import (
    ADVERB,
    CAPITAL,
    CLOSE,
    COMMA,
    COORDINATOR,
    DETERMINER,
    GERUND,
    NUMBER,
    OPEN,
    PARTICIPLE,
    PREPOSITION,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    Lexicon,
)
from timeline.drafting.tokens import Tokens
from timeline.drafting.verbs import VerbGroup

Kind = Literal["main", "coordinate", "content", "relative", "adverbial", "attribution"]

Dates = Mapping[int, int]
"""The dates of a sentence: the first token of each, and the token after its last."""

SPEECH: Final = ("say", "announce", "claim", "deny")


@dataclass(slots=True)
class Clause:
    """Tokens start..end around one finite verb; subject: the tokens that it says something of.

    parent: index of the clause that it hangs on, -1 for none. inverted: the subject follows the
    verb, as in "said the minister". opener: the word that opens it, "" where none does. origin: where
    the first of several relative clauses on one noun begins ("which began and ended").
    """

    kind: Kind
    start: int
    end: int = 0
    verb: VerbGroup | None = None
    subject: tuple[int, int] = (0, 0)
    parent: int = -1
    inverted: bool = False
    opener: str = ""
    origin: int = -1
    commas: list[int] = field(default_factory=list)
    joints: list[int] = field(default_factory=list)


def closing(tokens: Tokens, index: int) -> int:
    """The token that closes the bracket at `index`, or the bracket itself where none does."""
    depth = 0
    for at in range(index, len(tokens)):
        if tokens.bits[at] & OPEN:
            depth += 1
        elif tokens.bits[at] & CLOSE:
            depth -= 1
            if depth == 0:
                return at
    return index


def saying(tokens: Tokens, verb: VerbGroup, words: Lexicon) -> str | None:
    """The list of [speech] that a verb is in: say, announce, claim, deny; else None."""
    if verb.passive:
        return None
    low = tokens.lows[verb.head]
    following = tokens.lows[verb.end] if verb.end < len(tokens) else ""
    if any(f"{base} {following}" in words.sets["speech.unless"] for base in words.bases(low)):
        return None
    for name in SPEECH:
        if words.is_form(f"speech.{name}", low):
            return name
        listed = words.sets[f"speech.{name}"]
        if any(f"{base} {following}" in listed for base in words.bases(low)):  # "called for"
            return name
    return None


def content_start(tokens: Tokens, verb: VerbGroup, end: int, words: Lexicon, dates: Dates) -> int:
    """Where what is said begins, behind the verb, the hearer and the day: "told Radio Rome March 3"."""
    at = verb.end
    if words.is_form("speech.with_hearer", tokens.lows[verb.head]):
        while at < end and tokens.bits[at] & (CAPITAL | DETERMINER) and at + 1 < end:
            at += 1
        while at < end and tokens.lows[at] in words.sets["nouns.hearers"]:
            at += 1
    while at < end and (at in dates or tokens.lows[at] == "on"):
        at = dates.get(at, at + 1)
    return at if at < end else verb.end


def subject_start(tokens: Tokens, start: int, end: int, words: Lexicon, dates: Dates) -> int:
    """Where the subject begins: behind connectives, lead phrases and the word that opens the clause."""
    at = start
    moved = True
    while moved and at < end:
        moved = False
        while at < end and _is_lead(tokens, at, words, dates):
            at = dates.get(at, at + 1)
            moved = True
        if at < end and _opens_lead(tokens, at, words, dates):
            comma = _lead_comma(tokens, at, end, dates)
            if comma >= 0:
                source = tokens.lows[at] == "according"
                at, moved = comma + 1, True
                at = _behind_name(tokens, at, end) if source else at
            elif at + 1 in dates:
                at, moved = dates[at + 1], True
    return min(at, end)


def _behind_name(tokens: Tokens, start: int, end: int) -> int:
    """Behind a name that stands between commas: "According to the mayor, Ann Lee, the ..."."""
    at = start
    while at < end and tokens.bits[at] & CAPITAL and not tokens.bits[at] & DETERMINER:
        at += 1
    return at + 1 if start < at < end and tokens.bits[at] & COMMA else start


def _is_lead(tokens: Tokens, at: int, words: Lexicon, dates: Dates) -> bool:
    bits = tokens.bits[at]
    return (
        at in dates
        or tokens.lows[at] in words.sets["connectives"]
        or bool(bits & (COMMA | QUOTE | COORDINATOR | RELATIVE))
        or bool(bits & SUBORDINATOR and not bits & PREPOSITION)
        or (bool(bits & ADVERB) and not bits & DETERMINER)
        or tokens.lows[at] == "that"
    )


def is_quantity(tokens: Tokens, at: int, words: Lexicon) -> bool:
    """Whether a figure begins, "about 300 men", and no phrase of place or time."""
    figure = at + 1 < len(tokens) and bool(tokens.bits[at + 1] & NUMBER)
    return figure and tokens.lows[at] in words.sets["titles.quantities"]


def _opens_lead(tokens: Tokens, at: int, words: Lexicon, dates: Dates) -> bool:
    """Whether a phrase begins that may stand before the subject: "In Moscow, ", "According to X, "."""
    if at + 1 not in dates and is_quantity(tokens, at, words):
        return False
    if tokens.lows[at + 1 : at + 2] and tokens.lows[at + 1] in words.sets["grammar.lengths"]:
        return tokens.lows[at + 2 : at + 3] in {("after",), ("before",)}
    return bool(tokens.bits[at] & (PREPOSITION | GERUND | PARTICIPLE))


def _lead_comma(tokens: Tokens, start: int, end: int, dates: Dates) -> int:
    """The comma that ends a lead phrase, or -1. "In Moscow, the ..." ends at its first comma."""
    at = start
    while at < end:
        if at in dates:
            at = dates[at]
            continue
        if tokens.bits[at] & OPEN:
            at = closing(tokens, at)
        elif tokens.bits[at] & COMMA:
            return at
        at += 1
    return -1


def subject_end(tokens: Tokens, start: int) -> int:
    """Where a subject behind its verb ends: at a comma, a bracket or a preposition of time."""
    at = start
    while at < len(tokens) and not tokens.bits[at] & (COMMA | OPEN | STOP | QUOTE):
        at += 1
    return at
