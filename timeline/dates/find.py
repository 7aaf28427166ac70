"""Find date expressions in prose: one pass over the tokens, the longest rule at each place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from timeline.dates.grammar import Grammar, Rule, grammar
from timeline.dates.lexicon import Value
from timeline.dates.numerals import read_words
from timeline.dates.outlook import outlook
from timeline.dates.tokens import Tokens, tokenise

_CHUNK: Final = 60_000
"""Characters that are cut into tokens at a time, so that long texts need little memory."""
_CUT: Final = re.compile(r"\n\s*\n|\n|(?<=[.!?])\s|\s")
_CITATION: Final = 24
"""Tokens in which the opening bracket of a press citation is looked for."""
_CLAUSE: Final = 14
"""Tokens behind an expression that are kept, for the event that it may be counted from."""
_JOINTS: Final = frozenset({"joint", "both", "each", "either", "year_span"})
"""What rules call the word or sign between the two ends of a range."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A date expression: found, not yet understood.

    start, end: code points in the text, end exclusive. wording: the text between them.
    rule: its id; means: what kind of expression it is. reading: the values of its parts.
    outlook: "forward" or "backward" where the sentence looks that way, else "".
    lead: the word before it, in lower case. clause: the words after it.
    joint: where the word or dash between the two ends of a range stands.
    report: it stands in the brackets of a press citation, so it dates a report.
    """

    start: int
    end: int
    wording: str
    rule: str
    means: str
    reading: tuple[tuple[str, Value], ...]
    outlook: str = ""
    lead: str = ""
    clause: tuple[str, ...] = ()
    joint: tuple[int, int] | None = None
    report: bool = False


def find_mentions(text: str, language: str = "en") -> list[Mention]:
    """Return the date expressions of a text, in order and without overlap.

    Raises ValueError where there are no tables for the language. Any text is taken; the time
    needed grows with its length.
    """
    rules = grammar(language)
    return [mention for offset, part in _chunks(text) for mention in _find(part, offset, rules)]


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > _CHUNK:
        end = _cut(text, start + _CHUNK)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _cut(text: str, wanted: int) -> int:
    """A place at or before `wanted` where no expression is cut: a break, a line end, a space."""
    earliest = wanted - _CHUNK // 10
    for gap in ("\n\n", "\n", ". ", " "):
        found = text.rfind(gap, earliest, wanted)
        if found > 0:
            return found + len(gap)
    return wanted


def _find(text: str, offset: int, rules: Grammar) -> Iterator[Mention]:
    tokens = tokenise(text, rules.tokeniser, rules.alphabet)
    symbols, starters, starting = tokens.symbols, rules.starters, rules.starting
    any_of = rules.any_of
    position = 0
    while candidate := starters.search(symbols, position):
        position = candidate.start()
        first = any_of.get(symbols[position])
        if first is not None and first.match(symbols, position) is None:
            position += 1
            continue
        best: re.Match[str] | None = None
        chosen: Rule | None = None
        for rule in starting[symbols[position]]:
            match = rule.regex.match(symbols, position)
            if match and (best is None or match.end() > best.end()):
                best, chosen = match, rule
        if best is None or chosen is None or best.end() == position:
            position += 1
            continue
        reading = _reading(best, chosen, tokens, rules)
        if reading is None:
            position += 1
            continue
        if chosen.means != "nothing":
            yield _mention(best, chosen, reading, tokens, offset, rules)
        position = best.end()


def _reading(
    match: re.Match[str], rule: Rule, tokens: Tokens, rules: Grammar
) -> tuple[tuple[str, Value], ...] | None:
    reading = dict(rule.given)
    for name, label, kind, classes in rule.groups:
        start, end = match.span(name)
        if start >= 0:
            value = read_words(kind, classes, tokens.tokens[start:end], rules.lexicon)
            if value is None:
                return None
            reading.setdefault(label, value)
    return tuple(reading.items())


def _mention(
    match: re.Match[str],
    rule: Rule,
    reading: tuple[tuple[str, Value], ...],
    tokens: Tokens,
    offset: int,
    rules: Grammar,
) -> Mention:
    first, last = match.span()
    start, end = tokens.start(first), tokens.ends[last - 1]
    return Mention(
        start + offset,
        end + offset,
        tokens.text[start:end],
        rule.id,
        rule.means,
        reading,
        outlook(tokens, first, last, rules, rule.means in {"weekday", "overnight"}),
        tokens.word(first - 1).lower(),
        tuple(tokens.tokens[last : last + _CLAUSE]),
        _joint(match, rule, tokens, offset),
        _in_citation(tokens, first),
    )


def _joint(match: re.Match[str], rule: Rule, tokens: Tokens, offset: int) -> tuple[int, int] | None:
    for name, label, _kind, _classes in rule.groups:
        if match.start(name) < 0 or label not in _JOINTS:
            continue
        start, end = tokens.start(match.start(name)), tokens.ends[match.end(name) - 1]
        if label == "year_span":
            start, end = start + 4, start + 5
        return start + offset, end + offset
    return None


def _in_citation(tokens: Tokens, first: int) -> bool:
    """Whether "(Outlet, " or "(Outlet, 3 March; Outlet, " stands before it, and no verb."""
    if tokens.word(first - 1) not in {",", ";"}:
        return False
    for index in range(first - 2, max(-1, first - _CITATION), -1):
        word = tokens.word(index)
        if word == "(":
            return tokens.word(index + 1)[:1].isupper()
        if word == ")" or word.isspace() or (word[:1].islower() and len(word) > 3):
            return False
    return False
