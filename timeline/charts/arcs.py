"""Arcs from a plan to what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, product
from typing import Final, TypeAlias

from timeline.charts.across import Placed
from timeline.charts.curves import Point, along, arrowhead, bezier, leave, side
from timeline.charts.letters import text_width
from timeline.charts.marks import INK, Trace, outline_trace
from timeline.charts.nearby import CLEAR, NAME_HALF, Near
from timeline.charts.nesting import Pair
from timeline.charts.rows import Link
from timeline.charts.scene import Scene
from timeline.charts.stubs import LEANS, Lines, stubs
from timeline.dates.edtf import OPEN_END
from timeline.dates.slip import in_brief, slip_words
from timeline.language import gettext

_APART: Final = 15.0
"""Degrees between two arcs that meet one mark from the same side."""
_NAME_SIZE: Final = 11.0
"""Pixels of its letters."""
_ALONG: Final = (0.5, 0.55, 0.6, 0.45, 0.65, 0.4, 0.7, 0.3, 0.8, 0.2, 0.9, 0.1)
"""Shares of a curve at which its name may stand: the middle, then further and further from it."""
_TURN: Final = 12.0
"""Pixels across in which an arc turns from upright to level."""
_OUT: Final = 10.0
"""Pixels over which an arc that leans goes on its way, before it rises."""

_Drawn: TypeAlias = tuple[tuple[Point, ...], tuple[Point, ...]]


@dataclass(frozen=True, slots=True)
class Arc:
    """A drawn link: its curve and head in axis units and pixels.

    name: how late or early, between its ends (the x of the marks). spots: middles of where that may stand, the
    best first. stubs: what is drawn of one that is cut, because the whole would run through other marks
    or names, or from lane to lane.
    """

    pair: Pair
    curve: tuple[Point, ...]
    head: tuple[Point, ...]
    name: str = ""
    ends: tuple[float, float] = (0.0, 0.0)
    spots: tuple[Point, ...] = ()
    stubs: tuple[tuple[Point, ...], ...] = ()
    is_cut: bool = False

    @property
    def lines(self) -> tuple[tuple[Point, ...], ...]:
        """What is drawn of it while nobody points at its ends."""
        return self.stubs if self.is_cut else (self.curve, self.head)


@dataclass(frozen=True, slots=True)
class _Ways:
    """At which angles marks are met already: by event, by the side from which an arc comes, its lean.

    arrows: those that are drawn of arcs that are cut.
    """

    taken: dict[tuple[int, int], list[float]] = field(default_factory=dict)
    arrows: list[Lines] = field(default_factory=list)

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
        half = (text_width(arc.name, _NAME_SIZE) / 2 + CLEAR) * unit
        return not any(
            abs(other_x - x) < half and abs(other_y - y) < NAME_HALF
            for other in found
            if other is not arc
            for line in other.lines
            for other_x, other_y in line
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
        rise = bezier(*_corner(a, up, middle, apex, unit))
        fall = bezier(*_corner(d, down, middle, apex, unit))
        return (*rise, *fall[::-1]), arrowhead(d, down, unit)

    (curve, head), is_clear = _clearest(start, end, drawn, scene, ways)
    if not is_clear:
        return _cut(start, end, (apex, apex), (curve, head), scene, ways)
    across = end.x - start.x
    spots = tuple((start.x + across * share, apex) for share in _ALONG)
    pair, ends = (start.row.id, end.row.id), (start.x, end.x)
    return Arc(pair, curve, head, _name(start, end), ends, spots)


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
    """It goes from lane to lane, between both at its steepest: through whatever lies there, so it is cut."""
    unit, middle = scene.frame.unit(1), (start.y + end.y) / 2

    def drawn(leans: tuple[float, float]) -> _Drawn:
        (a, b, _), (d, c, way) = _ends(start, end, (middle, middle), leans, unit)
        return bezier(a, b, c, d), arrowhead(d, way, unit)

    found, _ = _clearest(start, end, drawn, scene, ways)
    return _cut(start, end, (middle, middle), found, scene, ways)


def _cut(
    start: Placed, end: Placed, heights: tuple[float, float], drawn: _Drawn, scene: Scene, ways: _Ways,
) -> Arc:  # fmt: skip
    """Of it are drawn a short arrow away from the plan and one that comes to the outcome, where there is room."""
    ends = stubs(start, end, heights, scene, ways.arrows)
    ways.arrows.extend(ends)
    return Arc((start.row.id, end.row.id), *drawn, stubs=tuple(chain(*ends)), is_cut=True)


def _ends(
    start: Placed, end: Placed, heights: tuple[float, float], leans: tuple[float, float],
    unit: float,
) -> tuple[tuple[Point, Point, Point], tuple[Point, Point, Point]]:  # fmt: skip
    return (
        leave(start, end, heights[0], leans[0], unit),
        leave(end, start, heights[1], leans[1], unit),
    )


def _clearest(
    start: Placed, end: Placed, drawn: Callable[[tuple[float, float]], _Drawn], scene: Scene,
    ways: _Ways,
) -> tuple[_Drawn, bool]:  # fmt: skip
    """Return the curve, and its head, that meets the fewest other marks and names; whether it meets none.

    Straight up from a mark there may be a pile of others: an arc that came down on them would
    seem to end there, so it leans as far as it must, and further than another that meets the same
    mark from the same side. drawn: makes both from the leans at either end.
    """
    unit, near = scene.frame.unit(1), Near.of(start, end, scene)
    keys = _side(start, end), _side(end, start)

    def met(leans: tuple[float, float]) -> int:
        curve, head = drawn(leans)
        shared = sum(ways.is_crowded(key, lean) for key, lean in zip(keys, leans, strict=True))
        return near.met((*curve, *head), unit) + shared

    tried: dict[tuple[float, float], int] = {}
    for leans in sorted(product(LEANS, LEANS), key=sum):  # the more upright the better
        tried[leans] = met(leans)
        if not tried[leans]:
            break
    best = min(tried, key=tried.__getitem__)
    for key, lean in zip(keys, best, strict=True):
        ways.take(key, lean)
    curve, head = drawn(best)
    return (curve, head), not near.met(along((*curve, *head), unit), unit)


def _side(mark: Placed, other: Placed) -> tuple[int, int]:
    return mark.row.id, side(mark, other)


def _name(start: Placed, end: Placed) -> str:
    """How late or early the outcome of a plan came, as far as the two dates say."""
    if start.row.modality != "planned":
        return ""
    if start.row.last_day >= OPEN_END:
        return gettext("no day was set")
    return slip_words(start.row.edtf, end.row.edtf)


def arc_traces(found: Sequence[Arc]) -> list[Trace]:
    """Return the arcs as one trace, and one for the stubs of each that is cut: the page hides them while it
    draws the whole. `meta.pair` says between which events these are."""
    whole = [line for arc in found if not arc.is_cut for line in arc.lines]
    traces = [outline_trace(whole, INK, 1.2, "arc")] if whole else []
    for arc in found:
        if arc.stubs:
            traces.append(outline_trace(arc.stubs, INK, 1.2, "cut"))
            traces[-1]["meta"]["pair"] = arc.pair
    return traces


def arc_names(found: Sequence[Arc]) -> list[dict[str, object]]:
    """Return the names of whole arcs (the slip of a plan) as candidates for labels, the least free first.

    Beside a stump it would be read as the name of the next mark; list and open event tell it.

    text, brief: which words, the second where there is less room. ends: x of the two marks. spots: x, y, x, y ... of the middles of where each may stand, the best first.
    """
    return [
        {
            "text": arc.name,
            "brief": in_brief(arc.name),
            "ends": [round(x, 1) for x in arc.ends],
            "spots": [value for x, y in arc.spots for value in (round(x, 1), round(y, 1))],
        }
        for arc in sorted(found, key=lambda arc: len(arc.spots))
        if arc.name and arc.spots and not arc.is_cut
    ]


def cut_arcs(found: Sequence[Arc]) -> list[dict[str, object]]:
    """Return the arcs of which stubs are drawn, for whoever shows them whole: ids of both ends, and its
    lines, x, y, x, y ... of each."""
    return [
        {
            "pair": arc.pair,
            "lines": [
                [value for x, y in line for value in (round(x, 1), round(y, 1))]
                for line in (arc.curve, arc.head)
            ],
        }
        for arc in found
        if arc.is_cut
    ]
