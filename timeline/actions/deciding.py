"""What a curator decides about one candidate in the review queue. Every decision can be undone."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext

from timeline.actions.dating_by_mention import date_citation
from timeline.actions.quote_gate import require_shown_citation, require_verbatim_citations
from timeline.actions.tracing import Trace, take_back
from timeline.language import kept
from timeline.models import Actor, Decision, Event, EventActor, EventLink, Look, Proposal, Timeline
from timeline.models.tracked import Writer

_PLAIN: Final = (
    *("title", "edtf", "date_reason", "modality", "category_id", "importance", "summary"),
)


class NothingToUndo(RuntimeError):
    """The curator has decided nothing on this timeline that still stands, or not this last."""


@dataclass(frozen=True, slots=True)
class Edits:
    """An event as the curator wants it.

    kept: keys of the parts (EventActor) that stay. new_actors: (name, kind) of actors to be made
    or found by that name.
    """

    title: str
    edtf: str
    date_reason: str
    modality: str
    category_id: int
    importance: int
    summary: str
    kept: frozenset[int]
    new_actors: tuple[tuple[str, str], ...] = ()


def accept(
    event_id: int,
    *,
    seen_version: int,
    by: Writer,
    edits: Edits | None = None,
    step: uuid.UUID | None = None,
) -> Event:
    """Publish a candidate, changed as the curator wants it.

    Raises EditConflict where it is no longer what the curator saw or no candidate any more, and
    QuoteMismatch where the quote gate refuses it. Nothing is written then.
    """
    with transaction.atomic():
        trace = Trace(by, kept("accepted in the review queue"))
        event = trace.claim_candidate(event_id, seen_version)
        if edits:
            _apply(event, edits, trace)
        require_verbatim_citations(event)
        require_shown_citation(event)
        event.status = Event.Status.PUBLISHED
        event.save_with_history(by=by, why=trace.why)
        _tie_to_its_pair(event, trace)
        record(Decision.Kind.ACCEPTED, event, trace, step)
    return event


def save(event_id: int, *, seen_version: int, by: Writer, edits: Edits) -> Event:
    """Keep a curator's changes to a candidate that stays one. Raises EditConflict."""
    with transaction.atomic():
        trace = Trace(by, kept("edited in the review queue"))
        event = trace.claim_candidate(event_id, seen_version)
        _apply(event, edits, trace)
        event.save_with_history(by=by, why=trace.why)
        record(Decision.Kind.SAVED, event, trace)
    return event


def turn_down(
    event_id: int, *, seen_version: int, by: Writer, why: str, step: uuid.UUID | None = None
) -> Event:
    """Reject a candidate. It is kept, so that it is not proposed again. Raises EditConflict."""
    with transaction.atomic():
        trace = Trace(
            by, kept("rejected: {reason}").format(reason=why) if why else kept("rejected")
        )
        event = trace.claim_candidate(event_id, seen_version)
        event.status = Event.Status.REJECTED
        event.save_with_history(by=by, why=trace.why)
        record(Decision.Kind.REJECTED, event, trace, step, why)
    return event


_UNDONE: Final = {
    Decision.Kind.ACCEPTED: kept("undone: accepted"),
    Decision.Kind.SAVED: kept("undone: saved"),
    Decision.Kind.REJECTED: kept("undone: rejected"),
    Decision.Kind.MERGED: kept("undone: merged"),
    Decision.Kind.SPLIT: kept("undone: split"),
    Decision.Kind.APART: kept("undone: kept apart"),
}


def undo(timeline: Timeline, *, by: Writer, step: str | None = None) -> list[Decision]:
    """Take back what a curator did last on a timeline: one decision, or all that were taken at once.

    step: what the curator saw as the last; None takes whatever it is. Raises NothingToUndo where
    there is none or another one, and Overtaken where somebody changed an event since. All or nothing.
    """
    with transaction.atomic():
        decisions = list(Decision.objects.last_step_of(by, timeline).select_related("event"))
        if not decisions:
            raise NothingToUndo(gettext("There is nothing of yours to undo on this timeline."))
        if step is not None and step != str(decisions[0].step):
            raise NothingToUndo(
                gettext(
                    "Nothing was undone: you have decided or undone something else since this page"
                    " was opened. Look at what Undo names now."
                )
            )
        for decision in decisions:
            why = _UNDONE[Decision.Kind(decision.kind)]
            _let_earlier_ones_stand(decision, take_back(decision.trace, by=by, why=why))
        keys = [decision.pk for decision in decisions]
        Decision.objects.filter(pk__in=keys).update(undone_at=timezone.now())
    return decisions


