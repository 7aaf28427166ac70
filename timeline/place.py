"""Where an event lies among the others and its sources, for the strip that draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from timeline.charts.density import Density
from timeline.charts.scale import covered, linear_scale
from timeline.charts.strips import PlaceStrip, place_strip
from timeline.dates.edtf import OPEN_END
from timeline.known import EVERYTHING, AsKnown
from timeline.models import Event
from timeline.models.event import EventQuerySet
from timeline.records import dated_rows, source_mark
from timeline.sigla import SourceLetter

MOST_TICKS: Final = 2_000
"""Events that a strip has ticks of; of more it would be one band."""


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of an event, for a strip."""

    first_day: int
    last_day: int
    is_span: bool
    lane: str = ""
    importance: int = 1


def few_enough(others: EventQuerySet) -> EventQuerySet:
    """Return the others of a strip, or none where they are too many for it. One query."""
    too_many = others.order_by()[MOST_TICKS : MOST_TICKS + 1].exists()
    return others.none() if too_many else others


def place_of(
    others: EventQuerySet,
    event: Event,
    sources: list[SourceLetter],
    known: AsKnown = EVERYTHING,
) -> PlaceStrip:
    """Return the strip of an event, which was `dated`. One query, or two."""
    rows = dated_rows(others, known)
    published = [source.last_day for source in sources if source.last_day < OPEN_END]
    own = _Days(event.first_day, event.last_day, event.is_span)
    scale = linear_scale(*covered(Density.of([own, *rows]), published))
    return place_strip(own, rows, scale, map(source_mark, sources))
