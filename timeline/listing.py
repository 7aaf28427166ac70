"""Events as the timeline page shows them by the hundred: rows of its list, marks of its chart.

Only what these show is read, in three queries: a card for each event costs five times as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any, Final, NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from timeline.cards import dates_differ, outcome_words, year_words
from timeline.charts.rows import EventRow, Link
from timeline.dates.edtf import read_edtf
from timeline.dates.slip import slip_words
from timeline.dates.wording import edtf_words
from timeline.known import EVERYTHING, AsKnown, known_day
from timeline.language import language as readers_language
from timeline.models import Event
from timeline.models.event import EventQuerySet

EVENT_COLUMNS: Final = (
    "pk", "slug", "title", "label", "edtf", "modality", "importance", "timeline__slug",
    "category__slug", "category__name", "category__colour",
)  # fmt: skip
CITATION_COLUMNS: Final = ("event", "stance", "edtf", "passage__text_version__document__slug")
LINK_COLUMNS: Final = (
    "from_event", "to_event", "kind", "note",
    "from_event__edtf", "from_event__modality", "to_event__edtf",
)  # fmt: skip


_SOME_ID: Final = 987654321012345678
_SOME_SLUG: Final = "the-slug-of-some-event-of-which-no-timeline-has-the-name"


class EventRead(NamedTuple):
    """The `EVENT_COLUMNS` of an event."""

    id: int
    slug: str
    title: str
    label: str
    edtf: str
    modality: Any
    importance: int
    timeline: str
    lane: str
    lane_name: str
    colour: int


class ListRow(NamedTuple):
    """An event in the list. outcome_words: what came of a plan, or of which plan it came."""

    mark: EventRow
    lane_name: str
    kind: str
    date_short: str
    year: str
    outcome_words: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """An event in the strip above the chart."""

    id: int
    url: str
    label: str
    date_short: str
    colour: int


@dataclass(slots=True)
class _Evidence:
    """What is known of one event from its citations and ties."""

    letters: set[str] = field(default_factory=set)
    given: list[str] = field(default_factory=list)
    disputed: bool = False
    outcomes: list[tuple[str, str]] = field(default_factory=list)
    plans: list[tuple[str, str, str]] = field(default_factory=list)


_NONE: Final = _Evidence()
"""Of an event of which nothing is known but its own columns."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Events in order of time, as the chart reads them, and the ties that start at them.

    lanes: names of their categories, by slug; outcomes: what rows say of plans and their outcomes.
    """

    marks: list[EventRow]
    links: list[Link]
    lanes: Mapping[str, str]
    outcomes: Mapping[int, str]

    @property
    def rows(self) -> list[ListRow]:
        """All of them as rows of the list."""
        return self.part(0, len(self.marks))

    def part(self, first: int, last: int) -> list[ListRow]:
        """Return the rows from number `first` to before `last`."""
        language = readers_language()
        return [
            ListRow(
                mark=mark,
                lane_name=self.lanes[mark.lane],
                kind=_kind(mark.modality, language),
                date_short=edtf_words(mark.edtf, short=True, language=language),
                year=_year(mark.edtf, language),
                outcome_words=self.outcomes.get(mark.id, ""),
            )
            for mark in self.marks[first:last]
        ]


def by_year(rows: Iterable[ListRow]) -> list[tuple[str, list[ListRow]]]:
    """Group rows, which come in time order, under the year in which each begins."""
    return [(year, list(group)) for year, group in groupby(rows, key=lambda row: row.year)]


def read_listing(
    events: EventQuerySet,
    letters: Mapping[str, str],
    known: AsKnown = EVERYTHING,
    *,
    first: int = 0,
    last: int | None = None,
) -> Listing:
    """Return events in time order, from number `first` to before `last`.

    letters: by the source's slug. known: as of when; `events` must be of those known then.
    """
    found = _read(events, known, first, last)
    pks = [event.id for event in found]
    cited = known.citations.filter(event__in=pks).order_by("position", "pk")
    ties = known.links.filter(Q(from_event__in=pks) | Q(to_event__in=pks))
    return listing_of(
        found,
        cited.values_list(*CITATION_COLUMNS),
        ties.values_list(*LINK_COLUMNS),
        letters,
        known,
    )


def listing_of(
    events: Sequence[EventRead],
    citations: Iterable[tuple[Any, ...]],
    ties: Iterable[tuple[Any, ...]],
    letters: Mapping[str, str],
    known: AsKnown = EVERYTHING,
    *,
    differing: Iterable[int] = (),
) -> Listing:
    """Return events that were read, in their order. citations, ties: theirs, with columns as above.

    Of the citations only those are needed that give another date, dispute one, or have a letter.
    differing: events on which sources are known to differ, whatever citations say.
    """
    here = {event.id for event in events}
    evidence: dict[int, _Evidence] = {}
    _read_citations(citations, evidence, letters)
    links = _read_links(ties, evidence, here, known)
    for pk in differing:
        evidence.setdefault(pk, _Evidence()).disputed = True
    marks, outcomes = [], {}
    for event in events:
        mine = evidence.get(event.id, _NONE)
        mark = _mark(event, mine, known)
        marks.append(mark)
        if mark.is_open or mine.outcomes or mine.plans:
            outcomes[event.id] = _outcome_words(mine, mark.is_open)
    lanes = {event.lane: event.lane_name for event in events}
    return Listing(marks, links, lanes, outcomes)


def read_milestones(events: EventQuerySet, known: AsKnown, most: int) -> list[Milestone]:
    """Return the milestones among events, in time order. One query: the strip shows no evidence."""
    return milestones_of(_read(events.filter(importance=Event.MILESTONE), known, 0, most), known)


def _read(events: EventQuerySet, known: AsKnown, first: int, last: int | None) -> list[EventRead]:
    """Read events in time order, from number `first` to before `last`. One query, or two."""
    if not known.dates:
        rows = events.in_time_order().values_list(*EVENT_COLUMNS)[first:last]
        return [EventRead._make(row) for row in rows]
    ids = known.ids_in_time_order(events, last)[first:]
    told = Event.objects.filter(pk__in=ids).order_by().values_list(*EVENT_COLUMNS)
    by_id = {row[0]: EventRead._make(row) for row in told}
    return [by_id[pk] for pk in ids if pk in by_id]


def milestones_of(events: Iterable[EventRead], known: AsKnown = EVERYTHING) -> list[Milestone]:
    """Return milestones that were read as the strip shows them."""
    return [
        Milestone(
            event.id,
            _url(event, known),
            event.label or event.title,
            edtf_words(known.dates.get(event.id, event.edtf), short=True),
            event.colour,
        )
        for event in events
    ]


def _url(event: EventRead, known: AsKnown) -> str:
    return known.link(pages_of(event.timeline) % (event.id, event.slug))


@lru_cache(
    maxsize=64
)  # looking up the pattern for each event took a fifth of the time of a listing
def pages_of(timeline: str) -> str:
    """The addresses of a timeline's events, with room for id and slug: neither needs quoting."""
    address = reverse("event", args=[timeline, _SOME_ID, _SOME_SLUG]).replace("%", "%%")
    return address.replace(f"{_SOME_ID}", "%d").replace(_SOME_SLUG, "%s")


