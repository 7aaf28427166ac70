"""Where the sources of a timeline differ, and what became of its plans: passages side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from timeline.answers.choose import answers_for
from timeline.answers.protocol import Answers
from timeline.cards import EventCard, event_card
from timeline.dates.edtf import OPEN_END
from timeline.filters import TimelineFilter
from timeline.http import HtmxRequest
from timeline.indexing_doubts import Doubt
from timeline.known import AsKnown, known_events
from timeline.models import Event, EventLink, Timeline
from timeline.models.event import EventQuerySet
from timeline.remembering import remembered
from timeline.sigla import SourceLetter, letter_sources
from timeline.views.looking_back import LookingBack

PAGE_SIZE = 50
"""Pairs on one page."""


@dataclass(frozen=True, slots=True)
class Side:
    """A pair as it is looked up: one event, or two with what the curators note about them."""

    ids: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """One event told in two ways, two events that can't both be so, or a plan and what came of it."""

    kind: Literal["one", "two", "plan"]
    cards: tuple[EventCard, ...]
    note: str

    @property
    def slip(self) -> str:
        """How late the outcome of a plan came; "" where it can't be said."""
        return next((tie.slip for tie in self.cards[0].outcomes if tie.slip), "")


@dataclass(frozen=True, slots=True)
class _Read:
    """A timeline as of a day, as both pages need it."""

    timeline: Timeline
    looking_back: LookingBack
    answers: Answers
    events: EventQuerySet
    sources: list[SourceLetter]

    @property
    def known(self) -> AsKnown:
        return self.looking_back.known

    def ties(self, kind: EventLink.Kind, **of_first: str) -> list[Side]:
        """Those between its events, all of which may be shown and were known. of_first: of those
        from which they lead. Of a large timeline they are kept until something changes.
        """
        ties = self.known.links.filter(kind=kind, from_event__timeline=self.timeline, **of_first)
        ends = ties.values_list("from_event", "to_event", "note")
        return remembered(
            f"ties: {kind} {self.known.day}",
            self.timeline.pk,
            self.answers,
            lambda: [Side((a, b), note) for a, b, note in ends],
        )

    def cards(self, ids: Iterable[int]) -> dict[int, EventCard]:
        letters = {source.slug: source.letter for source in self.sources}
        found = self.known.with_evidence(self.events.filter(pk__in=set(ids)))
        return {event.pk: event_card(event, letters, self.known) for event in found}

    def context(self, **more: Any) -> dict[str, Any]:
        return {
            "nav": "timelines",
            "timeline": self.timeline,
            "known": self.known,
            "looking_back": self.looking_back,
            **more,
        }


@require_safe
def disagreements(request: HtmxRequest, slug: str) -> HttpResponse:
    """What the sources tell differently."""
    read = _read(request, slug)
    sides = read.ties(EventLink.Kind.CONTRADICTS)
    tied = {pk for side in sides for pk in side.ids}
    told_otherwise = read.answers.doubtful(Doubt.DIFFERS)
    single = [pk for pk in told_otherwise if pk not in tied]
    page = _page(request, [*(Side((pk,)) for pk in single), *sides])
    return render(
        request,
        "timeline/disagreements.html",
        read.context(
            page_obj=page,
            pairs=_pairs(read, page.object_list, "two"),
            event_count=len(told_otherwise),
        ),
    )


@require_safe
def plans(request: HtmxRequest, slug: str) -> HttpResponse:
    """The plans: those of which the sources tell no outcome, and what came of the others."""
    read = _read(request, slug)
    silent = [Side((pk,)) for pk in read.answers.doubtful(Doubt.OPEN_PLAN)]
    told = read.ties(EventLink.Kind.OUTCOME, from_event__modality=Event.Modality.PLANNED)
    page = _page(request, [*silent, *told])
    pairs = _pairs(read, page.object_list, "plan")
    return render(
        request,
        "timeline/plans.html",
        read.context(
            page_obj=page,
            open_count=len(silent),
            still_open=[pair for pair in pairs if pair.kind == "one"],
            told=[pair for pair in pairs if pair.kind == "plan"],
            latest=_latest(read),
        ),
    )


def _read(request: HtmxRequest, slug: str) -> _Read:
    shown = get_object_or_404(Timeline.objects.visible_to(request.user), slug=slug)
    everything = Event.objects.visible_to(request.user).filter(timeline=shown)
    sources = letter_sources(shown)
    looking_back = LookingBack.read(request, everything, sources)
    events = known_events(everything, looking_back.known.day)
    answers = answers_for(shown, everything, TimelineFilter(), looking_back.known)
    return _Read(shown, looking_back, answers, events, sources)


def _page(request: HtmxRequest, sides: Sequence[Side]) -> Page[Side]:
    return Paginator(sides, PAGE_SIZE).get_page(request.GET.get("page"))


def _pairs(read: _Read, sides: Iterable[Side], kind: Literal["two", "plan"]) -> list[Pair]:
    sides = list(sides)
    cards = read.cards(pk for side in sides for pk in side.ids)
    return [
        Pair(
            kind if len(side.ids) == 2 else "one",
            tuple(cards[pk] for pk in side.ids),
            side.note,
        )
        for side in sides
        if all(pk in cards for pk in side.ids)
    ]


def _latest(read: _Read) -> SourceLetter | None:
    """The source that appeared last: what fell due after it, it can't tell of."""
    day = OPEN_END - 1 if read.known.day is None else read.known.day
    dated = [source for source in read.sources if source.last_day <= day]
    return max(dated, key=lambda source: source.last_day, default=None)
