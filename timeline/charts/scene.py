"""Where everything lies before it is drawn: events in lanes, lanes under each other.

x is in axis units (0..1000), y in pixels from the top. Room is reckoned for a drawing of
`frame.width` pixels; on a wider one the same marks stand further apart, so nothing new overlaps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from timeline.charts.across import (
    GAP,
    MILESTONE,
    NARROW,
    Frame,
    Placed,
    across,
    with_room_for_name,
)
from timeline.charts.crowd import Bin, Crowd, counting
from timeline.charts.density import Counted
from timeline.charts.dodge import MOST_LEVELS, PITCH, Extent, Spot, dodge, dodge_some
from timeline.charts.nesting import Pair, Rise, rises, room_above
from timeline.charts.rows import EventRow, Lane
from timeline.charts.scale import WIDTH, TimeScale
from timeline.charts.text import name_lines

_NAME_ROOM: Final = 18.0
_NAMES_TOUCH: Final = 45.0
"""Milestones nearer than this to each other, in pixels, need a row of names above them too."""
_NAME_LINE: Final = 15.5
_NAME_MARGIN: Final = 7.0
"""Pixels of a line of a lane's name, and kept free above and below all of them."""
_LEAST_WITH_NAME: Final = 44.0
"""Least height of a lane with a milestone: a mark, and its name above or below."""
_NAME_PITCH: Final = 14.0
"""Pixels from one level to the next where each event has its name beside it: a line of letters."""
_MOST_NAMED_LEVELS: Final = 60
"""A lane that needs more to name all its events names those that find room, as usual."""
MOST_ROOMY_LEVELS: Final = 18  # the same for a lane that names its milestones only
_EMPTY: Final = 20.0
"""Height of a lane in which nothing is, where its name stands inside it: on phones the others come nearer."""
_PILE: Final = 5
"""In a lane of more levels than this, milestones would find no clear place for their names: it keeps
room for them, and is higher for it."""
_MEETING: Final = 2
"""So many names that would reach into the next one make it keep room for them too."""
_RIM: Final = 3.5
"""Pixels between a lane's top and its highest mark."""
BARS: Final = 38.0
"""Pixels for the highest bar of a lane and the number above it."""


@dataclass(frozen=True, slots=True)
class Band:
    """A lane with what is in it, from top to bottom. marks_bottom: where bars begin, if there are any.

    rises: of the arcs that stay in the lane, y of their apex, by the ids of both their ends.
    """

    lane: Lane
    top: float
    bottom: float
    placed: tuple[Placed, ...]
    bins: tuple[Bin, ...]
    marks_bottom: float
    rises: Mapping[Pair, float]


@dataclass(frozen=True, slots=True)
class Scene:
    """All bands of a drawing."""

    frame: Frame
    scale: TimeScale
    bands: tuple[Band, ...]

    @property
    def placed(self) -> list[Placed]:
        return [event for band in self.bands for event in band.placed]

    @property
    def bottom(self) -> float:
        return self.bands[-1].bottom if self.bands else 0.0


@dataclass(frozen=True, slots=True)
class Room:
    """How a drawing's lanes are filled.

    pairs: events (ids) that an arc joins, which needs room above the marks of its lane.
    told: first and last day on which a source appeared: an open span fades out beyond them.
    even: all lanes are equally high, whatever is asked for, so that a filter moves none of them.
    named: lanes grow until each event has room for its name; not where they are even.
    roomy: lanes (slugs) that grow until each milestone has; not where they are even.
    """

    pairs: tuple[Pair, ...] = ()
    told: tuple[int, int] | None = None
    even: bool = False
    named: bool = False
    roomy: frozenset[str] = frozenset()


def lay_out(
    rows: Sequence[EventRow],
    lanes: Sequence[Lane],
    scale: TimeScale,
    frame: Frame,
    top: float,
    room: Room = Room(),
    counted: Counted | None = None,
) -> Scene:
    """Return the scene of rows in lanes, from `top` down.

    counted: all events asked for, where they are too many: then rows are those among them that are
    at hand. A lane of which not all are, or that needs too many levels for its marks, becomes bars
    but for those milestones.
    """
    cells = counting(scale, frame)
    counts = counted.in_cells(cells.edges) if counted else {}
    by_lane: dict[str, list[EventRow]] = {lane.slug: [] for lane in lanes}
    for row in rows:
        by_lane[row.lane].append(row)
    homes = {} if room.named else _homes(by_lane)
    pairs = _lanes_of_pairs(by_lane, room.pairs)
    bands = []
    for lane in lanes:
        found = by_lane[lane.slug]
        drawn = [across(row, scale, frame, room.told) for row in found]
        drawn = [
            event if homes.get(event.row.id, lane.slug) == lane.slug
            else replace(event, is_named=False)
            for event in drawn
        ]  # fmt: skip
        numbers = counts.get(lane.slug, cells.none) if counted else None
        arcs = rises(drawn, pairs.get(lane.slug, ()), frame, flat=room.even)
        band = _band(lane, drawn, Crowd(cells, numbers), arcs, scale, frame, top, room)
        bands.append(band)
        top = band.bottom
    return Scene(frame, scale, tuple(bands))


