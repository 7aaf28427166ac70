"""Actors: the index of them, and one with its own timeline and who it acts with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from timeline.acting import Acting, acting_in_many, count_by_sql
from timeline.answers.choose import indexed
from timeline.cards import EventCard, by_year, event_card
from timeline.charts.rows import Link
from timeline.charts.small import SmallChart, small_chart
from timeline.http import HtmxRequest
from timeline.known import AsKnown, known_events
from timeline.models import Actor, Category, Event, EventActor, Timeline
from timeline.models.event import EventQuerySet
from timeline.records import event_row, lane
from timeline.roles import role_words
from timeline.sigla import letter_sources
from timeline.signs import SIGNS, Explained
from timeline.views.looking_back import LookingBack

PAGE_SIZE = 100
"""Events on one page."""
MOST_NAMED = 500
"""Actors on one page of the index, those of most events first."""
MOST_PARTNERS = 12
KIND_NAMES: Final = {
    Actor.Kind.PERSON: _("Persons"),
    Actor.Kind.STATE: _("States"),
    Actor.Kind.ORGANISATION: _("Organisations"),
    Actor.Kind.FORCE: _("Forces"),
    Actor.Kind.PLACE: _("Places"),
}


@dataclass(frozen=True, slots=True)
class Partner:
    """Who an actor acts with: how often, whole and in each of the matrix's categories.

    sizes: of the dots, in pixels, by area; 0 where there is none.
    """

    actor: Actor
    count: int
    by_category: tuple[tuple[Category, int, int], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who an actor acts with most, by category. more: how many partners are left out."""

    categories: tuple[Category, ...]
    partners: tuple[Partner, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ActorGroup:
    """An actor's events on one timeline: those of this page by year, and a chart of all."""

    timeline: Timeline
    count: int
    years: list[tuple[str, list[EventCard]]]
    chart: SmallChart | None

    @property
    def signs(self) -> list[Explained]:
        """The signs of the chart that are no marks, with what they mean."""
        drawn = self.chart.signs if self.chart else set()
        return [sign for sign in SIGNS if sign.drawn in drawn]


@require_safe
def actor_list(request: HtmxRequest) -> HttpResponse:
    """All actors that take part in an event that the reader may see, by kind."""
    visible = Event.objects.visible_to(request.user)
    looking_back = LookingBack.read(request, visible)
    events = known_events(visible, looking_back.known.day)
    counted = _with_indexes(request, events) if looking_back.known.day is None else None
    ordered = _by_number(events) if counted is None else counted
    page: Page[tuple[int, int]] = Paginator(ordered, MOST_NAMED).get_page(request.GET.get("page"))
    counts = dict(page.object_list)
    actors = Actor.objects.in_bulk(counts)
    kinds: dict[str, list[tuple[Actor, int]]] = {str(name): [] for name in KIND_NAMES.values()}
    for pk, count in counts.items():
        kinds[str(KIND_NAMES[Actor.Kind(actors[pk].kind)])].append((actors[pk], count))
    context = {
        "nav": "actors",
        "page_obj": page,
        "known": looking_back.known,
        "looking_back": looking_back,
        "kinds": {kind: rows for kind, rows in kinds.items() if rows},
    }
    return render(request, "timeline/actor_list.html", context)


def _by_number(events: EventQuerySet) -> QuerySet[EventActor, tuple[int, int]]:
    """Actors with their numbers of events, those of most first."""
    parts = EventActor.objects.filter(event__in=events.order_by().values("pk")).order_by()
    counted = parts.values_list("actor").annotate(n=Count("event", distinct=True))
    return counted.order_by("-n", "actor__name", "actor")


def _with_indexes(request: HtmxRequest, events: EventQuerySet) -> list[tuple[int, int]] | None:
    """The same, where some timelines have an index that has counted theirs; None where none has."""
    timelines = list(Timeline.objects.visible_to(request.user))
    answers = {t.pk: indexed(t, events.filter(timeline=t)) for t in timelines}
    large = [answer for answer in answers.values() if answer is not None]
    if not large:
        return None
    small = events.filter(timeline__in=[pk for pk, answer in answers.items() if answer is None])
    named = list(Actor.objects.order_by("name", "pk").values_list("pk", "slug"))
    numbers = dict(_by_number(small))
    for counts in [answer.counts("actor") for answer in large]:
        for pk, slug in named:
            if slug in counts:
                numbers[pk] = numbers.get(pk, 0) + counts[slug]
    found = [(pk, numbers[pk]) for pk, _slug in named if pk in numbers]
    return sorted(found, key=lambda actor: -actor[1])  # the database has sorted the names


@require_safe
def actor(request: HtmxRequest, slug: str) -> HttpResponse:
    """One actor: aliases, events, and who it acts with."""
    shown = get_object_or_404(Actor.objects.prefetch_related("aliases"), slug=slug)
    everything = Event.objects.visible_to(request.user)
    taken_part = EventActor.objects.filter(actor=shown).values("event")
    visible = everything.filter(pk__in=taken_part)
    looking_back = LookingBack.read(request, visible)
    known = looking_back.known
    timelines = list(Timeline.objects.visible_to(request.user).prefetch_related("categories"))
    many = acting_in_many(shown, everything, timelines) if known.day is None else None
    ordered: Any = many  # either is counted and sliced
    if many is None:
        events = known_events(visible, known.day)
        acting = count_by_sql(shown, events)
        ordered = known.with_evidence(known.in_time_order(events))
        ordered = ordered.order_by("timeline", *ordered.query.order_by)
    else:
        acting = many.acting
    if not request.user.is_staff and not acting.total and not visible.exists():
        raise Http404  # known only from drafts, or from timelines that are not public
    page = Paginator(ordered, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "nav": "actors",
        "actor": shown,
        "known": known,
        "looking_back": looking_back,
        "groups": _groups(timelines, acting, page, known),
        "page_obj": page,
        "matrix": _matrix(acting),
        "roles": _roles(acting),
        "kinds": [
            (str(m.label), m.value, acting.kinds[m]) for m in Event.Modality if m in acting.kinds
        ],
        "total": acting.total,
    }
    return render(request, "timeline/actor.html", context)


def _groups(
    timelines: Iterable[Timeline], acting: Acting, page: Page[Event], known: AsKnown
) -> list[ActorGroup]:
    """By timeline: those of this page, and for a small number of events a chart of all."""
    on_page: dict[int, list[Event]] = defaultdict(list)
    for event in page:
        on_page[event.timeline_id].append(event)
    groups = []
    for timeline in timelines:
        if timeline.pk not in on_page:
            continue
        letters = {source.slug: source.letter for source in letter_sources(timeline)}
        mine = [event_card(event, letters, known) for event in on_page[timeline.pk]]
        groups.append(
            ActorGroup(
                timeline,
                acting.timelines[timeline.pk],
                by_year(mine),
                _chart(mine, letters, timeline, known)
                if len(mine) == acting.timelines[timeline.pk]
                else None,
            )
        )
    return groups


def _chart(
    cards: Iterable[EventCard], letters: dict[str, str], timeline: Timeline, known: AsKnown
) -> SmallChart:
    rows, links = [], []
    for card in cards:
        row = event_row(card.event, letters, known)
        rows.append(row._replace(differs=card.disputed, is_open=card.is_open_plan))
        links += [Link(card.event.pk, tie.event.pk, "outcome") for tie in card.outcomes]
    return small_chart(rows, [lane(category) for category in timeline.categories.all()], links)


def _matrix(acting: Acting) -> Matrix:
    """Two queries, whatever the number of events."""
    counts = acting.partners
    numbers = {pk: by_category.total() for pk, by_category in counts.items()}
    least = min(nlargest(MOST_PARTNERS, numbers.values()), default=0)
    actors = Actor.objects.in_bulk([pk for pk, number in numbers.items() if number >= least])
    order = sorted(actors, key=lambda pk: (-numbers[pk], actors[pk].name))
    most = order[:MOST_PARTNERS]
    named = {category for pk in most for category in counts[pk]}
    categories = tuple(Category.objects.filter(pk__in=named))
    partners = tuple(
        Partner(
            actors[pk],
            numbers[pk],
            tuple((c, counts[pk][c.pk], _dot(counts[pk][c.pk])) for c in categories),
        )
        for pk in most
    )
    return Matrix(categories, partners, len(numbers) - len(most))


def _dot(number: int) -> int:
    """A dot's width in pixels: its area grows with the number, up to what a cell holds."""
    return min(18, round(6 * number**0.5)) if number else 0


def _roles(acting: Acting) -> list[tuple[str, int]]:
    ordered = sorted(acting.roles.items(), key=lambda role: (-role[1], role[0]))
    return [(role_words(role), number) for role, number in ordered]
