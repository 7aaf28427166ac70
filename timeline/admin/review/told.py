"""What is published already from a candidate's own words, so that nobody publishes it twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final, get_args

from django.db.models import CharField, Exists, ExpressionWrapper, OuterRef, Q

from timeline.drafting.fingerprint import modality_group
from timeline.drafting.records import Modality
from timeline.models import Citation, Event

_READ: Final = (
    *("event_id", "edtf", "passage__text_version_id", "passage__start", "passage__end"),
    *("event__edtf", "event__modality", "event__first_day", "event__last_day"),
)
_ONE: Final = 10
"""The likeness from which on two seem to be one."""


@dataclass(frozen=True, slots=True)
class _Cited:
    """A citation as it is compared. given: the date in this source; first, last: the event's days."""

    event: int
    given: str
    text: int
    start: int
    end: int
    edtf: str
    modality: Modality
    first: int
    last: int

    def shares_words(self, other: _Cited) -> bool:
        return self.start < other.end and other.start < self.end

    def may_be(self, other: _Cited) -> bool:
        """Whether a candidate seems to be the event of another citation of its words.

        Of the very date of the event, or of this source of it, all are one but a plan and what is
        said of it, a denial and what is denied. Where their days only meet, both must be done, or
        said: a statement and the plan in it are two events.
        """
        if _are_two(self.modality, other.modality):
            return False
        if self.edtf in {other.edtf, other.given}:
            return True
        is_alike = modality_group(self.modality) == modality_group(other.modality)
        return is_alike and self.first <= other.last and other.first <= self.last

    def likeness(self, other: _Cited) -> float:
        """How much another citation is like a candidate's: its date, kind of fact, and words."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        same = (self.edtf in {other.edtf, other.given}) + (self.modality == other.modality)
        return self.may_be(other) * _ONE + same + shared / (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Told:
    """Keys of published events that cite words of a candidate's passages, the likeliest first.

    same: these seem to be the candidate itself. beside: other events of the same words.
    """

    same: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()


def told_already(candidates: Collection[Event]) -> dict[int, Told]:
    """Return what is published from the words of candidates of one timeline, by their keys.

    Two queries, whatever their number.
    """
    own = [
        _Cited(*row)
        for row in Citation.objects.filter(event__in=candidates).order_by().values_list(*_READ)
    ]
    there = _published(own, next(iter(candidates)).timeline_id) if own else {}
    likeness: dict[int, dict[int, float]] = {event.pk: {} for event in candidates}
    for mine in own:
        for other in there.get(mine.text, ()):
            if mine.shares_words(other):
                known = likeness[mine.event]
                known[other.event] = max(known.get(other.event, 0), mine.likeness(other))
    return {key: _sorted(found) for key, found in likeness.items()}


def is_told() -> Exists:
    """Whether an event is `Told.same` of any that is published: for a filter of many candidates."""
    there = Citation.objects.filter(
        event__status=Event.Status.PUBLISHED,
        event__timeline=OuterRef("event__timeline"),
        passage__text_version=OuterRef("passage__text_version"),
        passage__start__lt=OuterRef("passage__end"),
        passage__end__gt=OuterRef("passage__start"),
    ).alias(own=ExpressionWrapper(OuterRef("event__modality"), CharField()))
    is_of_its_date = Q(event__edtf=OuterRef("event__edtf")) | Q(edtf=OuterRef("event__edtf"))
    days_meet = Q(event__first_day__lte=OuterRef("event__last_day")) & Q(
        event__last_day__gte=OuterRef("event__first_day")
    )
    may_be = reduce(or_, _by_modality(is_of_its_date, days_meet))
    own = Citation.objects.filter(Exists(there.filter(may_be)), event=OuterRef("pk"))
    return Exists(own)


def told_events(candidates: Collection[Event]) -> dict[int, Event]:
    """Return the published event that each candidate seems to be, where there is one. Three queries."""
    first = {key: told.same[0] for key, told in told_already(candidates).items() if told.same}
    events = Event.objects.in_bulk(set(first.values()))
    return {key: events[other] for key, other in first.items()}


def _are_two(own: Modality, other: Modality) -> bool:
    """A plan and what is said of it, a denial and what is denied are two events, even of one day."""
    is_ahead = "ahead" in {modality_group(own), modality_group(other)}
    return own != other and (is_ahead or "denied" in {own, other})


def _by_modality(is_of_its_date: Q, days_meet: Q) -> Iterator[Q]:
    """`_Cited.may_be` for the database, a condition for each modality that a candidate may have."""
    known: tuple[Modality, ...] = get_args(Modality)
    for own in known:
        one = [other for other in known if not _are_two(own, other)]
        alike = [other for other in one if modality_group(own) == modality_group(other)]
        same_date = is_of_its_date & Q(event__modality__in=one)
        yield Q(own=own) & (same_date | days_meet & Q(event__modality__in=alike))


def _published(own: Collection[_Cited], timeline: int) -> dict[int, list[_Cited]]:
    """Citations of published events, by texts, between the first and the last of own words there."""
    places: dict[int, list[_Cited]] = defaultdict(list)
    for each in own:
        places[each.text].append(each)
    near = reduce(or_, _between(places))
    rows = Citation.objects.filter(
        near, event__timeline=timeline, event__status=Event.Status.PUBLISHED
    )
    found: dict[int, list[_Cited]] = defaultdict(list)
    for row in rows.order_by("event_id", "pk").values_list(*_READ):
        cited = _Cited(*row)
        found[cited.text].append(cited)
    return found


def _between(places: dict[int, list[_Cited]]) -> Iterator[Q]:
    for text, cited in places.items():
        yield Q(
            passage__text_version=text,
            passage__start__lt=max(each.end for each in cited),
            passage__end__gt=min(each.start for each in cited),
        )


def _sorted(likeness: dict[int, float]) -> Told:
    keys = sorted(likeness, key=lambda key: -likeness[key])
    return Told(
        same=tuple(key for key in keys if likeness[key] >= _ONE),
        beside=tuple(key for key in keys if likeness[key] < _ONE),
    )
