"""Dated sentences to drafts of events."""

from timeline.drafting.categories import word_list
from timeline.drafting.draft import Lore, draft_events
from timeline.drafting.records import (
    Cue,
    DateFound,
    DraftingResult,
    EventDraft,
    KnownActor,
    MentionFate,
    ProposedName,
    SourceText,
    WordList,
)

__all__ = [
    "Cue",
    "DateFound",
    "DraftingResult",
    "EventDraft",
    "KnownActor",
    "Lore",
    "MentionFate",
    "ProposedName",
    "SourceText",
    "WordList",
    "draft_events",
    "word_list",
]
