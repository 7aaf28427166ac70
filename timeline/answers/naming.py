"""The keys that an index holds, the slugs that addresses have, and what readers call them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, Final

from django.db.models import Model, QuerySet

from sources.models import Document
from timeline.indexing import MODALITIES
from timeline.language import language
from timeline.models import Actor, Category, Theme
from timeline.prepared import Prepared, members
from timeline.remembering import Names
from timeline.sigla import Imprint, short_name

_MODELS: Final[Mapping[str, type[Model]]] = {
    "category": Category,
    "actor": Actor,
    "theme": Theme,
    "source": Document,
}
"""Of which model the values of a facet are; a modality is its place in `MODALITIES`."""


def _names(rows: QuerySet[Any], *columns: str) -> Prepared:
    return Prepared(lambda: rows.filter(pk__in=members()).values_list("pk", "slug", *columns))


_NAMES: Final = {
    "category": _names(Category.objects.order_by()),
    "actor": _names(Actor.objects.order_by(), "name"),
    "theme": _names(Theme.objects.order_by()),
    "source": _names(Document.objects.not_private().order_by(), *Imprint._fields),
}


@lru_cache(maxsize=4_096)
def _short_name(language: str, *columns: str) -> str:
    """language: that of the date in it."""
    return short_name(Imprint(*columns))


_CALLED: Final[Mapping[str, Callable[..., str]]] = {
    "actor": lambda language, name: name,
    "source": _short_name,
}
"""What is made of the reader's language and the columns after the slug."""


class Naming:
    """Keys, slugs and names as of one state of the database. names: where they are remembered."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def slugs(self, facet: str, keys: Collection[int]) -> dict[int, str]:
        """Return the slugs of those keys that have one. One query, or none."""
        if facet == "modality":
            return {key: MODALITIES[key] for key in keys}
        rows = self._names.of(f"{facet} by key", keys, partial(_by_key, facet))
        if facet in _CALLED:
            by_slug = {row[0]: row for row in rows.values()}
            self._names.of(f"{facet} by slug", by_slug, lambda _: by_slug)
        return {key: row[0] for key, row in rows.items()}

    def keys(self, facet: str, slugs: Sequence[str]) -> list[int]:
        """Return the keys that have one of these slugs, of any timeline. One query, or none."""
        if facet == "modality":
            return [MODALITIES.index(slug) for slug in slugs if slug in MODALITIES]
        found = self._names.of(f"keys of {facet}", slugs, partial(_keys, facet))
        return [key for slug in slugs for key in found.get(slug, ())]

    def called(self, facet: str, slugs: Collection[str]) -> dict[str, str]:
        """Return what readers call actors, or sources, in their language. One query, or none."""
        rows = self._names.of(f"{facet} by slug", slugs, partial(_by_slug, facet))
        called, spoken = _CALLED[facet], language()
        return {slug: called(spoken, *row[1:]) for slug, row in rows.items()}


def _by_key(facet: str, keys: Sequence[int]) -> dict[int, tuple[str, ...]]:
    return {key: tuple(row) for key, *row in _NAMES[facet].rows(keys)}


def _by_slug(facet: str, slugs: Sequence[str]) -> dict[str, tuple[str, ...]]:
    rows = _by_key(facet, [key for keys in _keys(facet, slugs).values() for key in keys])
    return {row[0]: row for row in rows.values()}


def _keys(facet: str, slugs: Sequence[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    rows = _MODELS[facet]._default_manager.order_by().filter(slug__in=slugs)
    for key, slug in rows.values_list("pk", "slug"):
        found.setdefault(slug, []).append(key)
    return {slug: tuple(keys) for slug, keys in found.items()}
