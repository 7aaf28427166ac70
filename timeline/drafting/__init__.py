"""Dated sentences to drafts of events."""

from timeline.drafting.categories import learned, word_list
from timeline.drafting.dating import replay_draft
from timeline.drafting.dedupe import MergeProposal, merge_proposals
from timeline.drafting.draft import draft_events
from timeline.drafting.fingerprint import Fingerprint, KnownDrafts, fingerprint
from timeline.drafting.lore import Lore
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
    "Fingerprint",
    "KnownActor",
    "KnownDrafts",
    "Lore",
    "MentionFate",
    "MergeProposal",
    "ProposedName",
    "SourceText",
    "WordList",
    "draft_events",
    "fingerprint",
    "learned",
    "merge_proposals",
    "replay_draft",
    "word_list",
]
