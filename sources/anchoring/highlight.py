"""Cut a text where marked passages start and end, so that each piece can be drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to be marked: its span in the stored text, and who asks for it."""

    start: int
    end: int
    id: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text over which nothing starts or ends.

    start, end: in the stored text. ids: of the marks that cover it, the earlier and then the
    longer mark first; empty where it is not marked.
    """

    text: str
    start: int
    end: int
    ids: tuple[int, ...]


def highlight(text: str, marks: Iterable[Mark], *, offset: int = 0) -> list[Segment]:
    """Return `text` as segments that join up to it, each with exactly the marks that cover it.

    Marks may overlap, nest, coincide, and reach beyond the text. `text` may be a paragraph: then
    `offset` says where it starts in the stored text, which is what marks are counted in.
    An empty mark covers nothing. Time: linear in the text and in the ids given, after sorting.
    """
    end = offset + len(text)
    inside = [mark for mark in marks if max(mark.start, offset) < min(mark.end, end)]
    waiting = sorted(inside, key=lambda mark: (mark.start, -mark.end, mark.id), reverse=True)
    cuts = {offset, end}
    for mark in inside:
        cuts |= {max(mark.start, offset), min(mark.end, end)}
    places = sorted(cuts)
    segments: list[Segment] = []
    covering: list[Mark] = []
    for start, stop in pairwise(places):
        covering = [mark for mark in covering if mark.end > start]
        while waiting and waiting[-1].start <= start:
            covering.append(waiting.pop())
        ids = tuple(mark.id for mark in covering)
        segments.append(Segment(text[start - offset : stop - offset], start, stop, ids))
    return segments
