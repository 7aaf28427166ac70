"""How an event and its sources are cited: from rows to references, and to files of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from sources.bibliography.bibtex import write_bibtex
from sources.bibliography.chicago import Piece, chicago, plain_text
from sources.bibliography.csl import write_csl
from sources.bibliography.reference import Name, Reference
from sources.bibliography.ris import write_ris
from sources.models import Document
from timeline.dates.wording import edtf_words
from timeline.models import Event
from timeline.sigla import short_name

SITE: Final = "Chronocite"


@dataclass(frozen=True, slots=True)
class CiteFormat:
    """A file format of reference managers."""

    name: str
    label: str
    extension: str
    media_type: str
    write: Callable[[Iterable[Reference]], str]


@dataclass(frozen=True, slots=True)
class CitedReference:
    """A reference, ready to be copied in Chicago style.

    label: what is cited, in a few words. pieces: the same as `chicago`, with italics and links.
    """

    label: str
    reference: Reference
    pieces: tuple[Piece, ...]

    @property
    def chicago(self) -> str:
        """The text that is copied."""
        return plain_text(self.pieces)


CITE_FORMATS: Final = (
    CiteFormat("bibtex", "BibTeX", "bib", "application/x-bibtex; charset=utf-8", write_bibtex),
    CiteFormat(
        "ris", "RIS", "ris", "application/x-research-info-systems; charset=utf-8", write_ris
    ),
    CiteFormat("csl", "CSL-JSON", "json", "application/vnd.citationstyles.csl+json", write_csl),
)


def cite_downloads(view: str, *args: object) -> list[tuple[str, str]]:
    """Return label and address of each format's file. view, args: of the address, extension last."""
    return [(kind.label, reverse(view, args=[*args, kind.extension])) for kind in CITE_FORMATS]


def event_references(event: Event, url: str, today: date) -> list[CitedReference]:
    """Return the event's own page first, then each source with the places that it is cited from.

    event: `with_evidence()`. url: absolute. today: the day on which the page was looked at.
    """
    page = Reference(
        id=f"chronocite-{event.timeline.slug}-{event.pk}",
        kind="webpage",
        title=event.title,
        container=SITE,
        url=url,
        accessed=today.isoformat(),
        note=f"{event.timeline.title}. Event dated {edtf_words(event.edtf, language='en')}, EDTF {event.edtf},"
        f" version {event.version}",
    )
    places: dict[Document, list[tuple[int, int]]] = {}
    for citation in event.citations.all():
        passage = citation.passage
        places.setdefault(passage.text_version.document, []).append((passage.start, passage.end))
    return [
        CitedReference(_("This event"), page, chicago(page).note),
        *(_cited(document, _locator(spans)) for document, spans in places.items()),
    ]


def document_reference(document: Document) -> CitedReference:
    """Return the reference of a source, as a bibliography lists it."""
    reference = _reference(document)
    return CitedReference(short_name(document), reference, chicago(reference).bibliography)


def _cited(document: Document, locator: str) -> CitedReference:
    reference = replace(_reference(document), locator=locator)
    return CitedReference(short_name(document), reference, chicago(reference).note)


def _locator(spans: list[tuple[int, int]]) -> str:
    return f"characters {' and '.join(f'{start}–{end}' for start, end in sorted(spans))}"


def _reference(document: Document) -> Reference:
    return Reference(
        id=document.slug,
        kind=document.kind,
        title=document.title,
        authors=tuple(map(_name, document.authors)),
        container=document.container,
        publisher=document.publisher,
        volume=document.volume,
        issue=document.issue,
        published=document.published,
        url=document.url,
        language=document.language,
    )


def _name(author: dict[str, str]) -> Name:
    """A name as `Document.authors` holds it; parts that bibliographies do not know are left out."""
    parts = ("family", "given", "particle", "suffix", "literal")
    return Name(**{part: str(author[part]) for part in parts if author.get(part)})
