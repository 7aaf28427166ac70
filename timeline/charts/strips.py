"""Time as one line, for pages without the chart: places that a template draws as SVG attributes.

Places are strings in per cent of the width, so one drawing fits every screen while its text and
marks keep their size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, sqrt
from types import MappingProxyType
from typing import Final, Literal

from timeline.charts.density import Dated, known_days
from timeline.charts.rows import SourceMark
from timeline.charts.scale import WIDTH, TimeScale
from timeline.charts.ticks import Tick, by_weight, ticks
from timeline.dates.edtf import OPEN_END, OPEN_START

OpenTo = Literal["", "start", "end", "both"]

COLUMNS: Final = 120
"""Columns of bars in a strip: two months in a timeline of twenty years."""
MOST_PIXELS: Final = 208
"""Height of the highest column, where its events are many."""
EVENT_PIXELS: Final = 8
"""Height of one event, where events are few."""

_CROWDED_COLUMNS: Final = 24
"""Columns: where half of the events lie in fewer, these are drawn wider."""
_FIRST_EVENT, _PER_EVENT = 2.0, 3.0
"""Room of a column by the root of its events; an empty one has 1. Settled by eye on two collections."""
_MOST_WIDE: Final = 20.0
"""Axis units of a bar at most: its height tells how many, and a wide one would look like more."""
_BETWEEN_FEET: Final = 1.5
"""Axis units between the feet of neighbouring bars, where there is room."""
_ENOUGH_PLACES: Final = 100
"""Places of the highest column by which years are weighed, so that a million events weigh them as fast."""
_DAYS_UP_TO, _MONTHS_UP_TO = 45, 700
"""Days: a longer column is told in months, a still longer one in years."""
_MONTH, _YEAR = 365.2425 / 12, 365.2425
"""Days of a mean Gregorian month and year."""

_WIDE_GAP, _NARROW_GAP = 52.0, 130.0
"""Axis units between two names, on a screen of 700 pixels and on one of 360."""
_NARROW: Final = 45.0
"""Axis units: 30 pixels, the width of the sign for uncertainty, on a chart of 650."""
_STRIP_PIXELS: Final = 660
"""The narrowest strip that shows letters."""
_LETTER_PITCH: Final = 21
_MOST_LETTERS: Final = 26


@dataclass(frozen=True, slots=True)
class AxisTick:
    """A name on the axis. wide, narrow: whether there is room for it on such a screen."""

    at: str
    text: str
    wide: bool
    narrow: bool


@dataclass(frozen=True, slots=True)
class SourceTick:
    """The day on which a source was published; its letter stands `shift` pixels beside it.

    A tie leads from the day to the letter, which else would seem to stand on a day of its own.
    """

    at: str
    letter: str
    slug: str
    title: str
    shift: int


@dataclass(frozen=True, slots=True)
class Bar:
    """The events of one lane in a column, those that were only planned apart.

    y and height: in pixels, the height in step with the events.
    """

    left: str
    width: str
    y: str
    height: str
    colour: int
    is_plan: bool = False


@dataclass(frozen=True, slots=True)
class Foot:
    """The time that the bars above it count: a day within it, such as a source's, belongs to them."""

    left: str
    width: str


