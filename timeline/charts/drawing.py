"""The figure as a drawing that needs no script: what SVG takes, from the very traces that Plotly takes.

Across, all is in shares of the plot's width, so the drawing fits every width as the figure does:
lines in a box of 1000 units that is stretched, marks and words at percentages.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Any, Final, NamedTuple, cast

from timeline.charts.bins import NUMBER_SIZE, Bar, number_words
from timeline.charts.marks import Fixed, Trace
from timeline.charts.scale import WIDTH
from timeline.charts.still_names import WIDTHS, StillName, still_names
from timeline.language import language

Figure = Mapping[str, Any]
_Events = Mapping[int, tuple[str, tuple[str, ...]]]  # address and sources' letters, by id

_HEAD: Final = frozenset({"overview", "base", "window", "funnel", "grid", "rule"})
_MARKED: Final = ("again", "marks", "split")
_LETTER: Final = 6.7
_APOSTROPHE: Final = 3.4
"""Pixels of a letter or digit, and of the apostrophe of a short year, in writing of 11 pixels. Rather
too many: no browser measures it here."""
_BEYOND: Final = 9.0
"""Pixels that a name may reach out of its cell, as in the browser's writing."""
_OUT: Final = 12.0
_BEFORE: Final = 6.0
"""Pixels by which the last name may stand out of the drawing, and before its own line."""
_SHIFT: Final = 3.0
"""Pixels from a cell's line to its name."""
_LINE_HEIGHT: Final = 15.5
_EASE: Final = 0.3643
"""Handles of a cubic, as a share of its length, that make it half a cosine: found by search, 0.02 % off."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A line or a filled shape behind the marks. part: what it is, as in the trace's `meta`.

    across: instead of d, heights of lines from the chart's left edge, where names of lanes begin, to the
    plot's end. They are not stretched: what is left of the plot is equally wide in every drawing.
    pair: of what is drawn of an arc that is cut short, the events at its ends.
    """

    part: str
    d: str
    fill: str
    opacity: float
    stroke: str
    width: float
    dash: str
    across: tuple[float, ...] = ()
    pair: tuple[int, ...] = ()


class DrawnMark(NamedTuple):
    """A mark around its own middle. event: its id.

    symbol, size: what Plotly is told, to draw just this; letters: of the event's sources.
    """

    part: str
    x: str
    y: float
    symbol: str
    size: float
    d: str
    fill: str
    stroke: str
    width: float
    number: str
    ink: str
    event: int
    url: str
    letters: tuple[str, ...]
    told: str


class Word(NamedTuple):
    """A line of writing, y at its middle; paper: the colour of the square behind a letter."""

    x: str
    shift: float
    y: float
    text: str
    size: float
    weight: int
    colour: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One layout of the figure, "wide" or "narrow". bars: of what is drawn as counts; their shapes are
    among the outlines.

    gutter: pixels from the chart's left edge to the plot. axis: those of the words that name years and
    months, of the overview too. names: of events, and the width of the plot from which on they are
    shown, for readers without script.
    """

    layout: str
    height: float
    gutter: float
    outlines: tuple[Outline, ...]
    marks: tuple[DrawnMark, ...]
    words: tuple[Word, ...]
    axis: tuple[Word, ...]
    bars: Sequence[Bar]
    names: tuple[tuple[float, list[StillName]], ...]

    @property
    def head(self) -> tuple[Outline, ...]:
        """The lines and shapes of what stays in sight above the lanes: overview, funnels, grid."""
        return tuple(line for line in self.outlines if line.part in _HEAD)

    @property
    def counts(self) -> list[Word]:
        """The numbers of the bars."""
        spoken = language()
        return [
            Word(
                share(bar.cell.x), 0, bar.middle, number_words(bar.number, spoken),
                NUMBER_SIZE, 700, "var(--ink)",
            )
            for bar in self.bars
        ]  # fmt: skip


def drawings(figure: Figure) -> list[Drawing]:
    """Return the drawings of all layouts that the figure has; none of one without data.

    A figure of the wide one alone was asked for by the page's script: it gets no names.
    """
    if not figure["data"]:
        return []
    events = {
        data[0]: (data[1], tuple(data[2]))
        for trace in figure["data"]
        if trace["meta"]["part"] == "marks"
        for data in trace["customdata"]
    }
    narrow = figure["layout"]["meta"].get("narrow")
    wide = _drawing("wide", figure, events, is_still=narrow is not None)
    return [wide, _drawing("narrow", narrow, events, is_still=True)] if narrow else [wide]


def _drawing(layout: str, figure: Figure, events: _Events, *, is_still: bool) -> Drawing:
    traces: list[Trace] = figure["data"]
    axis = tuple(_axis(figure["layout"]["meta"]))
    return Drawing(
        layout,
        figure["layout"]["height"],
        figure["layout"]["margin"]["l"],
        tuple(_outline(trace) for trace in traces if trace["mode"] in ("lines", "none")),
        tuple(
            mark
            for trace in traces
            if trace["meta"]["part"] in _MARKED
            for mark in _marks(trace, events)
        ),
        (*_names(figure["layout"]), *axis),
        axis,
        [bar for trace in traces for bar in trace["meta"].get("bars", ())],
        tuple(still_names(traces, figure["layout"], WIDTHS[layout])) if is_still else (),
    )


@lru_cache(maxsize=4_096)  # bars stand at the same few places in each lane
def share(x: float) -> str:
    """Return axis units as a share of the plot's width."""
    return f"{x * 100 / WIDTH:.3f}%"


