"""Names of events on a chart that no browser lays out: each where it touches no mark and no name.

Greedy by priority, as in the page's own script, but with letters measured by a table: rather too
wide, so that the fonts of whoever opens the picture fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import hypot
from typing import Any, Final

from timeline.charts.letters import text_width
from timeline.charts.marks import Trace
from timeline.charts.scale import WIDTH

LINE: Final = 14.0
"""Pixels from one line to the next."""
LEADER: Final = 0.75
"""Pixels of a leader's width."""
REACH: Final = (130, 48)
"""Pixels that a name which must be placed may stand away from its mark, across and down."""
STEEP: Final = 0.3
"""A leader rises or falls by at least this share of what it goes across: a level one would read as a bar,
which says that the event lasted."""
_OFF: Final = 2.0
"""Pixels by which a leader ends short of the mark, for the same reason."""
NEAR: Final = 7.0
"""Pixels from a mark to its name, up to which no leader is needed."""
ON_LINE: Final = 12.0
"""Pixels from another event's mark to a name on its line: else it would be read as that one's."""
LEVEL: Final = 16.0
"""The same for a name that isn't on the line of its own mark, from others' bars and lenses too."""
FAR: Final = 30.0
"""The same from others' marks for that of a milestone, where it finds a place as far off: between two bold names a mark
reads as named by one of them.

All from what is drawn, whereas the boxes of marks are larger than these by:"""
ROUND: Final = 2.0
_NEARER: Final = 2.0
"""Pixels by which a name above or below its mark is nearer to that than to any other."""
_STEP: Final = 3.0
"""Pixels from one point of a leader to the next, where it is asked what lies there."""
SPILL: Final = 3.0
"""Pixels that a milestone's name may reach over the edge of its lane."""
_SEEN: Final = 23.0
"""Pixels from the middle of a plan's mark to the words on its arc, of which 16 can be seen before them."""
_OVER: Final = 5.0
"""Pixels by which these may reach over the end of the arc, whose leg still shows."""
_AIR: Final = (5.0, 2.0)
"""Pixels between two names, across and down, or they would read as one."""

