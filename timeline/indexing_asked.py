"""Which events are read for an index: some by name, or all of a timeline as they lie in the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.db.models import F, Max, Min, QuerySet

from timeline.models import Event

_Row = TypeVar("_Row")
_AT_ONCE: Final = 10_000
"""Events asked for by name in one query: databases limit its length."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The events of `ids`, or where that is None, those whose key lies from `first` to `last`."""

    ids: Sequence[int] | None
    first: int
    last: int

    def parts(self, rows: QuerySet[Any, _Row], key: str) -> Iterator[QuerySet[Any, _Row]]:
        """The queries that read rows of these events, and maybe of others. key: their column of events."""
        if self.ids is None:
            yield rows.filter(**{f"{key}__gte": self.first, f"{key}__lte": self.last})
            return
        for start in range(0, len(self.ids), _AT_ONCE):
            yield rows.filter(**{f"{key}__in": self.ids[start : start + _AT_ONCE]})


def events_asked(timeline: int, ids: Sequence[int] | None) -> Asked | None:
    """Return what to read: these events, or of None all of the timeline. None where there is none."""
    if ids is not None:
        return Asked(ids, 0, 0) if ids else None
    ends = Event.objects.filter(timeline=timeline).aggregate(first=Min("pk"), last=Max("pk"))
    return None if ends["first"] is None else Asked(None, ends["first"], ends["last"])


def of_timeline(rows: QuerySet[Any, Any], column: str, timeline: int) -> QuerySet[Any, Any]:
    """Keep rows of a timeline, but not by an index: in its order each of a million rows is a page of its own."""
    kept: QuerySet[Any, Any] = rows.annotate(of=F(column) + 0).filter(of=timeline)
    return kept
