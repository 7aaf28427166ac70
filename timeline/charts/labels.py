"""Which events may be named on the chart, and who comes first; where, the browser decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from timeline.charts.rows import Link
from timeline.charts.scene import Scene

_FEW: Final = 30
"""With so few events, all may be named."""
_MOST: Final = 120
_SHORT_DATE: Final = 16


def label_candidates(
    scene: Scene, links: Iterable[Link], numbers: Mapping[int, int], *, is_narrow: bool
) -> list[dict[str, Any]]:
    """Return the candidates, first those that matter most.

    x, left, right, kept: axis units; y, radius, top, bottom: pixels. kept: room beside the mark, or None. `must`: of a milestone, which may
    stand further off, on a line to its mark. What finds no place is left out: hover and list have it.
    """
    linked = {end for link in links for end in (link.from_id, link.to_id)}
    few = len(scene.placed) <= _FEW
    found: list[dict[str, Any]] = []
    told = {event.row.id for event in scene.placed if event.is_named}
    for band in scene.bands:
        for event in band.placed:
            row = event.row
            if not event.kept and row.importance < (3 if is_narrow else 1 if few else 2):
                continue
            if not event.is_named and row.id in told:
                continue
            told.add(row.id)
            priority = row.importance * 10 + 5 * (row.id in numbers) + 2 * (row.id in linked)
            found.append(
                {
                    "id": row.id,
                    "x": round(event.x, 2),
                    "y": event.y,
                    "radius": event.radius,
                    "left": round(event.left, 2),
                    "right": round(event.right, 2),
                    "top": band.top,
                    "bottom": band.marks_bottom,
                    "text": row.label or row.title,
                    "when": row.date_words if len(row.date_words) <= _SHORT_DATE else "",
                    "must": row.importance == 3,
                    "kept": event.kept and [round(end, 2) for end in event.kept],
                    "priority": priority,
                }
            )
    found.sort(key=lambda label: -label["priority"])
    kept = [label for label in found if label["kept"]]
    return kept + [label for label in found if not label["kept"]][: max(0, _MOST - len(kept))]
