"""What the lanes of the chart stand for: categories, actors, storylines or sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from sources.models import Document
from timeline.answers.protocol import Answers
from timeline.charts.density import OTHERS
from timeline.charts.rows import EventRow, Lane
from timeline.counting import lanes_by_event
from timeline.known import AsKnown
from timeline.models import Timeline
from timeline.records import lane
from timeline.remembering import remembered
from timeline.sigla import SourceLetter, short_name

LANES_BY: Final[Mapping[str, str | Promise]] = {
    "category": gettext_lazy("Category"),
    "actor": gettext_lazy("Who"),
    "theme": gettext_lazy("Storyline"),
    "source": gettext_lazy("Source"),
}
"""What lanes may stand for, as `?lanes=` says it, and in words."""
MOST_LANES: Final = 9
"""Actors with a lane of their own: those of most events. What no screen shows, nobody compares."""
MOST_SOURCE_LANES: Final = 26
"""Up to so many sources, one for each letter, all have a lane; of more, those of most events."""
_OTHERS: Final[Mapping[str, str | Promise]] = {
    "actor": gettext_lazy("Others"),
    "theme": gettext_lazy("In no storyline"),
    "source": gettext_lazy("Others"),
}


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes from top to bottom; the last one may be of what lies in none. by: of `LANES_BY`."""

    by: str
    lanes: tuple[Lane, ...]

    @property
    def slugs(self) -> list[str]:
        """Of the lanes, but for the one of what lies in none."""
        return [lane.slug for lane in self.lanes if lane.slug != OTHERS]

    def spread(self, rows: Sequence[EventRow], known: AsKnown) -> list[EventRow]:
        """Return the rows as the chart takes them: one for each lane that an event lies in. One query."""
        if self.by == "category":
            return list(rows)
        of_event = lanes_by_event(self.by, self.slugs, [row.id for row in rows], known)
        return [
            row._replace(lane=slug) for row in rows for slug in of_event.get(row.id) or (OTHERS,)
        ]


def lanes_of(
    by: str, timeline: Timeline, answers: Answers, sources: Sequence[SourceLetter]
) -> Lanes:
    """Return the lanes of a chart. Three queries at most.

    by: a key of `LANES_BY`; anything else means categories. All events of the timeline set them, so
    that no filter takes one away.
    """
    if by not in _OTHERS:
        categories = remembered(
            "categories",
            timeline.pk,
            answers,
            lambda: list(timeline.categories.all()),
            by_names=True,
        )
        used = set(answers.ranked("category", len(categories)))
        lanes = [lane(c) for c in categories if c.slug in used]
        return Lanes("category", tuple(lanes))
    if by == "actor":
        lanes = _of_actors(answers)
    elif by == "theme":
        lanes = _of_themes(timeline, answers)
    else:
        lanes = _of_sources(answers, sources)
    has_rest = answers.has_rest(by, [lane.slug for lane in lanes])
    rest = [Lane(OTHERS, str(_OTHERS[by]), 0)] if has_rest else []
    return Lanes(by, (*lanes, *rest))


def _of_actors(answers: Answers) -> list[Lane]:
    slugs = answers.ranked("actor", MOST_LANES)
    names = answers.called("actor", slugs)
    return [Lane(slug, names[slug], 0) for slug in slugs]


def _of_themes(timeline: Timeline, answers: Answers) -> list[Lane]:
    themes = timeline.themes.filter(slug__in=answers.ranked("theme", MOST_LANES))
    return [Lane(theme.slug, theme.name, 0) for theme in themes.order_by("position", "pk")]


def _of_sources(answers: Answers, sources: Sequence[SourceLetter]) -> list[Lane]:
    """All sources where each has a letter and there is room, else those of most events."""
    if 0 < len(sources) <= MOST_SOURCE_LANES:
        return [Lane(source.slug, f"{source.letter} · {source.short}", 0) for source in sources]
    letters = {source.slug: f"{source.letter} · " for source in sources}
    slugs = answers.ranked("source", MOST_LANES)
    documents = Document.objects.filter(slug__in=slugs).by_publication()
    return [Lane(d.slug, letters.get(d.slug, "") + short_name(d), 0) for d in documents]
