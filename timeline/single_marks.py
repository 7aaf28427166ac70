"""Which events a chart draws one by one: all of a small timeline; of a large one, those that find room.

In a timeline of more events than marks, to read what is found only to see that it makes a pile takes
longer than all the rest. So it is counted first, and only lanes that are sparse are read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.answers.protocol import Answers
from timeline.charts.across import WIDE
from timeline.charts.density import EVERY, Counted, IntArray
from timeline.charts.figure import MOST_MARKS
from timeline.charts.scale import TimeScale, cells
from timeline.lanes import Lanes
from timeline.listing import Listing

FEW: Final = 50
"""So many are drawn one by one without a look at where they lie; the list reads as many."""
MOST_SINGLE: Final = 200
"""Events of a large timeline that are drawn one by one, where their lanes are sparse."""
MOST_IN_STRETCH: Final = 4
"""Events in a stretch of a lane as wide as a mark. Of lanes with more, nine in ten were read in vain:
their five levels were too few, as bars take room on several stretches."""
_STRETCHES: Final = 2 * WIDE.columns
MOST_MILESTONES: Final = 40
"""More of them than this are counted in the bars too, but for those that everybody should know."""


@dataclass(frozen=True, slots=True)
class AtHand:
    """listing: what is read one by one. counted: all that is asked for, or None where all is read."""

    listing: Listing
    counted: Counted | None


def read_at_hand(
    answers: Answers,
    lanes: Lanes,
    time: TimeScale,
    letters: Mapping[str, str],
    told: Sequence[int],
) -> AtHand:
    """Read what is drawn one by one. time: of the chart; told: events that everybody should know."""
    if answers.total <= MOST_MARKS or answers.count <= FEW:
        return AtHand(answers.listing(0, MOST_MARKS, letters), None)
    counted = answers.counted(lanes.by, lanes.slugs)
    sparse: list[str] = []
    if answers.count <= MOST_MARKS:
        numbers = counted.in_cells(cells(time, _STRETCHES))
        sparse = sparse_lanes({slug: numbers[slug] for slug in numbers if slug != EVERY})
    milestones = answers.milestones(MOST_MILESTONES + 1)
    if len(milestones) > MOST_MILESTONES:
        milestones = list(told)
    return AtHand(answers.single(lanes.by, sparse, lanes.slugs, milestones, letters), counted)


def sparse_lanes(numbers: Mapping[str, IntArray]) -> list[str]:
    """Return the lanes whose events find room as marks: the smallest, up to so many events in all.

    numbers: of events in each stretch, by lane.
    """
    total = 0
    found = []
    for slug, counts in sorted(numbers.items(), key=lambda lane: int(lane[1].sum())):
        total += int(counts.sum())
        if total > MOST_SINGLE:
            break
        if counts.any() and counts.max() <= MOST_IN_STRETCH:
            found.append(slug)
    return found
