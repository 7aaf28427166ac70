"""What the sources leave open: marks that are split, plans that lead nowhere, days still to come."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any, Final

from timeline.charts.across import Placed
from timeline.charts.letters import text_width
from timeline.charts.marks import PAPER, Trace, by_colour, outline_trace
from timeline.charts.scale import WIDTH
from timeline.charts.scene import Scene
from timeline.charts.text import escaped
from timeline.language import gettext

_TAIL: Final = ((0.0, 0.0), (2.5, -3.6), (6.5, -5.4), (11.0, -5.8))
"""Where an arc to an outcome would begin: pixels from the top of the mark."""
_NEAR: Final = 30.0
"""Pixels between two marks from which on neither hides what is at the other."""
_FLAT: Final = 0.5
"""A share of its height that fits between two lines of names."""
_NAME_HALF: Final = 6.0
"""Pixels of half a line of letters."""
_WORDS_SIZE: Final = 11
_WORDS_AIR: Final = 6.0
_LETTER_HALF: Final = 8.0
"""Pixels: of words below the chart, beside them, and of half the square of a source's letter."""
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
    if not plans:
        return []
    around = _Around.of(scene)
    return [
        outline_trace([_tail(event, around) for event in mine], colour, 1.3, "open", "2px,2px")
        for colour, mine in by_colour(plans)
    ]


@dataclass(frozen=True, slots=True)
class _Around:
    """What could hide the sign of a plan: marks from left to right, and names that have room kept for them.

    marks: x, y, radius and event (id); names: left, right, y and event.
    """

    unit: float
    marks: list[tuple[float, float, float, int]]
    names: list[tuple[float, float, float, int]]

    @classmethod
    def of(cls, scene: Scene) -> _Around:
        marks = sorted(
            (x, event.y, event.radius + 1, event.row.id)
            for event in scene.placed
            for x in (event.x, *event.again)
        )
        names = [(*e.kept, e.y, e.row.id) for e in scene.placed if e.kept and e.is_named]
        return cls(scene.frame.unit(1), marks, names)

    def hides(self, line: Sequence[tuple[float, float]], plan: int) -> bool:
        """Whether a mark, or a name, other than the plan's own lies on a line."""
        reach = _NEAR * self.unit
        start = bisect_left(self.marks, (line[0][0] - reach,))
        end = bisect_left(self.marks, (line[-1][0] + reach,))
        return any(
            hypot((x - a) / self.unit, y - b) < radius
            for a, b, radius, event in self.marks[start:end]
            if event != plan
            for x, y in line
        ) or any(
            left < x < right and abs(y - at) < _NAME_HALF
            for left, right, at, event in self.names
            if event != plan
            for x, y in line
        )


def _tail(event: Placed, around: _Around) -> list[tuple[float, float]]:
    """Return it above the mark; below, or flatter, where it would be hidden there but not here."""

    def drawn(way: float, share: float) -> list[tuple[float, float]]:
        start = event.y - way * event.radius
        return [(min(event.x + x * around.unit, WIDTH), start + way * share * y) for x, y in _TAIL]

    ways = [drawn(way, share) for share in (1, _FLAT) for way in (1, -1)]
    return next((line for line in ways if not around.hides(line, event.row.id)), ways[0])


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


def to_come_name(
    scene: Scene, known: int | None, letters: Iterable[float], middle: float
) -> list[dict[str, Any]]:
    """Return what stands below that ground, beside the letters of sources, where it has room.

    letters: their places, in axis units; middle: y of their row.
    """
    if known is None or known + 1 >= scene.scale.last:
        return []
    unit = scene.frame.unit(1)
    words = gettext("still to come")
    left = max([scene.scale.at(known + 1), *(letter + _LETTER_HALF * unit for letter in letters)])
    if left + (text_width(words, _WORDS_SIZE) + 2 * _WORDS_AIR) * unit > WIDTH:
        return []
    return [
        {
            "x": round(left, 2),
            "xshift": _WORDS_AIR,
            "y": middle,
            "yanchor": "middle",
            "xanchor": "left",
            "text": escaped(words),
            "name": "to-come:",
            "showarrow": False,
            "font": {"size": _WORDS_SIZE, "weight": 400, "color": "var(--ink-2)"},
        }
    ]
