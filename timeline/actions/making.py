"""Make events of words that a curator selected, or let an event that is there rest on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from sources.actions.placing import Placed
from sources.actions.storing import record_passage
from sources.models import TextVersion
from timeline.actions.editing import editing
from timeline.actions.review import publish
from timeline.language import kept
from timeline.models import Actor, Category, Citation, DateMention, Event, EventActor, Timeline
from timeline.models.tracked import Writer

_WHY_MADE = kept("made from the text")
_WHY_CITED = kept("cited from the text")


class MadeAlready(ValueError):
    """An event with this title and date rests on these very words already."""

    def __init__(self, event: Event) -> None:
        self.event = event
        status = event.get_status_display().lower()
        told = gettext("“{title}” was made of these words already ({status}).")
        super().__init__(told.format(title=event.title, status=status))


class CitedAlready(ValueError):
    """The event cites these very words already; the message says so in one line."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The date that a passage gives, and the steps to it; wording_start counts code points."""

    edtf: str
    wording: str = ""
    wording_start: int | None = None
    rule: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event as the curator decided it. actors: each with its part, "" where none is named."""

    title: str
    modality: str
    category: Category
    dated: Dated
    actors: tuple[tuple[Actor, str], ...] = ()


def make_event(
    new: NewEvent, version: TextVersion, at: Placed, *, public: bool, by: Writer
) -> Event:
    """Make a candidate that rests on a place of a text; `public`: publish it at once.

    All of it or nothing. Raises QuoteMismatch where the words don't stand there or the gate refuses,
    EdtfError where the date can't be read, and MadeAlready where a form was sent twice.
    """
    category = new.category
    with transaction.atomic():
        _require_new(new, version, at)
        event = Event(
            timeline=category.timeline,
            title=new.title,
            modality=new.modality,
            category=category,
            edtf=new.dated.edtf,
        )
        with editing(event, seen_version=event.version, by=by, why=_WHY_MADE):
            _cite(event, version, at, new.dated, Citation.Stance.SUPPORTS, "", by, _WHY_MADE)
            _take_part(event, new.actors, by)
        if public:
            event = publish(event.pk, seen_version=event.version, by=by)
    return event


def _require_new(new: NewEvent, version: TextVersion, at: Placed) -> None:
    """Raise MadeAlready where it is there. Who makes the same at once waits for the first."""
    timeline = Timeline.objects.select_for_update().get(pk=new.category.timeline_id)
    there = timeline.events.exclude(status=Event.Status.REJECTED).filter(
        title=new.title,
        edtf=new.dated.edtf,
        citations__passage__text_version=version,
        citations__passage__start=at.start,
        citations__passage__end=at.end,
    )
    if same := there.first():
        raise MadeAlready(same)


def add_citation(
    event: Event,
    version: TextVersion,
    at: Placed,
    *,
    stance: str,
    dated: Dated,
    note: str,
    by: Writer,
) -> Citation:
    """Let an event rest on a place of a text too, or be disputed by it, as one edit of the event.

    Raises CitedAlready, EditConflict where somebody changed it since it was read, and
    QuoteMismatch where the words don't stand there or a published event would fail the gate.
    """
    with transaction.atomic():
        place = {"passage__text_version": version, "passage__start": at.start}
        if event.citations.filter(**place, passage__end=at.end).exists():
            raise CitedAlready(gettext("This event cites these very words already."))
        with editing(event, seen_version=event.version, by=by, why=_WHY_CITED):
            return _cite(event, version, at, dated, stance, note, by, _WHY_CITED)


def _cite(
    event: Event,
    version: TextVersion,
    at: Placed,
    dated: Dated,
    stance: str,
    note: str,
    by: Writer,
    why: str,
) -> Citation:
    last = event.citations.aggregate(last=Max("position"))["last"]
    citation = Citation(
        event=event,
        passage=record_passage(version, start=at.start, end=at.end, quote=at.words),
        stance=stance,
        position=0 if last is None else last + 1,
        edtf=dated.edtf,
        wording=dated.wording,
        wording_start=dated.wording_start,
        rule=dated.rule,
        anchor=dated.anchor,
        note=note,
    )
    citation.save_with_history(by=by, why=why)
    if dated.wording_start is not None:
        _use_mention(version, dated.wording_start)
    return citation


def _use_mention(version: TextVersion, start: int) -> None:
    """The date expression dates an event now, whatever a rule had decided of it."""
    mentions = DateMention.objects.filter(text_version=version, start=start)
    undecided = mentions.exclude(pk__in=DateMention.objects.decided().values("pk"))
    undecided.update(fate=DateMention.Fate.USED, fate_rule="")


def _take_part(event: Event, actors: Iterable[tuple[Actor, str]], by: Writer) -> None:
    for position, (actor, role) in enumerate(actors):
        part = EventActor(event=event, actor=actor, role=role, position=position)
        part.save_with_history(by=by, why=_WHY_MADE)
