"""What the sources leave open: marks that are split, plans that lead nowhere, days still to come."""

from __future__ import annotations

from typing import Final

from timeline.charts.marks import PAPER, Trace, by_colour, outline_trace
from timeline.charts.scale import WIDTH
from timeline.charts.scene import Scene

_TAIL: Final = ((0.0, 0.0), (2.5, -3.6), (6.5, -5.4), (11.0, -5.8))
"""Where an arc to an outcome would begin: pixels from the top of the mark."""


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
                "size": [round(event.radius * 2 + 1, 1) for event in found],
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
    unit = scene.frame.unit
    return [
        outline_trace(
            [
                [(min(e.x + unit(x), WIDTH), e.y - e.radius + y) for x, y in _TAIL]
                for e in mine
            ],
            colour, 1.3, "open", "2px,2px",
        )
        for colour, mine in by_colour(plans)
    ]  # fmt: skip


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
