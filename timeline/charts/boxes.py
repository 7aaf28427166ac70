"""Upright bars of one colour as one trace: of counts, of the overview and of the rail."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.charts.marks import Trace

Box = tuple[float, float, float, float]
"""Left, top, right and bottom; x in axis units, y in pixels."""


def box_trace(boxes: Iterable[Box], colour: str, opacity: float, part: str) -> Trace:
    """Return filled boxes; `part`: see `timeline.charts.marks.outline_trace`."""
    fill = {"mode": "none", "fill": "toself", "fillcolor": colour, "opacity": opacity}
    return fill | _corners(boxes, part)


def edge_trace(boxes: Iterable[Box], colour: str, width: float, part: str) -> Trace:
    """Return the edges of boxes."""
    line = {"color": colour, "width": width, "dash": "solid"}
    return {"mode": "lines", "line": line} | _corners(boxes, part)


def _corners(boxes: Iterable[Box], part: str) -> Trace:
    """What both have. `meta.boxes` is for the drawing, which needs no list of corners."""
    placed = [
        (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
        for left, top, right, bottom in boxes
    ]
    x: list[float | None] = []
    y: list[float | None] = []
    for left, top, right, bottom in placed:
        x += (left, left, right, right, left, None)
        y += (bottom, top, top, bottom, bottom, None)
    return {
        "type": "scatter",
        "x": x or [None],
        "y": y or [None],
        "meta": {"part": part, "boxes": placed},
        "hoverinfo": "skip",
        "showlegend": False,
    }
