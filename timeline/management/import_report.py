"""What an import tells when it is over: a few lines for people, or JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from timeline.actions.importing_documents import FileReport

OUTCOMES: Final = ("new", "known", "changed", "refused")


@dataclass(slots=True)
class ImportSummary:
    """All of one run. total: how many files there were, those included that were not reached.

    left_out: a line each. unused: ids of the bibliography's entries that belong to no file.
    """

    timeline: str
    dry_run: bool
    total: int
    left_out: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    documents: list[FileReport] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        """How many documents came to each outcome."""
        return Counter(document.outcome for document in self.documents)

    @property
    def interrupted(self) -> bool:
        """Whether it was stopped before the last file."""
        return len(self.documents) < self.total

    def lines(self) -> Iterator[str]:
        """The summary for people."""
        counts = self.counts
        told = ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES)
        yield f"{self.timeline}: {told}"
        moved = sum(document.moved for document in self.documents)
        queued = sum(document.queued for document in self.documents)
        if moved or queued:
            yield (
                f"Corrected texts: {moved} citations moved with their words;"
                f" {queued} passages wait for a person to find their place"
            )
        if self.unused:
            yield f"No file has the name of these entries: {', '.join(self.unused)}"
        if self.interrupted:
            yield (
                f"Stopped after {len(self.documents)} of {self.total}."
                " Run the same command again to go on."
            )
        if self.dry_run:
            yield "This was a dry run: nothing was stored."

    def as_json(self) -> str:
        """The report for programs."""
        report: dict[str, Any] = {
            "timeline": self.timeline,
            "dry_run": self.dry_run,
            "interrupted": self.interrupted,
            "counts": {outcome: self.counts[outcome] for outcome in OUTCOMES},
            "left_out": self.left_out,
            "unused_entries": self.unused,
            "documents": [asdict(document) for document in self.documents],
        }
        return json.dumps(report, ensure_ascii=False, indent=1)


def line_of(document: FileReport) -> str:
    """What became of one file on one line; "" where there is nothing to be told."""
    if document.outcome == "refused":
        return f"{document.path}: {document.reason}"
    told = list(document.notes)
    if document.outcome == "changed":
        told.insert(
            0,
            f"is a new text of {document.slug}: {document.moved} citations moved,"
            f" {document.queued} passages queued.",
        )
    return f"{document.path}: {' '.join(told)}" if told else ""
