"""Events of a large timeline as its page lists them, read by their ids: by queries that were written
once, and with their citations only where sources have letters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import Q, QuerySet

from timeline.dates.edtf import read_edtf
from timeline.known import EVERYTHING, known_day
from timeline.listing import (
    CITATION_COLUMNS,
    EVENT_COLUMNS,
    LINK_COLUMNS,
    EventRead,
    Listing,
    Milestone,
    listing_of,
    milestones_of,
)
from timeline.models import Event
from timeline.prepared import Prepared, members


def _events() -> QuerySet[Any, Any]:
    # That a passage supports each is in the index; what was withdrawn a moment ago is no draft here.
    published = Event.objects.filter(status=Event.Status.PUBLISHED, pk__in=members())
    return published.order_by().values_list(*EVENT_COLUMNS, "timeline")


def _cited() -> QuerySet[Any, Any]:
    shown = EVERYTHING.citations.filter(event__in=members()).order_by("position", "pk")
    return shown.values_list(*CITATION_COLUMNS)


def _ties() -> QuerySet[Any, Any]:
    ties = EVERYTHING.links.filter(Q(from_event__in=members()) | Q(to_event__in=members()))
    return ties.values_list(*LINK_COLUMNS)


_EVENTS: Final = Prepared(_events)
_CITED: Final = Prepared(_cited)
_TIES: Final = Prepared(_ties)


def read_many(
    timeline: int,
    ids: Sequence[int],
    letters: Mapping[str, str],
    differing: Sequence[int],
    tied: Sequence[int],
) -> Listing:
    """Return events in time order. Three queries, or fewer. letters: by the source's slug.

    differing, tied: those of the events on which sources differ, and those that have ties. Citations
    would tell nothing else, where sources have no letters: then they are not read.
    """
    found = _read(timeline, ids)
    citations = _CITED.rows(ids) if letters else ()
    return listing_of(found, citations, _TIES.rows(tied), letters, differing=differing)


def read_milestones_of_many(timeline: int, ids: Sequence[int]) -> list[Milestone]:
    """Return events in time order, as the strip shows them. One query."""
    return milestones_of(_read(timeline, ids))


def _read(timeline: int, ids: Sequence[int]) -> list[EventRead]:
    mine = (EventRead._make(row[:-1]) for row in _EVENTS.rows(ids) if row[-1] == timeline)
    return sorted(mine, key=_place)


def _place(event: EventRead) -> tuple[int, int, int]:
    """Where it stands in time order, as `EventQuerySet.in_time_order` says."""
    date = read_edtf(event.edtf)
    return known_day(date), date.last_day, event.id
