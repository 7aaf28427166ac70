"""The questions of a timeline's page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from timeline.charts.density import Counted, Density
from timeline.doubts import Figures
from timeline.index.years import Stretch
from timeline.indexing_doubts import Doubt
from timeline.listing import Listing, Milestone
from timeline.models import Event


class Answers(Protocol):
    """What a filter finds in a timeline, and what the page tells of it.

    stamp: another one after every write that a reader of the timeline could notice;
    names_stamp: after those of them that are no change of an event;
    sources_stamp: after those and any by which the timeline rests on other sources. It may come back,
    with the sources: who keeps something under it has to see that nothing changed in between.
    """

    @property
    def stamp(self) -> str: ...

    @property
    def names_stamp(self) -> str: ...

    @property
    def sources_stamp(self) -> str: ...

    @property
    def count(self) -> int:
        """How many events the filter finds."""

    @property
    def total(self) -> int:
        """How many events may be shown, whatever the filter says."""

    def number_before(self, event: Event) -> int:
        """How many of all that may be shown stand before an event, which was `dated`."""

    def holds(self, event: int) -> bool:
        """Say whether the filter finds an event."""

    def listing(self, first: int, last: int, letters: Mapping[str, str]) -> Listing:
        """Read the events that it finds from number `first` to before `last`, in time order."""

    def milestones(self, most: int) -> list[int]:
        """Return the first so many milestones that it finds, in time order."""

    def single(
        self,
        by: str,
        lanes: Sequence[str],
        rest_of: Sequence[str],
        ids: Sequence[int],
        letters: Mapping[str, str],
    ) -> Listing:
        """Read those that it finds in some lanes, and those of some events, in time order.

        by: as `counted` takes it; lanes: slugs, with `OTHERS` also what lies in none of rest_of.
        """

    def told_milestones(self, most: int) -> list[Milestone]:
        """Read the first so many milestones of all that may be shown, whatever the filter says."""

    def counted(self, by: str, lanes: Sequence[str]) -> Counted:
        """Return when the events that it finds lie, by lane.

        by: what lanes stand for, a key of `LANES_BY`; lanes: slugs. Other events are in `OTHERS`.
        """

    def density(self) -> Density:
        """Return when all events lie that may be shown; the same object until something changes.

        Whatever day the filter goes back to: the chart's time stays as it is.
        """

    def known_density(self) -> Density:
        """Return when those of them lie that could be known by the filter's day, dated as then."""

    def ranked(self, facet: str, most: int) -> list[str]:
        """Return the most frequent values of a facet, by slug, whatever the filter says; ties by key."""

    def has_rest(self, by: str, lanes: Sequence[str]) -> bool:
        """Say whether an event that may be shown lies in none of the lanes."""

    def counts(self, facet: str, most: int | None = None) -> dict[str, int]:
        """Return how many of the events have each value of a facet, its own choice left aside.

        By slug; at most so many, the most frequent, ties by key. A value that is chosen is always
        among them, at zero too, if any event that may be shown has it.
        """

    def years(self) -> list[list[Stretch]]:
        """Return the years that the events touch, the filter's own period left aside.

        As `timeline.index.years.stretches` has them: each list after the first is of the parts of
        a unit before it, in which the period lies.
        """

    def figures(self, sources: int) -> Figures:
        """Return what the timeline rests on, whatever the filter says. sources: their number."""

    def doubtful(self, doubt: Doubt) -> list[int]:
        """Return the events that may be shown of which something is doubtful, in time order."""

    def called(self, facet: str, slugs: Collection[str]) -> dict[str, str]:
        """Return what readers call these actors, or sources that may be named, by slug."""
