"""Static files that come out of installed packages: plotly.js and what it needs, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import plotly
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage, Storage

from config.plotly_assets import BUNDLE, write_assets

PREFIX = "plotly"


class PlotlyFinder(BaseFinder):
    """Serve plotly/plotly.min.js from its package, plotly/plotly.css and plotly/map-style.js.

    Pointing STATICFILES_DIRS at the package's folder would publish 33 MB with it.
    """

    def __init__(self) -> None:
        generated = settings.VAR / f"plotly-{plotly.__version__}"
        write_assets(generated)
        self.storages = {
            BUNDLE.name: FileSystemStorage(BUNDLE.parent),
            "plotly.css": FileSystemStorage(generated),
            "map-style.js": FileSystemStorage(generated),
        }
        for storage in self.storages.values():
            storage.prefix = PREFIX  # type: ignore[attr-defined]  # collectstatic reads it

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        prefix, _, name = path.partition("/")
        storage = self.storages.get(name) if prefix == PREFIX else None
        if storage is None:
            return []
        found = storage.path(name)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for name, storage in self.storages.items():
            if not matches_patterns(name, list(ignore_patterns or [])):
                yield name, storage
