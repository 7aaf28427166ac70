"""A sentence as tokens: words and marks with their places and what they can be."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from timeline.drafting.lexicon import CLOSE, COMMA, OPEN, QUOTE, STOP, word_bits

_TOKEN: Final = re.compile(
    r"""
      (?:[A-Za-z]\.){2,}                                    # U.S.
    | \b(?:Gen|Lt|Col|Maj|Capt|Adm|Sgt|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Rev|St|Jr|Sr|No|Co|Corp|Inc|Ltd)\.
    | \d+(?:[.,:/]\d+)*(?:[-–]\d+)?\w*
    | [^\W_]+(?:[-’'&.][^\W_]+)*(?:[’'](?=\s))?
    | ``|''|--
    | \S
    """,
    re.VERBOSE,
)
_MARKS: Final = {
    ",": COMMA, ";": STOP, ":": STOP, "–": STOP, "—": STOP, "--": STOP, "_": STOP, "(": OPEN, "[": OPEN, ")": CLOSE,
    "]": CLOSE, "“": QUOTE, "”": QUOTE, '"': QUOTE, "``": QUOTE, "''": QUOTE, "«": QUOTE, "»": QUOTE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a stretch of a text, in order.

    starts, ends: code points in the whole text. words: as written; lows: in lower case, with a
    straight apostrophe. bits: what each can be, see `lexicon`.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    lows: tuple[str, ...]
    bits: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The tokens (first, end) that a span of the text touches."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def tokenise(text: str, start: int, end: int, language: str = "en") -> Tokens:
    """Cut `text[start:end]` into tokens. Time: linear."""
    starts, ends, words, lows, bits = [], [], [], [], []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        starts.append(match.start())
        ends.append(match.end())
        words.append(word)
        lows.append(word.lower().replace("’", "'"))
        bits.append(_MARKS[word] if word in _MARKS else _bits(word, language))
    return Tokens(text, tuple(starts), tuple(ends), tuple(words), tuple(lows), tuple(bits))


def _bits(word: str, language: str) -> int:
    return word_bits(word, language) if word[0].isalnum() else 0
