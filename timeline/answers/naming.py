"""The keys that an index holds, the slugs that addresses have, and what readers call them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
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
_CALLED: Final[Mapping[str, Callable[..., str]]] = {
    "actor": str,
    "source": lambda *columns: short_name(Imprint._make(columns)),
}
"""What is made of the columns after the slug, in the reader's language."""


class Naming:
    """Keys, slugs and names as of one state of the database. names: where they are remembered."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def slugs(self, facet: str, keys: Collection[int]) -> dict[int, str]:
        """Return the slugs of those keys that have one. One query, or none."""
        if facet == "modality":
            return {key: MODALITIES[key] for key in keys}
        spoken = language()
        rows = self._names.of(f"{facet} by key in {spoken}", keys, partial(_by_key, facet))
        if facet in _CALLED:
            called = dict(rows.values())
            self._names.of(f"{facet} by slug in {spoken}", called, lambda _: called)
        return {key: slug for key, (slug, _) in rows.items()}

    def keys(self, facet: str, slugs: Sequence[str]) -> list[int]:
        """Return the keys that have one of these slugs, of any timeline. One query, or none."""
        if facet == "modality":
            return [MODALITIES.index(slug) for slug in slugs if slug in MODALITIES]
        found = self._names.of(f"keys of {facet}", slugs, partial(_keys, facet))
        return [key for slug in slugs for key in found.get(slug, ())]

    def called(self, facet: str, slugs: Collection[str]) -> dict[str, str]:
        """Return what readers call actors, or sources, in their language. One query, or none."""
        what = f"{facet} by slug in {language()}"
        return self._names.of(what, slugs, partial(_by_slug, facet))


def _by_key(facet: str, keys: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return slugs and what readers call them: "" where it is not asked for here."""
    called = _CALLED.get(facet, lambda: "")
    return {key: (slug, called(*columns)) for key, slug, *columns in _NAMES[facet].rows(keys)}


def _by_slug(facet: str, slugs: Sequence[str]) -> dict[str, str]:
    keys = [key for keys in _keys(facet, slugs).values() for key in keys]
    return dict(_by_key(facet, keys).values())


def _keys(facet: str, slugs: Sequence[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    rows = _MODELS[facet]._default_manager.order_by().filter(slug__in=slugs)
    for key, slug in rows.values_list("pk", "slug"):
        found.setdefault(slug, []).append(key)
    return {slug: tuple(keys) for slug, keys in found.items()}
