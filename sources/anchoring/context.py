"""A place in a text with some of the words around it, for people to recognise it by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

REACH: Final = 140
"""Code points shown on either side: about two lines."""

_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class InContext:
    """Words of a text, and what stands around them; an ellipsis where that was cut."""

    before: str
    words: str
    after: str


def in_context(text: str, start: int, end: int, *, reach: int = REACH) -> InContext:
    """Return `text[start:end]` with up to `reach` code points on either side, cut between words."""
    left, right = max(0, start - reach), min(len(text), end + reach)
    before, after = text[left:start], text[end:right]
    if left > 0:
        before = f"… {before.partition(' ')[2] or before}"
    if right < len(text):
        after = f"{after.rpartition(' ')[0] or after} …"
    return InContext(before, text[start:end], after)


def paragraph_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return start and end of the paragraphs, set apart by blank lines, that hold a place."""
    first, last = 0, len(text)
    for gap in _BLANK_LINE.finditer(text):
        if gap.end() <= start:
            first = gap.end()
        elif gap.start() >= end:
            last = gap.start()
            break
    return first, last