Point = tuple[float, float]
Lines = tuple[tuple[str, bool], ...]
"""Lines of a name, bold or not."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of pixels in the plot. id: of the event that may touch it, 0 for none."""

    x: float
    y: float
    w: float
    h: float
    id: int = 0

    def with_air(self) -> Box:
        """Return it with the room around it in which no other name may stand."""
        across, down = _AIR
        return Box(self.x - across, self.y - down, self.w + 2 * across, self.h + 2 * down, self.id)

    def touches(self, other: Box) -> bool:
        """Whether two lie on one another."""
        across = self.x < other.x + other.w and other.x < self.x + self.w
        return across and self.y < other.y + other.h and other.y < self.y + self.h

    def is_on_line(self, y: float) -> bool:
        """Whether a mark with its middle there stands on the same line."""
        return self.y <= y <= self.y + self.h

    def apart(self, other: Box) -> float:
        """Return how far two are from each other; 0 where they touch."""
        across = max(self.x - other.x - other.w, other.x - self.x - self.w, 0)
        return hypot(across, max(self.y - other.y - other.h, other.y - self.y - self.h, 0))


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its place: its lines, bold or not. leader: the ends of the line that ties it to its mark.

    is_on_line: it stands on an arc, which it interrupts.
    """

    box: Box
    lines: tuple[tuple[str, bool], ...]
    leader: tuple[Point, Point] | None
    is_on_line: bool = False


def names(figure: Mapping[str, Any], width: float) -> list[Name]:
    """Return the names that find a place. figure: the wide layout; width: of its plot, in pixels.

    None lies on an arc, a bar or a lens.
    """
    pixels = width / WIDTH
    layout = figure["layout"]
    hard, arcs = list(mark_boxes(figure["data"], pixels)), list(arc_boxes(figure["data"], pixels))
    lenses = list(lens_boxes(figure["data"], pixels))
    labels = sorted(layout["meta"]["labels"], key=lambda label: -label["priority"])
    numbered = milestones(labels)
    numerals = [box for box in hard if box.id in numbered]
    drawn = [*hard, *lenses]
    spots = [Spot.of(label, pixels, width) for label in labels]
    kept = [_kept_line(spot)[0] for spot in spots if spot.kept]
    found = list(_slips(layout["meta"]["arcs"], [*hard, *kept], pixels))
    for spot in spots:
        near = [name.box for name in found]
        apart = [box.with_air() for box in near]
        crossed = [*(box for box in hard if box.id), *near]  # a leader may cross what lasted
        placed = (
            _in_kept_room(spot, [*near, *arcs])  # the lane is laid out so that no mark is there
            or _placed(spot, [*drawn, *apart, *arcs], drawn, crossed, numerals)
        )
        if placed is not None:
            found.append(placed)
    return found


def milestones(labels: Iterable[Mapping[str, Any]]) -> frozenset[int]:
    """Return the events (ids) with a number on their marks, as which a name beside them would be read."""
    return frozenset(label["id"] for label in labels if label["must"])


def _slips(
    arcs: Iterable[Mapping[str, Any]], taken: Sequence[Box], pixels: float
) -> Iterator[Name]:
    """How late an outcome came, on its arc, in the first place where it touches nothing."""
    found: list[Box] = []
    for arc in arcs:
        start, end = (x * pixels for x in arc["ends"])
        before, after = (_SEEN, -_OVER) if start < end else (-_OVER, _SEEN)
        left, right = min(start, end) + before, max(start, end) - after
        places = list(zip(arc["spots"][::2], arc["spots"][1::2], strict=True))
        for text, (x, y) in product((arc["text"], arc["brief"]), places):
            w = text_width(text, bold=True) + 4
            box = Box(x * pixels - w / 2, y - LINE / 2, w, LINE)
            is_inside = left <= box.x and box.x + w <= right
            if is_inside and not any(map(box.touches, [*taken, *found])):
                found.append(box)
                yield Name(box, ((text, True),), None, is_on_line=True)
                break


def mark_boxes(traces: Iterable[Trace], pixels: float) -> Iterator[Box]:
    """Yield the marks, and the bars of what lasted. pixels: of an axis unit."""
    for trace in traces:
        part = trace["meta"]["part"]
        if part in ("marks", "again", "bins"):
            sizes, data = trace["marker"]["size"], trace["customdata"]
            for x, y, size, (event, *_) in zip(trace["x"], trace["y"], sizes, data, strict=True):
                half = size / 2 + ROUND
                yield Box(x * pixels - half, y - half, 2 * half, 2 * half, event)
        elif part in ("bar", "open", "count"):
            for points in _outlines(trace["x"], trace["y"]):
                yield _around(points, pixels)


def lens_boxes(traces: Iterable[Trace], pixels: float) -> Iterator[Box]:
    """Yield the lenses, by the half of their height that is dark."""
    for trace in traces:
        if trace["meta"]["part"] == "lens":
            for points in _outlines(trace["x"], trace["y"]):
                middle = points[0][1]
                yield _around([(x, (y + middle) / 2) for x, y in points], pixels)


def arc_boxes(traces: Iterable[Trace], pixels: float) -> Iterator[Box]:
    """Yield the arcs, piece by piece."""
    for trace in traces:
        if trace["meta"]["part"] in ("arc", "cut", "tie"):
            for points in _outlines(trace["x"], trace["y"]):
                for pair in pairwise(points):
                    yield _around(pair, pixels, room=2)


def line_of(box: Box, air: float) -> Box:
    """Return the line that a mark, a bar or a lens stands on, and so many pixels on either side."""
    return Box(box.x - air, box.y + box.h / 2, box.w + 2 * air, 0, box.id)


def level_with(box: Box, off: float) -> Box:
    """Return where a name that isn't on its own mark's line would seem to mean a mark, bar or lens. off: pixels to a mark."""
    return line_of(box, off - ROUND if box.id else LEVEL)


def _around(points: Sequence[tuple[float, float]], pixels: float, room: float = 0) -> Box:
    xs, ys = zip(*points, strict=True)
    left, top = min(xs) * pixels - room, min(ys) - room
    right, bottom = max(xs) * pixels + room, max(ys) + room
    return Box(left, top, right - left, bottom - top)


def _outlines(
    xs: Sequence[float | None], ys: Sequence[float]
) -> Iterator[list[tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    for x, y in zip([*xs, None], [*ys, 0.0], strict=True):
        if x is not None:
            points.append((x, y))
        elif points:
            yield points
            points = []


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name is wanted, in pixels. left, right: of all that is drawn of its event; low, high, start,
    end: where it may stand, from top to bottom and from left to right."""

    id: int
    x: float
    y: float
    radius: float
    left: float
    right: float
    low: float
    high: float
    start: float
    end: float
    must: bool
    kept: tuple[float, float] | None
    forms: tuple[tuple[tuple[str, bool], ...], ...]

    @classmethod
    def of(cls, label: Mapping[str, Any], pixels: float, width: float) -> Spot:
        spill = SPILL if label["must"] else 0
        return cls(
            label["id"], label["x"] * pixels, label["y"], label["radius"],
            label["left"] * pixels, label["right"] * pixels,
            label["top"] - spill, label["bottom"] + spill, 0.0, width, label["must"],
            _kept(label, pixels),
            tuple(forms_of(label)),
        )  # fmt: skip

    def is_clear(self, box: Box, others: Sequence[Box]) -> bool:
        inside = box.x >= self.start and box.x + box.w <= self.end
        inside = inside and box.y >= self.low and box.y + box.h <= self.high
        return inside and not any(box.touches(other) for other in others if other.id != self.id)

    def is_beside_other(self, box: Box, drawn: Iterable[Box], off: float) -> bool:
        """Whether another event's mark stands next to a name there, on its line.

        Of a name that isn't on the line of its own mark, also a bar or a lens (without an id), and further
        off: so many pixels.
        """
        if box.is_on_line(self.y):
            near = (line_of(mark, ON_LINE) for mark in drawn if mark.id)
        else:
            near = (level_with(other, off) for other in drawn)
        return any(box.touches(line) for line in near if line.id != self.id)

    def is_own(self, box: Box, marks: Iterable[Box]) -> bool:
        """Whether a name there stands on the line of its own mark, or nearer to that than to any other."""
        half = self.radius + ROUND  # as marks among the obstacles
        own = box.apart(Box(self.x - half, self.y - half, 2 * half, 2 * half))
        return box.is_on_line(self.y) or all(
            box.apart(mark) >= own + _NEARER for mark in marks if mark.id not in (0, self.id)
        )

    def is_free(self, leader: tuple[Point, Point], others: Sequence[Box]) -> bool:
        """Whether a leader runs through nothing, from short of its own mark to short of the name."""
        (x, y), (end_x, end_y) = leader
        steps = int(hypot(end_x - x, end_y - y) / _STEP)
        points = [
            Box(x + (end_x - x) * n / steps - 1, y + (end_y - y) * n / steps - 1, 2, 2)
            for n in range(steps)
        ]
        near = [other for other in others if other.id != self.id]
        return not any(point.touches(other) for point in points for other in near)


