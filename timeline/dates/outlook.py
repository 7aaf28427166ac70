"""Which way a sentence looks: back on what was, or ahead to what will be."""

from __future__ import annotations

from typing import Final

from timeline.dates.grammar import Grammar
from timeline.dates.tokens import Tokens

_WITHIN: Final = 25
"""Tokens to either side of a date in which words that look ahead or back are looked for."""


def outlook(tokens: Tokens, first: int, last: int, rules: Grammar, weekday: bool) -> str:
    """Return "forward" or "backward" by the nearest telling word before the tokens first..last.

    Without one, by the first after them; "" where the sentence has none. A weekday looks back
    unless the words before it look ahead; those after it do not count (`weekday`).
    """
    symbols = tokens.symbols
    if symbols[first - 1 : first] in rules.cues["BOUND"] and not weekday:
        return "forward"
    if weekday and _opens_sentence(tokens, first, rules) and (cue := _verb(tokens, last, rules)):
        return cue
    before = rules.telling.finditer(symbols, max(0, first - _WITHIN), first)
    for match in reversed(list(before)):
        if _ends_sentence(tokens, match.start(), rules):
            break
        if cue := _cue(symbols, match.start(), rules, weekday):
            return cue
    if weekday:
        return ""
    for match in rules.telling.finditer(symbols, last, last + _WITHIN):
        if _ends_sentence(tokens, match.start(), rules):
            break
        if cue := _cue(symbols, match.start(), rules, weekday):
            return cue
    return ""


def _verb(tokens: Tokens, last: int, rules: Grammar) -> str:
    """Which way the first verb looks that can be told: "will", or a past tense; "" for others.

    "Planned" and "scheduled" are past tenses here: "On Friday the ministry planned to pay".
    """
    symbols, cues = tokens.symbols, rules.cues
    for match in rules.telling.finditer(symbols, last, last + _WITHIN):
        index = match.start()
        symbol, before, after = symbols[index], symbols[index - 1], symbols[index + 1 : index + 2]
        if _ends_sentence(tokens, index, rules):
            break
        past = symbol in cues["PAST"]
        if symbol in cues["FORWARD"] and (
            before in cues["IS"] or (after in cues["INFINITIVE"] and not past)
        ):
            return "forward"
        if symbol in cues["MODAL"]:
            return "forward"
        if (past or symbol in cues["BACKWARD"]) and before not in cues["IS"] | cues["PASSIVE"]:
            return "backward"
    return ""


def _opens_sentence(tokens: Tokens, first: int, rules: Grammar) -> bool:
    """Whether no verb that tells stands before it in its sentence: "But on Tuesday,"."""
    cues = rules.cues
    told = (cues["BACKWARD"] | cues["PAST"] | cues["FORWARD"] | cues["SCHEDULED"]) - cues["LEADING"]
    for index in range(first - 1, max(-1, first - _WITHIN), -1):
        if _ends_sentence(tokens, index, rules) or "\n" in tokens.word(index):
            return True
        if tokens.symbols[index] in told:
            return False
    return first < _WITHIN


def _cue(symbols: str, index: int, rules: Grammar, weekday: bool) -> str:
    """Which way one word looks: "will" forward, "was" backward, "had been due" backward too.

    A participle behind "be" tells nothing: "held" in "will be held".
    """
    symbol = symbols[index]
    if rules.cues["HABIT"] & set(symbols[max(0, index - 1) : index + 1]):
        return "habitual"
    if symbol in rules.cues["SCHEDULED"]:
        bound = symbols[index - 1 : index] in rules.cues["INFINITIVE"] | rules.cues["UNDONE"]
        return "forward" if weekday and not bound else ""
    if symbol in rules.cues["FORWARD"]:
        if not rules.cues["UNDONE"] & set(symbols[max(0, index - 2) : index]):
            return "forward"
        plan = rules.cues["MODAL"] & set(symbols[max(0, index - 4) : index])
        return "forward" if plan else "backward"
    if symbol not in rules.cues["BACKWARD"] and symbol not in rules.cues["PAST"]:
        return ""
    if symbol in rules.cues["WAS"] and symbols[index + 1 : index + 2] in rules.cues["INFINITIVE"]:
        return "forward"
    return (
        "" if symbols[index - 1 : index] in rules.cues["PASSIVE"] | rules.cues["IS"] else "backward"
    )


def _ends_sentence(tokens: Tokens, index: int, rules: Grammar) -> bool:
    """Whether a sentence ends with this token; not behind "Corp." or an initial."""
    if tokens.symbols[index] not in rules.cues["SENTENCE_END"]:
        return False
    if tokens.word(index) != ".":
        return True
    before = tokens.word(index - 1)
    title = tokens.symbols[index - 1 : index] in rules.cues["TITLE"]
    return not (title or (len(before) == 1 and before.isupper()))
