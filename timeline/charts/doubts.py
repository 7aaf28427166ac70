"""What the sources leave open: marks that are split, plans that lead nowhere, days still to come."""

from __future__ import annotations

from math import hypot
from typing import Final

from timeline.charts.across import Placed
from timeline.charts.marks import PAPER, Trace, by_colour, outline_trace
from timeline.charts.scale import WIDTH
from timeline.charts.scene import Scene

_TAIL: Final = ((0.0, 0.0), (2.5, -3.6), (6.5, -5.4), (11.0, -5.8))
"""Where an arc to an outcome would begin: pixels from the top of the mark."""
_NEAR: Final = 30.0
"""Pixels between two marks from which on neither hides what is at the other."""
_CUT: Final = 1.4
"""Plotly's upright line reaches so many halves of its size from the middle."""


def split_traces(scene: Scene) -> list[Trace]:
    """Return a cut through each mark whose sources contradict each other."""
    found = [event for event in scene.placed if event.row.differs]
    if not found:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "sources differ",
            "x": [round(event.x, 2) for event in found],
            "y": [event.y for event in found],
            "marker": {
                "symbol": "line-ns",
                "size": [round((event.radius * 2 + 1) / _CUT, 1) for event in found],
                "opacity": 1,
                "color": PAPER,
                "line": {"width": 2, "color": PAPER},
            },
            "meta": {"part": "split"},
            "hoverinfo": "skip",
            "cliponaxis": False,
            "showlegend": False,
        }
    ]


def open_traces(scene: Scene) -> list[Trace]:
    """Return an arc that breaks off at each plan of which the sources tell no outcome."""
    plans = [event for event in scene.placed if event.row.is_open and not event.is_bar]
    return [
        outline_trace([_tail(event, scene) for event in mine], colour, 1.3, "open", "2px,2px")
        for colour, mine in by_colour(plans)
    ]


def _tail(event: Placed, scene: Scene) -> list[tuple[float, float]]:
    """Return it above the mark, or below where another mark would hide it there but not here."""
    unit = scene.frame.unit
    others = [
        (x, other.y, other.radius + 1)
        for other in scene.placed
        if other.row.id != event.row.id
        for x in (other.x, *other.again)
        if abs(x - event.x) < unit(_NEAR) and abs(other.y - event.y) < _NEAR
    ]

    def drawn(way: float) -> list[tuple[float, float]]:
        start = event.y - way * event.radius
        return [(min(event.x + unit(x), WIDTH), start + way * y) for x, y in _TAIL]

    def is_hidden(line: list[tuple[float, float]]) -> bool:
        return any(hypot((x - a) / unit(1), y - b) < r for x, y in line for a, b, r in others)

    above, below = drawn(1), drawn(-1)
    return below if is_hidden(above) and not is_hidden(below) else above


def still_to_come(scene: Scene, known: int | None, top: float) -> list[Trace]:
    """Return the ground behind the day as of which the chart is drawn, and the line at that day."""
    if known is None or known + 1 >= scene.scale.last:
        return []
    left = scene.scale.at(known + 1)
    corners = [(left, top), (WIDTH, top), (WIDTH, scene.bottom), (left, scene.bottom)]
    return [
        {
            "type": "scatter",
            "mode": "none",
            "fill": "toself",
            "fillcolor": "var(--sunk)",
            "x": [round(x, 2) for x, _ in corners],
            "y": [y for _, y in corners],
            "meta": {"part": "to-come"},
            "hoverinfo": "skip",
            "showlegend": False,
        },
        outline_trace([[(left, top), (left, scene.bottom)]], "var(--ink)", 1.2, "today", "3px,3px"),
    ]
