"""Dates in prose: find them, resolve them, explain each answer."""

from timeline.dates.context import Context
from timeline.dates.dating import FoundDate, context_of, find_dates
from timeline.dates.derivation import Answer, Derivation, Step, as_data, from_data, replay
from timeline.dates.explain import derivation_words
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
    "as_data",
    "context_of",
    "derivation_words",
    "find_dates",
    "find_mentions",
    "from_data",
    "replay",
    "resolve",
]
