"""What a timeline can be filtered by, with counts that react to the other filters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from timeline.filters import FACET_COLUMNS, TimelineFilter
from timeline.known import citations_by, known_events
from timeline.models import Actor, Event, Timeline
from timeline.models.event import EventQuerySet
from timeline.sigla import SourceLetter

_MOST_ACTORS = 100
_Row = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet. count: events with it, the facet's own choices left aside.

    share: of the facet's largest count, in per cent. colour, letter, modality: for its mark.
    """

    value: str
    label: str
    count: int
    share: int
    selected: bool
    colour: int | None = None
    letter: str = ""
    modality: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A question that the filter asks: its query name, its label, its choices."""

    name: str
    label: str
    choices: list[Choice]


def read_facets(
    timeline: Timeline,
    events: EventQuerySet,
    filters: TimelineFilter,
    sources: Iterable[SourceLetter],
) -> list[Facet]:
    """Return the facets of a timeline. events: all that may be shown, not yet filtered.

    Choices without an event are left out, unless chosen; and what no event shown has, such as the
    actor of a draft, is never named. A fixed number of queries, whatever the size.
    """
    known = known_events(events, filters.known_day)
    counts = {
        name: _chosen_elsewhere(known, name, filters.chosen[name])
        | _counts(filters.apply(events, but=name), name, filters.known_day)
        for name in FACET_COLUMNS
    }
    actors = {a.slug: a.name for a in Actor.objects.filter(slug__in=counts["actor"])}
    rows: dict[str, tuple[str, list[_Row]]] = {
        "category": (
            _("Category"),
            [(c.slug, c.name, {"colour": c.colour}) for c in timeline.categories.all()],
        ),
        "modality": (
            _("Kind of fact"),
            [(m.value, str(m.label), {"modality": m.value}) for m in Event.Modality],
        ),
        "theme": (_("Storyline"), [(t.slug, t.name, {}) for t in timeline.themes.all()]),
        "source": (_("Source"), [(s.slug, s.short, {"letter": s.letter}) for s in sources]),
        "actor": (
            _("Who"),
            [
                (slug, actors[slug], dict[str, Any]())
                for slug in sorted(actors, key=lambda slug: (-counts["actor"].get(slug, 0), slug))
            ][:_MOST_ACTORS],
        ),
    }
    return [
        Facet(name, label, _choices(choices, counts[name], filters.chosen[name]))
        for name, (label, choices) in rows.items()
    ]


def names_of(facets: Iterable[Facet]) -> dict[tuple[str, str], str]:
    """Return what each facet value is called, by (query name, value)."""
    return {
        (facet.name, choice.value): choice.label for facet in facets for choice in facet.choices
    }


def _chosen_elsewhere(events: EventQuerySet, name: str, chosen: list[str]) -> dict[str, int]:
    """Zero for each choice that some event shown has, though none under the other filters."""
    if not chosen:
        return {}
    column = FACET_COLUMNS[name]
    with_value = events.order_by().filter(**{f"{column}__in": chosen})
    values = set(with_value.values_list(column, flat=True).distinct())
    return dict.fromkeys(values.intersection(chosen), 0)


def _counts(events: EventQuerySet, name: str, day: int | None) -> dict[str, int]:
    if name == "source":
        cited = citations_by(day).filter(event__in=events.order_by().values("pk"))
        column = "passage__text_version__document__slug"
        return dict(cited.order_by().values_list(column).annotate(n=Count("event", distinct=True)))
    column = FACET_COLUMNS[name]
    with_value = events.order_by().exclude(**{column: None})
    return dict(with_value.values_list(column).annotate(n=Count("pk", distinct=True)))


def _choices(rows: list[_Row], counts: dict[str, int], chosen: list[str]) -> list[Choice]:
    most = max(counts.values(), default=0) or 1
    return [
        Choice(
            value,
            label,
            counts.get(value, 0),
            round(100 * counts.get(value, 0) / most),
            value in chosen,
            **mark,
        )
        for value, label, mark in rows
        if value in counts
    ]
