"""Text as tokens, and tokens as characters: what the rules are matched against."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.dates.lexicon import Alphabet


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: where each starts and ends, and its class as one character."""

    text: str
    spans: list[tuple[int, int]]
    symbols: str

    def word(self, index: int) -> str:
        """The token at an index; "" outside."""
        if not 0 <= index < len(self.spans):
            return ""
        start, end = self.spans[index]
        return self.text[start:end]

    def words(self, start: int, end: int) -> list[str]:
        """The tokens of a range."""
        return [self.text[first:last] for first, last in self.spans[start:end]]


def tokeniser(abbreviations: Iterable[str]) -> re.Pattern[str]:
    """Return the regex that cuts a text into tokens. It never looks back or retries: linear.

    abbreviations: words that take their full stop with them ("Sept.").
    """
    short = "|".join(re.escape(word) for word in abbreviations)
    return re.compile(
        rf"""
          \b(?:{short or "(?!)"})                      # Sept.  Tues.
        | \b(?:[A-Za-z]\.){{2,4}} | \b[AaPp]\.[Mm]\b   # p.m.  B.C.  U.S.
        | [^\W\d_]+                                    # words
        | (?<![\w.,/-])\d{{1,4}}([/.-])\d{{1,2}}\1\d{{1,4}}(?![\d/-])     # 18.3.2010  2010-03-18
        | (?<![\w.,/-])\d{{4}}[-–—/]\d{{2}}(?:\d\d)?(?![\d/–-])           # 1979-89
        | \d{{1,2}}[:.]\d\d(?::\d\d)?(?=\s*[ap]\.?m\b) | \d{{1,2}}:\d\d(?::\d\d)?(?![\d:])
        | \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)? | \d+\.\d+ | \d{{1,2}}/\d{{1,2}}(?![\d/])
        | \d+(?:st|nd|rd|th|ST|ND|RD|TH|['’]?s)\b
        | \d+
        | ['’]\d\d(?:s\b|\b) | ['’](?:s|ll|re|ve|d)\b
        | \n[ \t\r]*\n\s* | \S
        """,
        re.VERBOSE,
    )


def tokenise(text: str, pattern: re.Pattern[str], alphabet: Alphabet) -> Tokens:
    """Cut a text into tokens and give each the character of its classes."""
    symbol = alphabet.symbol
    spans = []
    symbols = []
    for match in pattern.finditer(text):
        spans.append(match.span())
        symbols.append(symbol(match.group()))
    return Tokens(text, spans, "".join(symbols))