@dataclass(frozen=True, slots=True)
class BarStrip:
    """Events as bars. most: events of the highest column. is_even: busy columns are drawn wider.

    feet: one below each column of bars. each, unit: about how long the time of one bar is, such as 4 months.
    """

    axis: tuple[AxisTick, ...]
    bars: tuple[Bar, ...]
    feet: tuple[Foot, ...]
    sources: tuple[SourceTick, ...]
    most: int
    height: int
    is_even: bool
    each: int
    unit: Literal["day", "month", "year"]

    @property
    def has_plans(self) -> bool:
        """Whether a part of a bar was only planned."""
        return any(bar.is_plan for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Extent:
    """Where an event is drawn. left, width: of the time that it lasted, or lies in somewhere.

    is_narrow: hardly wider than its mark, so that only a sign can say what it is. open_to: the side on
    which nothing ends it, so that the mark stands at the known end and all else lies on that side.
    """

    at: str
    left: str
    width: str
    kind: Literal["point", "span", "soft"]
    is_narrow: bool
    open_to: OpenTo = ""


@dataclass(frozen=True, slots=True)
class PlaceStrip:
    """Where one event lies among all others, which are ticks at their middles."""

    axis: tuple[AxisTick, ...]
    others: tuple[str, ...]
    sources: tuple[SourceTick, ...]
    extent: Extent


def per_cent(units: float) -> str:
    """Return axis units as SVG wants them, whatever the language of the page."""
    return f"{units / WIDTH * 100:.2f}%"


def middle(event: Dated, scale: TimeScale) -> float:
    """Return where its mark stands, in axis units: what lasted is marked where it began."""
    first, last = known_days(event)
    return scale.at(first + 0.5) if event.is_span else (scale.at(first) + scale.at(last + 1)) / 2


def extent(event: Dated, scale: TimeScale) -> Extent:
    """Return where an event is drawn; an open end ends at the known one."""
    first, last = known_days(event)
    left, right = scale.at(first), scale.at(last + 1)
    kind: Literal["point", "span", "soft"] = "point"
    if event.first_day < event.last_day:
        kind = "span" if event.is_span else "soft"
    return Extent(
        per_cent(middle(event, scale)),
        per_cent(left),
        per_cent(right - left),
        kind,
        right - left < _NARROW,
        _open_to(event),
    )


def _open_to(event: Dated) -> OpenTo:
    starts, ends = event.first_day > OPEN_START, event.last_day < OPEN_END
    if starts and ends:
        return ""
    return "end" if starts else "start" if ends else "both"


def axis(
    scale: TimeScale, places: Iterable[float] = (), wide_gap: float = _WIDE_GAP
) -> tuple[AxisTick, ...]:
    """Return the names along the axis, years before months, those without room left out.

    places: of events, in axis units: on even time their years and months come first. wide_gap:
    between two names on wide screens.
    """
    cells = {tick.start: tick for tick in reversed(ticks(scale))}  # a year, where January starts
    ordered = by_weight(cells.values(), scale, places)
    wide = _with_room(ordered, wide_gap)
    narrow = _with_room(ordered, _NARROW_GAP)
    return tuple(
        AxisTick(per_cent(start), tick.text, start in wide, start in narrow)
        for start, tick in sorted(cells.items())
        if start in wide or start in narrow or tick.major
    )


def _with_room(cells: Iterable[Tick], gap: float) -> set[float]:
    placed: set[float] = set()
    for tick in cells:
        if all(abs(tick.start - other) >= gap for other in placed):
            placed.add(tick.start)
    return placed


def source_ticks(sources: Iterable[SourceMark], scale: TimeScale) -> tuple[SourceTick, ...]:
    """Return the days of publication; of more sources than letters, none."""
    dated = sorted((s for s in sources if s.last_day < OPEN_END), key=lambda s: s.last_day)
    if len(dated) > _MOST_LETTERS:
        return ()
    places = [scale.at(source.last_day + 0.5) for source in dated]
    return tuple(
        SourceTick(per_cent(at), source.letter, source.slug, source.title, shift)
        for source, at, shift in zip(dated, places, _shifts(places), strict=True)
    )


def _shifts(places: list[float]) -> list[int]:
    """Return by how many pixels each letter moves, so that none touches another.

    Letters that would touch form a row around the middle of their places; rows that would touch join.
    """
    rows: list[tuple[list[float], float]] = []  # places, and where the row starts, in pixels
    for at in places:
        row, start = [at * _STRIP_PIXELS / WIDTH], at * _STRIP_PIXELS / WIDTH
        while rows and rows[-1][1] + len(rows[-1][0]) * _LETTER_PITCH > start:
            row = rows.pop()[0] + row
            start = sum(row) / len(row) - (len(row) - 1) / 2 * _LETTER_PITCH
        rows.append((row, start))
    return [
        round(start + number * _LETTER_PITCH - at)
        for row, start in rows
        for number, at in enumerate(row)
    ]


def bar_strip(
    counts: Mapping[tuple[int, int], int],
    scale: TimeScale,
    sources: Iterable[SourceMark] = (),
    plans: Mapping[tuple[int, int], int] = MappingProxyType({}),
) -> BarStrip:
    """Return events as columns of bars, the busy columns wider where most events lie in few.

    counts: by (column of `COLUMNS`, colour of the lane). scale: linear, over these columns.
    plans: how many of these were only planned; they lie above the others of their lane.
    """
    columns: dict[int, dict[int, int]] = defaultdict(dict)
    for (column, colour), number in sorted(counts.items()):
        columns[column][colour] = number
    totals = {column: sum(lanes.values()) for column, lanes in columns.items()}
    most = max(totals.values(), default=0)
    drawn, edges = _busy_wider(totals, scale)
    pixels = min(EVENT_PIXELS, MOST_PIXELS / max(1, most))
    height = round(most * pixels) + EVENT_PIXELS
    bars, feet = [], []
    places: list[float] = []
    for column, lanes in columns.items():
        room = edges[column + 1] - edges[column]
        wide = min(_MOST_WIDE, room * 0.8)
        left, width = per_cent(edges[column] + (room - wide) / 2), per_cent(wide)
        air = min(_BETWEEN_FEET, room * 0.2)
        feet.append(Foot(per_cent(edges[column] + air / 2), per_cent(room - air)))
        places += [edges[column] + room / 2] * ceil(_ENOUGH_PLACES * totals[column] / most)
        below = 0
        for colour, every in lanes.items():
            planned = min(every, plans.get((column, colour), 0))  # counted a moment apart
            for number, is_plan in ((every - planned, False), (planned, True)):
                below += number
                y, tall = f"{height - below * pixels:.4f}", f"{number * pixels:.4f}"
                if number:
                    bars.append(Bar(left, width, y, tall, colour, is_plan))
    return BarStrip(
        axis(drawn, places),
        tuple(bars),
        tuple(feet),
        source_ticks(sources, drawn),
        most,
        height,
        drawn is not scale,
        *_time_of_a_bar(scale),
    )


def _time_of_a_bar(scale: TimeScale) -> tuple[int, Literal["day", "month", "year"]]:
    days = (scale.last - scale.first) / COLUMNS
    if days <= _DAYS_UP_TO:
        return max(1, round(days)), "day"
    if days <= _MONTHS_UP_TO:
        return round(days / _MONTH), "month"
    return round(days / _YEAR), "year"


def _busy_wider(totals: Mapping[int, int], scale: TimeScale) -> tuple[TimeScale, list[float]]:
    """Return a scale, and the edges of its columns in axis units.

    totals: events by column of `scale`. Where half of them lie in few columns, these get more room.
    """
    half, days = sum(totals.values()) / 2, scale.last - scale.first
    by_size = accumulate(sorted(totals.values(), reverse=True))
    used = sum(events < half for events in by_size) + 1
    if used >= _CROWDED_COLUMNS or days < COLUMNS:
        return scale, [column * WIDTH / COLUMNS for column in range(COLUMNS + 1)]
    rooms = [_room(totals.get(column, 0)) for column in range(COLUMNS)]
    edges = [room * WIDTH / sum(rooms) for room in accumulate(rooms, initial=0)]
    knots = (scale.first + column * days // COLUMNS for column in range(COLUMNS + 1))
    return TimeScale("even", tuple(knots), tuple(edges)), edges


def _room(events: int) -> float:
    return _FIRST_EVENT + _PER_EVENT * sqrt(events) if events else 1.0


def place_strip(
    event: Dated, others: Iterable[Dated], scale: TimeScale, sources: Iterable[SourceMark] = ()
) -> PlaceStrip:
    """Return where an event lies. others: each becomes a tick at its middle."""
    places = [middle(other, scale) for other in others]
    return PlaceStrip(
        axis(scale, [middle(event, scale), *places]),
        tuple(dict.fromkeys(map(per_cent, places))),
        source_ticks(sources, scale),
        extent(event, scale),
    )
