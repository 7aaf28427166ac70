"""Dates in prose: find them, resolve them, explain each answer."""

from timeline.dates.context import Context
from timeline.dates.dating import FoundDate, find_dates
from timeline.dates.derivation import Answer, Derivation, Step, replay
from timeline.dates.find import Mention, find_mentions
from timeline.dates.resolve import Resolved, Unresolved, resolve

__all__ = [
    "Answer",
    "Context",
    "Derivation",
    "FoundDate",
    "Mention",
    "Resolved",
    "Step",
    "Unresolved",
    "find_dates",
    "find_mentions",
    "replay",
    "resolve",
]
