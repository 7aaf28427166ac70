"""One question put to one segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.index.cells import counted_in_cells
from timeline.index.columns import Ints, Mask, Question
from timeline.index.numbering import distinct
from timeline.index.postings import Selected
from timeline.index.segment import Segment
from timeline.index.years import Lying


class Asked:
    """What of a segment a question selects. alive: the events to be looked at, None for all."""

    def __init__(self, segment: Segment, question: Question, alive: Mask | None) -> None:
        self.segment = segment
        self._question = question
        self._alive = alive
        self._rest = self._matching(question)
        self._having = {
            name: segment.facets[name].having(keys) for name, keys in question.chosen.items()
        }
        self._chosen = Selected(self._without(""))
        self.selected = self._chosen.mask

    def _matching(self, question: Question) -> Mask:
        found = self.segment.matching(question)
        if self._alive is not None:
            found &= self._alive
        return found

    def _without(self, facet: str) -> Mask:
        found = self._rest
        for name, having in self._having.items():
            if name != facet:
                found = found & having
        return found

    def counts(self, facet: str) -> Ints:
        """Return how many events have each of the facet's keys, its own choice left aside."""
        is_own = facet in self._having
        selected = Selected(self._without(facet)) if is_own else self._chosen
        return self.segment.facets[facet].counts(selected)

    def lying(self) -> Lying:
        """Return in which years the events lie that are selected, the period left aside."""
        if self._question.period is None:
            return self.segment.years.lying(self.selected)
        found = self._matching(replace(self._question, period=None))
        for having in self._having.values():
            found &= having
        return self.segment.years.lying(found)

    @property
    def places(self) -> Ints:
        """Where the selected events are in the segment, rising."""
        return self._chosen.places

    @property
    def number(self) -> int:
        """How many events are selected."""
        return self._chosen.number

    def having(
        self, facet: str, keys: Sequence[int], rest_of: Sequence[int] | None, ids: Ints
    ) -> Ints:
        """Return the ids of the selected events that have a key, or are among `ids`; see `Answer`."""
        if not keys and rest_of is None:  # without a look at all events
            there = distinct(self.segment.places(ids))
            return self.segment.ids[there[self.selected.take(there)]]
        values = self.segment.facets[facet]
        found = values.having(keys)
        if rest_of is not None:
            found |= ~values.having(rest_of)
        found[self.segment.places(ids)] = True
        return self.segment.ids[found & self.selected]

    def in_cells(self, edges: Ints, facet: str, keys: Sequence[int]) -> Ints:
        """Return how many of the selected events are drawn in each cell, by row; see `counted_in_cells`."""
        return counted_in_cells(self.segment, self._chosen.places, edges, facet, keys)
