"""Texts made from other texts by small replacements, with the way back to the original."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from sources.anchoring.spans import Span


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text, and for each stretch of it the stretch of the original that it came from.

    Stretches tile both texts. Kept ones are equally long in both; a replaced one is known only
    as a whole, so a place inside it leads back to all of it.
    """

    text: str
    _made: array[int]
    _came: array[int]
    _kept: bytearray

    def origin(self, start: int, end: int) -> Span:
        """The smallest span of the original that `text[start:end]` was made from.

        Stretches that were removed at either end are left out. Errors: ValueError where the span
        is empty or not inside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{start}..{end} is not a span of a text of {len(self.text)}")
        first = bisect_right(self._made, start) - 1
        last = bisect_right(self._made, end - 1) - 1
        begin = self._came[first] + (start - self._made[first] if self._kept[first] else 0)
        if self._kept[last]:
            return Span(begin, self._came[last] + end - self._made[last])
        return Span(begin, self._came[last + 1])


def rewrite(text: str, pattern: re.Pattern[str], replace: Callable[[str], str]) -> Rewritten:
    """Replace each match of `pattern` by what `replace` makes of it, and keep the way back.

    Matches that come out as they were count as kept. Time and memory: linear in the text, given a
    pattern and a function that are.
    """
    parts: list[str] = []
    made, came, kept = array("q"), array("q"), bytearray()
    length = done = 0

    def add(part: str, origin: int, as_it_was: bool) -> None:
        nonlocal length
        parts.append(part)
        made.append(length)
        came.append(origin)
        kept.append(as_it_was)
        length += len(part)

    for match in pattern.finditer(text):
        new = replace(match[0])
        if new == match[0]:
            continue
        if match.start() > done:
            add(text[done : match.start()], done, True)
        add(new, match.start(), False)
        done = match.end()
    add(text[done:], done, True)
    return Rewritten("".join(parts), made, came, kept)
