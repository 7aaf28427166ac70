"""Which candidates wait, in what order, and how far the curators have come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from itertools import filterfalse
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext

from sources.models import Document
from timeline.admin.review.told import is_told
from timeline.dates.edtf import EdtfError, read_edtf
from timeline.http import whole_number
from timeline.models import Citation, Decision, Event, Look, Proposal, Timeline
from timeline.models.tracked import Writer
from timeline.retelling import retold
from timeline.searching import found

LOOKING: Final = timedelta(minutes=10)
"""How long a candidate is kept from others after a curator opened it."""
_PLACES: Final = {
    "document": "document",
    "kind": "modality",
    "category": "category__slug",
    "rule": "proposal__date_rule",
}


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which candidates are asked for; each "" asks for all.

    document, category: slugs. kind: a modality. rule: how the date was taken. sure: the least
    confidence, in percent. told: "yes" for what seems to be published already from the same words,
    "no" for the rest. from_, to: EDTF. q: words, as in the timeline's search box.
    """

    document: str = ""
    kind: str = ""
    category: str = ""
    rule: str = ""
    sure: str = ""
    told: str = ""
    from_: str = ""
    to: str = ""
    q: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> QueueFilter:
        """Read a query string."""
        names = [each.name for each in fields(cls)]
        return cls(**{name: query.get(name.rstrip("_"), "").strip()[:200] for name in names})

    @property
    def query(self) -> str:
        """The query string of it, without what asks for all."""
        return urlencode({name.rstrip("_"): value for name, value in self._values() if value})

    def without(self, name: str) -> QueueFilter:
        """The same, where one choice is left open."""
        return replace(self, **{name: ""})

    def errors(self) -> list[str]:
        """What could not be read, a line each."""
        lines = []
        for label, value in ((gettext("From"), self.from_), (gettext("To"), self.to)):
            if value:
                try:
                    read_edtf(value)
                except EdtfError as error:
                    lines.append(f"{label}: {retold(error)}")
        if self.sure and whole_number(self.sure) is None:
            lines.append(gettext("Sure: write a number from 0 to 100."))
        return lines

    def on(self, events: QuerySet[Event]) -> QuerySet[Event]:
        """The events that it asks for; of what could not be read, none."""
        if self.errors():
            return events.none()
        for name, column in _PLACES.items():
            if value := getattr(self, name):
                events = events.filter(**{column: value})
        if self.sure:
            events = events.filter(proposal__confidence__gte=int(self.sure) / 100)
        if self.told:
            is_asked = {"yes": is_told(), "no": ~is_told()}.get(self.told)
            events = events.filter(is_asked) if is_asked else events.none()
        if self.from_:
            events = events.filter(last_day__gte=read_edtf(self.from_).first_day)
        if self.to:
            events = events.filter(first_day__lte=read_edtf(self.to).last_day)
        return events.filter(found(self.q, private_too=True))

    def _values(self) -> Iterator[tuple[str, str]]:
        for each in fields(self):
            yield each.name, getattr(self, each.name)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review of a timeline is, in candidates.

    rejected: without those that were merged with another event. split: how many were cut in two,
    which then wait or were decided on like any other. untouched: documents of which nothing is
    decided.
    """

    left: int
    accepted: int
    rejected: int
    merged: int
    split: int
    untouched: int

    @property
    def decided(self) -> int:
        """How many candidates have been decided on."""
        return self.accepted + self.rejected + self.merged

    @property
    def total(self) -> int:
        """How many candidates there have been."""
        return self.left + self.decided

    @property
    def percent(self) -> int:
        """The part that is decided, 0-100."""
        return 100 * self.decided // self.total if self.total else 100


def waiting(timeline: Timeline, asked: QueueFilter) -> QuerySet[Event]:
    """The candidates that a filter asks for, in the order of the documents and of their texts."""
    first = Citation.objects.filter(event=OuterRef("pk")).order_by("position", "pk")
    events = Event.objects.candidates().filter(timeline=timeline)
    events = events.annotate(
        document=Subquery(first.values("passage__text_version__document__slug")[:1]),
        place=Subquery(first.values("passage__start")[:1]),
    )
    in_order: QuerySet[Event] = asked.on(events).order_by(
        F("document").asc(nulls_last=True), F("place").asc(nulls_last=True), "pk"
    )
    return in_order


def keys_waiting(timeline: Timeline, asked: QueueFilter) -> list[int]:
    """The keys of all that are `waiting`, in the same order. Three queries.

    Put in order here: the database would look for each one's first citation, twice, by itself.
    Citations are read of those that `told` leaves out too: to ask for it again takes far longer.
    """
    keys = list(waiting(timeline, asked).order_by().values_list("pk", flat=True))
    around = waiting(timeline, asked.without("told")).order_by()
    cited = (
        Citation.objects.filter(event__in=around.values("pk"))
        .order_by()
        .values_list("event", "position", "pk", "passage__text_version__document", "passage__start")
    )
    by_slug = Document.objects.order_by("slug").values_list("pk", flat=True)
    rank = {document: number for number, document in enumerate(by_slug)}
    places = {  # of several citations the first one is the last to stay
        event: (rank[document], start) for event, *_, document, start in sorted(cited, reverse=True)
    }
    nowhere = (len(rank), 0)
    return sorted(keys, key=lambda key: (*places.get(key, nowhere), key))


def not_looked_at(keys: Iterable[int], user: Writer) -> Iterator[int]:
    """Those that no other curator has open."""
    since = timezone.now() - LOOKING
    open_there = Look.objects.of_others(user, since=since).values_list("event", flat=True)
    return filterfalse(set(open_there).__contains__, keys)


def look_at(event: Event, user: Any) -> None:
    """Keep a candidate for a curator, unless another one has it open."""
    now = timezone.now()
    look, made = Look.objects.get_or_create(event=event, defaults={"by": user, "at": now})
    if not made and (look.by_id == user.pk or look.at < now - LOOKING):
        Look.objects.filter(pk=look.pk, at=look.at).update(by=user, at=now)


def progress_of(timeline: Timeline) -> Progress:
    """How far the review of a timeline is, over all its documents. Five queries."""
    proposed = Proposal.objects.filter(event__isnull=False).values("event")
    decided = Decision.objects.filter(event__isnull=False).values("event")
    came = timeline.events.filter(Q(pk__in=proposed) | Q(pk__in=decided)).order_by()
    counts = dict(came.values_list("status").annotate(Count("pk")))
    standing = Decision.objects.standing().filter(timeline=timeline)
    merged = _merged(timeline)
    return Progress(
        left=timeline.events.candidates().count(),
        accepted=counts.get(Event.Status.PUBLISHED, 0),
        rejected=counts.get(Event.Status.REJECTED, 0) - merged,
        merged=merged,
        split=standing.filter(kind=Decision.Kind.SPLIT).count(),
        untouched=_untouched(timeline),
    )


def documents_waiting(timeline: Timeline) -> list[tuple[Document, int, int]]:
    """Each document that gave proposals: candidates left, and how many it gave."""
    rows = (
        Proposal.objects.filter(timeline=timeline, event__isnull=False)
        .values("text_version__document")
        .annotate(
            given=Count("pk"), left=Count("pk", filter=Q(event__status=Event.Status.CANDIDATE))
        )
    )
    counts = {row["text_version__document"]: (row["left"], row["given"]) for row in rows}
    documents = Document.objects.filter(pk__in=counts).order_by("slug")
    return [(document, *counts[document.pk]) for document in documents]


def _merged(timeline: Timeline) -> int:
    """How many rejected events were merged with another: that is what was decided on them last."""
    against = Decision.objects.standing().filter(
        kind__in=[Decision.Kind.MERGED, Decision.Kind.REJECTED]
    )
    later = against.filter(event=OuterRef("event"), pk__gt=OuterRef("pk"))
    last = against.filter(~Exists(later), kind=Decision.Kind.MERGED)
    return last.filter(event__timeline=timeline, event__status=Event.Status.REJECTED).count()


def _untouched(timeline: Timeline) -> int:
    """How many documents gave candidates of which none is decided."""
    proposals = Proposal.objects.filter(timeline=timeline, event__isnull=False)
    rows = proposals.values("text_version__document").annotate(
        decided=Count("pk", filter=~Q(event__status=Event.Status.CANDIDATE))
    )
    return rows.filter(decided=0).count()