@lru_cache(maxsize=64)
def _kind(modality: str, language: str) -> str:
    return Event.Modality(modality).label.lower()


@lru_cache(maxsize=16_384)
def _year(edtf: str, language: str) -> str:
    return year_words(known_day(read_edtf(edtf)))


def _read_citations(
    citations: Iterable[tuple[Any, ...]],
    evidence: dict[int, _Evidence],
    letters: Mapping[str, str],
) -> None:
    for pk, stance, edtf, slug in citations:
        mine = evidence.setdefault(pk, _Evidence())
        mine.disputed |= stance == "disputes"
        if slug in letters:
            mine.letters.add(letters[slug])
        if edtf:
            mine.given.append(edtf)


def _read_links(
    ties: Iterable[tuple[Any, ...]],
    evidence: dict[int, _Evidence],
    here: set[int],
    known: AsKnown,
) -> list[Link]:
    links = []
    for start, end, kind, note, due, modality, came in ties:
        due, came = known.dates.get(start, due), known.dates.get(end, came)
        if start in here:
            links.append(Link(start, end, kind, note))
        if kind == "contradicts":
            for pk in (start, end):
                evidence.setdefault(pk, _Evidence()).disputed = True
        elif kind == "outcome":
            slip = slip_words(due, came) if modality == Event.Modality.PLANNED else ""
            evidence.setdefault(start, _Evidence()).outcomes.append((slip, came))
            if slip:
                evidence.setdefault(end, _Evidence()).plans.append((slip, due, came))
    return links


def _mark(event: EventRead, evidence: _Evidence, known: AsKnown) -> EventRow:
    edtf = known.dates.get(event.id, event.edtf)
    date = read_edtf(edtf)
    return EventRow(
        id=event.id,
        url=_url(event, known),
        title=event.title,
        label=event.label or event.title,
        edtf=edtf,
        first_day=date.first_day,
        last_day=date.last_day,
        is_span=date.is_span,
        modality=event.modality,
        lane=event.lane,
        importance=event.importance,
        letters=tuple(sorted(evidence.letters)),
        colour=event.colour,
        differs=evidence.disputed or (bool(evidence.given) and dates_differ(date, evidence.given)),
        is_open=event.modality == Event.Modality.PLANNED and not evidence.outcomes,
    )


def _outcome_words(evidence: _Evidence, is_open: bool) -> str:
    """A row has no room for more; when the outcome came, its own row and the event's page say."""
    if is_open:
        return gettext("outcome unknown")
    if evidence.outcomes:
        slip, came = evidence.outcomes[0]
        return slip or outcome_words("", edtf_words(came, short=True))
    return evidence.plans[0][0] if evidence.plans else ""
