"""One candidate that tells of two events becomes two, each with its own words and date."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext

from sources.actions.placing import Placed, place_within
from sources.actions.storing import record_passage
from sources.models import Passage
from timeline.actions.dating_by_mention import date_citation
from timeline.actions.deciding import record
from timeline.actions.tracing import Trace
from timeline.language import kept
from timeline.models import Citation, Decision, Event, EventActor
from timeline.models.tracked import Writer


class NotSplittable(ValueError):
    """The candidate can't be split so; the message says why. half: 1 or 2, the half at fault."""

    def __init__(self, half: int, reason: str) -> None:
        self.half = half
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Half:
    """One of the two events. quote: words of the candidate's passage or its paragraph."""

    title: str
    edtf: str
    modality: str
    category_id: int
    quote: str


def split(
    event_id: int, halves: tuple[Half, Half], *, seen_version: int, by: Writer
) -> tuple[Event, Event]:
    """Make two candidates of one. The first half is the candidate itself, the second is new.

    Both keep the actors. Raises NotSplittable where a half's quote can't be placed, and
    EditConflict where it was changed or decided on since.
    """
    with transaction.atomic():
        trace = Trace(by, kept("split in the review queue"))
        first = trace.claim_candidate(event_id, seen_version)
        citation = first.citations.select_related("passage__text_version").first()
        if citation is None:
            raise NotSplittable(1, gettext("It has no passage. Add a citation first."))
        passages = [
            _passage(citation.passage, half, number) for number, half in enumerate(halves, 1)
        ]
        if first.citations.exclude(pk=citation.pk).filter(passage=passages[0]).exists():
            raise NotSplittable(1, gettext("It cites these very words already. Choose others."))
        second = _second(first, halves[1], trace)
        _cite(second, passages[1], halves[1].edtf, trace)
        _fill(first, halves[0])
        citation.passage = passages[0]
        if citation.edtf != first.edtf:
            date_citation(citation, first.edtf)
        trace.change(citation)
        first.save_with_history(by=by, why=trace.why)
        record(Decision.Kind.SPLIT, first, trace)
    return first, second


def _passage(whole: Passage, half: Half, number: int) -> Passage:
    found = place_within(whole, half.quote)
    if not isinstance(found, Placed):
        raise NotSplittable(number, found.reason)
    return record_passage(whole.text_version, start=found.start, end=found.end, quote=found.words)


def _fill(event: Event, half: Half) -> None:
    event.title, event.edtf = half.title, half.edtf
    event.modality, event.category_id = half.modality, half.category_id


def _second(first: Event, half: Half, trace: Trace) -> Event:
    second = Event(timeline_id=first.timeline_id)
    _fill(second, half)
    trace.make(second)
    for part in first.participations.order_by("position"):
        values = {"actor_id": part.actor_id, "role": part.role, "position": part.position}
        trace.make(EventActor(event=second, **values))
    return second


def _cite(event: Event, passage: Passage, edtf: str, trace: Trace) -> None:
    citation = Citation(event=event, passage=passage)
    date_citation(citation, edtf)
    trace.make(citation)
