"""Actors: the index of them, and one with its own timeline and who it acts with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

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
    taken_part = EventActor.objects.filter(actor=shown).values("event")
    visible = Event.objects.visible_to(request.user).filter(pk__in=taken_part)
    looking_back = LookingBack.read(request, visible)
    known = looking_back.known
    events = known_events(visible, known.day)
    total = events.count()
    if not request.user.is_staff and not visible.exists():
        raise Http404  # known only from drafts, or from timelines that are not public
    # Those of a timeline stand together, in the order in which each timeline was made.
    ordered = known.with_evidence(known.in_time_order(events))
    ordered = ordered.order_by("timeline", *ordered.query.order_by)
    page = Paginator(ordered, PAGE_SIZE).get_page(request.GET.get("page"))
    kinds = dict(events.order_by().values_list("modality").annotate(n=Count("pk")))
    context = {
        "nav": "actors",
        "actor": shown,
        "known": known,
        "looking_back": looking_back,
        "groups": _groups(request, events, page, known),
        "page_obj": page,
        "matrix": _matrix(shown, events),
        "roles": _roles(shown, events),
        "kinds": [(str(m.label), m.value, kinds[m]) for m in Event.Modality if m in kinds],
        "total": total,
    }
    return render(request, "timeline/actor.html", context)


def _groups(
    request: HtmxRequest, events: EventQuerySet, page: Page[Event], known: AsKnown
) -> list[ActorGroup]:
    """By timeline: those of this page, and for a small number of events a chart of all."""
    on_page: dict[int, list[Event]] = defaultdict(list)
    for event in page:
        on_page[event.timeline_id].append(event)
    timelines = Timeline.objects.visible_to(request.user).prefetch_related("categories")
    counts = dict(events.order_by().values_list("timeline").annotate(n=Count("pk")))
    groups = []
    for timeline in timelines.filter(pk__in=on_page):
        letters = {source.slug: source.letter for source in letter_sources(timeline)}
        mine = [event_card(event, letters, known) for event in on_page[timeline.pk]]
        groups.append(
            ActorGroup(
                timeline,
                counts[timeline.pk],
                by_year(mine),
                _chart(mine, letters, timeline, known)
                if len(mine) == counts[timeline.pk]
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
        rows.append(replace(row, differs=card.disputed, is_open=card.is_open_plan))
        links += [Link(card.event.pk, tie.event.pk, "outcome") for tie in card.outcomes]
    return small_chart(rows, [lane(category) for category in timeline.categories.all()], links)


def _matrix(shown: Actor, events: EventQuerySet) -> Matrix:
    """Counted by the database: three queries, whatever the number of events."""
    parts = EventActor.objects.filter(event__in=events.order_by().values("pk")).order_by()
    counts: dict[int, dict[int, int]] = defaultdict(dict)
    others = parts.exclude(actor=shown).values_list("actor", "event__category")
    for actor, category, number in others.annotate(n=Count("pk")):
        counts[actor][category] = number
    actors = Actor.objects.in_bulk(counts)
    order = sorted(counts, key=lambda pk: (-sum(counts[pk].values()), actors[pk].name))
    most = order[:MOST_PARTNERS]
    named = {category for pk in most for category in counts[pk]}
    categories = tuple(Category.objects.filter(pk__in=named))
    partners = tuple(
        Partner(
            actors[pk],
            sum(counts[pk].values()),
            tuple((c, counts[pk].get(c.pk, 0), _dot(counts[pk].get(c.pk, 0))) for c in categories),
        )
        for pk in most
    )
    return Matrix(categories, partners, len(order) - len(most))


def _dot(number: int) -> int:
    """A dot's width in pixels: its area grows with the number, up to what a cell holds."""
    return min(18, round(6 * number**0.5)) if number else 0


def _roles(shown: Actor, events: EventQuerySet) -> list[tuple[str, int]]:
    parts = EventActor.objects.filter(actor=shown, event__in=events.order_by().values("pk"))
    named = parts.exclude(role="").order_by().values_list("role").annotate(n=Count("pk"))
    ordered = sorted(named, key=lambda role: (-role[1], role[0]))
    return [(role_words(role), number) for role, number in ordered]
