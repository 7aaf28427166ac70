"""A source as its reader page shows it: paragraphs or excerpts, marked, with events beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from django.urls import reverse
from django.utils.translation import ngettext

from sources.anchoring.excerpt import Gap, Quoted, count_words, excerpt
from sources.anchoring.highlight import Mark, Segment, highlight
from sources.anchoring.segment import paragraphs
from sources.models import Document, TextVersion
from timeline.dates.wording import edtf_words
from timeline.known import EVERYTHING, AsKnown
from timeline.models import Citation, Event
from timeline.reader_strip import Strip, curators_strip, public_strip

DATE: Final = 0
"""Marks the words that give a date, among marks that carry the number of their passage (from 1)."""


@dataclass(frozen=True, slots=True)
class Note:
    """An event in the margin, level with the first word of its passage.

    url: of its page, or of its form where it is a candidate, which has no page.
    """

    passage_id: int
    event: Event
    url: str
    date_words: str
    stance: str
    is_candidate: bool


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a passage starts; passages are numbered through the text, from 1."""

    passage_id: int
    number: int


@dataclass(frozen=True, slots=True)
class MarkedSegment:
    """A piece of text. passages: those that cover it; begins: those that start here (anchors).

    is_date: it is part of the words that give an event's date. is_draft: only candidates rest on it.
    """

    text: str
    passages: tuple[int, ...]
    begins: tuple[Anchor, ...]
    is_date: bool
    is_draft: bool

    @property
    def note(self) -> int:
        """The passage whose note it leads to: the one that began last."""
        return self.passages[-1]


@dataclass(frozen=True, slots=True)
class PassageNotes:
    """The events that rest on a passage, in the margin."""

    anchor: Anchor
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an excerpt, or a gap between excerpts (no segments).

    start: its place in the text, in code points. dim: it is no text of the article; opens_dim: the
    first of such. gap_words: of a gap, in words. unanchored: passages that start here but not in what is shown.
    """

    start: int
    segments: tuple[MarkedSegment, ...]
    margin: tuple[PassageNotes, ...]
    unanchored: tuple[Anchor, ...]
    dim: bool = False
    opens_dim: bool = False
    gap_words: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the text before it is marked; a gap has no text."""

    start: int
    text: str = ""
    dim: bool = False
    gap_words: str = ""


@dataclass(slots=True)
class Reading:
    """All that the reader page shows of a text. words: of all of it, None where it is not held.

    drafts: candidates that rest on it, which only curators see. elsewhere: the citations, among
    those given, of other texts of the document.
    """

    document: Document
    version: TextVersion | None
    whole: bool
    blocks: list[Block] = field(default_factory=list)
    strip: Strip | None = None
    passages: int = 0
    events: int = 0
    drafts: int = 0
    elsewhere: int = 0
    words: int | None = None

    @property
    def shown_words(self) -> int:
        """How many words of the text the page shows."""
        return sum(
            count_words("".join(part.text for part in block.segments)) for block in self.blocks
        )


def read_source(
    document: Document,
    version: TextVersion | None,
    citations: Iterable[Citation],
    *,
    curator: bool,
    known: AsKnown = EVERYTHING,
) -> Reading:
    """Lay out one text of a source. citations: those whose events the reader may see, as of a day.

    The whole text is laid out only where it is held and its access, or the reader's, allows.
    """
    text = version.text if version else None
    whole = text is not None and (curator or document.access == Document.Access.FULL)
    reading = Reading(document, version, whole)
    if version is None:
        return reading
    given = list(citations)
    cited = [c for c in given if c.passage.text_version_id == version.pk]
    public = [c for c in cited if c.event.status == Event.Status.PUBLISHED]
    notes = _notes(cited, known)
    places = {c.passage_id: c.passage for c in cited}
    marks = sorted(
        (Mark(p.start, p.end, p.pk) for p in places.values()), key=lambda m: (m.start, -m.end)
    )
    if whole and text is not None:
        pieces = _paragraphs(text, version.boilerplate)
    else:
        quotes = [Quoted(p.start, p.quote) for p in places.values()]
        pieces = _excerpts(quotes, version.length, text)
    drafts = places.keys() - {c.passage_id for c in public}
    reading.blocks = list(_blocks(pieces, marks, _date_marks(cited), notes, drafts))
    if curator and text is not None:
        reading.strip = curators_strip(version, cited, [piece.start for piece in pieces])
    elif public:
        reading.strip = public_strip(version, public)
    reading.passages = len(places) - len(drafts)
    reading.events = len({c.event_id for c in public})
    reading.drafts = len({c.event_id for c in cited}) - reading.events
    reading.elsewhere = len(given) - len(cited)
    reading.words = None if text is None else count_words(text)
    return reading


