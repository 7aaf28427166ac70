"""The part of proposing that needs no database, so that it can be done in other processes."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from timeline.dates import Derivation, Step
from timeline.drafting import (
    DraftingResult,
    KnownActor,
    Lore,
    SourceText,
    WordList,
    draft_events,
)


@dataclass(frozen=True, slots=True)
class TimelineLore:
    """What a timeline knows, as plain values that another process can be given."""

    actors: tuple[KnownActor, ...]
    categories: tuple[WordList, ...]
    themes: tuple[WordList, ...]


@dataclass(frozen=True, slots=True)
class StoredDate:
    """A date mention on record, as drafting reads it."""

    start: int
    end: int
    wording: str
    type: str
    value: str
    edtf: str
    report: bool
    steps: tuple[tuple[str | int, ...], ...]

    @property
    def derivation(self) -> Derivation:
        """The steps that lead to the date."""
        return tuple(Step(str(step[0]), step[1:]) for step in self.steps)


@dataclass(frozen=True, slots=True)
class TextToDraft:
    """A text and its dates. key, basis: for the caller alone. language: of its words."""

    key: int
    basis: str
    source: SourceText
    dates: tuple[StoredDate, ...]
    language: str


@dataclass(slots=True)
class _Told:
    """What a timeline knows, and what was made of it for each language so far."""

    lore: TimelineLore
    made: dict[str, Lore] = field(default_factory=dict)


# For each thread, since a server proposes for several curators at a time.
_here = threading.local()


def make_ready(lore: TimelineLore) -> None:
    """Tell this thread what the timeline knows; called once, before its first text."""
    _here.told = _Told(lore)


def draft_text(task: TextToDraft) -> DraftingResult:
    """Draft the events of a text. Raises ValueError where there are no words for its language."""
    language = task.language.partition("-")[0].lower()
    told: _Told = _here.told
    if language not in told.made:
        lore = told.lore
        told.made[language] = Lore(lore.actors, lore.categories, lore.themes, language)
    return draft_events(task.source, task.dates, told.made[language])
