"""Let a bibliography tell of documents that were imported before it came."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from sources.actions.describing import describe
from sources.models import Document
from timeline.actions.importing_documents import Sidecar

_MOST_NAMED: Final = 10


@dataclass(slots=True)
class DescribeReport:
    """What a bibliography told. described: slugs of documents that it added to. known: how many it
    told nothing new of. unused: ids of entries that belong to none. warnings: a line each.
    """

    described: list[str] = field(default_factory=list)
    known: int = 0
    unused: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def lines(self, sidecar: Sidecar, stems_to_come: Collection[str] = ()) -> Iterator[str]:
        """The report for people. stems_to_come: of files that a dry run did not store."""
        yield (
            f"{sidecar.name}: {len(sidecar.references)} entries; it added to"
            f" {len(self.described)} documents and told nothing new of {self.known}."
        )
        yield from self.warnings
        unused = [entry for entry in self.unused if entry not in stems_to_come]
        if unused:
            more = f" and {len(unused) - _MOST_NAMED} more" if len(unused) > _MOST_NAMED else ""
            named = ", ".join(unused[:_MOST_NAMED])
            yield f"No document has the name of these entries: {named}{more}."


def describe_documents(
    sidecar: Sidecar, documents: QuerySet[Any], *, dry_run: bool = False
) -> DescribeReport:
    """Add what a bibliography tells to these documents, each entry to those of its file's stem.

    What a curator has written is never replaced. documents: their keys. One transaction a document.
    """
    report = DescribeReport()
    for stem in sidecar.references:
        keys = list(
            Document.objects.filter(pk__in=documents, file_stem=stem).values_list("pk", flat=True)
        )
        if not keys:
            report.unused.append(stem)
        for key in keys:
            _describe_one(key, stem, sidecar, report, dry_run)
    return report


def _describe_one(
    key: int, stem: str, sidecar: Sidecar, report: DescribeReport, dry_run: bool
) -> None:
    entry = sidecar.entry(stem)
    if entry is None:
        return
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=key)
        before = dict(document.imported)
        warnings = describe(document, entry)
        if document.imported == before:
            report.known += 1
            return
        if not dry_run:
            document.save()
    report.described.append(document.slug)
    report.warnings += [f"{document.slug}: {warning}" for warning in warnings]
