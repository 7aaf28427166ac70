"""Names of milestones in the drawing that needs no script: each where it is clear on every width.

Across, marks lie at shares of the plot's width, and names at pixels from their marks; on a wider plot
marks are further apart. So what could be in a name's way is a stretch: where it lies, seen from the mark,
on the narrowest plot and on the widest.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import islice, product
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
    level_with,
    line_of,
    mark_boxes,
    milestones,
)  # fmt: skip
from timeline.charts.scale import WIDTH

Points = NDArray[np.float64]
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
_AT_ONCE: Final = 250
"""So many places are asked at once."""
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
class _Thing:
    """What may be in a name's way: its box on a plot without width, and on one with a pixel for each unit."""

    folded: Box
    full: Box

    def is_far(self, x: float, widths: Widths) -> bool:
        """Whether it is out of reach of a name of a mark at x."""
        left, share = self.full.x - self.folded.x - x, widths[0] / WIDTH
        right = left + self.full.w - self.folded.w
        return left * share > _FAR or right * share < -_FAR

    def seen_from(self, x: float, widths: Widths) -> Box:
        """Return the stretch that it takes beside a mark at x (axis units), on all widths between."""
        a, b = self.folded, self.full
        lefts = [a.x + (b.x - a.x - x) * width / WIDTH for width in widths]
        rights = [
            left + a.w + (b.w - a.w) * width / WIDTH
            for left, width in zip(lefts, widths, strict=True)
        ]
        return Box(min(lefts), a.y, max(rights) - min(lefts), a.h, a.id)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A label with what is in its lane: marks and bars, lenses, and what else its name may not touch.
    numbered: the milestones."""

    label: Mapping[str, Any]
    marks: list[_Thing]
    lenses: list[_Thing]
    hard: list[_Thing]
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
    marks, arcs, lenses = (_things(boxes, traces) for boxes in (mark_boxes, arc_boxes, lens_boxes))
    hard = [*arcs, *map(_lane_name, layout["annotations"]), *map(_taken, kept)]
    numbered = milestones(layout["meta"]["labels"])
    return [
        _Wanted(
            label,
            [mark for mark in marks if _is_near(mark.folded, label, beyond=_BEYOND)],
            [lens for lens in lenses if _is_near(lens.folded, label)],
            [thing for thing in hard if _is_near(thing.folded, label)],
            numbered,
        )
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


def _things(
    boxes: Callable[[Sequence[Trace], float], Iterable[Box]], traces: Sequence[Trace]
) -> list[_Thing]:
    return [_Thing(a, b) for a, b in zip(boxes(traces, 0), boxes(traces, 1), strict=True)]


def _lane_name(annotation: Mapping[str, Any]) -> _Thing:
    """Of narrow drawings; on wide ones it stands outside of the plot, as letters of sources do below."""
    left, height = _LANE_NAME
    above = annotation["yanchor"] == "top"
    words = unescape(annotation["text"]) if above else ""
    wide = text_width(words, annotation["font"]["size"], bold=True) - left
    box = Box(left, annotation["y"], wide if above else 0, height if above else 0)
    return _Thing(box, box)


def _is_near(box: Box, label: Mapping[str, Any], beyond: float = 0) -> bool:
    """Whether it is another's, and in the same lane, or so many pixels above or below that."""
    top, bottom = label["top"] - beyond, label["bottom"] + beyond
    is_level = box.y < bottom and top < box.y + box.h
    return bool(is_level and box.id != label["id"])


def _taken(still: StillName) -> _Thing:
    box = still.name.box.with_air()
    return _Thing(box, Box(still.x + box.x, box.y, box.w, box.h))


def _between(wanted: Iterable[_Wanted], widths: Widths) -> list[StillName]:
    """Return the names that are clear on all widths between two, those that matter most first."""
    found: list[StillName] = []
    for one in wanted:
        label, spot = one.label, one.spot(widths)
        own = [taken for taken in map(_taken, found) if _is_near(taken.folded, label)]
        marks, lenses, hard = (
            [
                thing.seen_from(label["x"], widths)
                for thing in things
                if not thing.is_far(label["x"], widths)
            ]
            for things in (one.marks, one.lenses, [*one.hard, *own])
        )
        name = _placed(spot, [*marks, *lenses], hard, one.numbered)
        found += [StillName(label["id"], label["x"], name)] if name else []
    return found


