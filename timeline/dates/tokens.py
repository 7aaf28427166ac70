"""Text as tokens, and tokens as characters: what the rules are matched against."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from timeline.dates.lexicon import Alphabet


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: the words, where each ends, and its class as one character."""

    text: str
    tokens: list[str]
    ends: list[int]
    symbols: str

    def word(self, index: int) -> str:
        """The token at an index; "" outside."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else ""

    def start(self, index: int) -> int:
        """Where a token starts in the text."""
        return self.ends[index] - len(self.tokens[index])


def tokeniser(abbreviations: Iterable[str]) -> re.Pattern[str]:
    """Return the regex that cuts a text into (space before, token). It never looks back: linear.

    abbreviations: words that take their full stop with them ("Sept.").
    """
    short = "|".join(re.escape(word) for word in abbreviations)
    return re.compile(
        rf"""
        ([^\S\n]*+(?:\n[^\S\n]*+)?+)(                         # a second line end is a token: a break
          \b[^\W\d_](?:\.[A-Za-z])+\b\.?               # p.m.  B.C.  U.S.
        | (?=[^\W\d_]{{2,6}}\.)(?:{short or "(?!)"})   # Sept.  Tues.
        | [^\W\d_]+                                    # words
        | (?<![\w.,/-])\d{{1,4}}(?:/\d{{1,2}}/|\.\d{{1,2}}\.|-\d{{1,2}}-)\d{{1,4}}(?![\d/-])
        | (?<![\w.,/-])\d{{4}}[-–—/]\d{{2}}(?:\d\d)?(?![\d/–-])           # 1979-89
        | \d{{1,2}}[:.]\d\d(?::\d\d)?(?=\s?[AaPp]\.?[Mm]\b)
        | \d{{1,2}}:\d\d(?::\d\d)?(?![\d:])
        | \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)? | \d+\.\d+ | \d{{1,2}}/\d{{1,2}}(?![\d/])
        | \d+(?:st|nd|rd|th|ST|ND|RD|TH|er|['’]?s)\b
        | \d+
        | ['’]\d\d(?:s\b|\b) | ['’](?:s|ll|re|ve|d)\b
        | \n\s* | \S
        )
        """,
        re.VERBOSE,
    )


def tokenise(text: str, pattern: re.Pattern[str], alphabet: Alphabet) -> Tokens:
    """Cut a text into tokens and give each the character of its classes."""
    pairs = pattern.findall(text.rstrip())  # so that behind every space there is a token
    tokens = [token for _, token in pairs]
    ends = list(accumulate([len(space) + len(token) for space, token in pairs]))
    return Tokens(text, tokens, ends, "".join(map(alphabet.__getitem__, tokens)))
