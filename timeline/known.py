"""What could be known on a day: events, dates and ties, by the sources that had appeared.

A source counts from the last day on which it may have appeared; one without a date, never. An
event is known by the supporting quotes of such sources. Its date is the curators', as long as one
of these sources gives it, or all of its sources had appeared; else it is the first that they give.
An event that they leave undated is not known yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When

from timeline.charts.bins import edtf_of_day
from timeline.dates.edtf import OPEN_END, OPEN_START, EdtfDate, read_edtf
from timeline.models import Citation, Event, EventLink
from timeline.models.citation import CitationQuerySet
from timeline.models.event import EventQuerySet
from timeline.models.event_link import EventLinkQuerySet

_SUPPORTS: Final = Citation.Stance.SUPPORTS


@dataclass(frozen=True, slots=True)
class AsKnown:
    """A day (Julian; None: now), and by event those dates (EDTF) that were another then."""

    day: int | None = None
    dates: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def on(cls, day: int | None, events: EventQuerySet) -> AsKnown:
        """What could be known on a day of these events. One query, or none."""
        return cls(day, _dates_then(events, day)) if day is not None else EVERYTHING

    @property
    def query(self) -> str:
        """The day as the filter's grammar writes it, known=2010-03-19; "" for now."""
        return "" if self.day is None else urlencode({"known": edtf_of_day(self.day)})

    def link(self, url: str) -> str:
        """Return an address of this site with the day in its query."""
        if self.day is None:
            return url
        parts = urlsplit(url)
        query = "&".join(filter(None, (parts.query, self.query)))
        return urlunsplit(parts._replace(query=query))

    @property
    def citations(self) -> CitationQuerySet:
        """The citations that may be shown, of sources that had appeared."""
        return citations_by(self.day)

    @property
    def links(self) -> EventLinkQuerySet:
        """The ties between events that were known."""
        links = EventLink.objects.for_reading()
        if self.day is None:
            return links
        known = known_events(Event.objects.decided(), self.day).order_by()
        return links.filter(
            Exists(known.filter(pk=OuterRef("from_event"))),
            Exists(known.filter(pk=OuterRef("to_event"))),
        )

    def overlapping(self, events: EventQuerySet, period: tuple[int, int]) -> EventQuerySet:
        """Return the events that may lie in a period (first and last day)."""
        if not self.dates:
            return events.overlapping(*period)
        inside = [pk for pk, edtf in self.dates.items() if _touches(read_edtf(edtf), *period)]
        others = Event.objects.exclude(pk__in=list(self.dates)).overlapping(*period)
        return events.filter(Q(pk__in=others.order_by().values("pk")) | Q(pk__in=inside))

    def in_time_order(self, events: EventQuerySet) -> EventQuerySet:
        """Return events earliest first."""
        if not self.dates:
            return events.in_time_order()
        dates = {pk: read_edtf(edtf) for pk, edtf in self.dates.items()}
        start = [When(pk=pk, then=Value(known_day(date))) for pk, date in dates.items()]
        end = [When(pk=pk, then=Value(date.last_day)) for pk, date in dates.items()]
        return events.order_by(
            Case(*start, default=F("known_day")), Case(*end, default=F("last_day")), "pk"
        )

    def ids_in_time_order(self, events: EventQuerySet, most: int | None = None) -> list[int]:
        """Return the ids of the first so many events, earliest first; dates of then are put in order here.

        A database that is told them takes seconds for some thousand, and refuses some ten thousand.
        """
        if not self.dates:
            return list(events.in_time_order().values_list("pk", flat=True)[:most])
        now = events.order_by().values_list("known_day", "last_day", "pk")
        then = {pk: _place(pk, edtf) for pk, edtf in self.dates.items()}
        return [place[-1] for place in sorted(then.get(row[-1], row) for row in now)[:most]]

    def before(self, events: EventQuerySet, event: Event) -> EventQuerySet:
        """Return those that stand before an event that was `dated`, the nearest first."""
        return self.in_time_order(self._on_one_side(events, event, -1)).reverse()

    def after(self, events: EventQuerySet, event: Event) -> EventQuerySet:
        """Return those that stand after an event that was `dated`, the nearest first."""
        return self.in_time_order(self._on_one_side(events, event, 1))

    def _on_one_side(self, events: EventQuerySet, event: Event, side: int) -> EventQuerySet:
        as_dated_now = events.before(event) if side < 0 else events.after(event)
        if not self.dates:
            return as_dated_now
        here = (event.known_day, event.last_day, event.pk)
        places = {pk: _place(pk, edtf) for pk, edtf in self.dates.items()}
        redated = [
            pk for pk, there in places.items() if (there < here if side < 0 else there > here)
        ]
        others = as_dated_now.exclude(pk__in=list(self.dates)).order_by().values("pk")
        return events.filter(Q(pk__in=others) | Q(pk__in=redated))

    def with_evidence(self, events: EventQuerySet) -> EventQuerySet:
        """Return events with all that was known of them; each still has to be `dated`."""
        if self.day is None:
            return events.with_evidence()
        return events.with_evidence(citations=appeared_by(self.day), links=self.links)

    def dated(self, event: Event) -> Event:
        """Give an event that was read, and won't be saved, the date that it had then."""
        if event.pk in self.dates:
            event.edtf = self.dates[event.pk]
            event.derive()
            event.known_day = known_day(read_edtf(event.edtf))
            event.date_reason = ""  # it weighs sources that had not appeared
        return event


EVERYTHING: Final = AsKnown()
"""All that is known now."""


def appeared_by(day: int) -> Q:
    """Citations of sources that had appeared by a Julian day."""
    return Q(passage__text_version__document__last_day__lte=day)


def citations_by(day: int | None) -> CitationQuerySet:
    """Return the citations that may be shown, of sources that had appeared by a day."""
    shown = Citation.objects.shown()
    return shown if day is None else shown.filter(appeared_by(day))


def known_events(events: EventQuerySet, day: int | None) -> EventQuerySet:
    """Return those that could be known on a day, and dated."""
    if day is None:
        return events
    mine = citations_by(day).filter(event=OuterRef("pk"), stance=_SUPPORTS)
    return events.filter(Exists(mine), Exists(mine.exclude(edtf="")) | ~Exists(_later(day)))


def known_day(date: EdtfDate) -> int:
    """Return where a date stands in time order, as the event's column of this name says."""
    return date.last_day if date.first_day == OPEN_START else date.first_day


def _place(pk: int, edtf: str) -> tuple[int, int, int]:
    date = read_edtf(edtf)
    return known_day(date), date.last_day, pk


def _dates_then(events: EventQuerySet, day: int) -> dict[int, str]:
    mine = citations_by(day).filter(event=OuterRef("pk"), stance=_SUPPORTS)
    first = mine.exclude(edtf="").order_by("position", "pk").values("edtf")[:1]
    redated = known_events(events, day).filter(
        Exists(_later(day)), ~Exists(mine.filter(edtf=OuterRef("edtf")))
    )
    dates = redated.order_by().annotate(date_then=Subquery(first))
    return dict(dates.values_list("pk", "date_then"))


def _later(day: int) -> CitationQuerySet:
    shown = Citation.objects.shown().filter(event=OuterRef("pk"))
    return shown.exclude(appeared_by(day))


def _touches(date: EdtfDate, first: int, last: int) -> bool:
    """As `EventQuerySet.overlapping` says."""
    touches = date.first_day <= last and date.last_day >= first
    is_open = date.first_day == OPEN_START or date.last_day == OPEN_END
    return touches and (date.is_span or not is_open or first <= known_day(date) <= last)
