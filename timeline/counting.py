"""Events counted by the database instead of read: for charts of more than can be drawn one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Count, Exists, OuterRef, QuerySet

from timeline.charts.density import EVERY, OTHERS, BoolArray, Density, IntArray
from timeline.dates.edtf import read_edtf
from timeline.known import EVERYTHING, AsKnown
from timeline.models import Event, EventActor
from timeline.models.event import EventQuerySet


@dataclass(frozen=True, slots=True)
class CountedLanes:
    """Events by the slug of each lane that they lie in, and all of them by `EVERY`."""

    lanes: Mapping[str, Density]

    def in_cells(self, edges: Sequence[int]) -> dict[str, IntArray]:
        """Return how many stand in each cell; see `timeline.charts.density.Counted`."""
        return {slug: density.in_cells(edges)[EVERY] for slug, density in self.lanes.items()}

    def totals(self, edges: Sequence[int]) -> IntArray:
        """Return how many of all stand in each cell."""
        return self.lanes[EVERY].in_cells(edges)[EVERY]


@dataclass(frozen=True, slots=True)
class _Membership:
    """Which events lie in which lanes. rows: one for each of both; event: the way to its columns."""

    rows: QuerySet[Any]
    event: str
    slug: str


def density_of(events: EventQuerySet, known: AsKnown = EVERYTHING) -> Density:
    """Return when events lie. Of each date one row is read, however many events have it.

    known: as of when; what was dated otherwise then lies there.
    """
    alike = _alike(_Membership(events, "", "category"), known)
    return Density.from_rows((*days, category, *rest) for category, days, rest in alike)


def days_of(
    events: EventQuerySet, known: AsKnown = EVERYTHING
) -> tuple[IntArray, IntArray, BoolArray, IntArray]:
    """Return first and last days, whether they lasted, and how many events are alike. One query, or two."""
    rows = [
        (*days, number)
        for _, days, (_, number) in _alike(_Membership(events, "", "category"), known)
    ]
    first, last, is_span, number = np.array(rows, np.int64).reshape(-1, 4).T
    return first, last, is_span > 0, number


def counted(
    by: str, lanes: Sequence[str], events: EventQuerySet, known: AsKnown = EVERYTHING
) -> CountedLanes:
    """Return events by lane, those of none of the lanes under `OTHERS`. Three queries, or six.

    by: what lanes stand for, a key of `timeline.lanes.LANES_BY`; lanes: slugs.
    """
    found: dict[str, list[tuple[int, ...]]] = {slug: [] for slug in lanes}
    for slug, days, rest in _alike(_members(by, lanes, events, known), known):
        found[slug].append((*days, 0, *rest))
    return CountedLanes(
        {
            **{slug: Density.from_rows(rows) for slug, rows in found.items()},
            OTHERS: density_of(in_none(by, lanes, events, known), known),
            EVERY: density_of(events, known),
        }
    )


def in_none(
    by: str, lanes: Sequence[str], events: EventQuerySet, known: AsKnown = EVERYTHING
) -> EventQuerySet:
    """Return the events that lie in none of the lanes."""
    if by == "category":
        return events.exclude(category__slug__in=lanes)
    rows, slug = _ways(by, known)
    return events.filter(~Exists(rows.filter(event=OuterRef("pk"), **{f"{slug}__in": lanes})))


def ids_in(
    by: str,
    lanes: Sequence[str],
    rest_of: Sequence[str],
    events: EventQuerySet,
    known: AsKnown = EVERYTHING,
) -> set[int]:
    """Return which events lie in one of the lanes; with `OTHERS` among them, also in none of rest_of."""
    members = _members(by, lanes, events, known)
    found = set(members.rows.order_by().values_list(f"{members.event}pk", flat=True))
    if OTHERS in lanes:
        rest = in_none(by, rest_of, events, known)
        found |= set(rest.order_by().values_list("pk", flat=True))
    return found


def lanes_by_event(
    by: str, lanes: Sequence[str], ids: Sequence[int], known: AsKnown = EVERYTHING
) -> dict[int, list[str]]:
    """Return the lanes in which each of these events lies, in the order of `lanes`. One query."""
    members = _members(by, lanes, Event.objects.filter(pk__in=ids), known)
    pairs = set(members.rows.order_by().values_list(f"{members.event}pk", members.slug))
    order = {slug: number for number, slug in enumerate(lanes)}
    found: dict[int, list[str]] = defaultdict(list)
    for pk, slug in sorted(pairs, key=lambda pair: order[pair[1]]):
        found[pk].append(slug)
    return found


def _members(by: str, lanes: Sequence[str], events: EventQuerySet, known: AsKnown) -> _Membership:
    if by == "category":
        return _Membership(events.filter(category__slug__in=lanes), "", "category__slug")
    rows, slug = _ways(by, known)
    ids = events.order_by().values("pk")
    return _Membership(rows.filter(event__in=ids, **{f"{slug}__in": lanes}), "event__", slug)


def _ways(by: str, known: AsKnown) -> tuple[QuerySet[Any], str]:
    """Return the rows that tie events to what lanes stand for, and the way from there to its slug."""
    if by == "actor":
        return EventActor.objects.order_by(), "actor__slug"
    if by == "theme":
        return Event.themes.through._default_manager.order_by(), "theme__slug"
    return known.citations.order_by(), "passage__text_version__document__slug"


def _alike(
    members: _Membership, known: AsKnown
) -> Iterator[tuple[Any, tuple[int, int, bool], tuple[int, int]]]:
    """Yield the lane, the days (first, last, whether it lasted), the importance, and how many there are."""
    event = members.event
    pk, columns = f"{event}pk", [f"{event}{name}" for name in ("first_day", "last_day", "is_span")]
    as_now = members.rows
    if known.dates:
        as_now = as_now.exclude(**{f"{pk}__in": list(known.dates)})
    grouped = as_now.order_by().values_list(members.slug, *columns, f"{event}importance")
    for slug, first, last, is_span, importance, number in grouped.annotate(
        n=Count(pk, distinct=True)
    ):
        yield slug, (first, last, is_span), (importance, number)
    if known.dates:
        then = members.rows.filter(**{f"{pk}__in": list(known.dates)}).order_by()
        for slug, number, importance in then.values_list(
            members.slug, pk, f"{event}importance"
        ).distinct():
            date = read_edtf(known.dates[number])
            yield slug, (date.first_day, date.last_day, date.is_span), (importance, 1)
