"""What an export writes: plain records, no database behind them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class CitationRecord:
    """An event's hold on its source: the exact words, and the date that they give.

    document: slug of the source; start, end: code points in the text whose sha256 is given.
    stance: "supports" or "disputes"; edtf: the date according to this source, "" where it gives none.
    wording, rule, anchor: the steps from the words to that date.
    checked: the day on which the quote was last compared with the text, ISO 8601, or "".
    """

    document: str
    sha256: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    stance: str
    edtf: str
    wording: str
    rule: str
    anchor: str
    note: str
    checked: str


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """A tie to another event: kind is "outcome", "same_occasion" or "contradicts"."""

    kind: str
    to: int
    note: str


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """Who takes part, and as what."""

    slug: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One event whole, as exports give it. Days are Julian day numbers, None where open."""

    id: int
    key: str
    url: str
    title: str
    summary: str
    edtf: str
    date_words: str
    first_day: int | None
    last_day: int | None
    precision: str
    is_span: bool
    modality: str
    status: str
    importance: int
    category: str
    themes: tuple[str, ...]
    actors: tuple[ActorRecord, ...]
    citations: tuple[CitationRecord, ...]
    links: tuple[LinkRecord, ...]
    version: int


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One source, as exports give it. authors are names as printed; published is EDTF."""

    slug: str
    letter: str
    title: str
    authors: tuple[str, ...]
    publisher: str
    container: str
    volume: str
    issue: str
    published: str
    language: str
    url: str
    rights: str
    access: str
    file: str
    sha256: str
    length: int


@dataclass(frozen=True, slots=True)
class TimelineRecord:
    """What an export starts with: which timeline, what it is, and where it was taken from."""

    slug: str
    title: str
    description: str
    url: str


@dataclass(frozen=True, slots=True)
class SourceName:
    """What a table says of a source beside each citation. published is EDTF."""

    title: str
    published: str
    url: str


NameSources: TypeAlias = Callable[[Collection[str]], Mapping[str, SourceName]]
"""Gives the names of sources by their slugs: of those among them that may be named."""
