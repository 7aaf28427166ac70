"""How much of a text is used, as the reader page draws it: for the public only what is cited."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sources.anchoring import Span, segment
from sources.anchoring.coverage import UNTOUCHED, lengths, parts_of, stretches
from sources.models import TextVersion
from timeline.coverage import BOILERPLATE, CITED, PARTS, PROPOSED, REJECTED, coverage_of
from timeline.models import Citation, Event

_NAMES: Final[Mapping[str, str | Promise]] = {
    CITED: _("cited"),
    PROPOSED: _("proposed"),
    REJECTED: _("rejected"),
    BOILERPLATE: _("no article text"),
    UNTOUCHED: _("untouched"),
}
_LEAST: Final = 4
"""Thousandths of the strip: what is shorter could not be seen or hit."""


@dataclass(frozen=True, slots=True)
class StripMark:
    """A sentence or passage in the whole text. at, size: in thousandths. width: 1-12, by its part.

    target: the id of what it leads to. colour: of the lane of the event that cites it, else 0.
    """

    target: str
    at: int
    size: int
    part: str
    width: int
    colour: int


@dataclass(frozen=True, slots=True)
class PartFigure:
    """A part of the text in code points; sentences: None where the text is not cut into any."""

    part: str
    name: str
    characters: int
    sentences: int | None
    share: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip and its figures, whose characters add up to `length`."""

    marks: tuple[StripMark, ...]
    figures: tuple[PartFigure, ...]
    length: int
    sentences: int | None


_WIDTHS: Final[Mapping[str, int]] = {CITED: 12, PROPOSED: 7, REJECTED: 3}


def public_strip(version: TextVersion, cited: Sequence[Citation]) -> Strip:
    """The strip that everybody sees: what is cited by the events given, and what is not."""
    spans = {c.passage_id: Span(c.passage.start, c.passage.end) for c in cited}
    tiled = stretches(version.length, [(CITED, spans.values())])
    colours = {c.passage_id: c.event.category.colour for c in cited}
    marks = [
        _mark(f"p{key}", span, CITED, colours[key], version.length)
        for key, span in sorted(spans.items(), key=lambda each: each[1])
    ]
    names = {CITED: _("cited"), UNTOUCHED: _("not cited")}
    return _strip(version.length, marks, lengths(tiled), names, None)


def curators_strip(version: TextVersion, cited: Sequence[Citation], blocks: Iterable[int]) -> Strip:
    """The strip of a text that is held: every sentence is of one part.

    cited: with their events, whose passages can be seen. blocks: where the paragraphs start that
    the page shows; a sentence without a passage leads to its paragraph.
    """
    coverage = coverage_of([version])[version.pk]
    sentences = segment(version.text or "")
    parts = parts_of(sentences, coverage.strip, PARTS)
    shown = sorted(((c.passage.start, c.passage.end, c) for c in cited), key=lambda each: each[:2])
    starts = sorted(blocks)
    marks = []
    for sentence, part in zip(sentences, parts, strict=True):
        if part not in _WIDTHS:
            continue
        here = [c for start, end, c in shown if start < sentence.end and sentence.start < end]
        status = Event.Status.PUBLISHED if part == CITED else Event.Status.CANDIDATE
        first = next((c for c in here if c.event.status == status), None)
        block = starts[max(0, bisect_right(starts, sentence.start) - 1)]
        target = f"p{first.passage_id}" if first else f"at-{block}"
        colour = first.event.category.colour if first and part == CITED else 0
        marks.append(_mark(target, sentence, part, colour, version.length))
    counts = {part: parts.count(part) for part in PARTS}
    return _strip(version.length, marks, coverage.characters, _NAMES, counts)


def _mark(target: str, span: Span, part: str, colour: int, length: int) -> StripMark:
    size = max(_LEAST, 1000 * (span.end - span.start) // length)
    return StripMark(target, 1000 * span.start // length, size, part, _WIDTHS[part], colour)


def _strip(
    length: int,
    marks: list[StripMark],
    characters: Mapping[str, int],
    names: Mapping[str, str | Promise],
    sentences: Mapping[str, int] | None,
) -> Strip:
    figures = tuple(
        PartFigure(
            part,
            str(name),
            characters.get(part, 0),
            None if sentences is None else sentences[part],
            f"{100 * characters.get(part, 0) / length:.0f} %" if length else "0 %",
        )
        for part, name in names.items()
    )
    total = None if sentences is None else sum(sentences.values())
    return Strip(tuple(marks), figures, length, total)
