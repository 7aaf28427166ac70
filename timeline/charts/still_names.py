"""Names of milestones in the drawing that needs no script: each where it is clear on every width.

Across, marks lie at shares of the plot's width, and names at pixels from their marks; on a wider plot
marks are further apart. So what could be in a name's way is a stretch: where it lies, seen from the mark,
on the narrowest plot and on the widest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import product
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from timeline.charts.letters import text_width
from timeline.charts.marks import Trace
from timeline.charts.naming import (
    FAR,
    LEVEL,
    LINE,
    NEAR,
    ON_LINE,
    REACH,
    ROUND,
    SPILL,
    STEEP,
    Box,
    Lines,
    Name,
    Point,
    Spot,
    arc_boxes,
    beside,
    distance,
    forms_of,
    leader_to,
    lens_boxes,
    mark_boxes,
    milestones,
)  # fmt: skip
from timeline.charts.scale import WIDTH

Points = NDArray[np.float64]
Ids = NDArray[np.int64]
Widths = tuple[float, float]
"""Pixels of the narrowest and of the widest plot."""

WIDTHS: Final[Mapping[str, tuple[Widths, ...]]] = {
    "wide": ((576, 690), (690, 900), (900, 1250), (1250, 1800)),
    "narrow": ((320, 400), (400, 576)),
}
"""Of plots, in pixels: for each range a layout has names of its own; see static/css/timeline.css."""
_GAP: Final = 4.0
"""Pixels between a mark and its name."""
_DOWN: Final = 1.6
"""A pixel up or down counts for so many across: names stand sooner beside their marks."""
_TRIES: Final = 150
"""So many clear places are asked whether a line to the mark is clear too."""
_FAR: Final = 450.0
_BEYOND: Final = 24.0
"""Pixels across and down from a mark, and over the edge of its lane, where nothing concerns its name any more."""
_ACROSS: Final = 3
_STEP: Final = 2
"""Pixels from one place that is tried to the next, across and down."""
_LANE_NAME: Final = (-8.0, 15.0)
"""Pixels from the plot's edge to the room of a lane's name on narrow drawings, and its height."""


@dataclass(frozen=True, slots=True)
class StillName:
    """A name in its place. x: its mark's, in axis units; all else is in pixels from there across.
    event: its id."""

    event: int
    x: float
    name: Name

    @property
    def is_before(self) -> bool:
        """Whether it stands before its mark, and so ends beside it."""
        return self.name.box.x + self.name.box.w <= 0


@dataclass(frozen=True, slots=True)
class _Things:
    """What may be in a name's way: edges on a plot without width, and on one with a pixel for each unit.

    Both are arrays of shape (n, 4): left, top, right, bottom. ids: of the events that may touch them, 0 for none.
    """

    folded: Points
    full: Points
    ids: Ids

    @classmethod
    def of(cls, pairs: Iterable[tuple[Box, Box]]) -> _Things:
        listed = list(pairs)
        ids = np.array([box.id for box, _ in listed], dtype=np.int64)
        return cls(_edges(a for a, _ in listed), _edges(b for _, b in listed), ids)

    def only(self, which: NDArray[np.bool_]) -> _Things:
        return _Things(self.folded[which], self.full[which], self.ids[which])

    def near(self, label: Mapping[str, Any], beyond: float = 0) -> _Things:
        """Return those of others in the label's lane, or so many pixels above or below that."""
        top, bottom = label["top"] - beyond, label["bottom"] + beyond
        is_level = (self.folded[:, 1] < bottom) & (top < self.folded[:, 3])
        return self.only(is_level & (self.ids != label["id"]))

    def seen_from(self, x: float, widths: Widths) -> tuple[Points, Ids]:
        """Return their edges as they lie beside a mark at x (axis units) on all widths between, and their ids;
        without what is out of reach of its name."""
        apart = self.full[:, ::2] - self.folded[:, ::2] - x
        narrowest = apart * (widths[0] / WIDTH)
        reached = (narrowest[:, 0] <= _FAR) & (narrowest[:, 1] >= -_FAR)
        edges, apart = self.folded[reached], apart[reached]
        left, right = ((edges[:, ::2] + apart * (width / WIDTH)) for width in widths)
        edges[:, 0] = np.minimum(left[:, 0], right[:, 0])
        edges[:, 2] = np.maximum(left[:, 1], right[:, 1])
        return edges, self.ids[reached]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A label with what is in its lane: marks and bars, lenses, and what else its name may not touch.
    numbered: the milestones."""

    label: Mapping[str, Any]
    marks: _Things
    lenses: _Things
    hard: _Things
    numbered: frozenset[int]

    def spot(self, widths: Widths) -> Spot:
        """Return where its name is wanted, seen from the mark."""
        label, narrowest = self.label, widths[0] / WIDTH
        return Spot(
            label["id"], 0.0, label["y"], label["radius"], 0.0, 0.0,
            label["top"] - SPILL, label["bottom"] + SPILL,
            -label["x"] * narrowest, (WIDTH - label["x"]) * narrowest, True, None,
            tuple(forms_of(label)),
        )  # fmt: skip


def still_names(
    traces: Sequence[Trace], layout: Mapping[str, Any], ranges: Iterable[Widths]
) -> list[tuple[float, list[StillName]]]:
    """Return the names of milestones, and with all names of all events, that have a place.

    With each list the width from which it is shown: first those that have one on every width (0), then for
    each range of widths the others. Those that have none there are left out.
    """
    kept = [_in_kept_room(label) for label in layout["meta"]["labels"] if label["kept"]]
    wanted = _wanted(traces, layout, kept)
    if not wanted:
        return [(0, kept)]
    return [(0, kept), *((widths[0], _between(wanted, widths)) for widths in ranges)]


def unnamed(traces: Sequence[Trace], layout: Mapping[str, Any], plots: Iterable[float]) -> set[int]:
    """Return the milestones (ids) whose names have no place on one of some plots, so many pixels wide."""
    kept = [_in_kept_room(label) for label in layout["meta"]["labels"] if label["kept"]]
    wanted = _wanted(traces, layout, kept)
    every = {one.label["id"] for one in wanted}
    named = [{still.event for still in _between(wanted, (width, width))} for width in plots]
    return every.difference(set.intersection(every, *named))


def _wanted(
    traces: Sequence[Trace], layout: Mapping[str, Any], kept: Iterable[StillName]
) -> list[_Wanted]:
    """Return the milestones for whose names no room is kept, each with what is in its way."""
    free = [label for label in layout["meta"]["labels"] if label["must"] and not label["kept"]]
    if not free:
        return []
    marks, lenses = (_Things.of(_pairs(boxes, traces)) for boxes in (mark_boxes, lens_boxes))
    names = [*map(_lane_name, layout["annotations"]), *map(_taken, kept)]
    hard = _Things.of([*_pairs(arc_boxes, traces), *names])
    numbered = milestones(layout["meta"]["labels"])
    return [
        _Wanted(label, marks.near(label, _BEYOND), lenses.near(label), hard.near(label), numbered)
        for label in free
    ]


def _in_kept_room(label: Mapping[str, Any]) -> StillName:
    """Beside its mark, where its lane keeps room for it on every width."""
    lines = next(lines for lines in forms_of(label) if len(lines) == 1)
    w, gap = _width(lines), label["radius"] + _GAP
    left = gap if label["kept"][0] > label["x"] else -gap - w
    return StillName(
        label["id"], label["x"], Name(Box(left, label["y"] - LINE / 2, w, LINE), lines, None)
    )


def _width(lines: Lines) -> float:
    return max(text_width(line, bold=bold) for line, bold in lines) + 4


def _pairs(
    boxes: Callable[[Sequence[Trace], float], Iterable[Box]], traces: Sequence[Trace]
) -> Iterable[tuple[Box, Box]]:
    return zip(boxes(traces, 0), boxes(traces, 1), strict=True)


def _lane_name(annotation: Mapping[str, Any]) -> tuple[Box, Box]:
    """Of narrow drawings; on wide ones it stands outside of the plot, as letters of sources do below."""
    left, height = _LANE_NAME
    above = annotation["yanchor"] == "top"
    words = unescape(annotation["text"]) if above else ""
    wide = text_width(words, annotation["font"]["size"], bold=True) - left
    box = Box(left, annotation["y"], wide if above else 0, height if above else 0)
    return box, box


def _taken(still: StillName) -> tuple[Box, Box]:
    box = still.name.box.with_air()
    return box, Box(still.x + box.x, box.y, box.w, box.h, box.id)


def _between(wanted: Iterable[_Wanted], widths: Widths) -> list[StillName]:
    """Return the names that are clear on all widths between two, those that matter most first."""
    found: list[StillName] = []
    for one in wanted:
        label, x = one.label, one.label["x"]
        marks, ids = one.marks.seen_from(x, widths)
        own = _Things.of(map(_taken, found)).near(label)
        others = [things.seen_from(x, widths)[0] for things in (one.lenses, one.hard, own)]
        around = _Around(marks, ids, others[0], np.concatenate(others[1:]), one.numbered)
        name = _placed(one.spot(widths), around)
        found += [StillName(label["id"], x, name)] if name else []
    return found


@dataclass(frozen=True, slots=True)
class _Around:
    """What lies around a mark, by its edges: marks and bars (these without ids), lenses, and what else its name may not
    touch. numbered: those of the marks (ids) that it may not be nearer to, even with a line."""

    marks: Points
    ids: Ids
    lenses: Points
    others: Points
    numbered: frozenset[int]

    def boxes(self) -> list[Box]:
        """Return the marks that the line to a name may not run through."""
        listed = zip(self.marks.tolist(), self.ids.tolist(), strict=True)
        return [Box(x, y, end - x, low - y, id_) for (x, y, end, low), id_ in listed if id_]

    def way(self) -> Points:
        """Return what the name may not touch."""
        lines = _lines(self.marks[self.ids != 0], ON_LINE)
        return np.concatenate([self.marks, self.lenses, self.others, lines])

    def levels(self, off: float) -> Points:
        """Return what a name that isn't on its own mark's line may not be level with. off: pixels to a mark."""
        air = np.where(self.ids != 0, off - ROUND, LEVEL)
        return np.concatenate([_lines(self.marks, air), _lines(self.lenses, LEVEL)])


def _lines(edges: Points, air: float | Points) -> Points:
    """Return the lines that marks, bars or lenses stand on, and so many pixels on either side."""
    middle = (edges[:, 1] + edges[:, 3]) / 2
    return np.stack([edges[:, 0] - air, middle, edges[:, 2] + air, middle], axis=1)


def _placed(spot: Spot, around: _Around) -> Name | None:
    marks, way = around.boxes(), around.way()
    numerals = [mark for mark in marks if mark.id in around.numbered]
    sizes = {lines: (_width(lines), LINE * len(lines)) for lines in spot.forms}
    for off, is_away in product((FAR, LEVEL), (False, True)):
        levels = around.levels(off)
        for lines, (w, h) in sizes.items():
            grid = _away(spot.radius, w, h) if is_away else _beside(spot, w, h)
            for dx, dy in grid.clear(spot, way, levels):
                box = Box(dx, spot.y + dy, w, h)
                if not is_away or distance(box, spot) <= spot.radius + NEAR:
                    if spot.is_own(box, marks):
                        return Name(box, lines, None)
                    continue
                leader = leader_to(spot, box)
                if leader and spot.is_own(box, numerals) and spot.is_free(leader, marks):
                    return Name(box, lines, leader)
    return None


@dataclass(frozen=True, slots=True)
class _Grid:
    """Places around a mark for a name of some size.

    across, down: its left and top edges, from the mark's middle, of shapes (c,) and (r,).
    order: the best first, as numbers into the places row by row, of shape (r * c,) at most.
    """

    across: Points
    down: Points
    w: float
    h: float
    order: Ids

    def clear(self, spot: Spot, way: Points, levels: Points) -> list[Point]:
        """Return the best places, left and top, inside the lane and the plot where it touches nothing.

        Those that aren't on the mark's own line are level with nothing near either.
        """
        left, top = self.across, self.down + spot.y
        right, low = left + self.w, top + self.h
        columns = (left >= spot.start) & (right <= spot.end)
        rows = (top >= spot.low) & (low <= spot.high)
        inside = left[columns], right[columns], top[rows], low[rows]
        met = _met(*inside, levels)
        met[(top[rows] <= spot.y) & (spot.y <= low[rows])] = False
        taken = np.ones((len(top), len(left)), dtype=np.bool_)
        taken[np.ix_(rows, columns)] = met | _met(*inside, way)
        good = self.order[~taken.ravel()[self.order]][:_TRIES]
        row, column = np.divmod(good, len(left))
        return list(zip(left[column].tolist(), self.down[row].tolist(), strict=True))


def _met(
    left: Points, right: Points, top: Points, low: Points, others: Points
) -> NDArray[np.bool_]:
    """Say which places of a grid lie on any of some edges, (r, c): on one that its row and its column both meet."""
    across = (left[:, None] < others[:, 2]) & (others[:, 0] < right[:, None])
    down = (top[:, None] < others[:, 3]) & (others[:, 1] < low[:, None])
    return np.asarray((down[:, None, :] & across).any(axis=2))


@lru_cache(maxsize=512)  # the same names on each range of widths
def _away(radius: float, w: float, h: float) -> _Grid:
    """Return the places around a mark, the nearest first; the further ones need a line to it."""
    reach, height = REACH
    left = np.arange(-reach, reach + 1, _ACROSS, dtype=np.float64) - w / 2
    top = np.arange(-height, height + 1, _STEP, dtype=np.float64) - h / 2
    across = np.maximum(np.maximum(left, -left - w), 0)
    up = np.maximum(np.maximum(top, -top - h), 0)[:, None]
    far = across + _DOWN * up
    apart = ((across > radius) | (up > radius)) & ((far <= radius + NEAR) | (up >= STEEP * across))
    order = np.argsort(far, axis=None, kind="stable")
    return _Grid(left, top, w, h, order[apart.ravel()[order]])


def _beside(spot: Spot, w: float, h: float) -> _Grid:
    """Return the places next to a mark, the best first."""
    places = list(beside(spot, w, h))
    across, down = (sorted({place[axis] for place in places}) for axis in (0, 1))
    order = [down.index(y) * len(across) + across.index(x) for x, y in places]
    return _Grid(np.array(across), np.array(down), w, h, np.array(order))


def _edges(boxes: Iterable[Box]) -> Points:
    edges = [(box.x, box.y, box.x + box.w, box.y + box.h) for box in boxes]
    return np.array(edges, dtype=np.float64).reshape(-1, 4)
