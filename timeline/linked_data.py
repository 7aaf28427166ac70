"""Pages as schema.org's JSON-LD: what is told to machines is told as carefully as to readers.

A date is given as startDate only where it is certain; the EDTF date stands in temporalCoverage. Only
what occurred, or was planned and says so, is told as an Event: a claim, a denial, an announcement
is an article about what somebody said.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from sources.bibliography.schema_org import iso_date, schema_org, without_empty
from sources.models import Document
from timeline.cards import EventCard, QuoteCard
from timeline.exports.registry import EXPORTS
from timeline.models import Actor, Event, Timeline
from timeline.references import document_reference

Record = dict[str, Any]
Absolute = Callable[[str], str]
"""Makes an address of this site absolute."""

_ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}
"""No text can end the script element, or begin another one in it."""
_ACTOR_TYPES: Final[Mapping[str, str]] = {
    Actor.Kind.PERSON: "Person",
    Actor.Kind.STATE: "Country",
    Actor.Kind.ORGANISATION: "Organization",
    Actor.Kind.FORCE: "Organization",
    Actor.Kind.PLACE: "Place",
}


def data_block(record: Record) -> SafeString:
    """Return a record as the data block of a page. It is no script, so the CSP lets it be inline."""
    text = json.dumps({"@context": "https://schema.org", **record}).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped


def event_record(card: EventCard, timeline: Timeline, absolute: Absolute) -> Record:
    """Return an event's page: an article that cites its sources, about what happened."""
    event = card.event
    url = absolute(card.url)
    documents = {quote.document.pk: quote.document for quote in card.quotes}
    return without_empty(
        {
            "@type": "Article",
            "@id": url,
            "url": url,
            "headline": event.title,
            "description": event.summary,
            "inLanguage": settings.CONTENT_LANGUAGE,
            "image": _picture(timeline, absolute),
            "temporalCoverage": event.edtf,
            "keywords": [event.modality, event.category.name],
            "isPartOf": {
                "@type": "Dataset",
                "@id": absolute(timeline.get_absolute_url()),
                "name": timeline.title,
                "description": timeline.description or timeline.title,
            },
            "about": _happening(event),
            "mentions": [_actor(part.actor, absolute) for part in event.participations.all()],
            "citation": [_work(document, absolute) for document in documents.values()],
            "hasPart": [_quotation(quote, absolute) for quote in card.quotes],
        }
    )


def timeline_record(
    timeline: Timeline, documents: Iterable[Document], absolute: Absolute
) -> Record:
    """Return a timeline's page: a data set that can be had, and its sources."""
    url = absolute(timeline.get_absolute_url())
    files = [
        {
            "@type": "DataDownload",
            "encodingFormat": form.media_type.partition(";")[0],
            "contentUrl": f"{url}export.{form.extension}",
        }
        for form in EXPORTS.values()
    ]
    return without_empty(
        {
            "@type": "Dataset",
            "@id": url,
            "url": url,
            "name": timeline.title,
            "alternateName": timeline.headline,
            "description": timeline.description or timeline.title,
            "inLanguage": settings.CONTENT_LANGUAGE,
            "image": _picture(timeline, absolute),
            "temporalCoverage": timeline.period,
            "isAccessibleForFree": True,
            "citation": [_work(document, absolute) for document in documents],
            "distribution": files,
        }
    )


def reader_record(document: Document, absolute: Absolute) -> Record:
    """Return a source's page: about the work that is read there."""
    url = absolute(document.get_absolute_url())
    return {"@type": "WebPage", "url": url, "mainEntity": _work(document, absolute)}


def _work(document: Document, absolute: Absolute) -> Record:
    reference = document_reference(document).reference
    return schema_org(reference, page=absolute(document.get_absolute_url()))


def _happening(event: Event) -> Record | None:
    if event.modality not in {Event.Modality.OCCURRED, Event.Modality.PLANNED}:
        return None
    start, _, end = event.edtf.partition("/")
    is_certain = bool(iso_date(start)) and (not end or bool(iso_date(end)))
    is_plan = event.modality == Event.Modality.PLANNED
    return without_empty(
        {
            "@type": "Event",
            "name": event.title,
            "description": event.summary,
            "startDate": start if is_certain else "",
            "endDate": end if is_certain else "",
            "eventStatus": "https://schema.org/EventScheduled" if is_plan else "",
        }
    )


def _actor(actor: Actor, absolute: Absolute) -> Record:
    kind = _ACTOR_TYPES[actor.kind]
    return {"@type": kind, "name": actor.name, "url": absolute(actor.get_absolute_url())}


def _quotation(quote: QuoteCard, absolute: Absolute) -> Record:
    return {
        "@type": "Quotation",
        "text": quote.citation.passage.quote,
        "inLanguage": quote.document.language,
        "url": absolute(quote.url),
        "isPartOf": {"@id": absolute(quote.document.get_absolute_url())},
    }


def _picture(timeline: Timeline, absolute: Absolute) -> str:
    if not timeline.is_public:
        return ""
    return absolute(f"{timeline.get_absolute_url()}card.png")
