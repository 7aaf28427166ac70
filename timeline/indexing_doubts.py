"""What is doubtful of events, as a facet of an index: so it is counted and found like any other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Final

import numpy as np
from django.db.models import F, Q

from timeline.cards import dates_differ
from timeline.dates.edtf import read_edtf
from timeline.index.columns import Ints
from timeline.indexing_asked import Asked, of_timeline
from timeline.models import Citation, Event, EventLink


class Doubt(IntEnum):
    """Keys of the facet, as `timeline.doubts` means them."""

    DIFFERS = 0
    OPEN_PLAN = 1


TIED: Final = len(Doubt)
"""One more key: nothing is doubtful, but the event has a tie, of which a list has to tell."""


def read_doubts(timeline: int, asked: Asked, disputed: Ints, planned: Ints) -> tuple[Ints, Ints]:
    """Return pairs of event and doubt, or `TIED`, of the events asked for.

    disputed: those that a passage disputes; planned: the plans. Events that are not shown may be among
    what is returned.
    """
    differing = set(disputed.tolist()) | _dated_otherwise(timeline, asked)
    followed_up, tied = set(), set()
    for start, end, kind in _ties(timeline, asked):
        tied |= {start, end}
        if kind == EventLink.Kind.CONTRADICTS:
            differing |= {start, end}
        elif kind == EventLink.Kind.OUTCOME:
            followed_up.add(start)
    still_open = set(planned.tolist()) - followed_up
    events = np.array([*differing, *still_open, *tied], np.int64)
    numbers = [len(differing), len(still_open), len(tied)]
    doubts = np.repeat([Doubt.DIFFERS, Doubt.OPEN_PLAN, TIED], numbers)
    return events, doubts.astype(np.int64)


def tied_to(ids: Sequence[int]) -> set[int]:
    """Return the events with a tie to these: what is doubtful of them may be another with these."""
    ends = EventLink.objects.order_by().values_list("from_event", "to_event")
    asked = Asked(ids, 0, 0)
    return {
        pk
        for column in ("from_event", "to_event")
        for part in asked.parts(ends, column)
        for pair in part
        for pk in pair
    }


def _ties(timeline: int, asked: Asked) -> Iterator[tuple[int, int, str]]:
    ties = of_timeline(EventLink.objects.for_reading(), "from_event__timeline", timeline)
    rows = ties.values_list("from_event", "to_event", "kind")
    for column in ("from_event", "to_event"):
        for part in asked.parts(rows, column):
            yield from part


def _dated_otherwise(timeline: int, asked: Asked) -> set[int]:
    """Of a passage that gives the event's own date nothing follows: the others are compared with it."""
    published = Q(event__status=Event.Status.PUBLISHED)
    others = Citation.objects.shown().filter(published, ~Q(edtf=""), ~Q(edtf=F("event__edtf")))
    mine = of_timeline(others, "event__timeline", timeline)
    rows = mine.order_by().values_list("event", "event__edtf", "edtf")
    given: dict[tuple[int, str], list[str]] = defaultdict(list)
    for part in asked.parts(rows, "event"):
        for pk, own, edtf in part:
            given[pk, own].append(edtf)
    return {pk for (pk, own), dates in given.items() if dates_differ(read_edtf(own), dates)}
