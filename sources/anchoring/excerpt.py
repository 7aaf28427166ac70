"""What the public sees of a text under excerpts: the cited words in order, and gaps between them.

The rule of the house: never more than 40 consecutive words of the text, however many passages
are cited. Passages that overlap, or have no word between them, form a run. A run of more than 40
words is cut: a gap takes the place of at least three words, the last before a passage's end where
one is within reach, else the last of the 40. So each cut hides cited words, and the gap says so.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, TypeAlias

from sources.anchoring.spans import Span

MOST_WORDS: Final = 40
HIDDEN_WORDS: Final = 3
NO_WORD_FITS: Final = 8
"""Where the text is not held, so few characters between two passages may hold no word at all."""

# A word is a run of letters and digits; of a very long one, or of a script without spaces, each
# 20 characters count as one.
_WORD: Final = re.compile(r"\w{1,20}")
_UNIT: Final = re.compile(r"\S{1,40}")  # what is never cut: one to 20 words


@dataclass(frozen=True, slots=True)
class Quoted:
    """A cited passage as it is on record: where it starts, and its words."""

    start: int
    quote: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of the text that is shown: `text` stands at start..end."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A piece that is not shown; words is None where the text is not held, so none could be counted."""

    start: int
    end: int
    words: int | None

    @property
    def characters(self) -> int:
        """Its length in code points."""
        return self.end - self.start


Piece: TypeAlias = Shown | Gap


def count_words(text: str) -> int:
    """Count words: runs of letters and digits, so that "Dublin-born" is two."""
    return len(_WORD.findall(text))


def excerpt(passages: Iterable[Quoted], length: int, text: str | None = None) -> list[Piece]:
    """Return the cited passages of a text in order, with gaps between, as one gapless row of pieces.

    length: of the whole text, in code points. text: the text where it is held; else the quotes
    speak for it, and gaps have no count of words. The pieces cover 0..length.
    Errors: ValueError where a quote is empty or reaches out of the text.
    """
    cited = sorted(set(passages), key=lambda passage: (passage.start, len(passage.quote)))
    for passage in cited:
        if not passage.quote or passage.start < 0 or passage.start + len(passage.quote) > length:
            raise ValueError(f"The passage at {passage.start} is empty or not inside {length}.")
    ends = sorted({passage.start + len(passage.quote) for passage in cited})
    runs = _quoted_runs(cited) if text is None else _held_runs(cited, text)
    return list(_with_gaps((shown for run in runs for shown in _cut(run, ends)), length, text))


def _held_runs(cited: list[Quoted], text: str) -> Iterator[list[Shown]]:
    """Passages that overlap or have no word between them, as one piece; words from the text."""
    runs: list[Span] = []
    for passage in cited:
        end = passage.start + len(passage.quote)
        if runs and not _WORD.search(text[runs[-1].end : passage.start]):
            runs[-1] = Span(runs[-1].start, max(runs[-1].end, end))
        else:
            runs.append(Span(passage.start, end))
    for run in runs:
        yield [Shown(run.start, run.end, text[run.start : run.end])]


def _quoted_runs(cited: list[Quoted]) -> Iterator[list[Shown]]:
    """Passages between which no word is sure to stand; those that overlap or touch, as one piece."""
    run: list[Shown] = []
    for passage in cited:
        distance = passage.start - run[-1].end if run else 0
        if run and distance >= NO_WORD_FITS:
            yield run
            run = []
        if run and distance <= 0:
            words = run[-1].text + passage.quote[-distance:]
            run[-1] = Shown(run[-1].start, run[-1].start + len(words), words)
        else:
            run.append(Shown(passage.start, passage.start + len(passage.quote), passage.quote))
    if run:
        yield run


def _cut(run: list[Shown], ends: list[int]) -> Iterator[Shown]:
    """Show a run in stretches of at most 40 words, with a few hidden between two."""
    units = [
        Span(shown.start + unit.start(), shown.start + unit.end())
        for shown in run
        for unit in _UNIT.finditer(shown.text)
    ]
    # A dash that stands alone counts as a word too: rather one too many than one too few.
    weights = [max(1, count_words(unit)) for shown in run for unit in _UNIT.findall(shown.text)]
    before = [0, *accumulate(weights)]  # words before each unit
    starts = [unit.start for unit in units]
    seams = [bisect_left(starts, end) for end in ends]
    at, shown_from = 0, run[0].start
    while (reach := bisect_right(before, before[at] + MOST_WORDS) - 1) < len(units):
        cut = _last_seam(seams, reach)
        hidden = bisect_right(before, before[cut] - HIDDEN_WORDS) - 1
        if hidden <= at:
            cut = reach
            hidden = max(at + 1, bisect_right(before, before[cut] - HIDDEN_WORDS) - 1)
        yield from _clip(run, Span(shown_from, units[hidden - 1].end))
        at, shown_from = cut, units[cut].start
    yield from _clip(run, Span(shown_from, run[-1].end))


def _last_seam(seams: list[int], reach: int) -> int:
    """The last place up to `reach` where a passage ends; 0 if there is none."""
    index = bisect_right(seams, reach)
    return seams[index - 1] if index else 0


def _clip(run: list[Shown], span: Span) -> Iterator[Shown]:
    for shown in run:
        start, end = max(shown.start, span.start), min(shown.end, span.end)
        if start < end:
            yield Shown(start, end, shown.text[start - shown.start : end - shown.start])


def _with_gaps(row: Iterable[Shown], length: int, text: str | None) -> Iterator[Piece]:
    done = 0
    for shown in row:
        if shown.start > done:
            yield _gap(done, shown.start, text)
        yield shown
        done = shown.end
    if length > done:
        yield _gap(done, length, text)


def _gap(start: int, end: int, text: str | None) -> Gap:
    return Gap(start, end, None if text is None else count_words(text[start:end]))
