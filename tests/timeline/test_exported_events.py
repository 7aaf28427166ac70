"""Exports read events by queries of their own: they give what Django's models give, in every field."""

from __future__ import annotations

import csv
import io
from random import Random
from typing import Any

import pytest
from django.db.models import Model

from tests.factories import (
    make_citation,
    make_document,
    make_event,
    make_passage,
    make_text,
    make_timeline,
)
from tests.timeline.mixture import change_something, make_mixture
from timeline import exported_events
from timeline.actions.exporting import export_timeline
from timeline.dates import wording
from timeline.dates.edtf import OPEN_END, OPEN_START, read_edtf
from timeline.dates.wording import edtf_words
from timeline.exported_events import ExportedEvents
from timeline.exports.records import ActorRecord, CitationRecord, EventRecord, LinkRecord
from timeline.known import AsKnown, known_events
from timeline.models import Citation, Event

pytestmark = pytest.mark.django_db


def as_they_are(row: Model, *fields: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in fields}


def record_of(event: Event) -> EventRecord:
    """The oracle: an event as its model gives it."""
    return EventRecord(
        **as_they_are(event, "key", "title", "summary", "edtf", "precision", "is_span"),
        **as_they_are(event, "modality", "status", "importance", "version"),
        id=event.pk,
        url=event.get_absolute_url(),
        date_words=edtf_words(event.edtf, language="en"),
        first_day=None if event.first_day == OPEN_START else event.first_day,
        last_day=None if event.last_day == OPEN_END else event.last_day,
        category=event.category.slug,
        themes=tuple(theme.slug for theme in event.themes.all()),
        actors=tuple(
            ActorRecord(part.actor.slug, part.actor.name, part.role)
            for part in event.participations.all()
        ),
        citations=tuple(citation_of(citation) for citation in event.citations.all()),
        links=tuple(
            LinkRecord(link.kind, link.to_event_id, link.note) for link in event.links_out.all()
        ),
    )


def citation_of(citation: Citation) -> CitationRecord:
    passage = citation.passage
    version = passage.text_version
    free = version.document.access == "full"
    return CitationRecord(
        document=version.document.slug,
        sha256=version.sha256,
        **as_they_are(passage, "start", "end", "quote"),
        prefix=passage.prefix if free else "",
        suffix=passage.suffix if free else "",
        **as_they_are(citation, "stance", "edtf", "wording", "rule", "anchor", "note"),
        checked=version.checked_on.isoformat(),
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_events_are_exported_as_their_models_give_them(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(exported_events, "PAGE", 5)
    random = Random(seed)  # noqa: S311
    timeline, passages = make_mixture(random, 40)
    for _ in range(20):
        change_something(random, timeline, passages)
    for slug, published in (("gazette", "2001-01-01"), ("herald", "2003-12-31")):
        document = make_document(slug)
        document.published, document.access = published, random.choice(["full", "excerpts"])
        document.save()
    dated_anew = make_event(edtf="2003", passage=passages[6], timeline=timeline)
    make_citation(dated_anew, passage=passages[0], edtf="2001-02")
    for day in (None, read_edtf("2003-06-01").last_day):
        events = known_events(Event.objects.decided().filter(timeline=timeline), day)
        known = AsKnown.on(day, events)
        assert (dated_anew.pk in known.dates) == (day is not None)
        models = known.with_evidence(known.in_time_order(events))
        expected = [record_of(known.dated(event)) for event in models]
        assert len(expected) > 5
        assert list(ExportedEvents(timeline.slug, known).of(events)) == expected


def test_an_export_does_not_fill_the_memory_with_the_dates_of_its_events() -> None:
    for year in range(1821, 1831):
        make_event(f"The flood of {year}", edtf=f"{year}-03-03/{year}-03-05")
    remembered = (read_edtf, wording._words)
    for dates in remembered:
        dates.cache_clear()
    told = b"".join(export_timeline(make_timeline(), "csv", statuses=["published"]))
    assert "3–5 March 1830".encode() in told
    assert [dates.cache_info().currsize for dates in remembered] == [0, 0]


def test_a_table_names_only_sources_that_may_be_named() -> None:
    listed = make_document("listed", title="The listed one")
    make_timeline().documents.add(listed)
    make_event("Draft", passage=make_passage("A.", version=make_text("A.", document=listed)))
    rumour = make_text("B.", document=make_document("rumour", title="Known to curators"))
    make_event("Rumour", passage=make_passage("B.", version=rumour), status="candidate")
    both = export_timeline(make_timeline(), "csv", statuses=["published", "candidate"])
    rows = csv.DictReader(io.StringIO(b"".join(both).decode("utf-8-sig")))
    named = {row["source"]: row["source_title"] for row in rows}
    assert named == {"listed": "The listed one", "rumour": ""}
