"""The evidence rail: when each source appeared, so that one sees when a thing became known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from timeline.charts.boxes import box_of, box_trace, edge_trace
from timeline.charts.density import EVERY, Density
from timeline.charts.marks import Fixed, Trace, outline_trace
from timeline.charts.rows import SourceMark
from timeline.charts.scale import WIDTH, TimeScale, cells
from timeline.charts.scene import Scene
from timeline.charts.text import escaped
from timeline.language import ngettext, number

HEIGHT: Final = 25.0
MIDDLE: Final = 16.0
_LETTER: Final = 19.0
"""Pixels from one letter to the next."""
MOST_LETTERS: Final = 33
"""So many letters stand beside each other on the wide layout; of more sources the rail is bars."""
_COLUMNS: Final = 90
_HIGHEST: Final = 15.0
_LOWEST: Final = 2.0


@dataclass(frozen=True, slots=True)
class Publication:
    """A source on the rail: the day it appeared, and where its letter stands (None: no room)."""

    source: SourceMark
    x: float
    letter_x: float | None


def publications(scene: Scene, sources: Sequence[SourceMark]) -> list[Publication]:
    """Return the sources that appeared in the drawn period, letters pushed apart where close."""
    scale, step = scene.scale, scene.frame.unit(_LETTER)
    inside = [
        (scale.at((source.first_day + source.last_day + 1) / 2), source)
        for source in sources
        if scale.first <= source.last_day and source.first_day < scale.last
    ]
    inside.sort(key=lambda pair: pair[0])
    if len(inside) * step > WIDTH:
        return [Publication(source, x, None) for x, source in inside]
    places = [x for x, _ in inside]
    for i in range(1, len(places)):
        places[i] = max(places[i], places[i - 1] + step)
    limit = WIDTH
    for i in range(len(places) - 1, -1, -1):
        places[i] = min(places[i], limit)
        limit = places[i] - step
    return [Publication(s, x, at) for (x, s), at in zip(inside, places, strict=True)]


def rail_traces(scene: Scene, found: Sequence[Publication], lanes_top: float) -> list[Trace]:
    """Return the rail: a dotted line through all lanes for each day of publication, and its tick."""
    bottom = scene.bottom
    through = [[(item.x, lanes_top), (item.x, bottom)] for item in found]
    stems = [
        [(item.x, bottom), (item.x, bottom + 4)]
        + ([] if item.letter_x is None else [(item.letter_x, bottom + 8)])
        for item in found
    ]
    if not found:
        return []
    return [
        outline_trace(through, "var(--edge)", 1, "sources", "1px,3px"),
        outline_trace(stems, "var(--edge)", 1, "stems"),
    ]


def rail_letters(scene: Scene, found: Sequence[Publication]) -> list[dict[str, Any]]:
    """Return the letters as annotations, on the highlighter: yellow means evidence."""
    return [
        {
            "x": round(item.letter_x, 2),
            "y": scene.bottom + MIDDLE,
            "text": escaped(item.source.letter),
            "name": f"source:{item.source.slug}",
            "hovertext": escaped(item.source.title),
            "xanchor": "center",
            "yanchor": "middle",
            "showarrow": False,
            "bgcolor": "var(--highlight)",
            "borderpad": 2,
            "font": {"size": 11, "weight": 700, "color": "var(--on-highlight)"},
        }
        for item in found
        if item.letter_x is not None
    ]


def density_traces(scene: Scene, published: Density) -> list[Fixed]:
    """Return the rail of more sources than letters: how many of them appeared when."""
    scale, bottom = scene.scale, scene.bottom
    return published.once(("rail", scale, bottom), lambda: _bars(scale, bottom, published))


def _bars(scale: TimeScale, bottom: float, published: Density) -> list[Fixed]:
    edges = cells(scale, _COLUMNS)
    inside = published.only((published.last >= scale.first) & (published.first < scale.last))
    counts = inside.in_cells(edges)[EVERY].tolist()
    most = max(counts, default=0) or 1
    base = bottom + HEIGHT - 4
    bars = []
    for (first, end), count in zip(pairwise(edges), counts, strict=True):
        if count:
            left, right = scale.at(first), scale.at(end)
            right -= 0.14 * (right - left)
            top = base - max(_LOWEST, _HIGHEST * (count / most) ** 0.5)
            bars.append(box_of(left, top, right, base))
    if not bars:
        return []
    line = outline_trace([[(0, base), (WIDTH, base)]], "var(--edge)", 0.8, "sources")
    edge = edge_trace(bars, "var(--edge)", 0.8, "sources")
    return [Fixed(box_trace(bars, "var(--highlight)", 1.0, "published")), Fixed(edge), Fixed(line)]


def density_name(scene: Scene, published: Density) -> dict[str, Any]:
    """Return what stands beside such a rail; on narrow drawings there is no room for it."""
    words = ngettext("{n} source", "{n} sources", published.total)
    return {
        "xref": "paper",
        "x": 0,
        "xshift": -scene.frame.gutter,
        "y": scene.bottom + HEIGHT - 10,
        "yanchor": "middle",
        "xanchor": "left",
        "align": "left",
        "text": words.format(n=number(published.total)),
        "name": "rail:",
        "showarrow": False,
        "font": {"size": 11, "weight": 400, "color": "var(--ink-2)"},
    }
