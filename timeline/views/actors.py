"""Actors: the index of them, and one with its own timeline and who it acts with."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from timeline.cards import EventCard, event_card
from timeline.http import HtmxRequest
from timeline.models import Actor, Category, Event, EventActor, Timeline
from timeline.sigla import letter_sources


@dataclass(frozen=True, slots=True)
class Partner:
    """Who an actor acts with: how often, whole and by category (slug -> count)."""

    actor: Actor
    count: int
    by_category: tuple[tuple[Category, int], ...]


@require_safe
def actor_list(request: HtmxRequest) -> HttpResponse:
    """All actors that take part in an event that the reader may see, by kind."""
    events = Event.objects.visible_to(request.user)
    parts = EventActor.objects.filter(event__in=events.values("pk")).order_by()
    counts = dict(parts.values_list("actor").annotate(n=Count("event", distinct=True)))
    actors = Actor.objects.filter(pk__in=counts).prefetch_related("aliases")
    kinds: dict[str, list[tuple[Actor, int]]] = {str(label): [] for label in Actor.Kind.labels}
    for actor in sorted(actors, key=lambda actor: (-counts[actor.pk], actor.name)):
        kinds[str(actor.get_kind_display())].append((actor, counts[actor.pk]))
    context = {"nav": "actors", "kinds": {kind: rows for kind, rows in kinds.items() if rows}}
    return render(request, "timeline/actor_list.html", context)


@require_safe
def actor(request: HtmxRequest, slug: str) -> HttpResponse:
    """One actor: aliases, events, and who it acts with."""
    shown = get_object_or_404(Actor.objects.prefetch_related("aliases"), slug=slug)
    taken_part = EventActor.objects.filter(actor=shown).values("event")
    events = list(
        Event.objects.visible_to(request.user)
        .filter(pk__in=taken_part)
        .in_time_order()
        .with_evidence()
    )
    if not events and not request.user.is_staff:
        raise Http404  # known only from drafts, or from timelines that are not public
    context = {
        "nav": "actors",
        "actor": shown,
        "groups": _by_timeline(request, events),
        "partners": _partners(shown, events),
        "roles": _roles(shown, events),
        "total": len(events),
    }
    return render(request, "timeline/actor.html", context)


def _by_timeline(
    request: HtmxRequest, events: list[Event]
) -> list[tuple[Timeline, list[EventCard]]]:
    cards: dict[int, list[EventCard]] = defaultdict(list)
    timelines = {t.pk: t for t in Timeline.objects.visible_to(request.user)}
    letters = {
        pk: {source.slug: source.letter for source in letter_sources(timelines[pk])}
        for pk in {event.timeline_id for event in events}
    }
    for event in events:
        cards[event.timeline_id].append(event_card(event, letters[event.timeline_id]))
    return [(timelines[pk], rows) for pk, rows in cards.items()]


def _partners(shown: Actor, events: list[Event]) -> list[Partner]:
    """Most frequent first."""
    counts: dict[Actor, Counter[Category]] = defaultdict(Counter)
    for event in events:
        for part in event.participations.all():
            if part.actor_id != shown.pk:
                counts[part.actor][event.category] += 1
    partners = [
        Partner(actor, by.total(), tuple(sorted(by.items(), key=lambda item: item[0].position)))
        for actor, by in counts.items()
    ]
    return sorted(partners, key=lambda partner: (-partner.count, partner.actor.name))


def _roles(shown: Actor, events: list[Event]) -> list[tuple[str, int]]:
    roles = Counter(
        part.role
        for event in events
        for part in event.participations.all()
        if part.actor_id == shown.pk and part.role
    )
    return roles.most_common()
