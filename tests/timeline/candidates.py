"""Candidates to decide on, and all that can be seen of what was decided."""

from __future__ import annotations

from typing import Any

from tests.factories import (
    make_event,
)
from timeline.actions.deciding import Edits
from timeline.dates import find_dates
from timeline.models import (
    DateMention,
    Event,
)

TEXT = "On 3 May 2004 the mayor said that the bridge would open on 7 June 2004."


def candidate(title: str = "Mayor speaks", **values: Any) -> Event:
    return make_event(title, status="candidate", **values)


def edits(event: Event, **changed: Any) -> Edits:
    values: dict[str, Any] = {
        "title": event.title,
        "edtf": event.edtf,
        "date_reason": event.date_reason,
        "modality": event.modality,
        "category_id": event.category_id,
        "importance": event.importance,
        "summary": event.summary,
        "kept": frozenset(event.participations.values_list("pk", flat=True)),
        **changed,
    }
    return Edits(**values)


def state(event: Event) -> dict[str, Any]:
    """All that readers and curators are told of an event."""
    event = Event.objects.get(pk=event.pk)
    names = ("title", "edtf", "first_day", "modality", "status", "category_id", "importance")
    citations = event.citations.order_by("pk").values_list("pk", "passage", "edtf", "rule")
    return {
        **{name: getattr(event, name) for name in (*names, "summary", "slug")},
        "citations": list(citations),
        "actors": list(event.participations.order_by("pk").values_list("pk", "actor", "role")),
        "links": list(event.links_out.values_list("pk", flat=True)),
        "themes": list(event.themes.values_list("slug", flat=True)),
    }


def mention(passage: Any, wording: str) -> None:
    """The date engine's reading of words of the passage, as detection stores it."""
    text = passage.text_version.text
    found = next(each for each in find_dates(text) if each.wording == wording)
    DateMention.objects.create(
        text_version=passage.text_version,
        start=found.start,
        end=found.end,
        wording=wording,
        type=found.type,
        value=found.value,
        edtf=found.edtf,
        rule="test",
        derivation=[[step.do, *step.args] for step in found.derivation],
        engine="test",
    )