def _let_earlier_ones_stand(undone: Decision, versions: dict[str, tuple[int, int]]) -> None:
    """What was decided before on the same events can be undone next: they are again as it left them."""
    two_events = (Decision.Kind.MERGED, Decision.Kind.SPLIT)
    earlier = Decision.objects.standing().filter(
        Q(event_id__in=[int(key) for key in versions]) | Q(kind__in=two_events),
        timeline_id=undone.timeline_id,
        pk__lt=undone.pk,
    )
    for decision in earlier.iterator():
        left = decision.trace["versions"]
        again = {key: now for key, (was, now) in versions.items() if left.get(key) == was}
        if again:
            left.update(again)
            decision.save(update_fields=["trace"])


def record(
    kind: Decision.Kind, event: Event, trace: Trace, step: uuid.UUID | None = None, why: str = ""
) -> None:
    """Keep a decision with what it wrote, and let others have what the curator looked at."""
    Decision.objects.create(
        timeline_id=event.timeline_id,
        event=event,
        step=step or uuid.uuid4(),
        kind=kind,
        why=why[:300],
        trace=trace.as_json(),
        by_id=trace.by.pk if trace.by is not None else None,
    )
    Look.objects.filter(event=event).delete()


def _apply(event: Event, edits: Edits, trace: Trace) -> None:
    """Change event, citation and parts; the event itself is saved by the caller."""
    old_date = event.edtf
    for name in _PLAIN:
        setattr(event, name, getattr(edits, name))
    if event.edtf != old_date:
        for citation in event.citations.filter(edtf=old_date, stance="supports"):
            date_citation(citation, event.edtf)
            trace.change(citation)
    _apply_actors(event, edits, trace)


def _apply_actors(event: Event, edits: Edits, trace: Trace) -> None:
    parts = list(event.participations.all())
    for part in parts:
        if part.pk not in edits.kept:
            trace.delete(part)
    there = {part.actor_id for part in parts if part.pk in edits.kept}
    position = max((part.position for part in parts), default=-1)
    for name, kind in edits.new_actors:
        actor = _actor_called(name, kind, trace)
        if actor.pk not in there:
            position += 1
            there.add(actor.pk)
            trace.make(EventActor(event=event, actor=actor, position=position))


def _actor_called(name: str, kind: str, trace: Trace) -> Actor:
    """The actor of this name, made where there is none."""
    known = (
        Actor.objects.filter(name=name).first() or Actor.objects.filter(aliases__name=name).first()
    )
    if known:
        return known
    base = slugify(name)[:90] or "actor"
    slug, number = base, 2
    while Actor.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    actor = Actor.objects.create(slug=slug, name=name[:200], kind=kind)
    trace.actors.append(actor.pk)
    return actor


def _tie_to_its_pair(event: Event, trace: Trace) -> None:
    """Tie a statement to the plan that it announces, once both are published."""
    mine = Proposal.objects.filter(event=event).exclude(pair="").first()
    if mine is None:
        return
    others = Proposal.objects.filter(
        timeline_id=mine.timeline_id,
        text_version_id=mine.text_version_id,
        pair=mine.pair,
        event__status=Event.Status.PUBLISHED,
    ).exclude(pk=mine.pk)
    for other in others.select_related("event"):
        if other.event and not _are_tied(event, other.event):
            said, plan = _statement_first(event, other.event)
            kind = EventLink.Kind.SAME_OCCASION
            link = EventLink(from_event=said, to_event=plan, kind=kind)
            link.note = "The plan was made known in this statement."
            trace.make(link)


def _are_tied(one: Event, two: Event) -> bool:
    return (
        one.links_out.filter(to_event=two).exists() or one.links_in.filter(from_event=two).exists()
    )


def _statement_first(one: Event, two: Event) -> tuple[Event, Event]:
    return (two, one) if one.modality == Event.Modality.PLANNED else (one, two)
