"""Drafting beside a collection that was made by hand: what it finds, what it invents, how fast.

    python -m bench.drafting COLLECTION TEXTS [--bare] [--list]

COLLECTION: a folder such as seeds/csto. TEXTS: the folder with the texts that its sources.toml
names. Prints JSON; with --bare as in an empty installation, which knows no actors, categories or
themes; with --list every draft and every event that no draft covers, for judging.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sources.anchoring import Span, normalise
from timeline.collection.entries import Collection, EventEntry, SourceEntry
from timeline.collection.read import read_collection
from timeline.dates import find_dates
from timeline.dates.edtf import read_edtf
from timeline.drafting import (
    DraftingResult,
    EventDraft,
    KnownActor,
    Lore,
    SourceText,
    draft_events,
    word_list,
)


@dataclass(frozen=True, slots=True)
class Match:
    """An event made by hand, the draft that covers it best, and how well their dates agree."""

    event: EventEntry
    draft: EventDraft | None
    date: str
    modality: bool


def lore_of(collection: Collection) -> Lore:
    """What a collection knows of its actors, categories and themes."""
    return Lore(
        [KnownActor(a.slug, (a.name, *a.aliases), a.kind) for a in collection.actors],
        [word_list(c.slug, c.name, c.description) for c in collection.categories],
        [word_list(t.slug, t.name, t.description) for t in collection.themes],
    )


def draft_source(source: SourceEntry, texts: Path, lore: Lore) -> tuple[str, DraftingResult, float]:
    """The drafts of a source, and the CPU seconds that drafting took, the date engine left aside."""
    text = normalise((texts / source.file).read_text("utf-8"))
    dull = tuple(Span(*pair) for pair in source.boilerplate)
    dates = find_dates(text, source.published)
    start = time.process_time()
    result = draft_events(SourceText(text, source.slug, source.published, dull), dates, lore)
    return text, result, time.process_time() - start


def match(event: EventEntry, drafts: Sequence[EventDraft]) -> Match:
    """The best draft of an event: overlapping a passage that it cites, then date, then modality."""
    best, score = Match(event, None, "none", False), (0, 0, 0.0)
    for citation in event.citations:
        for draft in drafts:
            passage = draft.passage
            if draft.sha256 != citation.source:
                continue
            if passage.end <= citation.start or citation.end <= passage.start:
                continue
            agreement = dates_agree(draft.edtf, {event.edtf, citation.edtf} - {""})
            rank = ("none", "near", "same").index(agreement)
            right = draft.modality == event.modality
            found = (rank, int(right), -abs(len(citation.quote) - (passage.end - passage.start)))
            if rank and found > score:
                best, score = Match(event, draft, agreement, right), found
    return best


def dates_agree(drafted: str, wanted: set[str]) -> str:
    """ "same": the same string. "near": one says no more than the other, and they end or start alike."""
    if drafted in wanted:
        return "same"
    mine = read_edtf(drafted)
    for edtf in wanted:
        days = read_edtf(edtf)
        alike = mine.last_day == days.last_day or mine.first_day == days.first_day
        inside = days.first_day <= mine.first_day and mine.last_day <= days.last_day
        around = mine.first_day <= days.first_day and days.last_day <= mine.last_day
        if alike and (inside or around):
            return "near"
    return "none"


def report(
    collection: Collection, matches: Sequence[Match], drafts: Sequence[EventDraft]
) -> dict[str, object]:
    """The figures."""
    covered = [m for m in matches if m.draft is not None]
    milestones = [m for m in matches if m.event.importance == 3]
    used = {id(m.draft) for m in covered}
    return {
        "events": len(matches),
        "drafts": len(drafts),
        "covered": round(len(covered) / len(matches), 3),
        "covered_same_date": round(sum(m.date == "same" for m in matches) / len(matches), 3),
        "milestones": f"{sum(m.draft is not None for m in milestones)} of {len(milestones)}",
        "modality_right": round(sum(m.modality for m in covered) / max(1, len(covered)), 3),
        "drafts_that_cover": len(used),
        "category_right": round(
            sum(m.draft is not None and m.draft.category == m.event.category for m in covered)
            / max(1, len(covered)),
            3,
        ),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status 0; 2 where the folders can't be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("collection", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args(argv)
    collection = read_collection(options.collection)
    lore = Lore() if options.bare else lore_of(collection)
    drafts: list[EventDraft] = []
    fates: Counter[str] = Counter()
    seconds = 0.0
    for source in collection.sources:
        _text, result, took = draft_source(source, options.texts, lore)
        seconds += took
        drafts += result.drafts
        fates.update(f"{fate.outcome}: {fate.rule}" for fate in result.fates)
    matches = [match(event, drafts) for event in collection.events]
    figures = report(collection, matches, drafts)
    figures |= {
        "fates": dict(fates),
        "documents_a_second": round(len(collection.sources) / seconds, 1),
    }
    if options.list:
        figures["drafts_listed"] = [asdict(draft) for draft in drafts]
        figures["not_covered"] = [m.event.key for m in matches if m.draft is None]
        figures["modality_wrong"] = [
            f"{m.event.key}: {m.draft.modality}, not {m.event.modality}"
            for m in matches
            if m.draft and not m.modality
        ]
    json.dump(figures, sys.stdout, indent=2, default=str)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