def _outline(trace: Trace) -> Outline:
    if not isinstance(trace, Fixed):
        return _drawn(trace)
    if not hasattr(trace, "drawn"):
        trace.drawn = _drawn(trace)
    return cast(Outline, trace.drawn)


def _drawn(trace: Trace) -> Outline:
    line, meta = trace.get("line", {}), trace["meta"]
    dash = line.get("dash", "solid")
    across: tuple[float, ...] = ()
    if "lenses" in meta:
        d = "".join(_lens(lens, meta["shell"], meta["height"]) for lens in meta["lenses"])
    elif "boxes" in meta:
        d = "".join(
            f"M{figures(left)} {figures(bottom)}V{figures(top)}H{figures(right)}V{figures(bottom)}Z"
            for left, top, right, bottom in meta["boxes"]
        )
    elif meta["part"] == "rule":
        d, across = "", tuple(sorted({y for y in trace["y"] if y is not None}))
    else:
        d = _path(trace["x"], trace["y"], is_closed="fill" in trace)
    return Outline(
        meta["part"],
        d,
        trace["fillcolor"] if "fill" in trace else "none",
        trace.get("opacity", 1),
        line.get("color", "none"),
        line.get("width", 0),
        "none" if dash == "solid" else dash.replace("px", ""),
        across,
        meta.get("pair", ()),
    )


@lru_cache(maxsize=16_384)  # sides of bars, to a tenth: there are not many different ones
def figures(number: float) -> str:
    """Return a number as SVG takes it."""
    return f"{number:g}"


def _path(xs: list[float | None], ys: list[float | None], *, is_closed: bool) -> str:
    pieces: list[str] = []
    before: tuple[float, float] | None = None
    for x, y in zip(xs, ys, strict=True):
        if x is None or y is None:
            if before and is_closed:
                pieces.append("Z")
            before = None
            continue
        if before is None:
            pieces.append(f"M{x:g} {y:g}")
        elif x == before[0]:
            pieces.append(f"V{y:g}")
        elif y == before[1]:
            pieces.append(f"H{x:g}")
        else:
            pieces.append(f"L{x:g} {y:g}")
        before = x, y
    return "".join(pieces)


def _lens(lens: tuple[float, float, float, float], shell: float, height: float) -> str:
    """Half a cosine on either side of the peak as a curve: many points say no more, and are sent."""
    left, peak, right, y = lens
    rise, fall = round((peak - left) * shell, 1), round((right - peak) * shell, 1)
    near, far, end = _eased(rise)
    close, apart, tip = _eased(fall)
    h = f"{height:g}"
    return (
        f"M{peak - rise:.5g} {y:g}c{near} 0 {far} -{h} {end} -{h}c{close} 0 {apart} {h} {tip} {h}"
        f"c-{close} 0 -{apart} {h} -{tip} {h}c-{near} 0 -{far} -{h} -{end} -{h}Z"
    )


@lru_cache(maxsize=4_096)  # to a tenth of a unit: of marks and their shells many are alike
def _eased(across: float) -> tuple[str, str, str]:
    """Return how far a curve's handles and its end are across."""
    return f"{across * _EASE:.3g}", f"{across * (1 - _EASE):.3g}", f"{across:g}"


