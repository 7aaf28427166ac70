"""The same answers as the index gives, the slow way: a look at each event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from timeline.dates.edtf import OPEN_END, OPEN_START
from timeline.index.columns import Columns, Question


@dataclass(frozen=True, slots=True)
class Plain:
    """An event with its values by facet."""

    id: int
    first_day: int
    last_day: int
    is_span: bool
    is_milestone: bool = False
    category: int = 0
    actors: frozenset[int] = field(default_factory=frozenset)

    @property
    def known_day(self) -> int:
        return self.last_day if self.first_day == OPEN_START else self.first_day

    @property
    def is_open(self) -> bool:
        return self.first_day == OPEN_START or self.last_day == OPEN_END

    def values(self, facet: str) -> frozenset[int]:
        return frozenset([self.category]) if facet == "category" else self.actors


def columns(events: Sequence[Plain]) -> Columns:
    """The events as columns, in the order in which they are given."""
    pairs = [(event.id, actor) for event in events for actor in event.actors]
    return Columns(
        ids=np.array([event.id for event in events], np.int64),
        first_day=np.array([event.first_day for event in events], np.int64),
        last_day=np.array([event.last_day for event in events], np.int64),
        is_span=np.array([event.is_span for event in events], np.bool_),
        is_milestone=np.array([event.is_milestone for event in events], np.bool_),
        one={"category": np.array([event.category for event in events], np.int64)},
        many={
            "actor": (
                np.array([event for event, _ in pairs], np.int64),
                np.array([actor for _, actor in pairs], np.int64),
            )
        },
    )


def found(events: Iterable[Plain], question: Question, but: str = "") -> list[Plain]:
    """The events that meet a question, in time order."""
    return sorted(
        (event for event in events if _meets(event, question, but)),
        key=lambda event: (event.known_day, event.last_day, event.id),
    )


def _meets(event: Plain, question: Question, but: str) -> bool:
    if question.milestones and not event.is_milestone:
        return False
    if question.hits is not None and event.id not in question.hits:
        return False
    if question.period is not None and not _touches(event, *question.period):
        return False
    return all(
        event.values(name) & set(keys) for name, keys in question.chosen.items() if name != but
    )


def _touches(event: Plain, first: int, last: int) -> bool:
    if event.is_open and not event.is_span:
        return first <= event.known_day <= last
    return event.first_day <= last and event.last_day >= first


def counts(events: Iterable[Plain], question: Question, facet: str) -> dict[int, int]:
    """How many events have each value, the facet's own choice left aside."""
    there = found(events, question, but=facet)
    return dict(Counter(value for event in there for value in event.values(facet)))


def cell_of(event: Plain, edges: Sequence[int]) -> int:
    """The cell in which an event is drawn."""
    first, last = known_days_of(event)
    day = first if event.is_span else (first + last + 1) // 2
    if not edges[0] <= day < edges[-1]:
        if not event.is_span:
            day = (max(first, edges[0]) + min(last + 1, edges[-1])) // 2
        day = min(max(day, edges[0]), edges[-1] - 1)
    return max(place for place, edge in enumerate(edges) if edge <= day)


def known_days_of(event: Plain) -> tuple[int, int]:
    """First and last day, with the known end in the place of an open one."""
    first, last = event.first_day, event.last_day
    if first == OPEN_START:
        first = last if last < OPEN_END else 0
    return first, first if last == OPEN_END else last
