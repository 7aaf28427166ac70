"""Time as a ribbon that is drawn past the reader: the story mode's chart, placed in pixels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from timeline.charts.density import Dated, Density, known_days
from timeline.charts.rows import SourceMark
from timeline.charts.scale import WIDTH, Ground, TimeScale
from timeline.charts.strips import middle
from timeline.charts.ticks import by_weight, ticks
from timeline.dates.edtf import OPEN_END

_LEAST: Final = 1600
"""Pixels of the shortest ribbon: more than a wide screen shows at once, so that it moves."""
_PER_STOP: Final = 320
_NAME_ROOM: Final = 34.0
"""Pixels between two names of the axis."""
_DOT: Final = 7
_MOST_DOTS: Final = 7
"""Dots above one another; of more, the highest stands for all."""
_LENS_FROM: Final = 14.0
"""Pixels from which the time that a date leaves open is drawn."""


@dataclass(frozen=True, slots=True)
class RibbonTick:
    """A line of the axis, with a name where there is room for it."""

    at: float
    text: str
    major: bool


class Told(Dated, Protocol):
    """What tells besides what kind of fact an event is; EventRow has it."""

    @property
    def modality(self) -> str: ...


@dataclass(frozen=True, slots=True)
class RibbonDot:
    """Another event: at, and how many pixels of dots lie below it. is_plan: it was only planned."""

    at: int
    y: int
    colour: int
    is_plan: bool


@dataclass(frozen=True, slots=True)
class RibbonStop:
    """A step of the story. left, width: of the time that it lasted or lies in; width 0: a point."""

    number: int
    at: float
    left: float
    width: float
    is_span: bool


@dataclass(frozen=True, slots=True)
class RibbonSource:
    """The day on which a source was published."""

    at: float
    letter: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    """All in pixels from the ribbon's start. is_even: busy months are drawn wider."""

    width: int
    ticks: tuple[RibbonTick, ...]
    dots: tuple[RibbonDot, ...]
    stops: tuple[RibbonStop, ...]
    sources: tuple[RibbonSource, ...]
    is_even: bool


def ribbon(
    stops: Sequence[Dated],
    others: Iterable[Told],
    colours: Mapping[str, int],
    sources: Iterable[SourceMark],
) -> Ribbon:
    """Return the ribbon of a story. stops: in order; colours: of the lanes, by slug.

    Errors: ValueError where there is neither a stop nor another event.
    """
    rest = list(others)
    published = [source for source in sources if source.last_day < OPEN_END]
    days = (source.last_day for source in published)
    ground = Ground.of(Density.of([*stops, *rest]), days)
    scale = ground.even or ground.whole
    pixels = max(_LEAST, _PER_STOP * len(stops))
    return Ribbon(
        width=pixels,
        ticks=_ticks(scale, pixels, [*stops, *rest]),
        dots=_dots(rest, colours, scale, pixels),
        stops=tuple(_stop(n, stop, scale, pixels) for n, stop in enumerate(stops, 1)),
        sources=tuple(
            RibbonSource(round(scale.at(source.last_day + 0.5) / WIDTH * pixels, 1), source.letter)
            for source in published
        ),
        is_even=ground.even is not None,
    )


def _ticks(scale: TimeScale, pixels: int, events: Iterable[Dated]) -> tuple[RibbonTick, ...]:
    """Years first, so that a month's name never takes the place of a year's."""
    cells = ticks(scale)
    named: dict[float, str] = {}
    for cell in by_weight(cells, scale, (middle(event, scale) for event in events)):
        at = cell.start / WIDTH * pixels
        if all(abs(at - other) >= _NAME_ROOM for other in named):
            named[at] = cell.text
    places = {cell.start / WIDTH * pixels: cell.major for cell in reversed(cells)}
    return tuple(
        RibbonTick(round(at, 1), named.get(at, ""), major) for at, major in sorted(places.items())
    )


def _dots(
    events: Iterable[Told], colours: Mapping[str, int], scale: TimeScale, pixels: int
) -> tuple[RibbonDot, ...]:
    """One dot an event, those of one place above one another."""
    below: Counter[int] = Counter()
    dots = []
    for event in events:
        column = round(middle(event, scale) / WIDTH * pixels / _DOT) * _DOT
        if below[column] < _MOST_DOTS:
            colour, is_plan = colours.get(event.lane, 1), event.modality == "planned"
            dots.append(RibbonDot(column, below[column] * _DOT, colour, is_plan))
        below[column] += 1
    return tuple(dots)


def _stop(number: int, event: Dated, scale: TimeScale, pixels: int) -> RibbonStop:
    first, last = known_days(event)
    left, right = (scale.at(day) / WIDTH * pixels for day in (first, last + 1))
    width = right - left if event.first_day < event.last_day and right - left > _LENS_FROM else 0
    at = middle(event, scale) / WIDTH * pixels
    return RibbonStop(number, round(at, 1), round(left, 1), round(width, 1), event.is_span)