def _homes(by_lane: Mapping[str, Sequence[EventRow]]) -> dict[int, str]:
    """Return where each event (id) has its name: of its lanes, the one with the fewest marks."""
    found: dict[int, str] = {}
    for slug, rows in sorted(by_lane.items(), key=lambda item: len(item[1])):
        for row in rows:
            found.setdefault(row.id, slug)
    return found


def _lanes_of_pairs(
    by_lane: Mapping[str, Sequence[EventRow]], pairs: Iterable[Pair]
) -> dict[str, list[Pair]]:
    """Return the arcs of each lane: of the lanes that hold both ends, the one with the fewest marks."""
    lanes = sorted(by_lane.items(), key=lambda item: len(item[1]))
    ids = {slug: {row.id for row in rows} for slug, rows in lanes}
    found: dict[str, list[Pair]] = {}
    for start, end in pairs:
        home = next((slug for slug in ids if start in ids[slug] and end in ids[slug]), None)
        if home is not None:
            found.setdefault(home, []).append((start, end))
    return found


def _least(lane: Lane, frame: Frame) -> float:
    """Height that a lane's name needs: on wide drawings it may take several lines."""
    lines = 1 if frame is NARROW else name_lines(lane.name)
    return max(frame.lane_least, lines * _NAME_LINE + _NAME_MARGIN)


def _milestones_are_close(drawn: Iterable[Placed], frame: Frame) -> bool:
    """Say whether names without room of their own need a row above the marks too."""
    told = (event for event in drawn if event.row.importance == MILESTONE and not event.sides)
    places = sorted(event.x for event in told)
    return any(b - a < frame.unit(_NAMES_TOUCH) for a, b in pairwise(places))


def _band(
    lane: Lane,
    drawn: list[Placed],
    crowd: Crowd,
    arcs: Sequence[Rise],
    scale: TimeScale,
    frame: Frame,
    top: float,
    room: Room,
) -> Band:
    """A lane's events as marks; where those would be a pile, all but milestones as bars."""
    asked = crowd.is_at_hand(drawn), lane.slug in room.roomy
    drawn, spots, pitch = _spread(drawn, arcs, scale, frame, room, *asked)
    bins: tuple[Bin, ...] = ()
    if spots is None:
        at_hand = drawn
        drawn, spots, pitch = _milestones(drawn, scale, frame, room, is_roomy=asked[1])
        bins = crowd.bins(at_hand, drawn)
    highest = min((spot.level for spot in spots), default=0)
    lowest = max((spot.level for spot in spots), default=0)
    above = frame.lane_top
    if not room.even:
        tops = (e.radius for e, spot in zip(drawn, spots, strict=True) if spot.level == highest)
        above = max(above, max(tops, default=0.0) + _RIM)
        if _milestones_are_close(drawn, frame):
            above = max(above, _NAME_ROOM)
        taken = [
            _taken(event, spot, (spot.level - highest) * pitch, frame)
            for event, spot in zip(drawn, spots, strict=True)
        ]
        above = max(above, room_above(arcs, taken, frame))
    if frame is NARROW and not drawn and not bins and not room.even:
        return Band(lane, top, top + _EMPTY, (), (), top + _EMPTY, {})
    marks = (lowest - highest) * pitch
    bars = (pitch if drawn or room.even else 0.0) + BARS if bins else 0.0
    height = above + marks + bars + frame.lane_bottom
    has_milestone = any(event.row.importance == MILESTONE for event in drawn)
    least = max(_least(lane, frame), _LEAST_WITH_NAME if has_milestone else 0.0)
    if room.even:
        least = frame.lane_top + pitch + BARS + frame.lane_bottom
    spare = max(0.0, least - height)
    bottom = top + height + spare
    first = top + above + (0.0 if bins else spare / 2)
    placed = _levelled(drawn, spots, frame, first - highest * pitch, pitch)
    apexes = {rise.pair: top + rise.apex for rise in arcs}
    return Band(lane, top, bottom, placed, bins, bottom - BARS if bins else bottom, apexes)


def _taken(
    event: Placed, spot: Spot, depth: float, frame: Frame
) -> tuple[float, float, float, float]:
    """Return what a mark takes with its name, for what must pass above it; see `room_above`."""
    shift = frame.unit(spot.shift)
    side = event.sides[spot.side] if event.sides else (event.x, event.x)
    left, right = min(event.x, side[0]) + shift, max(event.x, side[1]) + shift
    return left, right, depth, event.radius


