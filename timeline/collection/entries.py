"""The plain records of a collection: what its four files say, entry by entry.

docs/collection-format.md says what each field is for and how it is written by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["person", "state", "organisation", "force", "place"]
Role = Literal["subject", "speaker", "signatory", "host", "participant", "member", "target"]
Modality = Literal["occurred", "announced", "planned", "claimed", "denied", "cancelled"]
Stance = Literal["supports", "disputes"]
LinkKind = Literal["outcome", "same_occasion", "contradicts"]
Access = Literal["full", "excerpts", "private"]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """The investigation that the collection is: period is EDTF, `1992/2011`."""

    slug: str
    title: str
    headline: str
    description: str
    period: str
    is_public: bool


@dataclass(frozen=True, slots=True)
class CategoryEntry:
    """A lane of the chart; colour is its place in the palette, 1-12."""

    slug: str
    name: str
    description: str
    colour: int


@dataclass(frozen=True, slots=True)
class ThemeEntry:
    """A storyline that runs across the lanes."""

    slug: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a source: family and given name, or literal for a body that has only one."""

    family: str
    given: str
    literal: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source, and which text of it the quotes were taken from.

    kind: a CSL type such as "article-magazine". published: EDTF; published_evidence: how that
    date is known. sha256: of the text file's bytes; length: of its text, in code points.
    boilerplate: (start, end) code points of what stands in the file but is no text of the source.
    """

    slug: str
    title: str
    authors: tuple[Author, ...]
    publisher: str
    container: str
    volume: str
    issue: str
    kind: str
    published: str
    published_evidence: str
    language: str
    url: str
    rights: str
    access: Access
    file: str
    sha256: str
    length: int
    boilerplate: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """Somebody or something that takes part, with the other names that the sources use."""

    slug: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class CitationEntry:
    """The exact words of a source that an event rests on, and the date that they give.

    start, end: code points in the source's text, end exclusive; quote is what stands there.
    edtf: the date by this source, "" where it gives none.
    wording: the date words in the text, "" where there are none; wording_start: their offset.
    rule: how the words become the date, one plain phrase; anchor: what it was counted from.
    """

    source: str
    start: int
    end: int
    quote: str
    stance: Stance
    edtf: str
    wording: str
    wording_start: int | None
    rule: str
    anchor: str
    note: str


@dataclass(frozen=True, slots=True)
class EventEntry:
    """What happened, was said or was planned. importance: 1-3; 3 is a milestone.

    actors: (slug, role) in order. date_reason: why this date, where the sources' dates differ.
    """

    key: str
    title: str
    label: str
    summary: str
    edtf: str
    modality: Modality
    category: str
    importance: int
    themes: tuple[str, ...]
    actors: tuple[tuple[str, Role], ...]
    citations: tuple[CitationEntry, ...]
    note: str
    date_reason: str

    @property
    def is_milestone(self) -> bool:
        """True for the few events that are labelled first."""
        return self.importance == 3


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """A tie between two events: plan -> outcome, the same occasion, or a contradiction."""

    from_key: str
    to_key: str
    kind: LinkKind
    note: str


@dataclass(frozen=True, slots=True)
class Collection:
    """A whole collection. Categories stand in the order of their lanes."""

    timeline: TimelineEntry
    categories: tuple[CategoryEntry, ...]
    themes: tuple[ThemeEntry, ...]
    sources: tuple[SourceEntry, ...]
    actors: tuple[ActorEntry, ...]
    events: tuple[EventEntry, ...]
    links: tuple[LinkEntry, ...]
