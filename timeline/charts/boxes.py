"""Upright bars of one colour as one trace: of counts, of the overview and of the rail."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.charts.marks import Trace

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, to a tenth; x in axis units, y in pixels."""


def box_of(left: float, top: float, right: float, bottom: float) -> Box:
    """Return a box with its sides to a tenth."""
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)


def box_trace(
    boxes: Sequence[Box], colour: str, opacity: float, part: str, *, for_plotly: bool = True
) -> Trace:
    """Return filled boxes; `part`: see `timeline.charts.marks.outline_trace`.

    for_plotly: with the corners, which the drawing does not read.
    """
    fill = {"mode": "none", "fill": "toself", "fillcolor": colour, "opacity": opacity}
    return fill | (
        _corners(boxes, part) if for_plotly else {"meta": {"part": part, "boxes": boxes}}
    )


def edge_trace(boxes: Sequence[Box], colour: str, width: float, part: str) -> Trace:
    """Return the edges of boxes."""
    line = {"color": colour, "width": width, "dash": "solid"}
    return {"mode": "lines", "line": line} | _corners(boxes, part)


def _corners(boxes: Sequence[Box], part: str) -> Trace:
    """What both have. `meta.boxes` is for the drawing, which needs no list of corners."""
    x: list[float | None] = []
    y: list[float | None] = []
    for left, top, right, bottom in boxes:
        x += (left, left, right, right, left, None)
        y += (bottom, top, top, bottom, bottom, None)
    return {
        "type": "scatter",
        "x": x or [None],
        "y": y or [None],
        "meta": {"part": part, "boxes": boxes},
        "hoverinfo": "skip",
        "showlegend": False,
    }