def _kept(label: Mapping[str, Any], pixels: float) -> tuple[float, float] | None:
    return (label["kept"][0] * pixels, label["kept"][1] * pixels) if label["kept"] else None


def _in_kept_room(spot: Spot, others: Sequence[Box]) -> Name | None:
    """Beside its mark, where the lane has been laid out with room for it."""
    if spot.kept is None:
        return None
    box, line = _kept_line(spot)
    return Name(box, line, None) if spot.is_clear(box, others) else None


def _kept_line(spot: Spot) -> tuple[Box, tuple[tuple[str, bool], ...]]:
    start, end = spot.kept or (spot.x, spot.x)
    line = next(form for form in spot.forms if len(form) == 1)
    w = text_width(line[0][0], bold=line[0][1]) + 4
    return Box(start if start > spot.x else end - w, spot.y - LINE / 2, w, LINE), line


def _placed(
    spot: Spot, others: Sequence[Box], drawn: Sequence[Box], marks: Sequence[Box],
    numerals: Sequence[Box],
) -> Name | None:  # fmt: skip
    """others: what the name may not touch; drawn: marks, bars and lenses among them; marks: what its leader may not run through; numerals: marks that
    it may not be nearer to than to its own, even with a leader."""
    found = (
        _placed_off(off, spot, others, drawn, marks, numerals)
        for off in ((FAR, LEVEL) if spot.must else (LEVEL,))
    )
    return next((name for name in found if name), None)


