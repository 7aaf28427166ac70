"""A source as its reader page shows it: paragraphs or excerpts, marked, with events beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sources.anchoring.excerpt import Gap, Quoted, excerpt
from sources.anchoring.highlight import Mark, Segment, highlight
from sources.anchoring.segment import paragraphs
from sources.models import Document, TextVersion
from timeline.dates.wording import edtf_words
from timeline.models import Citation, Event


@dataclass(frozen=True, slots=True)
class Note:
    """An event in the margin, level with the first word of its passage."""

    passage_id: int
    event: Event
    url: str
    date_words: str
    stance: str


@dataclass(frozen=True, slots=True)
class MarkedSegment:
    """A piece of text. passages: those that cover it; begins: those that start here (anchors)."""

    text: str
    passages: tuple[int, ...]
    begins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an excerpt, or a gap between excerpts (no segments).

    start: its place in the text, in code points. dim: it is no text of the article.
    gap_words: of a gap, in words.
    """

    start: int
    segments: tuple[MarkedSegment, ...]
    notes: tuple[Note, ...]
    dim: bool = False
    gap_words: str = ""


@dataclass(frozen=True, slots=True)
class StripMark:
    """Where a passage lies in the whole text, in thousandths, and the colour of its event."""

    passage_id: int
    at: int
    size: int
    colour: int


@dataclass(slots=True)
class Reading:
    """All that the reader page shows of a text."""

    document: Document
    version: TextVersion | None
    whole: bool
    blocks: list[Block] = field(default_factory=list)
    strip: list[StripMark] = field(default_factory=list)
    passages: int = 0
    events: int = 0


def read_source(document: Document, citations: Iterable[Citation], *, curator: bool) -> Reading:
    """Lay out a source. citations: those whose events the reader may see, with their passages.

    The whole text is laid out only where it is held and its access, or the reader's, allows.
    """
    version = document.text_version
    text = version.text if version else None
    whole = text is not None and (curator or document.access == Document.Access.FULL)
    reading = Reading(document, version, whole)
    if version is None:
        return reading
    cited = [c for c in citations if c.passage.text_version_id == version.pk]
    notes = _notes(cited)
    places = {c.passage_id: c.passage for c in cited}
    marks = [Mark(p.start, p.end, p.pk) for p in places.values()]
    if whole and text is not None:
        reading.blocks = list(_paragraph_blocks(text, marks, notes, version.boilerplate))
    else:
        quotes = [Quoted(p.start, p.quote) for p in places.values()]
        reading.blocks = list(_excerpt_blocks(quotes, version.length, text, marks, notes))
    reading.strip = _strip(cited, version.length)
    reading.passages, reading.events = len(places), len({c.event_id for c in cited})
    return reading


def _notes(citations: list[Citation]) -> dict[int, list[Note]]:
    notes: dict[int, list[Note]] = defaultdict(list)
    for citation in sorted(citations, key=lambda c: (c.passage.start, c.event.first_day)):
        notes[citation.passage_id].append(
            Note(
                citation.passage_id,
                citation.event,
                citation.event.get_absolute_url(),
                edtf_words(citation.event.edtf, short=True),
                citation.stance,
            )
        )
    return notes


def _paragraph_blocks(
    text: str, marks: list[Mark], notes: dict[int, list[Note]], boilerplate: list[list[int]]
) -> Iterator[Block]:
    for span in paragraphs(text):
        segments = highlight(text[span.start : span.end], marks, offset=span.start)
        dim = any(start <= span.start and span.end <= end for start, end in boilerplate)
        yield _block(span.start, segments, marks, notes, dim=dim)


def _excerpt_blocks(
    quotes: list[Quoted],
    length: int,
    text: str | None,
    marks: list[Mark],
    notes: dict[int, list[Note]],
) -> Iterator[Block]:
    for piece in excerpt(quotes, length, text):
        if isinstance(piece, Gap):
            yield Block(piece.start, (), (), gap_words=_gap_words(piece))
        else:
            segments = highlight(piece.text, marks, offset=piece.start)
            yield _block(piece.start, segments, marks, notes)


def _block(
    start: int,
    segments: list[Segment],
    marks: list[Mark],
    notes: dict[int, list[Note]],
    *,
    dim: bool = False,
) -> Block:
    starts = {mark.id: mark.start for mark in marks}
    marked = tuple(
        MarkedSegment(
            segment.text,
            segment.ids,
            tuple(id_ for id_ in segment.ids if starts[id_] == segment.start),
        )
        for segment in segments
    )
    here = [note for segment in marked for id_ in segment.begins for note in notes[id_]]
    return Block(start, marked, tuple(here), dim)


def _gap_words(gap: Gap) -> str:
    if gap.words is None:
        return f"{gap.characters} characters not shown"
    return "1 word not shown" if gap.words == 1 else f"{gap.words} words not shown"


def _strip(citations: list[Citation], length: int) -> list[StripMark]:
    marks = {
        c.passage_id: StripMark(
            c.passage_id,
            1000 * c.passage.start // length,
            max(4, 1000 * (c.passage.end - c.passage.start) // length),
            c.event.category.colour,
        )
        for c in citations
    }
    return sorted(marks.values(), key=lambda mark: mark.at)
