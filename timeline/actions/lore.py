"""What a timeline knows that helps to draft events for it: its actors, lanes and storylines."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files
from typing import Final

from timeline.actions.drafting_texts import TimelineLore
from timeline.drafting import KnownActor, WordList, learned, word_list
from timeline.models import Actor, Category, Event, Theme, Timeline

UNSORTED: Final = "unsorted"
_UNSORTED_NAME: Final = "Not sorted yet"
_LAST: Final = 32_767
_MOST_EXAMPLES: Final = 5_000
_COLOURS: Final = 12


def digest_of(lore: TimelineLore) -> str:
    """Another one wherever other actors, lanes or storylines are known; examples don't count."""
    slugs = ([entry.slug for entry in lists] for lists in (lore.categories, lore.themes))
    return sha256(repr((lore.actors, *slugs)).encode()).hexdigest()


def lore_of(timeline: Timeline) -> TimelineLore:
    """Return what a timeline knows; it gets the default lanes first where it has none.

    The words of its lanes are those of their names and descriptions, and what the events that
    curators have published teach.
    """
    if not timeline.categories.exists():
        _make_default_categories(timeline)
    categories = [each for each in timeline.categories.all() if each.slug != UNSORTED]
    published = timeline.events.filter(status=Event.Status.PUBLISHED).order_by("pk")
    examples = [
        (slug, f"{title} {summary}")
        for slug, title, summary in published.values_list("category__slug", "title", "summary")[
            :_MOST_EXAMPLES
        ]
    ]
    return TimelineLore(
        tuple(_known_actors()),
        tuple(learned(_word_lists(categories), examples)),
        tuple(_word_lists(timeline.themes.all())),
    )


def unsorted_category(timeline: Timeline) -> Category:
    """The lane of candidates whose words speak for none; made when it is needed first."""
    return Category.objects.get_or_create(
        timeline=timeline,
        slug=UNSORTED,
        defaults={"name": _UNSORTED_NAME, "position": _LAST, "colour": _COLOURS},
    )[0]


def _known_actors() -> Iterable[KnownActor]:
    for actor in Actor.objects.order_by("pk").prefetch_related("aliases"):
        names = (actor.name, *(alias.name for alias in actor.aliases.all()))
        yield KnownActor(actor.slug, names, actor.kind)  # type: ignore[arg-type]


def _word_lists(rows: Iterable[Category | Theme]) -> list[WordList]:
    return [word_list(row.slug, row.name, row.description) for row in rows]


def _make_default_categories(timeline: Timeline) -> None:
    table = files(__package__).joinpath("default_categories.toml").read_text("utf-8")
    for position, entry in enumerate(tomllib.loads(table)["category"]):
        Category.objects.create(
            timeline=timeline, position=position, colour=position % _COLOURS + 1, **entry
        )
