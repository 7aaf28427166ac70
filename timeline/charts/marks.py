"""Marks, bars and lenses as Plotly traces: shape says what kind of fact, softness how well dated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from timeline.charts.across import Placed
from timeline.charts.rows import EventRow, Modality
from timeline.charts.scale import WIDTH
from timeline.charts.scene import Scene
from timeline.charts.text import hover_text, kind_words

Trace = dict[str, Any]


class Fixed(Trace):
    """A trace that does not depend on what is asked for: made once for many figures, never changed.

    drawn: what the drawing made of it, for the next figure.
    """

    __slots__ = ("drawn",)
    drawn: object


SYMBOLS: Final[Mapping[Modality, str]] = {
    "occurred": "circle",
    "announced": "circle",
    "planned": "diamond",
    "claimed": "square",
    "denied": "square-x",
    "cancelled": "x-thin",
}
BEYOND: Final[Mapping[int, str]] = {-1: "triangle-left", 1: "triangle-right"}
"""Of a bar that begins before what is shown, or of which only the end is known and lies after it: a mark of
the usual shape would say that it began, or ended, at the edge."""
_STROKES: Final[Mapping[Modality, float]] = {
    "occurred": 0,
    "announced": 2.6,
    "planned": 1.7,
    "claimed": 1.5,
    "denied": 1.5,
    "cancelled": 2.6,
}
PAPER: Final = "var(--paper)"
INK: Final = "var(--ink)"

_LENS_SHELLS: Final = (1.0, 0.72, 0.44)
"""Three nested shapes fade outwards; a gradient would cost a trace for each event."""
_LENS_HEIGHT: Final = 9.0
_LENS_STEPS: Final = 3
"""Corners on either side of a lens; the drawing rounds them (`meta.lenses`), so few are enough."""
_LENS_POINTS: Final = 2 * (2 * _LENS_STEPS + 1) + 1
"""Corners of a lens, and the gap after it."""
BAR_HALF: Final = 3.0
_TIP: Final = 8.0
"""Pixels of the point in which a bar ends that goes on after what is shown."""
LEAST_BAR: Final = 4.0
"""Axis units that a bar takes at least, however short what it tells of."""
_FADE: Final = (0.34, 0.22, 0.1)
"""Opacity of a bar's steps past what the sources carry."""


def lane_colour(colour: int) -> str:
    """Return a place in the lane palette as the name of a token, which the browser resolves."""
    return f"var(--lane-{colour})" if colour else INK


def by_colour(events: Iterable[Placed]) -> list[tuple[str, list[Placed]]]:
    """Return events by their colour: a trace has only one."""
    found: dict[int, list[Placed]] = {}
    for event in events:
        found.setdefault(event.row.colour, []).append(event)
    return [(lane_colour(colour), mine) for colour, mine in sorted(found.items())]


def mark_trace(scene: Scene, numbers: Mapping[int, int], source_names: Mapping[str, str]) -> Trace:
    """Return one trace with a mark for each event that is drawn by itself."""
    events = scene.placed
    rows = [event.row for event in events]
    colours = [lane_colour(row.colour) for row in rows]
    filled = [row.modality == "occurred" for row in rows]
    kinds = kind_words()
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": "events",
        "uid": "events",
        "meta": {"part": "marks"},
        "x": [round(event.x, 2) for event in events],
        "y": [event.y for event in events],
        "customdata": [[row.id, row.url, list(row.letters)] for row in rows],
        "hovertext": [hover_text(row, source_names, kinds) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "text": [str(numbers.get(row.id, "")) for row in rows],
        "textposition": "middle center",
        "textfont": {
            "size": 9,
            "weight": 700,
            "color": [PAPER if full else INK for full in filled],
        },
        "marker": {
            "symbol": [BEYOND.get(e.mark_beyond) or SYMBOLS[e.row.modality] for e in events],
            "size": [_size(event) for event in events],
            "opacity": 1,
            "color": [c if full else PAPER for c, full in zip(colours, filled, strict=True)],
            "line": {"width": [_stroke(row) for row in rows], "color": colours},
        },
        "cliponaxis": False,
        "showlegend": False,
    }


def _stroke(row: EventRow) -> float:
    """Of a denial that is cut through, a finer one: its cross has half the room."""
    return 1.1 if row.modality == "denied" and row.differs else _STROKES[row.modality]


