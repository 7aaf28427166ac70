"""Events of one timeline that may be one: told to the curator, never merged by a program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import Prefetch

from sources.anchoring import Span
from timeline.drafting import EventDraft, merge_proposals
from timeline.models import Citation, Event, EventActor, MergeProposal, Timeline

_ROWS_AT_A_TIME: Final = 500


def propose_merges(timeline: Timeline) -> int:
    """Compare the candidates of a timeline with each other and with what is published.

    Pairs that were proposed before are left as they are, whatever was decided. Returns how many
    are new. Time: in proportion to the timeline's events, as each is compared with a few.
    """
    events = list(_comparable(timeline))
    drafts = [draft for _, _, draft in events]
    before = set(
        MergeProposal.objects.filter(first__timeline=timeline).values_list("first", "second")
    )
    new = []
    for pair in merge_proposals(drafts):
        (one, one_open, _), (two, two_open, _) = events[pair.first], events[pair.second]
        first, second = sorted((one, two))
        if (first, second) in before or not (one_open or two_open):
            continue
        new.append(
            MergeProposal(
                first_id=first, second_id=second, score=pair.score, reasons=list(pair.reasons)
            )
        )
    MergeProposal.objects.bulk_create(new, batch_size=_ROWS_AT_A_TIME)
    return len(new)


def _comparable(timeline: Timeline) -> Iterator[tuple[int, bool, EventDraft]]:
    """The events that were not rejected: key, whether still a candidate, and what they tell."""
    citations = Citation.objects.select_related("passage__text_version").defer(
        "passage__text_version__text", "passage__quote"
    )
    prefetches: list[Any] = [
        Prefetch("citations", citations.order_by("position", "pk")),
        Prefetch("participations", EventActor.objects.select_related("actor")),
    ]
    events = (
        timeline.events.exclude(status=Event.Status.REJECTED)
        .order_by("pk")
        .prefetch_related(*prefetches)
    )
    for event in events.iterator(chunk_size=_ROWS_AT_A_TIME):
        if citation := next(iter(event.citations.all()), None):
            yield event.pk, event.status == Event.Status.CANDIDATE, _as_draft(event, citation)


def _as_draft(event: Event, citation: Citation) -> EventDraft:
    """An event as the comparison reads it: date, kind of fact, words, actors, and its place."""
    passage = citation.passage
    actors = tuple((part.actor.slug, part.role) for part in event.participations.all())
    return EventDraft(
        sha256=passage.text_version.sha256,
        title=event.title,
        edtf=event.edtf,
        date_rule="",
        derivation=(),
        modality=event.modality,  # type: ignore[arg-type]
        modality_rule="",
        passage=Span(passage.start, passage.end),
        wording=None,
        actors=actors,  # type: ignore[arg-type]
        names=(),
        category="",
        themes=(),
        confidence=1.0,
        cues=(),
    )
