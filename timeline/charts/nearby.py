"""What an arc could run into: marks around its ends, names for which room is kept around its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import Final

from timeline.charts.across import Placed
from timeline.charts.curves import Point
from timeline.charts.scene import Scene

CLEAR: Final = 1.5
"""Pixels between an arc and a mark or another arc's name."""
NAME_HALF: Final = 5.5
"""Pixels: half of the line that a name takes."""
_REACH: Final = 40.0
"""Pixels: another mark this near to an end could be taken for it."""


@dataclass(frozen=True, slots=True)
class Near:
    """What an arc could run into: x, y and radius of the marks around its two ends; left, right and y of
    the names for which room is kept around its way."""

    marks: list[tuple[float, float, float]]
    names: list[tuple[float, float, float]]

    @classmethod
    def of(cls, start: Placed, end: Placed, scene: Scene) -> Near:
        left, right = min(start.x, end.x), max(start.x, end.x)
        reach = scene.frame.unit(_REACH)
        marks = [
            (x, event.y, event.radius)
            for event in scene.placed
            if event.row.id not in (start.row.id, end.row.id)
            for x in (event.x, *event.again)
            if any(abs(x - e.x) < reach and abs(event.y - e.y) < _REACH for e in (start, end))
        ]
        names = [
            (*event.kept, event.y)
            for event in scene.placed
            if event.kept and event.is_named and event.kept[0] < right and event.kept[1] > left
        ]
        return cls(marks, names)

    def met(self, points: Sequence[Point], unit: float) -> int:
        """Return how many of them a line runs into; a mark counts for two names."""
        marks = sum(
            any(hypot((x - mx) / unit, y - my) < radius + CLEAR for x, y in points)
            for mx, my, radius in self.marks
        )
        names = sum(
            any(left < x < right and abs(y - at) < NAME_HALF for x, y in points)
            for left, right, at in self.names
        )
        return 2 * marks + names
