"""What an actor takes part in, counted: where a large timeline has an index by that, else by the database."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from django.db import connection
from django.db.models import Count, Exists, OuterRef

from timeline.index.columns import Ints, Question
from timeline.index.index import Answer, Hits, Index
from timeline.index_store import current, path_of
from timeline.indexing import MODALITIES
from timeline.models import Actor, Event, EventActor, Timeline
from timeline.models.event import EventQuerySet


@dataclass(slots=True)
class Acting:
    """How many events an actor has: by timeline, by kind of fact and by role, where one is named.

    partners: by other actor and category, how many it shares with them. Keys are the database's.
    """

    timelines: Counter[int] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    partners: defaultdict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def total(self) -> int:
        """How many in all."""
        return self.timelines.total()


def count_by_sql(actor: Actor, events: EventQuerySet) -> Acting:
    """Count events, in all of which the actor takes part. Four queries, each through all of them."""
    acting, rows = Acting(), events.order_by()
    acting.timelines.update(dict(rows.values_list("timeline").annotate(Count("pk"))))
    acting.kinds.update(dict(rows.values_list("modality").annotate(Count("pk"))))
    parts = EventActor.objects.filter(event__in=rows.values("pk")).order_by()
    named = parts.filter(actor=actor).exclude(role="")
    acting.roles.update(dict(named.values_list("role").annotate(Count("pk"))))
    others = parts.exclude(actor=actor).values_list("actor", "event__category")
    for other, category, number in others.annotate(Count("pk")):
        acting.partners[other][category] += number
    return acting


class ActingInMany:
    """The events of an actor where a timeline has an index: counted, and to be sliced in order, those
    of a timeline together.
    """

    def __init__(
        self,
        actor: Actor,
        visible: EventQuerySet,
        timelines: Sequence[Timeline],
        indexes: Mapping[int, Index],
    ) -> None:
        """visible: what the reader may see; timelines: in order; indexes: of some of them."""
        self._visible, self._timelines = visible, timelines
        parts = _parts_by_role(actor)
        mine = np.concatenate([np.empty(0, np.int64), *parts.values()])
        takes_part = Exists(EventActor.objects.filter(event=OuterRef("pk"), actor=actor))
        others = [timeline.pk for timeline in timelines if timeline.pk not in indexes]
        self._others = visible.filter(takes_part, timeline__in=others)
        self._answers: dict[int, Answer] = {}
        self.acting = count_by_sql(actor, self._others)
        for pk, index in indexes.items():
            hits = _hits(index, mine)
            self._answers[pk] = index.ask(Question(), hits)
            self._add(pk, self._answers[pk])
            for category in _counted(self._answers[pk], "category"):
                within = index.ask(Question(chosen={"category": (category,)}), hits)
                self._add_partners(category, _counted(within, "actor"), but=actor.pk)
            for role in filter(None, parts):
                self.acting.roles[role] += index.ask(Question(), _hits(index, parts[role])).count
        self.acting.roles = +self.acting.roles  # without those of events that nobody sees

    def __len__(self) -> int:
        return self.acting.total

    def __getitem__(self, part: slice) -> list[Event]:
        """Return a page of them, with their evidence."""
        found: list[Event] = []
        before = 0
        for timeline in self._timelines:
            number = self.acting.timelines[timeline.pk]
            first, last = max(part.start - before, 0), min(part.stop - before, number)
            if first < last:
                found += self._read(timeline.pk, first, last)
            before += number
        return found

    def _add(self, timeline: int, answer: Answer) -> None:
        if answer.count:
            self.acting.timelines[timeline] = answer.count
        kinds = _counted(answer, "modality")
        self.acting.kinds.update({MODALITIES[key]: number for key, number in kinds.items()})

    def _add_partners(self, category: int, together: Mapping[int, int], *, but: int) -> None:
        for other in together.keys() - {but}:
            self.acting.partners[other][category] += together[other]

    def _read(self, timeline: int, first: int, last: int) -> list[Event]:
        answer = self._answers.get(timeline)
        if answer is None:
            others = self._others.filter(timeline=timeline)
            return list(others.in_time_order().with_evidence()[first:last])
        ids = answer.ids(first, last)
        events = self._visible.filter(pk__in=ids).order_by().with_evidence()
        by_id = {event.pk: event for event in events}
        return [by_id[pk] for pk in ids if pk in by_id]


def acting_in_many(
    actor: Actor, visible: EventQuerySet, timelines: Sequence[Timeline]
) -> ActingInMany | None:
    """Return what the indexes of timelines say of an actor; None where none has an index."""
    there = [timeline.pk for timeline in timelines if path_of(timeline.pk).exists()]
    found = {pk: current(pk)[1] for pk in there}
    indexes = {pk: index for pk, index in found.items() if index is not None}
    return ActingInMany(actor, visible, timelines, indexes) if indexes else None


def _parts_by_role(actor: Actor) -> dict[str, Ints]:
    """The events in which an actor has a part, whoever may see them. One query, nothing converted."""
    rows = EventActor.objects.filter(actor=actor).order_by().values_list("role", "event")
    sql, params = rows.query.get_compiler(connection=connection).as_sql()
    events: defaultdict[str, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for role, event in cursor:
            events[role].append(event)
    return {role: np.array(ids, np.int64) for role, ids in events.items()}


def _hits(index: Index, events: Ints) -> Hits:
    return Hits(index.bits(events), events)


def _counted(answer: Answer, facet: str) -> dict[int, int]:
    keys, counts = answer.counts(facet)
    there = np.flatnonzero(counts)
    return dict(zip(keys[there].tolist(), counts[there].tolist(), strict=True))
