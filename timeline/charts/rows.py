"""What a chart is drawn from: plain rows, no database behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from timeline.dates.wording import edtf_words

Modality = Literal["occurred", "announced", "planned", "claimed", "denied", "cancelled"]
LinkKind = Literal["outcome", "same_occasion", "contradicts"]


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the chart. colour: a place in the lane palette (1-12); 0 is ink."""

    slug: str
    name: str
    colour: int


@dataclass(frozen=True, slots=True)
class SourceMark:
    """A source on the evidence rail: its letter and the days on which it may have appeared."""

    letter: str
    slug: str
    title: str
    first_day: int
    last_day: int


class EventRow(NamedTuple):
    """One event, with all that its mark, label and hover need.

    first_day, last_day: Julian day numbers, both included; see `timeline.dates.edtf` for open ends.
    is_span: it lasted; False means once, somewhere inside.
    label: a few words for the chart; title is the full one.
    letters: of the sources that it cites, in order.
    colour: place of its category in the lane palette, whatever the lanes stand for.
    differs: its sources contradict each other; is_open: a plan of which they tell no outcome.
    An event that belongs to several lanes is a row in each, with the same id.
    A tuple: pages make hundreds of them, and a frozen dataclass of so many fields takes three times as long.
    """

    id: int
    url: str
    title: str
    label: str
    edtf: str
    first_day: int
    last_day: int
    is_span: bool
    modality: Modality
    lane: str
    importance: int
    letters: tuple[str, ...]
    colour: int = 1
    differs: bool = False
    is_open: bool = False

    @property
    def date_words(self) -> str:
        """Its date in the reader's words. Only marks tell it, so it is not said for each row of a list."""
        return edtf_words(self.edtf)


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between two events of the chart: plan -> outcome, same occasion, contradicts."""

    from_id: int
    to_id: int
    kind: LinkKind
    note: str = ""
