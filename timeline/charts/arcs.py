"""Arcs from a plan to what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from math import cos, hypot, radians, sin
from typing import Final, TypeAlias

from timeline.charts.across import Placed
from timeline.charts.letters import text_width
from timeline.charts.marks import INK, Trace, outline_trace
from timeline.charts.rows import Link
from timeline.charts.scale import WIDTH
from timeline.charts.scene import Scene
from timeline.dates.edtf import OPEN_END
from timeline.dates.slip import in_brief, slip_words
from timeline.language import gettext

_STEPS: Final = 12
"""Straight pieces of a curve."""
_HEAD: Final = 5.0
_OFF: Final = 1.5
"""Pixels between a mark and the end of its arc."""
_LEANS: Final = (0.0, 25.0, 45.0, 65.0, 80.0)
"""Degrees from upright at which an arc may meet a mark; the first that is clear is taken."""
_CLEAR: Final = 1.5
_APART: Final = 15.0
"""Degrees between two arcs that meet one mark from the same side."""
_NAME_SIZE: Final = 11.0
_NAME_HALF: Final = 5.5
"""Pixels: of its letters, and of half the line that they take."""
_ALONG: Final = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9, 0.0, 1.0)
"""Shares of a curve at which its name may stand: the middle, then further and further from it."""
_OVER: Final = 5.0
"""Pixels by which a name may reach over the start or the end of its arc, whose legs still show."""
_TURN: Final = 12.0
"""Pixels across in which an arc turns from upright to level."""
_OUT: Final = 10.0
"""Pixels over which an arc that leans goes on its way, before it rises."""
_NEAR: Final = 40.0
"""Pixels: another mark this near to an end could be taken for it."""

Point = tuple[float, float]
_Drawn: TypeAlias = tuple[tuple[Point, ...], tuple[Point, ...]]


@dataclass(frozen=True, slots=True)
class Arc:
    """A drawn link: its curve and head in axis units and pixels.

    spots: middles of where its name may stand, on the curve, the best first.
    """

    name: str
    curve: tuple[Point, ...]
    head: tuple[Point, ...]
    spots: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ways:
    """At which angles marks are met already: by event, by the side from which an arc comes, its lean."""

    taken: dict[tuple[int, int], list[float]] = field(default_factory=dict)

    def is_crowded(self, key: tuple[int, int], lean: float) -> bool:
        return any(abs(lean - other) < _APART for other in self.taken.get(key, ()))

    def take(self, key: tuple[int, int], lean: float) -> None:
        self.taken.setdefault(key, []).append(lean)


def arcs(scene: Scene, links: Iterable[Link]) -> list[Arc]:
    """Return an arc for each outcome that is drawn apart from its plan.

    Where both lie in one lane it rises above the marks there, the longer ones first: a shorter one
    leaves and meets a common mark inside them. Else it goes from lane to lane.
    """
    ways, found = _Ways(), []
    inside = sorted(
        ((apex, number, pair) for number, band in enumerate(scene.bands)
         for pair, apex in band.rises.items())
    )  # fmt: skip
    for apex, number, (start, end) in inside:
        own = {event.row.id: event for event in scene.bands[number].placed}
        if start in own and end in own:
            found.append(_within_lane(own[start], own[end], apex, scene, ways))
    places: dict[int, dict[int, Placed]] = {}  # of each event, by number of its lane
    for number, band in enumerate(scene.bands):
        for event in band.placed:
            places.setdefault(event.row.id, {})[number] = event
    for link in links:
        starts, ends = places.get(link.from_id), places.get(link.to_id)
        if link.kind == "outcome" and starts and ends and not starts.keys() & ends.keys():
            found.append(_across_lanes(*_nearest(starts, ends), scene, ways))
    return _with_spots(found, scene)


def _with_spots(found: Sequence[Arc], scene: Scene) -> list[Arc]:
    """Return arcs with the places on them where their names touch no other arc."""
    unit = scene.frame.unit(1)

    def is_clear(arc: Arc, x: float, y: float) -> bool:
        if not arc.name:
            return False
        half = (text_width(arc.name, _NAME_SIZE) / 2 + _CLEAR) * unit
        return not any(
            abs(other_x - x) < half and abs(other_y - y) < _NAME_HALF
            for other in found
            if other is not arc
            for other_x, other_y in (*other.curve, *other.head)
        )

    return [
        replace(arc, spots=tuple(spot for spot in arc.spots if is_clear(arc, *spot)))
        for arc in found
    ]


def _nearest(start: dict[int, Placed], end: dict[int, Placed]) -> tuple[Placed, Placed]:
    """Return the two marks, of those in all their lanes, that are the fewest lanes apart."""
    pairs = product(start.items(), end.items())
    (_, a), (_, b) = min(pairs, key=lambda pair: abs(pair[0][0] - pair[1][0]))
    return a, b


def _within_lane(start: Placed, end: Placed, apex: float, scene: Scene, ways: _Ways) -> Arc:
    """It rises above the marks of the lane, and is level there: its name finds room on it."""
    unit = scene.frame.unit(1)

    def drawn(leans: tuple[float, float]) -> _Drawn:
        (a, _, up), (d, _, down) = _ends(start, end, (apex, apex), leans, unit)
        middle = (a[0] + d[0]) / 2
        rise = _bezier(*_corner(a, up, middle, apex, unit))
        fall = _bezier(*_corner(d, down, middle, apex, unit))
        return (*rise, *fall[::-1]), _head(d, down, unit)

    curve, head = _clearest(start, end, drawn, scene, ways)
    name = _name(start, end)
    left, right = min(start.x, end.x), max(start.x, end.x)

    def half(words: str) -> float:
        return (text_width(words, _NAME_SIZE) / 2 - _OVER) * unit

    if left + 2 * half(name) > right:
        name = in_brief(name)
    left, right = left + half(name), right - half(name)
    shares = _ALONG if left <= right else ()
    spots = tuple((left + (right - left) * share, apex) for share in shares)
    return Arc(name, curve, head, spots)


def _corner(
    tip: Point, way: Point, middle: float, apex: float, unit: float
) -> tuple[Point, Point, Point, Point]:
    """Return the cubic from the end of an arc, where it leaves that `way`, to where it is level."""
    out = min(_OUT, abs(apex - tip[1]) * 0.7)
    near = tip[0] + way[0] * out * unit, tip[1] + way[1] * out
    turn = min(_TURN * unit + abs(near[0] - tip[0]), abs(middle - tip[0]))
    level = tip[0] + (turn if middle >= tip[0] else -turn), apex
    return tip, near, ((level[0] + near[0]) / 2, apex), level


def _across_lanes(start: Placed, end: Placed, scene: Scene, ways: _Ways) -> Arc:
    """It goes from lane to lane, between both at its steepest."""
    unit, middle = scene.frame.unit(1), (start.y + end.y) / 2

    def drawn(leans: tuple[float, float]) -> _Drawn:
        (a, b, _), (d, c, way) = _ends(start, end, (middle, middle), leans, unit)
        return _bezier(a, b, c, d), _head(d, way, unit)

    curve, head = _clearest(start, end, drawn, scene, ways)
    spots = tuple(curve[round(share * _STEPS)] for share in _ALONG)
    return Arc(_name(start, end), curve, head, spots)


def _ends(
    start: Placed, end: Placed, heights: tuple[float, float], leans: tuple[float, float],
    unit: float,
) -> tuple[tuple[Point, Point, Point], tuple[Point, Point, Point]]:  # fmt: skip
    return (
        _leave(start, end, heights[0], leans[0], unit),
        _leave(end, start, heights[1], leans[1], unit),
    )


def _clearest(
    start: Placed, end: Placed, drawn: Callable[[tuple[float, float]], _Drawn], scene: Scene,
    ways: _Ways,
) -> _Drawn:  # fmt: skip
    """Return the curve, and its head, that meets the fewest other marks and names.

    Straight up from a mark there may be a pile of others: an arc that came down on them would
    seem to end there, so it leans as far as it must, and further than another that meets the same
    mark from the same side. drawn: makes both from the leans at either end.
    """
    unit = scene.frame.unit(1)
    others, names = _others_near(start, end, scene), _names_near(start, end, scene)
    keys = _side(start, end), _side(end, start)

    def met(leans: tuple[float, float]) -> int:
        curve, head = drawn(leans)
        marks = sum(
            any(hypot((x - mx) / unit, y - my) < radius + _CLEAR for x, y in (*curve, *head))
            for mx, my, radius in others
        )
        crossed = sum(
            any(left < x < right and abs(y - at) < _NAME_HALF for x, y in curve)
            for left, right, at in names
        )
        shared = sum(ways.is_crowded(key, lean) for key, lean in zip(keys, leans, strict=True))
        return 2 * marks + crossed + shared

    best = min(product(_LEANS, _LEANS), key=lambda leans: (met(leans), leans[1] + leans[0]))
    for key, lean in zip(keys, best, strict=True):
        ways.take(key, lean)
    return drawn(best)


def _side(mark: Placed, other: Placed) -> tuple[int, int]:
    return mark.row.id, 1 if other.x >= mark.x else -1


def _names_near(start: Placed, end: Placed, scene: Scene) -> list[tuple[float, float, float]]:
    """Return left, right and y of the names for which room is kept around the way."""
    left, right = min(start.x, end.x), max(start.x, end.x)
    return [
        (*event.kept, event.y)
        for event in scene.placed
        if event.kept and event.is_named and event.kept[0] < right and event.kept[1] > left
    ]


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
    if start.row.modality != "planned":
        return ""
    if start.row.last_day >= OPEN_END:
        return gettext("no day was set")
    return slip_words(start.row.edtf, end.row.edtf)


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
    """Return the names of arcs (the slip of a plan) as candidates for labels, the least free first.

    spots: x, y, x, y ... of the middles of where each may stand, the best first.
    """
    return [
        {
            "text": arc.name,
            "spots": [
                value
                for x, y in arc.spots
                for value in (round(min(max(x, 0), WIDTH), 1), round(y, 1))
            ],
        }
        for arc in sorted(found, key=lambda arc: len(arc.spots))
        if arc.name and arc.spots
    ]
