"""Places of a corrected text that resemble words of the old one: offered to people, never taken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product
from typing import Final

MOST_OFFERED: Final = 5
"""More than a person wants to compare."""
LEAST_SHARED: Final = 0.5
"""Of the words: with fewer in common, two sentences of news rarely tell the same."""
_WORD: Final = re.compile(r"\w+(?:[’'-]\w+)*")
_PIECE: Final = re.compile(r"\s+|\S+")
_MANY_WORDS: Final = 60
_SLACK: Final = 6
_SLACK_OF_MANY: Final = 2


@dataclass(frozen=True, slots=True)
class Resemblance:
    """`text[start:end]`, and how much of it is as it was: 0-1, 1 where all words are the same."""

    start: int
    end: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words as they stand now. is_new: whether they stood not so before."""

    text: str
    is_new: bool


def resembling(text: str, quote: str) -> tuple[Resemblance, ...]:
    """Return the places whose words are most like a quote's, the likest first, apart from each other.

    Capitals and punctuation don't count. Time: linear in the text; in the quote, quadratic.
    """
    places = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    words = [text[start:end].casefold() for start, end in places]
    wanted = [found[0].casefold() for found in _WORD.finditer(quote)]
    if not wanted or not words:
        return ()
    offered: list[Resemblance] = []
    taken: list[tuple[int, int]] = []
    for first in _windows(words, wanted):
        if len(offered) == MOST_OFFERED:
            break
        last = first + len(wanted)
        if any(one < last and first < other for one, other in taken):
            continue
        one, other, likeness = _fitted(words, wanted, first)
        if any(start < other and one < end for start, end in taken):
            continue
        taken.append((one, other))
        start, end = _with_marks(text, quote, places[one][0], places[other - 1][1])
        offered.append(Resemblance(start, end, likeness))
    return tuple(sorted(offered, key=lambda each: (-each.likeness, each.start)))


def compared(old: str, new: str) -> tuple[Piece, ...]:
    """Return the new words in pieces, told apart by whether the old ones have them; they join up."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    pieces = []
    for kind, _, _, start, end in SequenceMatcher(None, before, after, False).get_opcodes():
        if start < end:
            pieces.append(Piece("".join(after[start:end]), kind != "equal"))
    return tuple(pieces)


def _windows(words: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Where stretches of as many words as are wanted begin that share enough; the best first."""
    size = min(len(wanted), len(words))
    needed, inside = Counter(wanted), Counter(words[:size])
    shared = sum((needed & inside).values())
    found = []
    for first in range(len(words) - size + 1):
        if first:
            gone, come = words[first - 1], words[first + size - 1]
            shared -= inside[gone] <= needed[gone]
            inside[gone] -= 1
            inside[come] += 1
            shared += inside[come] <= needed[come]
        if shared >= LEAST_SHARED * len(wanted):
            found.append((-shared, first))
    return [first for _, first in sorted(found)]


def _fitted(words: Sequence[str], wanted: Sequence[str], first: int) -> tuple[int, int, float]:
    """The stretch about there that is most like what is wanted: its first word, the one after its last."""
    slack = min(_SLACK if len(wanted) <= _MANY_WORDS else _SLACK_OF_MANY, len(wanted))
    last = min(first + len(wanted), len(words))
    starts = range(max(0, first - slack), min(first + slack, last - 1) + 1)
    ends = range(max(first + 1, last - slack), min(last + slack, len(words)) + 1)
    matcher: SequenceMatcher[str] = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(wanted)
    best = (first, last, 0.0)
    for start, end in product(starts, ends):
        if start >= end:
            continue
        matcher.set_seq1(words[start:end])
        if matcher.ratio() > best[2]:
            best = (start, end, matcher.ratio())
    return best


def _with_marks(text: str, quote: str, start: int, end: int) -> tuple[int, int]:
    """The same with the quotation marks and full stops about it that the quote has, if they are there."""
    words = list(_WORD.finditer(quote))
    before, after = quote[: words[0].start()], quote[words[-1].end() :]
    if before and text.endswith(before, 0, start):
        start -= len(before)
    if after and text.startswith(after, end):
        end += len(after)
    return start, end