def _spread(
    drawn: list[Placed], arcs: Sequence[Rise], scale: TimeScale, frame: Frame, room: Room,
    may_all_be_marks: bool, is_roomy: bool,
) -> tuple[list[Placed], list[Spot] | None, float]:  # fmt: skip
    """Return events with the sides on which room is kept for their names, their spots, and the pitch.

    No spots where they would be a pile that nobody can read.
    """

    def spots(events: Sequence[Placed], pitch: float, most: int) -> list[Spot] | None:
        return dodge([_extent(event, scale, frame, pitch) for event in events], most)

    def with_names(wanted: Callable[[Placed], bool]) -> list[Placed]:
        return [with_room_for_name(e, frame) if wanted(e) else e for e in drawn]

    if not may_all_be_marks:
        return drawn, None, PITCH
    if room.named:
        named = with_names(lambda event: True)
        found = spots(named, _NAME_PITCH, _MOST_NAMED_LEVELS)
        if found is not None:
            return named, found, _NAME_PITCH
    plain = spots(drawn, PITCH, frame.even_levels if room.even else MOST_LEVELS)
    named = with_names(lambda event: event.is_named and event.row.importance == MILESTONE)
    if plain is None or room.even:
        return drawn, plain, PITCH
    if is_roomy or _need_room(named, plain, arcs, frame):
        found = spots(named, _NAME_PITCH, MOST_ROOMY_LEVELS if is_roomy else MOST_LEVELS)
        if found is not None:
            return named, found, _NAME_PITCH
    return drawn, plain, PITCH


def _need_room(
    named: Iterable[Placed], spots: Iterable[Spot], arcs: Iterable[Rise], frame: Frame
) -> bool:
    """Say whether names of milestones would find no clear place: in a pile, one after another, or on
    narrow drawings among the legs of an arc."""
    told = [event for event in named if event.sides]
    if frame is NARROW and any(arc.left <= e.x <= arc.right for arc in arcs for e in told):
        return True
    stretches = sorted(event.sides[0] for event in told)
    meeting = sum(after[0] < before[1] for before, after in pairwise(stretches))
    is_pile = len({spot.level for spot in spots}) > _PILE
    return bool(stretches) and (is_pile or meeting >= _MEETING)


def _milestones(
    drawn: Iterable[Placed], scale: TimeScale, frame: Frame, room: Room, *, is_roomy: bool
) -> tuple[list[Placed], list[Spot], float]:
    """Return the milestones that find room, where, and the pitch.

    is_roomy: with room for their names, where all of them find it.
    """
    most = 1 if room.even else MOST_LEVELS
    told = [event for event in drawn if event.row.importance == MILESTONE]
    if is_roomy:
        named = [with_room_for_name(e, frame) if e.is_named else e for e in told]
        extents = [_extent(event, scale, frame, _NAME_PITCH) for event in named]
        roomy = dodge(extents, MOST_ROOMY_LEVELS)
        if roomy is not None:
            return named, roomy, _NAME_PITCH
    spots = dodge_some([_extent(event, scale, frame, PITCH) for event in told], most)
    found = [(event, spot) for event, spot in zip(told, spots, strict=True) if spot]
    return [event for event, _ in found], [spot for _, spot in found], PITCH


def _levelled(
    drawn: Sequence[Placed], spots: Sequence[Spot], frame: Frame, middle: float, pitch: float
) -> tuple[Placed, ...]:
    """Return events on their levels; middle: y of level 0. What lies softly moves with its mark."""
    found = []
    for event, spot in zip(drawn, spots, strict=True):
        shift = frame.unit(spot.shift)
        along = 0.0 if event.row.is_span else shift
        found.append(
            replace(
                event,
                x=event.x + shift,
                y=middle + spot.level * pitch,
                left=event.left + along,
                right=event.right + along,
                kept=_moved(event.sides[spot.side], along) if event.sides else None,
            )
        )
    return tuple(found)


def _moved(stretch: tuple[float, float], by: float) -> tuple[float, float]:
    return stretch[0] + by, stretch[1] + by


def _extent(event: Placed, scale: TimeScale, frame: Frame, pitch: float) -> Extent:
    pixels = frame.width / WIDTH
    half = event.radius + GAP
    x, left, right = event.x * pixels, event.left * pixels, event.right * pixels
    if event.is_set:
        left, right = left - half, right + half
    elif event.is_bar:
        left, right = min(left, x - half), max(right, x + half)
    else:
        left, right = x - half, x + half
    day = event.row.first_day
    is_one_day = day == event.row.last_day
    slack = (scale.at(day + 1) - scale.at(day)) * pixels / 2 - half if is_one_day else 0.0
    sides = tuple(
        (min(left, start * pixels), max(right, end * pixels)) for start, end in event.sides
    )
    is_tall = event.radius * 2 > pitch
    return Extent(left, right, slack, event.row.importance, is_tall, sides)
