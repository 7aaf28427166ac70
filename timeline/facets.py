"""What a timeline can be filtered by, with counts that react to the other filters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from timeline.answers.protocol import Answers
from timeline.filters import FACET_COLUMNS, TimelineFilter
from timeline.models import Event, Timeline
from timeline.remembering import remembered
from timeline.sigla import SourceLetter

_MOST = {"actor": 100, "source": 100}
_MOST_OF_MANY = {"actor": 50, "source": 50}
"""Choices of a facet that are offered: the most frequent, and those that are chosen. Where sources
are too many for letters, fewer: a hundred were a third of the page, folded away."""
_IN_SIGHT = 7
_Row = tuple[str, str, dict[str, Any]]


@dataclass(slots=True)  # not frozen, which takes three times as long: a page has a hundred
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
    is_cut: bool = False
    """Whether there may be more choices than are offered."""

    @property
    def in_sight(self) -> int:
        """How many choices are always in sight."""
        may_fold = self.name == "actor" or (self.name == "source" and not self.choices[0].letter)
        return _IN_SIGHT if may_fold else len(self.choices)

    @property
    def folded(self) -> int:
        """How many choices are folded away: where they are many, and seldom looked for."""
        return max(len(self.choices) - self.in_sight, 0)


def read_facets(
    timeline: Timeline,
    answers: Answers,
    filters: TimelineFilter,
    sources: Collection[SourceLetter],
    everything: Answers | None = None,
) -> list[Facet]:
    """Return the facets of a timeline.

    Choices without an event are left out, unless chosen; and what no event shown has, such as the
    actor of a draft, is never named. A fixed number of queries, whatever the size.

    everything: answers without a filter, given where no event passes the filter: what is there at
    all is offered then, each with 0, since nobody could choose something else from nothing.
    """
    most = _MOST if sources else _MOST_OF_MANY
    counts = {name: answers.counts(name, most.get(name)) for name in FACET_COLUMNS}
    there: dict[str, dict[str, int]] = {name: {} for name in counts}
    if everything is not None:
        there = {name: everything.counts(name, most.get(name)) for name in counts}
        counts = {name: {**dict.fromkeys(there[name], 0), **counts[name]} for name in counts}
    categories, themes = remembered(
        "choices", timeline.pk, answers, partial(_of_timeline, timeline), by_names=True
    )
    rows: dict[str, list[_Row]] = {
        "category": categories,
        "modality": _kinds(get_language()),
        "theme": themes,
        "source": _sources(counts["source"], there["source"], sources, answers),
        "actor": _most_first("actor", counts["actor"], there["actor"], answers),
    }
    return [
        Facet(
            name,
            label,
            _choices(rows[name], counts[name], filters.chosen[name]),
            is_cut=name in most and len(counts[name]) >= most[name],
        )
        for name, label in _labels(get_language()).items()
    ]


@lru_cache(maxsize=16)  # the catalog takes longer to ask than a facet to count
def _kinds(_language: str | None) -> list[_Row]:
    return [(m.value, str(m.label), {"modality": m.value}) for m in Event.Modality]


@lru_cache(maxsize=16)
def _labels(_language: str | None) -> dict[str, str]:
    """What each facet is called, in the order in which they stand."""
    return {
        "category": _("Category"),
        "modality": _("Kind of fact"),
        "theme": _("Storyline"),
        "source": _("Source"),
        "actor": _("Who"),
    }


def _of_timeline(timeline: Timeline) -> tuple[list[_Row], list[_Row]]:
    """The categories and the storylines, in their order."""
    return (
        [(c.slug, c.name, {"colour": c.colour}) for c in timeline.categories.all()],
        [(t.slug, t.name, {}) for t in timeline.themes.all()],
    )


def _most_first(
    facet: str, counts: Mapping[str, int], there: Mapping[str, int], answers: Answers
) -> list[_Row]:
    """Those with most events first; where as many pass the filter, by how many there are at all."""
    names = answers.called(facet, counts)
    slugs = sorted(names, key=lambda slug: (-counts[slug], -there.get(slug, 0), slug))
    return [(slug, names[slug], {}) for slug in slugs]


def _sources(
    counts: Mapping[str, int],
    there: Mapping[str, int],
    sources: Collection[SourceLetter],
    answers: Answers,
) -> list[_Row]:
    """By letter; where there are too many for letters, the most cited first."""
    if sources or not counts:
        return [(s.slug, s.short, {"letter": s.letter}) for s in sources]
    return _most_first("source", counts, there, answers)


def names_of(facets: Iterable[Facet]) -> dict[tuple[str, str], str]:
    """Return what each facet value is called, by (query name, value)."""
    return {
        (facet.name, choice.value): choice.label for facet in facets for choice in facet.choices
    }


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
