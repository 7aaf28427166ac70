"""How an event and its sources are cited: from rows to references, and to files of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sources.models import Document
from timeline.models import Event


@dataclass(frozen=True, slots=True)
class CiteFormat:
    """A file format of reference managers."""

    name: str
    label: str
    extension: str
    media_type: str
    write: Callable[[Sequence[object]], str]


@dataclass(frozen=True, slots=True)
class CitedReference:
    """A reference, ready to be copied in Chicago style."""

    label: str
    reference: object
    chicago: str


CITE_FORMATS: tuple[CiteFormat, ...] = ()


def event_references(event: Event, url: str, today: date) -> list[CitedReference]:
    """The event's own page first, then each source."""
    return []


def document_reference(document: Document) -> CitedReference:
    """The reference of a source."""
    return CitedReference(document.title, None, document.title)
