"""A page as of a day (`?known=`): what its banner says, and the way back to today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from timeline.filters import TimelineFilter
from timeline.http import HtmxRequest
from timeline.known import AsKnown
from timeline.models.event import EventQuerySet
from timeline.sigla import SourceLetter
from timeline.stops import known_words


def can_look_back(count: int) -> bool:
    """Whether so many events can be shown as of a day."""
    return count <= settings.KNOWN_TO


def keep_answerable(filters: TimelineFilter, events: EventQuerySet) -> None:
    """Leave the day out where there are too many events to find what was known of each."""
    if filters.known_day is None:
        return
    some = events.order_by().values("pk")[: settings.KNOWN_TO + 1]
    if not can_look_back(some.count()):
        filters.leave_known_out()


@dataclass(frozen=True, slots=True)
class LookingBack:
    """What of a page was known on a day. words: of the banner, "" where the page is of today.

    error: where the day can't be read, what to write. leave: the same page with all that is known.
    """

    known: AsKnown
    words: str
    error: str
    leave: str

    @classmethod
    def read(
        cls,
        request: HtmxRequest,
        events: EventQuerySet,
        sources: Sequence[SourceLetter] = (),
    ) -> LookingBack:
        """Read the day from an address. events: all that the page may show; sources: of one timeline."""
        filters = TimelineFilter.read(request.GET)
        is_asked_for = bool(filters.known)
        keep_answerable(filters, events)
        known = AsKnown.on(filters.known_day, events)
        query = request.GET.copy()
        query.pop("known", None)
        leave = f"{request.path}?{query.urlencode()}" if query else request.path
        if known.day is None:
            return cls(known, "", filters.errors[-1] if is_asked_for else "", leave)
        return cls(known, known_words(sources, known.day), "", leave)

    def appeared(self, sources: Sequence[SourceLetter]) -> list[SourceLetter]:
        """Return the sources that were there."""
        day = self.known.day
        return [source for source in sources if day is None or source.last_day <= day]
