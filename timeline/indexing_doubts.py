"""What is doubtful of events, as a facet of an index: so it is counted and found like any other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Any, Final

import numpy as np
from django.db.models import F, Q, QuerySet

from timeline.cards import dates_differ
from timeline.dates.edtf import read_edtf
from timeline.index.columns import Ints
from timeline.models import Citation, Event, EventLink

_AT_ONCE: Final = 10_000
"""Events asked for by name in one query: databases limit its length."""


class Doubt(IntEnum):
    """Keys of the facet, as `timeline.doubts` means them."""

    DIFFERS = 0
    OPEN_PLAN = 1


def read_doubts(
    timeline: int, ids: Sequence[int] | None, disputed: Ints, planned: Ints
) -> tuple[Ints, Ints]:
    """Return pairs of event and doubt. ids: of the events asked for, None for all of the timeline.

    disputed: those that a passage disputes; planned: the plans. Events that are not shown may be among
    what is returned.
    """
    differing = set(disputed.tolist()) | _dated_otherwise(timeline, ids)
    followed_up = set()
    for start, end, kind in _ties(timeline, ids):
        if kind == EventLink.Kind.CONTRADICTS:
            differing |= {start, end}
        elif kind == EventLink.Kind.OUTCOME:
            followed_up.add(start)
    still_open = set(planned.tolist()) - followed_up
    events = np.array([*differing, *still_open], np.int64)
    doubts = np.repeat([Doubt.DIFFERS, Doubt.OPEN_PLAN], [len(differing), len(still_open)])
    return events, doubts.astype(np.int64)


def tied_to(ids: Sequence[int]) -> set[int]:
    """Return the events with a tie to these: what is doubtful of them may be another with these."""
    ends = EventLink.objects.order_by().values_list("from_event", "to_event")
    return {
        pk
        for column in ("from_event", "to_event")
        for pair in _of(ends, column, ids)
        for pk in pair
    }


def _ties(timeline: int, ids: Sequence[int] | None) -> Iterator[tuple[int, int, str]]:
    ties = EventLink.objects.for_reading().filter(from_event__timeline=timeline)
    rows = ties.values_list("from_event", "to_event", "kind")
    if ids is None:
        yield from rows
    else:
        yield from _of(rows, "from_event", ids)
        yield from _of(rows, "to_event", ids)


def _dated_otherwise(timeline: int, ids: Sequence[int] | None) -> set[int]:
    """Of a passage that gives the event's own date nothing follows: the others are compared with it."""
    mine = Q(event__timeline=timeline, event__status=Event.Status.PUBLISHED)
    others = Citation.objects.shown().filter(mine, ~Q(edtf=""), ~Q(edtf=F("event__edtf")))
    rows = others.order_by().values_list("event", "event__edtf", "edtf")
    given: dict[tuple[int, str], list[str]] = defaultdict(list)
    for pk, own, edtf in rows if ids is None else _of(rows, "event", ids):
        given[pk, own].append(edtf)
    return {pk for (pk, own), dates in given.items() if dates_differ(read_edtf(own), dates)}


def _of(rows: QuerySet[Any, Any], column: str, ids: Sequence[int]) -> Iterator[Any]:
    for start in range(0, len(ids), _AT_ONCE):
        yield from rows.filter(**{f"{column}__in": ids[start : start + _AT_ONCE]})
