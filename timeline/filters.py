"""The filter of a timeline: one grammar for page, chart, counts and every export.

The query string is the whole state:

    q            words, by their beginnings, or "a phrase", in titles, labels, summaries and quotes
    from, to     EDTF of any precision; events that may lie inside (“by May 2004”: May 2004)
    category, actor, theme, source, modality    repeatable; slugs
    milestones   1
    known        a day, YYYY-MM-DD: what could be known then, by the sources that had appeared
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from timeline.dates.edtf import OPEN_END, OPEN_START, EdtfError, read_edtf
from timeline.dates.julian_day import calendar_date
from timeline.dates.wording import edtf_words
from timeline.known import AsKnown, citations_by, known_events
from timeline.language import number
from timeline.models import Event
from timeline.models.event import EventQuerySet
from timeline.search.query import LONGEST_QUERY
from timeline.searching import found, found_by

#: Query names of facets, and the column that each filters by.
FACET_COLUMNS: Final = {
    "category": "category__slug",
    "actor": "participations__actor__slug",
    "theme": "themes__slug",
    "source": "citations__passage__text_version__document__slug",
    "modality": "modality",
}

PERIOD: Final = "period"
"""What `from` and `to` are together, for who leaves it aside."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is on: what it says, and the query string without it."""

    label: str
    query_without: str


@dataclass(slots=True)
class TimelineFilter:
    """What of a timeline is asked for. `errors` says in plain words what could not be read."""

    q: str = ""
    from_: str = ""
    to: str = ""
    milestones: bool = False
    known: str = ""
    chosen: dict[str, list[str]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, data: QueryDict) -> TimelineFilter:
        """Read a query string. What can't be read is told in `errors` and left out."""
        filters = cls(
            q=" ".join(data.get("q", "").replace("\0", "").split())[:LONGEST_QUERY],
            from_=data.get("from", "").strip(),
            to=data.get("to", "").strip(),
            milestones=data.get("milestones") == "1",
            known=data.get("known", "").strip(),
            chosen={name: sorted(set(filter(None, data.getlist(name)))) for name in FACET_COLUMNS},
        )
        for name, value in ((_("From"), filters.from_), (_("To"), filters.to)):
            if value and _days(value) is None:
                told = _("{name}: “{value}” is not a date. Write 2007, 2007-03 or 2007-03-13.")
                filters.errors.append(told.format(name=name, value=value))
        if not filters.errors and filters._first > filters._last:
            filters.errors.append(_("The period ends before it begins. Swap From and To."))
        if filters.known and filters.known_day is None:
            told = _("As known on: “{value}” is not a day. Write 2010-03-19.")
            filters.errors.append(told.format(value=filters.known))
        return filters

    def leave_known_out(self) -> None:
        """Ask for what is known now, and say so: of very many events a day's state takes too long."""
        told = _("As known on: this can be shown for up to {most} events. This is as known today.")
        self.errors.append(told.format(most=number(settings.KNOWN_TO)))
        self.known = ""

    @property
    def known_day(self) -> int | None:
        """The Julian day as of which things are asked for; None for now."""
        day = _days(self.known) if self.known else None
        return day[0] if day and day[0] == day[1] else None

    @property
    def _first(self) -> int:
        days = _days(self.from_)
        return days[0] if days else OPEN_START

    @property
    def _last(self) -> int:
        days = _days(self.to)
        return days[1] if days else OPEN_END

    @property
    def period(self) -> tuple[int, int] | None:
        """First and last Julian day asked for; None where neither is, or can be read."""
        is_asked_for = _days(self.from_) or _days(self.to)
        return (self._first, self._last) if is_asked_for and self._first <= self._last else None

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year (astronomical) of the period asked for; None where it is open at an end."""
        if self.period is None or not OPEN_START < self._first <= self._last < OPEN_END:
            return None
        return calendar_date(self._first)[0], calendar_date(self._last)[0]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The filter as query pairs, always in the same order."""
        pairs = [("q", self.q), ("from", self.from_), ("to", self.to)]
        pairs += [(name, value) for name in FACET_COLUMNS for value in self.chosen.get(name, [])]
        pairs += [("milestones", "1" if self.milestones else ""), ("known", self.known)]
        return [pair for pair in pairs if pair[1]]

    @property
    def query(self) -> str:
        """The filter as a query string, without its question mark."""
        return urlencode(self.pairs)

    def chips(self, names: dict[tuple[str, str], str]) -> list[Chip]:
        """Return what is on. names: of facet values, by (query name, value)."""
        on = [pair for pair in self.pairs if self._is_on(*pair)]
        both = [pair for pair in on if pair[0] in {"from", "to"}]
        period = _period_words(self.from_, self.to) if len(both) == 2 else ""
        chips = []
        for pair in on:
            gone = both if period and pair in both else [pair]
            label = period if len(gone) == 2 else _chip_label(*pair, names)
            query = urlencode([other for other in self.pairs if other not in gone])
            chips.append(Chip(label, query))
        return list(dict.fromkeys(chips))  # a period is one thing to take away

    def _is_on(self, name: str, value: str) -> bool:
        """Whether a filter could be read: what was left out is not on."""
        if name in {"from", "to"}:
            return self.period is not None and _days(value) is not None
        return name != "known" or self.known_day is not None

    def apply(self, events: EventQuerySet, *, but: str = "") -> EventQuerySet:
        """Return the events asked for; `but` leaves one facet out, or `PERIOD`, for its own counts."""
        day = self.known_day
        events = known_events(events, day)
        if self.milestones:
            events = events.filter(importance=Event.MILESTONE)
        if self.period and but != PERIOD:
            events = AsKnown.on(day, events).overlapping(events, self.period)
        if self.q:
            events = events.filter(found(self.q) if day is None else found_by(self.q, day))
        for name, values in self.chosen.items():
            if values and name != but:
                events = events.filter(_chosen(name, values, day))
        return events


def _period_words(first: str, last: str) -> str:
    """From when to when, such as 2009–2011; "" where that is no interval of EDTF, such as between sets."""
    if first == last:
        return edtf_words(first, short=True)
    interval = f"{first}/{last}"
    return edtf_words(interval, short=True) if _days(interval) else ""


def _days(edtf: str) -> tuple[int, int] | None:
    try:
        date = read_edtf(edtf)
    except EdtfError:
        return None
    return date.first_day, date.last_day


def _chosen(name: str, values: Sequence[str], day: int | None) -> Q:
    """Any of the values; as a subquery, so that joins don't multiply rows."""
    if name == "source":
        cited = citations_by(day).filter(
            event=OuterRef("pk"), passage__text_version__document__slug__in=values
        )
        return Q(Exists(cited))
    matching = Event.objects.filter(**{f"{FACET_COLUMNS[name]}__in": values})
    return Q(pk__in=matching.values("pk"))


def _chip_label(name: str, value: str, names: dict[tuple[str, str], str]) -> str:
    if name == "q":
        return _("“{words}”").format(words=value)
    if name == "milestones":
        return _("Milestones only")
    if name == "known":
        return _("As known on {day}").format(day=edtf_words(value, short=True))
    if name in {"from", "to"}:
        told = _("From {date}") if name == "from" else _("To {date}")
        return told.format(date=edtf_words(value, short=True))
    return names.get((name, value), value)