def _placed_off(
    off: float, spot: Spot, others: Sequence[Box], drawn: Sequence[Box], marks: Sequence[Box],
    numerals: Sequence[Box],
) -> Name | None:  # fmt: skip
    own = Box(spot.x - spot.radius, spot.y - spot.radius, 2 * spot.radius, 2 * spot.radius)
    for lines in spot.forms:
        w = max(text_width(line, bold=bold) for line, bold in lines) + 4
        h = LINE * len(lines)
        for dx, dy in beside(spot, w, h):
            box = Box(spot.x + dx, spot.y + dy, w, h)
            is_clear = spot.is_clear(box, others) and not spot.is_beside_other(box, drawn, off)
            if is_clear and spot.is_own(box, others):
                return Name(box, lines, None)
        if spot.must:
            away = sorted(
                (box for box in _away(spot, w, h) if not box.touches(own)),
                key=lambda box: distance(box, spot),
            )
            for box in away:
                is_near = distance(box, spot) <= spot.radius + NEAR
                leader = None if is_near else leader_to(spot, box)
                if not spot.is_clear(box, others) or spot.is_beside_other(box, drawn, off):
                    continue
                if not spot.is_own(box, others if is_near else numerals):
                    continue
                if is_near or (leader and spot.is_free(leader, marks)):
                    return Name(box, lines, leader)
    return None


def forms_of(label: Mapping[str, Any]) -> Iterator[Lines]:
    """On one line and on two; a milestone in bold, with its date first, where that is short."""
    words, bold = label["text"].split(), label["must"]
    whole: list[tuple[tuple[str, bool], ...]] = [((label["text"], bold),)]
    if len(words) > 1:
        cut = min(
            range(1, len(words)),
            key=lambda n: abs(len(" ".join(words[:n])) - len(label["text"]) / 2),
        )
        whole.append(((" ".join(words[:cut]), bold), (" ".join(words[cut:]), bold)))
    if bold and label["when"]:
        yield from ((*lines, (label["when"], False)) for lines in whole)
    yield from whole


def beside(spot: Spot, w: float, h: float) -> Iterator[Point]:
    """Yield the places next to a mark, left and top from its middle, the best first."""
    radius, gap = spot.radius, spot.radius + 4
    right, left = max(spot.right - spot.x + 3, gap), min(spot.left - spot.x - 3, -gap)
    yield from ((right, -h / 2), (left - w, -h / 2), (gap, -h / 2), (-gap - w, -h / 2))
    yield from product((-radius, radius - w, -w / 2), (-gap - h, gap))
    yield from product((gap, -gap - w), (-h - 2, 2))


def _away(spot: Spot, w: float, h: float) -> Iterator[Box]:
    across, down = REACH
    for dy in range(-down, down + 1, 4):
        for dx in range(-across, across + 1, 8):
            yield Box(spot.x + dx - w / 2, spot.y + dy - h / 2, w, h)


def leader_to(spot: Spot, box: Box) -> tuple[Point, Point] | None:
    """Return the line from just off the mark to the nearest point of the name; None where it were level."""
    end_x = min(max(spot.x, box.x), box.x + box.w)
    end_y = min(max(spot.y, box.y), box.y + box.h)
    across, down = end_x - spot.x, end_y - spot.y
    if abs(down) < max(STEEP * abs(across), 1):
        return None
    share = min(1, (spot.radius + _OFF) / hypot(across, down))
    return (spot.x + across * share, spot.y + down * share), (end_x, end_y)


def distance(box: Box, spot: Spot) -> float:
    across = max(box.x - spot.x, spot.x - box.x - box.w, 0)
    return across + 1.6 * max(box.y - spot.y, spot.y - box.y - box.h, 0)
