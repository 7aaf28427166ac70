"""The words of time of a language: which classes a token belongs to, and what it is worth."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from timeline.dates.foreign import foreign_months

WORDS: Final = Path(__file__).parent / "words"

Value = str | int

# Shapes of tokens that are not words; what a shape is called in rules. The first that fits counts.
_SHAPES: Final = [
    (re.compile(pattern), classes)
    for pattern, classes in [
        (r"0*[1-9]|[12]\d|3[01]", "NUM DAY HOUR SMALL"),
        (r"0+", "NUM HOUR SMALL"),
        (r"\d\d", "NUM SHORT_YEAR SMALL"),
        (r"1[5-9]\d\d|20[0-4]\d", "NUM YEAR LIKELY_YEAR SMALL"),
        (r"1\d{3}|20\d\d", "NUM YEAR SMALL"),
        (r"\d{3,4}", "NUM SMALL"),
        (r"\d+|\d{1,3}(?:,\d{3})+", "NUM"),
        (r"\d{1,2}\.[0-5]\d", "DECIMAL DOTTED_CLOCK"),
        (r"\d+\.\d+", "DECIMAL"),
        (r"0*[1-9]\d?(?:st|nd|rd|th|ST|ND|RD|TH)", "ORDINAL NTH"),
        (r"(?:1\d|20)\d0(?:['’]?s|er)|['’][1-9]0s", "DECADE"),
        (r"[1-9]0(?:['’]?s|er)", "BARE_DECADE"),
        (r"['’]\d\d", "CLIPPED_YEAR"),
        (r"(?:1\d{3}|20\d\d)-(?:0\d|1[0-2])-[0-3]\d", "ISO"),
        (r"\d{1,2}([/.-])\d{1,2}\1(?:\d\d|\d{4})", "NUMERIC"),
        (r"[12]\d{3}([/.])\d{1,2}\1\d{1,2}", "NUMERIC"),
        (r"(?:1\d{3}|20\d\d)[-–—/](?:\d\d|1\d{3}|20\d\d)", "YEAR_SPAN"),
        (r"\d{1,2}/\d{1,2}", "FRACTION"),
        (r"[½¼¾]", "FRACTION"),
        (r"\d{1,2}:\d\d(?::\d\d)?", "CLOCK"),
        (r"\d{1,4}['’]s", "NUM"),
        (r"[-–—]", "DASH"),
        (r"\n\s*", "BREAK"),
        (r"[^\W\d_a-z]\w*", "NAME"),
    ]
]

_KEPT: Final = 100_000
"""Tokens that are kept with their character: the words of a language, some 10 MB."""
_KEPT_LENGTH: Final = 30
_SYMBOL: Final = 0xE000  # the private use area: classes of tokens are written as one character each


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's words: their classes and values, and its options."""

    language: str
    words: Mapping[str, frozenset[str]]
    values: Mapping[str, Mapping[str, Value]]
    abbreviations: tuple[str, ...]
    options: Mapping[str, Any]

    def value(self, kind: str, token: str) -> Value | None:
        """What a token is worth in a class; None where it is not of that class."""
        return self.values.get(kind, {}).get(token.lower())


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """Return a language's words, read from its table. Raises ValueError for unknown languages."""
    path = WORDS / f"{language}.toml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in WORDS.glob("??.toml")))
        raise ValueError(f"no date words for language {language!r}; there are: {known}")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    options = table.pop("options", {})
    capital = set(options.get("capital", ()))
    table["FOREIGN_MONTH"] = {name: 1 for name in foreign_months() if name not in table["MONTH"]}
    words: dict[str, set[str]] = {}
    for kind, entries in table.items():
        for word in entries:
            for form in _forms(word, kind in capital):
                kinds = {kind} if form == word else {kind, _capital_kind(kind)}
                words.setdefault(form, set()).update(kinds)
    return Lexicon(
        language,
        {word: frozenset(kinds) for word, kinds in words.items()},
        table,
        tuple(sorted((word for word in words if word.endswith(".")), key=len, reverse=True)),
        options,
    )


def _capital_kind(kind: str) -> str:
    """What a capital tells: "Spring" may be a town, and "Mars" is a name like any other."""
    return "NAME" if kind == "FOREIGN_MONTH" else "CAPITAL"


def _forms(word: str, capital: bool) -> Iterable[str]:
    """The spellings that count: Sunday, SUNDAY and, unless it needs a capital, sunday."""
    return {word.capitalize(), word.upper()} | (set() if capital else {word})


class Alphabet(dict[str, str]):
    """Of each token, the character that stands for its set of classes.

    So rules can be regexes over tokens. Most tokens of a text are of no class: they are ".".
    Tokens met in a text are kept, up to a number that no hostile text can pass.
    """

    def __init__(self, words: Lexicon, literals: Iterable[str]) -> None:
        """literals: the words that rules name one by one; each is a class of its own."""
        super().__init__()
        self._lexicon = words
        self._symbols: dict[frozenset[str], str] = {frozenset(): "."}
        self._literals = frozenset(literals)
        known = set(words.words)
        for literal in self._literals:
            known |= set(_forms(literal, False))
        self._past_endings = tuple(words.options.get("past_endings", ()))
        for token in known:
            self[token] = self._symbol(self._classes(token))
        for _, classes in _SHAPES:
            self._symbol(frozenset(classes.split()))
        self._name = self._symbol(frozenset({"NAME"}))
        self._plural = self._symbol(frozenset({"PLURAL"}))
        self._past = self._symbol(frozenset({"PAST"}))

    def __missing__(self, token: str) -> str:
        """The character of a token that is not in the table of words."""
        if token[0].islower():
            symbol = self._plural if token[-1] == "s" else "."
            symbol = self._past if token.endswith(self._past_endings) else symbol
        elif token[0].isupper():
            symbol = self._name
        else:
            symbol = self._symbol(self._classes(token))
        if len(self) < _KEPT and len(token) <= _KEPT_LENGTH:
            self[token] = symbol
        return symbol

    def symbols(self) -> dict[str, str]:
        """The characters of each class: all whose set of classes has it."""
        table: dict[str, str] = {}
        for classes, symbol in self._symbols.items():
            for kind in classes:
                table[kind] = table.get(kind, "") + symbol
        return table

    def _classes(self, token: str) -> frozenset[str]:
        """The classes of a token: by word, by shape, and as itself where rules name it."""
        found = self._lexicon.words.get(token, frozenset())
        if token.lower() in self._literals:
            found |= {f"={token.lower()}"}
        if token.islower() and token.endswith(self._past_endings) and "NO_PAST" not in found:
            found |= {"PAST"}
        if found and token[0].isalpha():
            return found
        for shape, classes in _SHAPES:
            if shape.fullmatch(token):
                return found | frozenset(classes.split())
        return found

    def _symbol(self, classes: frozenset[str]) -> str:
        if classes not in self._symbols:
            self._symbols[classes] = chr(_SYMBOL + len(self._symbols))
        return self._symbols[classes]
