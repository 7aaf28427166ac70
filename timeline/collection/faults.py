"""What is wrong with a collection, said so that its author can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault: in which file, in which entry of it ("" for the file itself), and why."""

    file: str
    entry: str
    reason: str

    def __str__(self) -> str:
        line = ": ".join(filter(None, (self.file, self.entry, self.reason)))
        return " ".join(line.split())  # one line, whatever a name or a message holds


class CollectionError(ValueError):
    """The collection can't be used; `faults` holds everything found, not only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))