def _size(event: Placed) -> float:
    """Return the size that makes a mark as large as its radius says.

    Plotly strokes an edge from its middle, and draws a diamond 1.3 times as wide as it is told.
    """
    modality = event.row.modality
    if event.mark_beyond:
        return round(event.radius * 2, 1)
    if modality == "planned":
        return round(event.radius * 2 / 1.3 + 0.6, 1)
    shrink = {"announced": 2.6, "claimed": 2.0, "denied": 2.0, "cancelled": 3.0}
    return round(event.radius * 2 - shrink.get(modality, 0.0), 1)


def lens_traces(scene: Scene) -> list[Trace]:
    """Return the lenses: it happened once, somewhere inside. Never a hard edge."""
    groups = by_colour(event for event in scene.placed if event.is_soft)
    lenses = [(e.left, e.x, e.right, e.y) for _, soft in groups for e in soft]
    if not lenses:
        return []
    outlines = [(shell, *_lenses(lenses, shell)) for shell in _LENS_SHELLS]
    traces, start = [], 0
    for colour, soft in groups:
        end = start + len(soft)
        points = slice(start * _LENS_POINTS, end * _LENS_POINTS)
        for shell, x, y in outlines:
            trace = shape_trace(x[points], y[points], colour, 0.17, "lens")
            trace["meta"] |= {
                "shell": shell, "height": _shell_height(shell), "lenses": lenses[start:end],
            }  # fmt: skip
            traces.append(trace)
        start = end
    return traces


def _lenses(
    lenses: Sequence[tuple[float, float, float, float]], shell: float
) -> tuple[list[float | None], list[float | None]]:
    """Return half a cosine on either side of each mark, so that it peaks there on any scale."""
    left, peak, right, middle = np.array(lenses).T[:, :, None]
    share = np.arange(_LENS_STEPS + 1) / _LENS_STEPS
    rise = _shell_height(shell) * (1 - np.cos(np.pi * share)) / 2
    rising = peak + (left - peak) * (1 - share) * shell
    falling = peak + (right - peak) * (share[1:]) * shell
    above, height = np.hstack([rising, falling]), np.concatenate([rise, rise[-2::-1]])
    x = np.hstack([above, above[:, ::-1], peak])
    y = np.hstack([middle - height, middle + height[::-1], middle])
    return _with_gaps(x), _with_gaps(y)


def _with_gaps(points: npt.NDArray[np.float64]) -> list[float | None]:
    """Return the points of all shapes one after the other; the last of each is a gap."""
    found: list[float | None] = [*points.round(2).ravel().tolist()]
    for gap in range(_LENS_POINTS - 1, len(found), _LENS_POINTS):
        found[gap] = None
    return found


def _shell_height(shell: float) -> float:
    return round(_LENS_HEIGHT * (0.4 + 0.6 * shell), 2)


def bar_traces(scene: Scene) -> list[Trace]:
    """Return the bars: it lasted. A planned, announced or claimed one is hollow.

    Where the sources give no end, a bar goes on past the last of them, and fades. One that goes on beyond
    what is shown ends in a point there, unless its mark says so (`BEYOND`).
    """
    traces = []
    tip = scene.frame.unit(_TIP)
    for colour, bars in by_colour(event for event in scene.placed if event.is_bar):
        full = [event for event in bars if event.row.modality == "occurred"]
        hollow = [event for event in bars if event.row.modality != "occurred"]
        if full:
            whole = [_bar(*event.solid, event.y, _tips(event, tip)) for event in full]
            traces.append(filled(whole, colour, 0.45))
        for step, opacity in enumerate(_FADE):
            fading = [piece for event in full for piece in _fading(event, step)]
            if fading:
                traces.append(filled(fading, colour, opacity))
        if hollow:
            edges = [edge for event in hollow for edge in _edges(event, _tips(event, tip))]
            traces.append(outline_trace(edges, colour, 1.3, "bar"))
        ends = [line for event in hollow for line in _loose_ends(event)]
        if ends:
            traces.append(outline_trace(ends, colour, 1.3, "bar", "2px,4px"))
    return traces


def _tips(event: Placed, units: float) -> tuple[float, float]:
    """Axis units of its points on the left and on the right; 0 for none."""
    begins, ends = event.goes_on
    beyond = event.mark_beyond
    return (units if begins and beyond != -1 else 0.0), (units if ends and beyond != 1 else 0.0)