def _marks(trace: Trace, events: _Events) -> Iterator[DrawnMark]:
    marker, count = trace["marker"], len(trace["x"])

    def each(value: Any) -> list[Any]:  # Plotly takes one value for all, or a list
        return value if isinstance(value, list) else [value] * count

    part = trace["meta"]["part"]
    symbols, fills = each(marker["symbol"]), each(marker.get("color", "none"))
    strokes, widths = each(marker["line"].get("color", "none")), each(marker["line"]["width"])
    numbers = each(trace.get("text", ""))
    inks = each(trace.get("textfont", {}).get("color", "none"))
    data, told = trace.get("customdata", [[0]] * count), each(trace.get("hovertext", ""))
    for x, y, symbol, size, fill, stroke, width, number, ink, item, words in zip(
        trace["x"], trace["y"], symbols, marker["size"], fills, strokes, widths, numbers, inks,
        data, told, strict=True,
    ):  # fmt: skip
        url, letters = events.get(item[0], ("", ()))
        yield DrawnMark(
            part, share(x), y, symbol, size, _shape(symbol, size), fill, stroke, width,
            number, ink, item[0], url, letters,
            html.unescape(words.replace("<br>", "\n")),
        )  # fmt: skip


@lru_cache(maxsize=256)  # a chart has some ten of them
def _shape(symbol: str, size: float) -> str:
    return SHAPES[symbol](size / 2)


def _circle(r: float) -> str:
    return f"M{r:g} 0A{r:g} {r:g} 0 1 1 0 {-r:g}A{r:g} {r:g} 0 0 1 {r:g} 0Z"


def _square(r: float) -> str:
    return f"M{r:g} {r:g}H{-r:g}V{-r:g}H{r:g}Z"


def _cross(r: float) -> str:
    return f"M{r:g} {r:g}L{-r:g} {-r:g}M{r:g} {-r:g}L{-r:g} {r:g}"


def _diamond(r: float) -> str:
    wide = r * 1.3
    return f"M{wide:g} 0L0 {wide:g}L{-wide:g} 0L0 {-wide:g}Z"


def _triangle(r: float) -> str:
    """With its point to the left; of a negative size, to the right."""
    half, high = r / 2, abs(r) * 2 / sqrt(3)
    return f"M{half:g} {high:g}V{-high:g}L{-r:g} 0Z"


SHAPES: Final[Mapping[str, Callable[[float], str]]] = {
    "circle": _circle,
    "square": _square,
    "square-x": lambda r: _cross(r) + _square(r),
    "x-thin": _cross,
    "diamond": _diamond,
    "triangle-left": _triangle,
    "triangle-right": lambda r: _triangle(-r),
    "line-ns": lambda r: f"M0 {r * 1.4:g}V{-r * 1.4:g}",
}
"""Outlines of Plotly's symbols by half of their size, as plotly.js draws them."""


def _names(layout: Mapping[str, Any]) -> Iterator[Word]:
    """Names of lanes and letters of sources: the annotations."""
    for name in layout["annotations"]:
        lines = [html.unescape(line) for line in name["text"].split("<br>")]
        from_top = 7.0 if name["yanchor"] == "top" else -(len(lines) - 1) / 2 * _LINE_HEIGHT
        for i, line in enumerate(lines):
            yield Word(
                share(name["x"]), name.get("xshift", 0), name["y"] + from_top + i * _LINE_HEIGHT,
                line, name["font"]["size"], name["font"]["weight"], name["font"]["color"],
                name.get("bgcolor", ""),
            )  # fmt: skip


def _axis(meta: Mapping[str, Any]) -> Iterator[Word]:
    """Names of years and months for which there is room, on the least width too."""
    taken: list[tuple[float, float, float]] = []
    pixels = meta["width"] / WIDTH
    for name in meta["names"]:
        line, end, y = name["x"] * pixels, name["end"] * pixels, name["y"]
        start = line + name["shift"] - _SHIFT
        for text in (name["text"], name["short"]):
            wide = 4 + sum(_APOSTROPHE if c == "’" else _LETTER for c in text)
            at = min(start, meta["width"] + _OUT - wide) if name["spill"] else start
            touches = any(row == y and at < b and a < at + wide for row, a, b in taken)
            fits = at >= start - _BEFORE if name["spill"] else at + wide <= end + _BEYOND
            if text and fits and not touches:
                taken.append((y, at, at + wide))
                colour = "var(--ink)" if name["strong"] else "var(--ink-2)"
                weight = 700 if name["strong"] else 400
                yield Word(share(name["x"]), _SHIFT + at - line, y, text, 11, weight, colour)
                break
