"""The rules of a language, read from its table and compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from timeline.dates.lexicon import WORDS, Alphabet, Lexicon, Value, lexicon
from timeline.dates.patterns import Part, PatternError, Translator, literals, pieces
from timeline.dates.tokens import tokeniser

_TELLING: Final = ("FORWARD", "SCHEDULED", "HABIT", "BACKWARD", "PAST", "SENTENCE_END")
"""Classes of tokens that tell which way a sentence looks, or end it."""
_CUES: Final = (
    *_TELLING,
    "MODAL",
    "IS",
    "LEADING",
    "WAS",
    "INFINITIVE",
    "UNDONE",
    "BOUND",
    "PASSIVE",
    "TITLE",
)
_MANY: Final = 40
"""Rules that begin with one token ("the"), from which on one regex asks first whether any fits."""
_NAMED_GROUP: Final = re.compile(r"\(\?P<\w+>")
_KEYS: Final = {"id", "pattern", "means", "example", "with"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: which tokens, and what they mean.

    means: names a function of the resolver. given: what the rule itself says about the date.
    groups: of the regex, as (group name, label, kind, classes that give it a value).
    """

    id: str
    means: str
    example: str
    given: tuple[tuple[str, Value], ...]
    regex: re.Pattern[str]
    groups: tuple[tuple[str, str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that reads one language: words, tokens, rules by the characters they begin with.

    starting: the rules by that character; starters: a regex for all of these. any_of: where many
    rules begin with one character, a regex that fits where any of them does.
    """

    lexicon: Lexicon
    alphabet: Alphabet
    tokeniser: re.Pattern[str]
    rules: tuple[Rule, ...]
    starting: Mapping[str, tuple[Rule, ...]]
    starters: re.Pattern[str]
    any_of: Mapping[str, re.Pattern[str]]
    cues: Mapping[str, frozenset[str]]
    telling: re.Pattern[str]


@lru_cache(maxsize=8)
def grammar(language: str) -> Grammar:
    """Return the compiled rules of a language. Raises ValueError where there are none."""
    words = lexicon(language)
    path = WORDS / f"{language}_rules.toml"
    return parse_rules(words, tomllib.loads(path.read_text(encoding="utf-8")))


def parse_rules(words: Lexicon, table: Mapping[str, Any]) -> Grammar:
    """Compile a table of rules. Raises PatternError, a ValueError, where a rule is faulty."""
    macros: dict[str, str] = table.get("macros", {})
    patterns = [*macros.values(), *(entry["pattern"] for entry in table["rule"])]
    alphabet = Alphabet(words, {word for pattern in patterns for word in literals(pattern)})
    symbols = alphabet.symbols()
    translator = Translator(symbols, macros)
    rules = []
    starting: dict[str, list[Rule]] = {}
    for entry in table["rule"]:
        if unknown := set(entry) - _KEYS:
            raise PatternError(f"rule {entry['id']}: unknown {', '.join(sorted(unknown))}")
        part = translator.translate(entry["pattern"])
        rule = _rule(entry, part, macros)
        rules.append(rule)
        for symbol in part.first:
            starting.setdefault(symbol, []).append(rule)
    return Grammar(
        words,
        alphabet,
        tokeniser(words.abbreviations),
        tuple(rules),
        {symbol: tuple(found) for symbol, found in starting.items()},
        re.compile(f"[{''.join(starting)}]"),
        _any_of(starting),
        {kind: frozenset(symbols.get(kind, "")) for kind in _CUES},
        re.compile(f"[{''.join(symbols.get(kind, '') for kind in _TELLING)}]"),
    )


def _any_of(starting: Mapping[str, list[Rule]]) -> dict[str, re.Pattern[str]]:
    patterns = {}
    for symbol, rules in starting.items():
        if len(rules) >= _MANY:
            patterns[symbol] = "|".join(
                _NAMED_GROUP.sub("(?:", rule.regex.pattern) for rule in rules
            )
    return {symbol: re.compile(pattern) for symbol, pattern in patterns.items()}


def _rule(entry: Mapping[str, Any], part: Part, macros: Mapping[str, str]) -> Rule:
    regex = re.compile(part.regex)
    groups = []
    for name in regex.groupindex:
        label, kind, _ = name.split("__")
        groups.append((name, label, kind, _classes(kind, macros)))
    given = tuple(entry.get("with", {}).items())
    return Rule(entry["id"], entry["means"], entry["example"], given, regex, tuple(groups))


def _classes(kind: str, macros: Mapping[str, str]) -> tuple[str, ...]:
    """The classes in which a kept group finds its value: its own, or those its macro names."""
    if kind not in macros:
        return (kind,)
    return tuple(piece.text for piece in pieces(macros[kind]) if piece.sort == "kind")
