"""Two events that are one: the candidate's passages go to the other, and it is kept as rejected."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext

from sources.models import Passage
from timeline.actions.deciding import record
from timeline.actions.quote_gate import require_verbatim_citations
from timeline.actions.tracing import Trace
from timeline.edits import MERGED_WITH, SAME_AS
from timeline.language import kept
from timeline.models import Citation, Decision, Event, EventActor, EventLink, MergeProposal
from timeline.models.tracked import Writer


class SettledAlready(RuntimeError):
    """The proposal is not open any more; the message says who decided, in one line."""


class NotMergeable(ValueError):
    """The two can't be one event; the message says why in one line."""


def merge(
    candidate_id: int, into_id: int, *, seen_version: int, into_version: int, by: Writer
) -> Event:
    """Give an event what a candidate rests on and belongs to; that is rejected as the same.

    Passages, actors, storylines, and ties to other events. Words that the event cites already,
    within its own passage or around it, are not cited twice.

    The event keeps its own title and date; a passage that gives another date keeps that, so the
    page shows that the sources differ. Returns the event. Raises NotMergeable, EditConflict, and
    QuoteMismatch where it is published and a quote does not stand.
    """
    with transaction.atomic():
        trace = Trace(by, kept("merged in the review queue"))
        seen = {candidate_id: seen_version, into_id: into_version}
        claimed = {key: trace.claim(key, seen[key]) for key in sorted(seen)}
        candidate, into = claimed[candidate_id], claimed.get(into_id)
        if into is None or candidate_id == into_id:
            raise NotMergeable(gettext("An event can’t be merged with itself. Choose another one."))
        _require_mergeable(candidate, into)
        _cite_too(candidate, into, trace)
        _take_part_too(candidate, into, trace)
        _be_tied_too(candidate, into, trace)
        trace.give_themes(into, candidate.themes.values_list("pk", flat=True))
        if into.status == Event.Status.PUBLISHED:
            require_verbatim_citations(into)
        into.save_with_history(by=by, why=MERGED_WITH.format(title=candidate.title))
        candidate.status = Event.Status.REJECTED
        candidate.save_with_history(by=by, why=SAME_AS.format(title=into.title))
        trace.merges = _settle_proposals(candidate, into, by)
        record(
            Decision.Kind.MERGED,
            candidate,
            trace,
            why=SAME_AS.format(title=into.title),
        )
    return into


def keep_apart(proposal_id: int, *, by: Writer) -> MergeProposal:
    """Decide that two events that were proposed as one are two; they are not proposed again.

    Raises SettledAlready where somebody has decided on them.
    """
    with transaction.atomic():
        settled = MergeProposal.objects.open().filter(pk=proposal_id).order_by()
        if not settled.update(
            state=MergeProposal.State.DECLINED, decided_at=timezone.now(), decided_by=by
        ):
            raise SettledAlready(_settled_how(proposal_id))
        proposal = MergeProposal.objects.select_related("first", "second").get(pk=proposal_id)
        pair = (proposal.first, proposal.second)
        candidate = next((e for e in pair if e.status == Event.Status.CANDIDATE), pair[1])
        other = pair[0] if candidate is pair[1] else pair[1]
        trace = Trace(by, kept("kept apart in the review queue"), merges=[proposal.pk])
        record(
            Decision.Kind.APART,
            candidate,
            trace,
            why=kept("not the same as “{title}”").format(title=other.title),
        )
    return proposal


def _settled_how(proposal_id: int) -> str:
    proposal = MergeProposal.objects.select_related("decided_by").filter(pk=proposal_id).first()
    if proposal is None:
        return gettext("Nobody proposes these two as one any more.")
    told = gettext("{who} decided on these two already: {state}.")
    return told.format(
        who=proposal.decided_by or gettext("Somebody"), state=proposal.get_state_display().lower()
    )


def _require_mergeable(candidate: Event, into: Event) -> None:
    if candidate.timeline_id != into.timeline_id:
        raise NotMergeable(gettext("The two events are on different timelines."))
    if candidate.status != Event.Status.CANDIDATE:
        told = gettext("“{title}” is no candidate any more. Look at it again.")
        raise NotMergeable(told.format(title=candidate.title))
    if into.status == Event.Status.REJECTED:
        told = gettext("“{title}” was rejected. Reopen it first, or choose another one.")
        raise NotMergeable(told.format(title=into.title))


def _cite_too(candidate: Event, into: Event, trace: Trace) -> None:
    there = list(into.citations.select_related("passage"))
    last = into.citations.aggregate(last=Max("position"))["last"]
    position = -1 if last is None else last
    for citation in candidate.citations.select_related("passage").order_by("position", "pk"):
        if any(_says_no_more(citation, known) for known in there):
            continue
        position += 1
        copied = Citation(event=into, passage=citation.passage, position=position)
        for name in ("stance", "edtf", "wording", "wording_start", "rule", "anchor", "note"):
            setattr(copied, name, getattr(citation, name))
        trace.make(copied)


def _says_no_more(citation: Citation, known: Citation) -> bool:
    """Whether a citation of the same words gives no other date, stands no other way, and notes nothing.

    One passage is cited once by an event, whatever else is said of it.
    """
    if citation.passage_id == known.passage_id:
        return True
    adds = citation.edtf not in {"", known.edtf} or citation.note not in {"", known.note}
    adds = adds or citation.stance != known.stance
    return not adds and _are_same_words(citation.passage, known.passage)


def _are_same_words(one: Passage, two: Passage) -> bool:
    """Whether one passage lies within the other."""
    if one.text_version_id != two.text_version_id:
        return False
    outer = (min(one.start, two.start), max(one.end, two.end))
    return outer in {(one.start, one.end), (two.start, two.end)}


def _take_part_too(candidate: Event, into: Event, trace: Trace) -> None:
    there = set(into.participations.values_list("actor_id", flat=True))
    for part in candidate.participations.exclude(actor_id__in=there).order_by("position"):
        position = len(there)
        there.add(part.actor_id)
        actor_id, role = part.actor_id, part.role
        trace.make(EventActor(event=into, actor_id=actor_id, role=role, position=position))


def _be_tied_too(candidate: Event, into: Event, trace: Trace) -> None:
    """What the candidate is tied to, the event is tied to in the same way."""
    out = set(into.links_out.values_list("to_event_id", "kind"))
    for link in candidate.links_out.exclude(to_event=into):
        if (link.to_event_id, link.kind) not in out:
            ends = {"from_event": into, "to_event_id": link.to_event_id}
            trace.make(EventLink(**ends, kind=link.kind, note=link.note))
    towards = set(into.links_in.values_list("from_event_id", "kind"))
    for link in candidate.links_in.exclude(from_event=into):
        if (link.from_event_id, link.kind) not in towards:
            ends = {"from_event_id": link.from_event_id, "to_event": into}
            trace.make(EventLink(**ends, kind=link.kind, note=link.note))


def _settle_proposals(candidate: Event, into: Event, by: Writer) -> list[int]:
    between = MergeProposal.objects.open().filter(
        Q(first=candidate, second=into) | Q(first=into, second=candidate)
    )
    keys = list(between.values_list("pk", flat=True))
    MergeProposal.objects.filter(pk__in=keys).update(
        state=MergeProposal.State.MERGED, decided_at=timezone.now(), decided_by=by
    )
    return keys
