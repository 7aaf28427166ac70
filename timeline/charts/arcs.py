"""Arcs from a plan to what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from timeline.charts.across import Placed
from timeline.charts.marks import INK, Trace, outline_trace
from timeline.charts.rows import Link
from timeline.charts.scale import WIDTH
from timeline.charts.scene import Band, Scene
from timeline.dates.slip import slip_words

_LEAST_REACH: Final = 30.0
"""Pixels between two marks below which an arc would only be a knot."""
_STEPS: Final = 24
_HEAD: Final = 5.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Arc:
    """A drawn link: its curve in axis units and pixels, and where its name may stand."""

    name: str
    curve: tuple[Point, ...]
    head: tuple[Point, ...]
    name_x: float
    name_y: float


def lanes_with_arcs(
    links: Iterable[Link], ids_by_lane: Mapping[str, frozenset[int]]
) -> frozenset[str]:
    """Return the lanes in which a plan and its outcome both lie, so that an arc needs room there."""
    outcomes = [link for link in links if link.kind == "outcome"]
    return frozenset(
        lane
        for lane, ids in ids_by_lane.items()
        if any(link.from_id in ids and link.to_id in ids for link in outcomes)
    )


def arcs(scene: Scene, links: Iterable[Link]) -> list[Arc]:
    """Return an arc for each outcome that is drawn apart from its plan."""
    places: dict[int, dict[int, Placed]] = {}  # of each event, by number of its lane
    for number, band in enumerate(scene.bands):
        for event in band.placed:
            places.setdefault(event.row.id, {})[number] = event
    found = []
    for link in links:
        start, end = places.get(link.from_id), places.get(link.to_id)
        if link.kind != "outcome" or not start or not end:
            continue
        common = min(start.keys() & end.keys(), default=None)
        if common is None:
            found.append(_across_lanes(*_nearest(start, end), scene))
        elif abs(end[common].x - start[common].x) >= scene.frame.unit(_LEAST_REACH):
            band = scene.bands[common]
            found.append(_within_lane(start[common], end[common], band, scene))
    return found


def _nearest(start: dict[int, Placed], end: dict[int, Placed]) -> tuple[Placed, Placed]:
    """Return the two marks, of those in all their lanes, that are the fewest lanes apart."""
    pairs = product(start.items(), end.items())
    (_, a), (_, b) = min(pairs, key=lambda pair: abs(pair[0][0] - pair[1][0]))
    return a, b


def _within_lane(start: Placed, end: Placed, band: Band, scene: Scene) -> Arc:
    """It rises above the marks of the lane."""
    apex = band.top + 12
    a = (start.x, start.y - start.radius - 1)
    b = (end.x, end.y - end.radius - 2)
    # A cubic with both handles at one height reaches three quarters of the way to them.
    handle = apex + (apex - (a[1] + b[1]) / 2) / 3
    curve = _bezier(a, (start.x, handle), (end.x, handle), b)
    middle = (a[0] + b[0]) / 2
    return Arc(_name(start, end), curve, _head(b, 1, scene), middle, apex - 8)


def _across_lanes(start: Placed, end: Placed, scene: Scene) -> Arc:
    side = 1 if end.y > start.y else -1
    a = (start.x, start.y + side * (start.radius + 1))
    b = (end.x, end.y - side * (end.radius + 2))
    middle = (a[1] + b[1]) / 2
    curve = _bezier(a, (start.x, middle), (end.x, middle), b)
    return Arc(_name(start, end), curve, _head(b, side, scene), (a[0] + b[0]) / 2, middle)


def _name(start: Placed, end: Placed) -> str:
    """How late or early the outcome of a plan came, as far as the two dates say."""
    was_due = start.row.modality == "planned"
    return slip_words(start.row.edtf, end.row.edtf) if was_due else ""


def _bezier(a: Point, b: Point, c: Point, d: Point) -> tuple[Point, ...]:
    def at(t: float) -> Point:
        s = 1 - t
        weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
        points = list(zip(weights, (a, b, c, d), strict=True))
        return sum(w * p[0] for w, p in points), sum(w * p[1] for w, p in points)

    return tuple(at(step / _STEPS) for step in range(_STEPS + 1))


def _head(tip: Point, down: int, scene: Scene) -> tuple[Point, ...]:
    """Return an arrowhead; down is 1 where the arc arrives from above."""
    half = scene.frame.unit(_HEAD * 0.62)
    back = tip[1] - down * _HEAD
    return (tip[0] - half, back), tip, (tip[0] + half, back)


def arc_traces(found: Sequence[Arc]) -> list[Trace]:
    """Return the arcs as one trace, or none."""
    lines = [line for arc in found for line in (arc.curve, arc.head)]
    return [outline_trace(lines, INK, 1.2, "arc")] if lines else []


def arc_names(found: Sequence[Arc]) -> list[dict[str, object]]:
    """Return the names of arcs (the slip of a plan) as candidates for labels."""
    return [
        {
            "x": round(min(max(arc.name_x, 0), WIDTH), 2),
            "y": round(arc.name_y, 1),
            "text": arc.name,
        }
        for arc in found
        if arc.name
    ]
