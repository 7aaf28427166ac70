"""Where the parts of a sentence begin and end: clauses with what belongs to them, nouns, phrases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from timeline.drafting.clauses import Clause
from timeline.drafting.lexicon import (
    COMMA,
    DETERMINER,
    OPEN,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    STOP,
    WORD,
)
from timeline.drafting.reading import Sentence, Statement

_NOUN: Final = 10
"""Tokens that the noun before a relative clause may have."""


def innermost(sentence: Sentence, at: int) -> int:
    """The number of the clause that a token stands in, or after; -1 where there is none."""
    clauses = sentence.clauses
    inside = [n for n, clause in enumerate(clauses) if clause.start <= at < clause.end]
    if inside:
        return max(inside, key=lambda number: (clauses[number].start, number))
    before = [n for n, clause in enumerate(clauses) if clause.start <= at]
    return before[-1] if before else (0 if clauses else -1)


def whole_end(sentence: Sentence, number: int) -> int:
    """The end of a clause with the relative clauses that it can't do without.

    These have no comma before them, or go on with what somebody says ("which he called ...").
    """
    end = sentence.clauses[number].end
    for clause in sentence.clauses[number + 1 :]:
        comma = sentence.tokens.bits[clause.start - 1] & COMMA
        goes_on = clause.kind == "relative" and clause.start <= end + 1 and clause.parent == number
        if goes_on and (not comma or _is_said(sentence, clause)):
            end = max(end, clause.end)
    return end


def with_content(sentence: Sentence, number: int, end: int) -> int:
    """The end of a clause with what "that" or "whether" opens in it: "ruled that the ban was lawful"."""
    for other, clause in enumerate(sentence.clauses):
        asked = clause.opener in {"whether", "if"} and clause.start <= end
        said = clause.kind == "content" and clause.parent == number
        if (said or asked) and end - 1 <= clause.start <= end + 1:
            end = max(end, whole_end(sentence, other))
    return end


def _is_said(sentence: Sentence, clause: Clause) -> bool:
    start, end = clause.subject
    return end - start == 1 and bool(sentence.tokens.bits[start] & PRONOUN)


def descendants(sentence: Sentence, statement: Statement) -> Iterator[Clause]:
    """The clauses inside what is said."""
    inside = set(statement.contents)
    for number, clause in enumerate(sentence.clauses):
        if clause.parent in inside:
            inside.add(number)
            yield clause


def antecedent(sentence: Sentence, clause: Clause) -> int:
    """The token where the noun begins that a relative clause hangs on."""
    tokens = sentence.tokens
    at = (clause.origin if clause.origin >= 0 else clause.start) - 1
    while at >= 0 and not tokens.bits[at] & WORD:
        at -= 1
    parent = sentence.clauses[clause.parent] if clause.parent >= 0 else None
    stop = parent.verb.end if parent and parent.verb and parent.verb.end <= at else 0
    return noun_start(sentence, at, max(stop, at - _NOUN))


def noun_start(sentence: Sentence, last: int, stop: int) -> int:
    """The token where a noun begins that ends with `last`; not before `stop`."""
    tokens, at = sentence.tokens, last
    while at >= stop:
        bits = tokens.bits[at]
        if bits & (COMMA | STOP) or (bits & PREPOSITION and tokens.lows[at] != "of"):
            break
        if tokens.lows[at] == "that":
            break
        if bits & DETERMINER:
            return at
        at -= 1
    return at + 1


def phrase_end(sentence: Sentence, at: int) -> int:
    """Where the phrase around a date ends: at a comma, or with the clause that it stands in."""
    tokens = sentence.tokens
    stops = {c.start for c in sentence.clauses if c.kind not in {"relative", "content"}}
    stops |= {c.verb.start for c in sentence.clauses if c.verb and c.kind == "main"}
    while at < len(tokens) and not tokens.bits[at] & (COMMA | STOP | OPEN):
        if at in stops or tokens.words[at] == ".":
            break
        at += 1
    return at


def trimmed(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """A passage without commas, conjunctions or a lone quotation mark at its edges."""
    tokens = sentence.tokens
    edge = COMMA | STOP
    while start < end - 1 and (tokens.bits[start] & edge or tokens.lows[start] in {"and", "but"}):
        start += 1
    while end - 1 > start and tokens.bits[end - 1] & (edge | OPEN):
        end -= 1
    marks = [at for at in range(start, end) if tokens.bits[at] & QUOTE]
    if len(marks) % 2 and end - start > 1:
        start += marks[0] == start
        end -= marks[-1] == end - 1 and len(marks) > 1
    return start, max(end, start + 1)
