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
_COST_OF_OTHERS: Final = 0.25
"""What a word that is not wanted costs of one that is: a clause put in between is taken along."""


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
        last = min(first + len(wanted), len(words))
        if len(offered) == MOST_OFFERED:
            break
        if any(one < last and first < other for one, other in taken):
            continue
        room = (
            max((other for _, other in taken if other <= first), default=0),
            min((one for one, _ in taken if one >= last), default=len(words)),
        )
        one, other, likeness = _fitted(words, wanted, (first, last), room)
        taken.append((one, other))
        start, end = places[one][0], places[other - 1][1]
        offered.append(Resemblance(*_with_marks(text, quote, start, end), likeness))
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


def _fitted(
    words: Sequence[str],
    wanted: Sequence[str],
    window: tuple[int, int],
    room: tuple[int, int],
) -> tuple[int, int, float]:
    """The stretch about a window that has most of the wanted words and few others; its likeness.

    Where the first or last of the wanted words are not there, what stands in their place is.
    """
    slack = min(_SLACK if len(wanted) <= _MANY_WORDS else _SLACK_OF_MANY, len(wanted))
    starts = range(max(room[0], window[0] - slack), min(window[0] + slack, window[1] - 1) + 1)
    ends = range(max(window[0] + 1, window[1] - slack), min(window[1] + slack, room[1]) + 1)
    matcher: SequenceMatcher[str] = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(wanted)
    best = (float("-inf"), *window, 0, 0)
    for start, end in product(starts, ends):
        if start < end:
            matcher.set_seq1(words[start:end])
            *blocks, _ = matcher.get_matching_blocks()
            shared = sum(block.size for block in blocks)
            value = shared - _COST_OF_OTHERS * (end - start - shared)
            if blocks and value > best[0]:
                missed = len(wanted) - blocks[-1].b - blocks[-1].size
                best = (value, start, end, blocks[0].b, missed)
    _, start, end, before, after = best
    start, end = max(room[0], start - before), min(room[1], end + after)
    matcher.set_seq1(words[start:end])
    return start, end, matcher.ratio()


def _with_marks(text: str, quote: str, start: int, end: int) -> tuple[int, int]:
    """The same with the quotation marks and full stops about it that the quote has, if they are there."""
    words = list(_WORD.finditer(quote))
    before, after = quote[: words[0].start()], quote[words[-1].end() :]
    if before and text.endswith(before, 0, start):
        start -= len(before)
    if after and text.startswith(after, end):
        end += len(after)
    return start, end
