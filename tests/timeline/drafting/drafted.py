"""Texts of our own to drafts, with a few actors that the tests share."""

from __future__ import annotations

from timeline.dates import find_dates
from timeline.drafting import (
    DraftingResult,
    EventDraft,
    KnownActor,
    Lore,
    SourceText,
    draft_events,
    word_list,
)

PUBLISHED = "2010-03-19"
ACTORS = (
    KnownActor("norway", ("Norway", "Oslo government"), "state"),
    KnownActor("iceland", ("Iceland",), "state"),
    KnownActor("league", ("Northern League", "NL"), "organisation"),
    KnownActor("fleet", ("Northern Patrol", "the Patrol"), "force"),
    KnownActor("berg", ("Anna Berg", "Berg", "Norwegian Fisheries Minister"), "person"),
    KnownActor("lind", ("Olaf Lind", "Lind"), "person"),
)
CATEGORIES = (
    word_list("catch", "Catch and quotas", "Who may catch how many fish, and where."),
    word_list("ships", "Ships and ports", "Patrol boats, harbours and drills of the navy."),
)
LORE = Lore(ACTORS, CATEGORIES)


def drafting(text: str, published: str | None = PUBLISHED, lore: Lore = LORE) -> DraftingResult:
    """The result for a text."""
    return draft_events(SourceText(text, "f" * 64, published), find_dates(text, published), lore)


def drafts(text: str, published: str | None = PUBLISHED, lore: Lore = LORE) -> list[EventDraft]:
    """The drafts of a text, in order."""
    return list(drafting(text, published, lore).drafts)


def only(text: str, published: str | None = PUBLISHED) -> EventDraft:
    """The one draft of a text."""
    found = drafts(text, published)
    assert len(found) == 1, [draft.title for draft in found]
    return found[0]


def passage(text: str, draft: EventDraft) -> str:
    """The words of a draft's passage."""
    return text[draft.passage.start : draft.passage.end]
