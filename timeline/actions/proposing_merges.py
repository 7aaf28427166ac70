"""Events of one timeline that may be one: told to the curator, never merged by a program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from django.db.models import QuerySet

from sources.anchoring import Span
from timeline.drafting import EventDraft, merge_proposals
from timeline.models import Citation, Event, EventActor, MergeProposal, Timeline
from timeline.prepared import Prepared, members

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
    events = timeline.events.exclude(status=Event.Status.REJECTED).order_by("pk")
    places, actors = Prepared(_places_asked), Prepared(_actors_asked)
    rows = events.values_list("pk", "status", "title", "edtf", "modality")
    coming = rows.iterator(chunk_size=_ROWS_AT_A_TIME)
    while page := list(islice(coming, _ROWS_AT_A_TIME)):
        keys = [pk for pk, *_ in page]
        first: dict[int, list[Any]] = {pk: place for pk, *place in reversed(places.rows(keys))}
        parts: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
        for pk, slug, role in actors.rows(keys):
            parts[pk].append((slug, role))
        for pk, status, title, edtf, modality in page:
            if pk in first:
                draft = _as_draft(title, edtf, modality, *first[pk], actors=tuple(parts[pk]))
                yield pk, status == Event.Status.CANDIDATE, draft


def _places_asked() -> QuerySet[Any, Any]:
    cited = Citation.objects.filter(event__in=members()).order_by("position", "pk")
    return cited.values_list(
        "event", "passage__text_version__sha256", "passage__start", "passage__end"
    )


def _actors_asked() -> QuerySet[Any, Any]:
    parts = EventActor.objects.filter(event__in=members()).order_by("position", "pk")
    return parts.values_list("event", "actor__slug", "role")


def _as_draft(
    title: str, edtf: str, modality: Any, sha256: str, start: int, end: int, *, actors: Any
) -> EventDraft:
    """An event as the comparison reads it: date, kind of fact, words, actors, and its place."""
    return EventDraft(
        sha256=sha256,
        title=title,
        edtf=edtf,
        date_rule="",
        derivation=(),
        modality=modality,
        modality_rule="",
        passage=Span(start, end),
        wording=None,
        actors=actors,
        names=(),
        category="",
        themes=(),
        confidence=1.0,
        cues=(),
    )
