"""Events as the timeline page shows them by the hundred: rows of its list, marks of its chart.

Only what these show is read, in three queries: a card for each event costs five times as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse

from timeline.cards import NO_OUTCOME, dates_differ, outcome_words, year_words
from timeline.charts.rows import EventRow, Link
from timeline.dates.edtf import read_edtf
from timeline.dates.slip import slip_words
from timeline.dates.wording import edtf_words
from timeline.known import EVERYTHING, AsKnown, known_day
from timeline.models import Event
from timeline.models.event import EventQuerySet

_COLUMNS: Final = (
    "pk", "slug", "title", "label", "edtf", "modality", "importance", "timeline__slug",
    "category__slug", "category__name", "category__colour",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListRow:
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
    quote: str = ""
    disputed: bool = False
    outcomes: list[tuple[str, str]] = field(default_factory=list)
    plans: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Listing:
    """Events in order of time, and the ties that start at them."""

    rows: list[ListRow]
    links: list[Link]

    @property
    def marks(self) -> list[EventRow]:
        """The rows as the chart reads them."""
        return [row.mark for row in self.rows]

    @property
    def by_year(self) -> list[tuple[str, list[ListRow]]]:
        """The rows under the year in which each begins, or by which it is known."""
        return by_year(self.rows)


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
    found = list(known.in_time_order(events).values(*_COLUMNS)[first:last])
    evidence: dict[int, _Evidence] = {event["pk"]: _Evidence() for event in found}
    _read_citations(evidence, letters, known)
    links = _read_links(evidence, known)
    rows = []
    for event in found:
        event["edtf"] = known.dates.get(event["pk"], event["edtf"])
        rows.append(_row(event, evidence[event["pk"]], known))
    return Listing(rows, links)


def read_milestones(events: EventQuerySet, known: AsKnown, most: int) -> list[Milestone]:
    """Return the milestones among events, in time order. One query: the strip shows no evidence."""
    told = known.in_time_order(events.filter(importance=Event.MILESTONE)).values(*_COLUMNS)[:most]
    return [
        Milestone(
            event["pk"],
            _url(event, known),
            event["label"] or event["title"],
            edtf_words(known.dates.get(event["pk"], event["edtf"]), short=True),
            event["category__colour"],
        )
        for event in told
    ]


def _url(event: dict[str, Any], known: AsKnown) -> str:
    return known.link(_page_of(event["timeline__slug"], event["pk"], event["slug"]))


@lru_cache(maxsize=16_384)  # looking up the pattern anew took a fifth of the time of a listing
def _page_of(timeline: str, pk: int, slug: str) -> str:
    return reverse("event", args=[timeline, pk, slug])


def _read_citations(
    evidence: dict[int, _Evidence], letters: Mapping[str, str], known: AsKnown
) -> None:
    columns = ("event", "stance", "edtf", "passage__quote", "passage__text_version__document__slug")
    cited = known.citations.filter(event__in=list(evidence)).order_by("position", "pk")
    for pk, stance, edtf, quote, slug in cited.values_list(*columns):
        mine = evidence[pk]
        mine.quote = mine.quote or quote
        mine.disputed |= stance == "disputes"
        if slug in letters:
            mine.letters.add(letters[slug])
        if edtf:
            mine.given.append(edtf)


def _read_links(evidence: dict[int, _Evidence], known: AsKnown) -> list[Link]:
    pks = list(evidence)
    ties = known.links.filter(Q(from_event__in=pks) | Q(to_event__in=pks))
    columns = (
        "from_event", "to_event", "kind", "note",
        "from_event__edtf", "from_event__modality", "to_event__edtf",
    )  # fmt: skip
    links = []
    for start, end, kind, note, due, modality, came in ties.values_list(*columns):
        due, came = known.dates.get(start, due), known.dates.get(end, came)
        if start in evidence:
            links.append(Link(start, end, kind, note))
        if kind == "contradicts":
            for pk in (start, end):
                if pk in evidence:
                    evidence[pk].disputed = True
        elif kind == "outcome":
            slip = slip_words(due, came) if modality == Event.Modality.PLANNED else ""
            if start in evidence:
                evidence[start].outcomes.append((slip, came))
            if end in evidence and slip:
                evidence[end].plans.append((slip, due, came))
    return links


def _row(event: dict[str, Any], evidence: _Evidence, known: AsKnown) -> ListRow:
    date = read_edtf(event["edtf"])
    is_open = event["modality"] == Event.Modality.PLANNED and not evidence.outcomes
    mark = EventRow(
        id=event["pk"],
        url=_url(event, known),
        title=event["title"],
        label=event["label"] or event["title"],
        edtf=event["edtf"],
        date_words=edtf_words(event["edtf"]),
        first_day=date.first_day,
        last_day=date.last_day,
        is_span=date.is_span,
        modality=event["modality"],
        lane=event["category__slug"],
        importance=event["importance"],
        letters=tuple(sorted(evidence.letters)),
        quote=evidence.quote,
        colour=event["category__colour"],
        differs=evidence.disputed or dates_differ(date, evidence.given),
        is_open=is_open,
    )
    return ListRow(
        mark=mark,
        lane_name=event["category__name"],
        kind=Event.Modality(event["modality"]).label.lower(),
        date_short=edtf_words(event["edtf"], short=True),
        year=year_words(known_day(date)),
        outcome_words=_outcome_words(evidence, is_open),
    )


def _outcome_words(evidence: _Evidence, is_open: bool) -> str:
    if is_open:
        return str(NO_OUTCOME)
    if evidence.outcomes:
        slip, came = evidence.outcomes[0]
        return outcome_words(slip, edtf_words(came, short=True))
    return evidence.plans[0][0] if evidence.plans else ""
