"""Which part of a text each stretch of it belongs to: parts that add up to its length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sources.anchoring.spans import Span

UNTOUCHED: Final = "untouched"
"""The part of what no span covers."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """`text[start:end]`, all of which belongs to one part."""

    start: int
    end: int
    part: str


def stretches(length: int, parts: Sequence[tuple[str, Iterable[Span]]]) -> tuple[Stretch, ...]:
    """Cut a text of `length` code points into stretches, each of one part, the longest that can be.

    parts: names with their spans, which may overlap; where they do, the part that comes first
    counts. They tile the text: in order, without gap or overlap; an empty text has none.
    Errors: ValueError where a span is empty or reaches out of the text. Time: n log n in the spans.
    """
    edges: list[tuple[int, int, int]] = []
    for rank, (name, spans) in enumerate(parts):
        for span in spans:
            if not 0 <= span.start < span.end <= length:
                raise ValueError(f"{name}: {span} is no place in a text of {length}")
            edges += [(span.start, rank, 1), (span.end, rank, -1)]
    names = [name for name, _ in parts]
    changes: list[tuple[int, str]] = [(0, UNTOUCHED)]
    open_now: Counter[int] = Counter()
    for at, rank, change in sorted(edges):
        open_now[rank] += change
        first = min((rank for rank, count in open_now.items() if count), default=-1)
        changes.append((at, names[first] if first >= 0 else UNTOUCHED))
    return tuple(_joined([*changes, (length, "")]))


def _joined(changes: list[tuple[int, str]]) -> Iterable[Stretch]:
    """What holds at each place, from the last change there on; neighbours of one part in one."""
    last: Stretch | None = None
    for (start, part), (end, _) in pairwise(changes):
        if start == end:
            continue
        if last is not None and last.part == part:
            last = Stretch(last.start, end, part)
            continue
        if last is not None:
            yield last
        last = Stretch(start, end, part)
    if last is not None:
        yield last


def lengths(tiled: Iterable[Stretch]) -> Mapping[str, int]:
    """How many code points each part has; a part without any is left out."""
    counted: Counter[str] = Counter()
    for stretch in tiled:
        counted[stretch.part] += stretch.end - stretch.start
    return counted


def parts_of(spans: Iterable[Span], tiled: Sequence[Stretch], order: Sequence[str]) -> list[str]:
    """The part of each span, such as a sentence: of those that it touches, the first in `order`.

    spans: in order, without overlap. Parts that are not in `order` come last. Time: linear.
    """
    ranks = {name: rank for rank, name in enumerate(order)}
    found, at = [], 0
    for span in spans:
        while at < len(tiled) and tiled[at].end <= span.start:
            at += 1
        touched = []
        here = at
        while here < len(tiled) and tiled[here].start < span.end:
            touched.append(tiled[here].part)
            here += 1
        found.append(min(touched, key=lambda part: ranks.get(part, len(ranks)), default=UNTOUCHED))
    return found
