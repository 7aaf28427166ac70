"""The strip above the chart: how many events when, on even days, and where each year went.

Where the scale below stretches a busy year, a funnel leads from its place here to its place there,
so that the distortion is seen and not only told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from timeline.charts.boxes import box_trace
from timeline.charts.marks import Fixed, Trace, outline_trace
from timeline.charts.periods import coarser, edges, fine_unit
from timeline.charts.scale import WIDTH, TimeScale, linear_scale

BAR_HEIGHT: Final = 19.0
BASE: Final = 21.0
FUNNEL_TOP: Final = 34.0
FUNNEL_BOTTOM: Final = 45.0
PARTS: Final = 80
"""Bars of the strip, each of the same length of time."""
_STRETCHED: Final = 1.25
"""A year gets a funnel where the scale gives it so many times its share of the width."""


@dataclass(frozen=True, slots=True)
class Overview:
    """How many events lie from each of the days (Julian) to before the next: of all, and of those
    asked for."""

    days: Sequence[int]
    every: Sequence[int]
    now: Sequence[int]


def overview_traces(
    counts: Overview, whole: TimeScale, scale: TimeScale, *, for_plotly: bool = True
) -> list[Trace]:
    """Return the strip's traces. whole: linear, the period of everything; scale: of the chart.

    for_plotly: see `timeline.charts.boxes.box_trace`.
    """
    most = max(counts.every, default=0) or 1
    sides = _sides(whole, tuple(counts.days))
    every = _of_all(sides, tuple(counts.every), most)
    now = _bars(sides, counts.now, most, "var(--ink)", 1.0, for_plotly=for_plotly)
    traces: list[Trace] = [every, now, _BASE_LINE]
    zoomed = scale.first > whole.first or scale.last < whole.last
    if zoomed:
        left, right = whole.at(scale.first), whole.at(scale.last)
        window = [(left, 0), (right, 0), (right, BASE), (left, BASE), (left, 0)]
        traces.append(outline_trace([window], "var(--ink)", 1.5, "window"))
    if zoomed or scale.name == "even":
        traces += _funnels(whole, scale)
    return traces


_BASE_LINE: Final = Fixed(outline_trace([[(0, BASE), (WIDTH, BASE)]], "var(--edge)", 1, "base"))


@lru_cache(maxsize=16)  # no filter changes them
def _sides(whole: TimeScale, days: tuple[int, ...]) -> tuple[tuple[float, float], ...]:
    """Left and right of each bar."""
    places = map(whole.at, days)
    return tuple(
        (round(left, 1), round(left + 0.86 * (end - left), 1)) for left, end in pairwise(places)
    )


@lru_cache(maxsize=16)
def _of_all(sides: tuple[tuple[float, float], ...], numbers: tuple[int, ...], most: int) -> Fixed:
    return Fixed(_bars(sides, numbers, most, "var(--edge)", 0.4))


def _bars(
    sides: Sequence[tuple[float, float]],
    numbers: Sequence[int],
    most: int,
    colour: str,
    opacity: float,
    *,
    for_plotly: bool = True,
) -> Trace:
    """Heights by square root: one event can still be seen beside forty."""
    boxes = [
        (left, round(BASE - 3 - (BAR_HEIGHT - 3) * (number / most) ** 0.5, 1), right, BASE)
        for (left, right), number in zip(sides, numbers, strict=True)
        if number
    ]
    return box_trace(boxes, colour, opacity, "overview", for_plotly=for_plotly)


def stretched(whole: TimeScale, scale: TimeScale) -> list[tuple[int, int]]:
    """Return the major cells (years, mostly) that the chart draws much wider than their share."""
    unit = coarser(fine_unit(scale.first, scale.last))
    even = linear_scale(scale.first, scale.last - 1)
    found = []
    for start, end in pairwise(edges(scale.first, scale.last - 1, unit)):
        share = even.at(end) - even.at(start)
        if scale.at(end) - scale.at(start) > share * _STRETCHED and end > whole.first:
            found.append((max(start, scale.first), min(end, scale.last)))
    return found


@lru_cache(maxsize=64)  # no filter but that of the period changes them
def _funnels(whole: TimeScale, scale: TimeScale) -> tuple[Fixed, ...]:
    cells = stretched(whole, scale) or [(scale.first, scale.last)]
    lines = [_thread(day, whole, scale) for cell in cells for day in cell]
    x: list[float | None] = []
    y: list[float | None] = []
    for start, end in cells:
        outline = _thread(start, whole, scale) + _thread(end, whole, scale)[::-1]
        for point in (*outline, outline[0]):
            x.append(round(point[0], 2))
            y.append(round(point[1], 1))
        x.append(None)
        y.append(None)
    tint: Trace = {
        "type": "scatter",
        "mode": "none",
        "fill": "toself",
        "fillcolor": "var(--sunk)",
        "x": x,
        "y": y,
        "meta": {"part": "funnel"},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return Fixed(tint), Fixed(outline_trace(lines, "var(--hairline)", 1, "funnel"))


def _thread(day: int, whole: TimeScale, scale: TimeScale) -> list[tuple[float, float]]:
    above, below = whole.at(day), scale.at(day)
    return [(above, BASE), (above, FUNNEL_TOP), (below, FUNNEL_BOTTOM)]