def _placed(
    spot: Spot, drawn: Sequence[Box], others: Sequence[Box], numbered: Container[int]
) -> Name | None:
    """drawn: marks, bars and lenses; others: what else the name may not touch; numbered: those of the marks
    (ids) that it may not be nearer to, even with a line."""
    marks = [box for box in drawn if box.id]  # which the line to it may not run through
    numerals = [mark for mark in marks if mark.id in numbered]
    way = _edges([*drawn, *others, *(line_of(mark, ON_LINE) for mark in marks)])
    for off, is_away in product((FAR, LEVEL), (False, True)):
        levels = _edges(level_with(box, off) for box in drawn)
        for lines in spot.forms:
            w, h = _width(lines), LINE * len(lines)
            places = _away(spot.radius, w, h) if is_away else np.array([*beside(spot, w, h)])
            for dx, dy in islice(_clear(places, spot, (w, h), way, levels), _TRIES):
                box = Box(dx, spot.y + dy, w, h)
                if not is_away or distance(box, spot) <= spot.radius + NEAR:
                    if spot.is_own(box, marks):
                        return Name(box, lines, None)
                    continue
                leader = leader_to(spot, box)
                if leader and spot.is_own(box, numerals) and spot.is_free(leader, marks):
                    return Name(box, lines, leader)
    return None


@lru_cache(maxsize=512)  # the same names on each range of widths
def _away(radius: float, w: float, h: float) -> Points:
    """Return the places around a mark, left and top from its middle, the nearest first; the further ones
    need a line to it."""
    reach, down = REACH
    dx, dy = np.meshgrid(
        np.arange(-reach, reach + 1, _ACROSS) - w / 2, np.arange(-down, down + 1, _STEP) - h / 2
    )
    across, up = np.maximum(np.maximum(dx, -dx - w), 0), np.maximum(np.maximum(dy, -dy - h), 0)
    far = across + _DOWN * up
    apart = ((across > radius) | (up > radius)) & ((far <= radius + NEAR) | (up >= STEEP * across))
    order = np.argsort(far[apart], kind="stable")
    return np.stack([dx[apart][order], dy[apart][order]], axis=1)


def _edges(boxes: Iterable[Box]) -> Points:
    edges = [(box.x, box.y, box.x + box.w, box.y + box.h) for box in boxes]
    return np.array(edges, dtype=np.float64).reshape(-1, 4)


def _clear(
    places: Points, spot: Spot, size: tuple[float, float], way: Points, levels: Points
) -> Iterator[Point]:
    """Yield the places inside the lane and the plot that touch nothing; those that aren't on the mark's
    own line are level with nothing near either."""
    left, top = places[:, 0], places[:, 1] + spot.y
    sides = np.stack([left, top, left + size[0], top + size[1]], axis=1)
    good = (left >= spot.start) & (sides[:, 2] <= spot.end)
    good &= (top >= spot.low) & (sides[:, 3] <= spot.high)
    places, sides = places[good], sides[good]
    for start in range(0, len(places), _AT_ONCE):  # one of the first few is mostly taken
        some = sides[start : start + _AT_ONCE]
        free = ~_touch(some, way)
        is_own = (some[free, 1] <= spot.y) & (spot.y <= some[free, 3])
        free[free] = is_own | ~_touch(some[free], levels)
        yield from ((float(x), float(y)) for x, y in places[start : start + _AT_ONCE][free])


def _touch(sides: Points, way: Points) -> NDArray[np.bool_]:
    """Say which of some boxes lie on any of others. Both by their edges: left, top, right, bottom."""
    touch = (sides[:, None, 0] < way[:, 2]) & (way[:, 0] < sides[:, None, 2])
    touch &= (sides[:, None, 1] < way[:, 3]) & (way[:, 1] < sides[:, None, 3])
    return np.asarray(touch.any(axis=1))
