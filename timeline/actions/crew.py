"""Who does the costly part of an import: processes of this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from timeline.actions.cluster import cluster
from timeline.actions.working_ahead import processes


@dataclass(frozen=True, slots=True)
class Crew:
    """So many processes here; or, where a scheduler's address is given, its cluster."""

    jobs: int = 1
    scheduler: str = ""

    @contextmanager
    def ready(
        self, prepare: Callable[[Any], None] | None = None, given: Any = None
    ) -> Iterator[tuple[Executor, int]]:
        """Who does the work, and how much at a time. prepare, given: as for `processes`."""
        if self.scheduler:
            with cluster(self.scheduler, prepare, given) as found:
                yield found
            return
        with processes(self.jobs, prepare, given) as executor:
            yield executor, self.jobs


ALONE: Final = Crew()
"""This process, one text after the other."""
