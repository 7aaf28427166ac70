"""Arcs between two events: a plan and what came of it, and reports that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.charts.marks import INK, Trace, outline_trace
from timeline.charts.rows import Link
from timeline.charts.scale import WIDTH
from timeline.charts.scene import Band, Placed, Scene, by_id
from timeline.dates.slip import slip_words

_LEAST_REACH: Final = 30.0
"""Pixels between two marks below which an arc would only be a knot."""
_STEPS: Final = 24
_HEAD: Final = 5.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Arc:
    """A drawn link: its curve in axis units and pixels, and where its name may stand."""

    link: Link
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
    """Return an arc for each outcome and contradiction whose two ends are drawn apart."""
    events = by_id(scene)
    bands = {event.row.id: band for band in scene.bands for event in band.placed}
    found = []
    for link in links:
        start, end = events.get(link.from_id), events.get(link.to_id)
        if link.kind == "same_occasion" or start is None or end is None:
            continue
        band, other = bands[link.from_id], bands[link.to_id]
        if band is not other:
            found.append(_across_lanes(link, start, end, scene))
        elif abs(end.x - start.x) >= scene.frame.unit(_LEAST_REACH):
            found.append(_within_lane(link, start, end, band, scene))
    return found


def _within_lane(link: Link, start: Placed, end: Placed, band: Band, scene: Scene) -> Arc:
    """An outcome rises above the marks, a contradiction hangs below them."""
    side = -1 if link.kind == "outcome" else 1
    apex = band.top + 12 if side < 0 else band.bottom - 4
    a = (start.x, start.y + side * (start.radius + 1))
    b = (end.x, end.y + side * (end.radius + 2))
    # A cubic with both handles at one height reaches three quarters of the way to them.
    handle = apex + (apex - (a[1] + b[1]) / 2) / 3
    curve = _bezier(a, (start.x, handle), (end.x, handle), b)
    return Arc(
        link,
        _name(link, start, end),
        curve,
        _head(link, b, -side, scene),
        (a[0] + b[0]) / 2,
        apex + 8 * side,
    )


def _across_lanes(link: Link, start: Placed, end: Placed, scene: Scene) -> Arc:
    side = 1 if end.y > start.y else -1
    a = (start.x, start.y + side * (start.radius + 1))
    b = (end.x, end.y - side * (end.radius + 2))
    middle = (a[1] + b[1]) / 2
    curve = _bezier(a, (start.x, middle), (end.x, middle), b)
    return Arc(
        link, _name(link, start, end), curve, _head(link, b, side, scene), (a[0] + b[0]) / 2, middle
    )


def _name(link: Link, start: Placed, end: Placed) -> str:
    """How late or early the outcome of a plan came, as far as the two dates say."""
    was_due = link.kind == "outcome" and start.row.modality == "planned"
    return slip_words(start.row.edtf, end.row.edtf) if was_due else ""


def _bezier(a: Point, b: Point, c: Point, d: Point) -> tuple[Point, ...]:
    def at(t: float) -> Point:
        s = 1 - t
        weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
        points = list(zip(weights, (a, b, c, d), strict=True))
        return sum(w * p[0] for w, p in points), sum(w * p[1] for w, p in points)

    return tuple(at(step / _STEPS) for step in range(_STEPS + 1))


def _head(link: Link, tip: Point, down: int, scene: Scene) -> tuple[Point, ...]:
    """Return an arrowhead; down is 1 where the arc arrives from above. A contradiction has none."""
    if link.kind == "contradicts":
        return ()
    half = scene.frame.unit(_HEAD * 0.62)
    back = tip[1] - down * _HEAD
    return (tip[0] - half, back), tip, (tip[0] + half, back)


def arc_traces(found: Sequence[Arc]) -> list[Trace]:
    """Return the arcs as traces: a whole line for an outcome, a dashed one for a contradiction."""
    traces = []
    for kind, dash in (("outcome", "solid"), ("contradicts", "4px,3px")):
        mine = [arc for arc in found if arc.link.kind == kind]
        if mine:
            lines = [line for arc in mine for line in (arc.curve, arc.head) if line]
            traces.append(outline_trace(lines, INK, 1.2, "arc", dash))
    return traces


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