def _bar(
    left: float, right: float, y: float, tips: tuple[float, float] = (0.0, 0.0)
) -> list[tuple[float, float]]:
    """From the upper left corner round by the right, and back to it. tips: as `_tips` has them."""
    top, bottom = y - BAR_HALF, y + BAR_HALF
    right = min(max(right, left + LEAST_BAR), WIDTH)
    begin = [(left - tips[0], y)] if tips[0] else []
    end = [(right + tips[1], y)] if tips[1] else []
    return [(left, top), (right, top), *end, (right, bottom), (left, bottom), *begin, (left, top)]


def _fading(event: Placed, step: int) -> list[list[tuple[float, float]]]:
    """Return the pieces of one step of the fade, on either side of what is solid."""
    near, far = step / len(_FADE), (step + 1) / len(_FADE)
    pieces = []
    for solid, end in zip(event.solid, (event.left, event.right), strict=True):
        if solid != end:
            sides = sorted((solid + (end - solid) * near, solid + (end - solid) * far))
            pieces.append(_bar(sides[0], sides[1], event.y))
    return pieces


def _edges(event: Placed, tips: tuple[float, float]) -> list[list[tuple[float, float]]]:
    """Return the outline of a hollow bar, without a cap where it fades, or its mark stands for it."""
    upper_left, upper_right, *lower, _ = corners = _bar(*event.solid, event.y, tips)
    is_open = event.solid[0] > event.left or event.mark_beyond == -1
    if event.solid[1] == event.right:
        return [corners[:-1] if is_open else corners]
    if is_open:
        return [[upper_left, upper_right], lower]
    return [[upper_right, upper_left, *lower[::-1]]]


def _loose_ends(event: Placed) -> list[list[tuple[float, float]]]:
    return [
        [(solid, event.y + side), (end, event.y + side)]
        for solid, end in zip(event.solid, (event.left, event.right), strict=True)
        for side in (-BAR_HALF, BAR_HALF)
        if solid != end
    ]


def again_traces(scene: Scene, source_names: Mapping[str, str]) -> list[Trace]:
    """Return the other marks of sets, "on each of these dates", and the dots that tie them."""
    sets = [event for event in scene.placed if event.again]
    if not sets:
        return []
    ties = [
        outline_trace(
            [[(event.x, event.y), (event.again[-1], event.y)] for event in mine],
            colour, 1.3, "tie", "1px,4px",
        )
        for colour, mine in by_colour(sets)
    ]  # fmt: skip
    copies = [
        replace(
            band,
            placed=tuple(
                replace(event, x=x, again=()) for event in band.placed for x in event.again
            ),
        )
        for band in scene.bands
    ]
    marks = mark_trace(replace(scene, bands=tuple(copies)), {}, source_names)
    return [*ties, {**marks, "name": "again", "uid": "again", "meta": {"part": "again"}}]


def filled(
    outlines: Sequence[Sequence[tuple[float, float]]],
    colour: str,
    opacity: float,
    part: str = "bar",
) -> Trace:
    """Return filled shapes of one colour as one trace; `part`: see `outline_trace`."""
    return shape_trace(*joined(outlines), colour, opacity, part)


def shape_trace(
    x: Sequence[float | None], y: Sequence[float | None], colour: str, opacity: float, part: str
) -> Trace:
    """Return filled shapes of which the corners are known, with a gap (None) after each."""
    return {
        "type": "scatter",
        "mode": "none",
        "fill": "toself",
        "fillcolor": colour,
        "opacity": opacity,
        "x": x,
        "y": y,
        "meta": {"part": part},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def outline_trace(
    lines: Sequence[Sequence[tuple[float, float]]],
    colour: str,
    width: float,
    part: str,
    dash: str = "solid",
) -> Trace:
    """Return lines as one trace; `part` names what they are to whoever places labels around them."""
    x, y = joined(lines)
    return {
        "type": "scatter",
        "mode": "lines",
        "line": {"color": colour, "width": width, "dash": dash},
        "x": x,
        "y": y,
        "meta": {"part": part},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def joined(
    lines: Iterable[Iterable[tuple[float, float]]],
) -> tuple[list[float | None], list[float | None]]:
    """Return lines as Plotly's x and y lists, with a gap (None) after each."""
    x: list[float | None] = []
    y: list[float | None] = []
    for line in lines:
        for point_x, point_y in line:
            x.append(round(point_x, 1))
            y.append(round(point_y, 1))
        x.append(None)
        y.append(None)
    return x, y
