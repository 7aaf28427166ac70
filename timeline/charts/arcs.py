"""Arcs from a plan to what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import cos, hypot, radians, sin
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
_OFF: Final = 1.5
"""Pixels between a mark and the end of its arc."""
_LEANS: Final = (0.0, 25.0, 45.0, 65.0, 80.0)
"""Degrees from upright at which an arc may meet a mark; the first that is clear is taken."""
_CLEAR: Final = 1.5
_NEAR: Final = 40.0
"""Pixels: another mark this near to an end could be taken for it."""

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
    # A cubic with both handles at one height reaches three quarters of the way to them.
    handle = apex + (apex - (start.y - start.radius + end.y - end.radius) / 2) / 3
    curve, head = _clear(start, end, (handle, handle), scene)
    x, y = min(curve, key=lambda point: point[1])
    middle = (start.x + end.x) / 2 if y <= apex else x
    return Arc(_name(start, end), curve, head, middle, max(y, apex) - 8)


def _across_lanes(start: Placed, end: Placed, scene: Scene) -> Arc:
    middle = (start.y + end.y) / 2
    curve, head = _clear(start, end, (middle, middle), scene)
    return Arc(_name(start, end), curve, head, (start.x + end.x) / 2, middle)


def _clear(
    start: Placed, end: Placed, heights: tuple[float, float], scene: Scene
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Return the curve, and its head, that meets the fewest other marks at its ends.

    Straight up from a mark there may be a pile of others: an arc that came down on them would
    seem to end there, so it leans as far as it must. heights: y of the handles.
    """
    unit = scene.frame.unit(1)
    others = _others_near(start, end, scene)

    def drawn(leans: tuple[float, float]) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
        a, b, _ = _leave(start, end, heights[0], leans[0], unit)
        d, c, way = _leave(end, start, heights[1], leans[1], unit)
        return _bezier(a, b, c, d), _head(d, way, unit)

    def met(leans: tuple[float, float]) -> int:
        curve, head = drawn(leans)
        return sum(
            any(hypot((x - mx) / unit, y - my) < radius + _CLEAR for x, y in (*curve, *head))
            for mx, my, radius in others
        )

    best = min(product(_LEANS, _LEANS), key=lambda leans: (met(leans), leans[1] + leans[0]))
    return drawn(best)


def _others_near(start: Placed, end: Placed, scene: Scene) -> list[tuple[float, float, float]]:
    """Return x, y and radius of the marks around the two ends."""
    near = scene.frame.unit(_NEAR)
    return [
        (x, event.y, event.radius)
        for event in scene.placed
        if event.row.id not in (start.row.id, end.row.id)
        for x in (event.x, *event.again)
        if any(abs(x - e.x) < near and abs(event.y - e.y) < _NEAR for e in (start, end))
    ]


def _leave(
    mark: Placed, other: Placed, height: float, lean: float, unit: float
) -> tuple[Point, Point, Point]:
    """Return where an arc meets a mark's edge, its handle there, and the way it goes, in pixels.

    lean: degrees from upright, towards the other mark.
    """
    across = 1 if other.x >= mark.x else -1
    way = across * sin(radians(lean)), (1 if height > mark.y else -1) * cos(radians(lean))
    off = mark.radius + _OFF
    tip = mark.x + way[0] * off * unit, mark.y + way[1] * off
    reach = max(0.0, (height - tip[1]) / way[1])
    if lean:
        reach = min(reach, abs(other.x - mark.x) / unit * 0.45 / abs(way[0]))
    return tip, (tip[0] + way[0] * reach * unit, tip[1] + way[1] * reach), way


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


def _head(tip: Point, way: Point, unit: float) -> tuple[Point, ...]:
    """Return an arrowhead; way: from its tip back along the arc, in pixels, of length 1."""
    half = _HEAD * 0.62
    back = tip[0] + way[0] * _HEAD * unit, tip[1] + way[1] * _HEAD
    side = way[1] * half * unit, -way[0] * half
    return (back[0] + side[0], back[1] + side[1]), tip, (back[0] - side[0], back[1] - side[1])


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
