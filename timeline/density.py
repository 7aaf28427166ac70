"""How many events when, counted by the database or by an index: for strips of any number of events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from django.db.models import BigIntegerField, Case, Count, F, Max, Min, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from timeline.answers.protocol import Answers
from timeline.charts.scale import TimeScale
from timeline.charts.strips import COLUMNS
from timeline.dates.edtf import OPEN_END
from timeline.models import Event
from timeline.models.event import EventQuerySet

ByColumn: TypeAlias = dict[int, dict[tuple[int, int], int]]

# An open end is drawn at the known one, as `timeline.charts.scale.known_days` does.
_FIRST = F("known_day")
_LAST = Case(When(last_day=OPEN_END, then=F("first_day")), default=F("last_day"))


def days_covered(events: EventQuerySet) -> dict[int, tuple[int, int]]:
    """Return first and last day with an event, by timeline. One query."""
    days = events.order_by().values_list("timeline").annotate(first=Min(_FIRST), last=Max(_LAST))
    return {timeline: (first, last) for timeline, first, last in days}


def events_by_column(
    events: EventQuerySet, scales: Mapping[int, TimeScale]
) -> tuple[ByColumn, ByColumn]:
    """Return how many events lie in each column of a strip, by timeline, column and lane's colour;
    then how many of them were only planned.

    scales: of the timelines to count, linear. One query, and few rows, whatever the number of events.
    """
    column = Case(
        *(When(timeline=pk, then=_column(scale)) for pk, scale in scales.items()),
        default=Value(0),
        output_field=BigIntegerField(),
    )
    counted = (
        events.filter(timeline__in=scales)
        .order_by()
        .annotate(column=column)
        .values_list("timeline", "column", "category__colour", "modality")
        .annotate(n=Count("pk"))
    )
    found: ByColumn = defaultdict(lambda: defaultdict(int))
    plans: ByColumn = defaultdict(lambda: defaultdict(int))
    for timeline, place, colour, modality, number in counted:
        at = min(max(place, 0), COLUMNS - 1), colour
        found[timeline][at] += number
        if modality == Event.Modality.PLANNED:
            plans[timeline][at] += number
    return found, plans


def answered_by_column(
    answers: Answers, scale: TimeScale, colours: Mapping[str, int]
) -> dict[tuple[int, int], int]:
    """Return the same for one timeline, as its index knows it: to the day, not to half a day.

    colours: of its lanes, by slug.
    """
    days = scale.last - scale.first
    starts = -(-np.arange(COLUMNS + 1) * days // COLUMNS) + scale.first
    # Of columns that start on the same day, the last one holds it.
    columns = np.flatnonzero(np.diff(starts, append=starts[-1] + 1))
    lanes = answers.counted("category", list(colours)).in_cells(starts[columns].tolist())
    found: dict[tuple[int, int], int] = defaultdict(int)
    for slug, colour in colours.items():
        for column, number in zip(columns[:-1].tolist(), lanes[slug].tolist(), strict=True):
            if number:
                found[column, colour] += number
    return dict(found)


def _column(scale: TimeScale) -> Combinable:
    """Whole-number arithmetic: what lasted stands at its first day, the rest at its middle."""
    twice = Cast(
        Case(When(is_span=True, then=2 * _FIRST), default=_FIRST + _LAST), BigIntegerField()
    )
    return (twice - 2 * scale.first) * COLUMNS / (2 * (scale.last - scale.first))