def _date_marks(citations: list[Citation]) -> list[Mark]:
    """The words that give dates, where the text has them."""
    return [
        Mark(c.wording_start, c.wording_start + len(c.wording), DATE)
        for c in citations
        if c.wording and c.wording_start is not None
    ]


def _notes(citations: list[Citation], known: AsKnown) -> dict[int, list[Note]]:
    notes: dict[int, list[Note]] = defaultdict(list)
    for citation in citations:
        known.dated(citation.event)
    for citation in sorted(citations, key=lambda c: (c.passage.start, c.event.first_day)):
        event = citation.event
        is_candidate = event.status != Event.Status.PUBLISHED
        form = "admin:timeline_event_change"
        notes[citation.passage_id].append(
            Note(
                citation.passage_id,
                event,
                reverse(form, args=[event.pk])
                if is_candidate
                else known.link(event.get_absolute_url()),
                edtf_words(event.edtf, short=True),
                citation.stance,
                is_candidate,
            )
        )
    return notes


def _paragraphs(text: str, boilerplate: list[list[int]]) -> list[_Piece]:
    return [
        _Piece(
            span.start,
            text[span.start : span.end],
            dim=any(start <= span.start and span.end <= end for start, end in boilerplate),
        )
        for span in paragraphs(text)
    ]


def _excerpts(quotes: list[Quoted], length: int, text: str | None) -> list[_Piece]:
    return [
        _Piece(piece.start, gap_words=_gap_words(piece))
        if isinstance(piece, Gap)
        else _Piece(piece.start, piece.text)
        for piece in excerpt(quotes, length, text)
    ]


def _blocks(
    pieces: list[_Piece],
    marks: list[Mark],
    dates: list[Mark],
    notes: dict[int, list[Note]],
    drafts: AbstractSet[int],
) -> Iterator[Block]:
    """Mark each piece, and put beside it the notes of the passages that start in it.

    A passage that starts where nothing is shown stands beside what comes before it.
    """
    starts = [piece.start for piece in pieces]
    begun: dict[int, dict[int, list[Anchor]]] = defaultdict(lambda: defaultdict(list))
    for number, mark in enumerate(marks, 1):
        place = max(0, bisect_right(starts, mark.start) - 1)
        begun[place][mark.start].append(Anchor(mark.id, number))
    for place, piece in enumerate(pieces):
        cut = highlight(piece.text, [*marks, *dates], offset=piece.start) if piece.text else []
        segments = tuple(_marked(segment, begun[place], drafts) for segment in cut)
        here = [anchor for anchors in begun[place].values() for anchor in anchors]
        shown = {anchor for segment in segments for anchor in segment.begins}
        yield Block(
            piece.start,
            segments,
            tuple(PassageNotes(anchor, tuple(notes[anchor.passage_id])) for anchor in here),
            tuple(anchor for anchor in here if anchor not in shown),
            piece.dim,
            piece.dim and not (place and pieces[place - 1].dim),
            piece.gap_words,
        )


def _marked(
    segment: Segment, begun: dict[int, list[Anchor]], drafts: AbstractSet[int]
) -> MarkedSegment:
    passages = tuple(id_ for id_ in segment.ids if id_ != DATE)
    return MarkedSegment(
        segment.text,
        passages,
        tuple(begun.get(segment.start, ())),
        DATE in segment.ids,
        all(passage in drafts for passage in passages),
    )


def _gap_words(gap: Gap) -> str:
    if gap.words is None:
        told = ngettext("{n} character not shown", "{n} characters not shown", gap.characters)
        return told.format(n=gap.characters)
    return ngettext("{n} word not shown", "{n} words not shown", gap.words).format(n=gap.words)
