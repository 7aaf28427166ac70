"""Where in a text the article stands, and what around it and in it is none of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sources.anchoring.segment import paragraphs
from sources.anchoring.spans import Span
from sources.readers.boilerplate import is_noise
from sources.readers.metadata_lines import begins_with_label

# What makes a paragraph one of the article's own: some length, and the end of a sentence.
_PROSE_LENGTH: Final = 140
_SENTENCE_END: Final = re.compile(r"""[.!?…]["'”’»)\]]*$""")


@dataclass(frozen=True, slots=True)
class Layout:
    """The paragraphs of a text: those before the article's first, its own, those after its last."""

    head: tuple[Span, ...]
    body: tuple[Span, ...]
    tail: tuple[Span, ...]


def layout_of(text: str, apart: Sequence[Span] = ()) -> Layout:
    """Find where the article begins and ends: with its first and last paragraph of prose.

    apart: what is known to be none of it. A text without prose is all head.
    """
    known = set(apart)
    units = [unit for unit in _units(text) if unit not in known]
    prose = [i for i, unit in enumerate(units) if _is_prose(text[unit.start : unit.end])]
    if not prose:
        return Layout(tuple(units), (), ())
    first, last = prose[0], prose[-1] + 1
    return Layout(tuple(units[:first]), tuple(units[first:last]), tuple(units[last:]))


def find_boilerplate(text: str, layout: Layout) -> list[Span]:
    """Return the paragraphs that are no part of the article."""
    found = [u for u in layout.head if is_noise(text[u.start : u.end], "edges")]
    found += [u for u in layout.body if is_noise(text[u.start : u.end])]
    found += [u for u in layout.tail if is_noise(text[u.start : u.end], "edges", "end")]
    return found


def title_again(text: str, layout: Layout, title: str) -> list[Span]:
    """Return where the title stands once more, after the article."""
    return [unit for unit in layout.tail if text[unit.start : unit.end] == title]


def joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, without white space around them, and those with nothing between as one."""
    result: list[Span] = []
    for span in sorted(_trimmed(text, span) for span in spans):
        if span.start == span.end:
            continue
        if result and not text[result[-1].end : span.start].strip():
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _units(text: str) -> Iterator[Span]:
    """Paragraphs; but lines one by one where one of them is a label, a button or the like."""
    for paragraph in paragraphs(text):
        words = text[paragraph.start : paragraph.end]
        lines = list(_lines(words, paragraph.start)) if "\n" in words else []
        alone = any(_stands_alone(text[line.start : line.end]) for line in lines)
        yield from lines if alone else [paragraph]


def _lines(words: str, at: int) -> Iterator[Span]:
    for match in re.finditer(r"\S(?:[^\n]*\S)?", words):
        yield Span(at + match.start(), at + match.end())


def _stands_alone(line: str) -> bool:
    return begins_with_label(line) or is_noise(line, "edges")


def _is_prose(words: str) -> bool:
    return (
        len(words) >= _PROSE_LENGTH
        and _SENTENCE_END.search(words) is not None
        and not is_noise(words, "edges")
    )
