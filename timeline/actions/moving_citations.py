"""Let citations follow their words into a corrected text, with history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sources.models import Passage, Reanchoring, TextVersion
from timeline.actions.editing import editing
from timeline.language import kept
from timeline.models import Citation
from timeline.models.tracked import Writer

WHY: Final = kept("the source’s text was corrected; the same words in the new text")
_DATE_MOVED: Final = kept(
    "The words stand in the new text, but “{words}”, which dates the event “{title}”, is not where it was"
    " beside them. Cite the passage again."
)
_CITED: Final = kept("The event “{title}” cites these words of the new text already.")


@dataclass(slots=True)
class MoveReport:
    """How many citations rest on the new text now, and how many passages wait for a person."""

    moved: int = 0
    queued: int = 0


def move_citations(entries: Iterable[Reanchoring], *, by: Writer = None) -> MoveReport:
    """Move the citations of every passage that was found again; call it inside a transaction.

    Where the words that give a citation's date did not come along, the passage is queued instead,
    with all its citations. Published events pass the quote gate again.
    """
    report = MoveReport()
    for entry in entries:
        citations = list(
            Citation.objects.filter(passage=entry.passage_id).select_related("event").order_by("pk")
        )
        if entry.found is not None:
            entry.reason = next(filter(None, (_hindrance(c, entry) for c in citations)), "")
            if entry.reason:
                entry.found = None
                entry.save()
        if entry.found is None:
            report.queued += 1
            continue
        for citation in citations:
            start = _wording_start(citation, entry.found)
            move_citation(citation, entry.found, wording_start=start, by=by, why=WHY)
        report.moved += len(citations)
    return report


def move_citation(
    citation: Citation, to: Passage, *, wording_start: int | None, by: Writer, why: str
) -> None:
    """Let a citation rest on another passage; recorded for its event, which gets a new version.

    wording_start: where the words of its date stand in that text, None where they have no place.
    Raises EditConflict where somebody changes the event at the same time.
    """
    event = citation.event
    with editing(event, seen_version=event.version, by=by, why=why):
        citation.passage, citation.wording_start = to, wording_start
        citation.save_with_history(by=by, why=why)


def _hindrance(citation: Citation, entry: Reanchoring) -> str:
    """What keeps a citation from the passage that was found, in words; "" where nothing does."""
    event, found = citation.event, entry.found
    if found is None:
        return ""
    if Citation.objects.filter(event=event, passage=found).exists():
        return _CITED.format(title=event.title[:100])
    if citation.wording_start is not None and _wording_start(citation, found) is None:
        return _DATE_MOVED.format(words=citation.wording[:60], title=event.title[:60])
    return ""


def _wording_start(citation: Citation, to: Passage) -> int | None:
    """Where the words of the date stand now: as far from the quote as before, or nowhere."""
    if citation.wording_start is None:
        return None
    start = citation.wording_start - citation.passage.start + to.start
    version: TextVersion = to.text_version
    stands = start >= 0 and (version.text or "").startswith(citation.wording, start)
    return start if stands else None
