"""Check that every quote on record is the words of its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import connection

from sources.actions.storing import digest_of_quotes
from sources.guards import SOURCES_GUARDS
from sources.models import Passage, TextVersion
from sources.models.text_version import sha256_of
from sources.triggers import missing_guards


@dataclass(slots=True)
class TextReport:
    """What was compared. faults: one line each, naming the text and the quote."""

    texts: int = 0
    quotes: int = 0
    not_held: int = 0
    texts_not_held: int = 0
    checked_on: date | None = None
    faults: list[str] = field(default_factory=list)


def verify_texts(folder: Path | None = None) -> TextReport:
    """Compare every passage with its text, and every text with its sha256.

    Where `folder` holds a file of a text's name, the quotes are compared with that file too.
    """
    report = TextReport()
    report.faults += [
        f"database: the trigger {name} is missing or another; run `./run manage migrate`"
        for name in missing_guards(connection, SOURCES_GUARDS)
    ]
    for version in TextVersion.objects.select_related("document").order_by("pk").iterator():
        passages = list(Passage.objects.filter(text_version=version))
        report.texts += 1
        report.quotes += len(passages)
        on_disk = _read(folder, version)
        if version.text is not None:
            report.faults += _faults(version, version.text, passages, "the stored text")
        if on_disk is not None:
            report.faults += _faults(version, on_disk, passages, f"the file {version.file_name}")
        if version.text is None and on_disk is None:
            report.not_held += len(passages)
            report.texts_not_held += 1
            report.checked_on = min(report.checked_on or version.checked_on, version.checked_on)
            if version.quotes_sha256 and version.quotes_sha256 != digest_of_quotes(version):
                report.faults.append(
                    f"{version.document.slug}: the quotes on record are not those that were checked"
                    f" on {version.checked_on}; import the collection again, with its text"
                )
            report.faults += [
                f"{version.document.slug}: “{passage.quote}” ends beyond the text"
                for passage in passages
                if passage.end > version.length
            ]
    return report


def _read(folder: Path | None, version: TextVersion) -> str | None:
    """The file that a collection took the text from. An imported one may be a PDF, or newer by now."""
    if version.file_sha256:
        return None
    path = folder / version.file_name if folder and version.file_name else None
    if path is None or not path.is_file():
        return None
    return path.read_bytes().decode("utf-8", errors="replace")


def _faults(version: TextVersion, text: str, passages: list[Passage], which: str) -> Iterator[str]:
    slug = version.document.slug
    if sha256_of(text) != version.sha256:
        yield f"{slug}: {which} is not the one on record (sha256 {version.sha256[:12]}…)"
    for passage in passages:
        if text[passage.start : passage.end] != passage.quote:
            yield (
                f"{slug}: “{passage.quote}” is not what stands at"
                f" {passage.start}–{passage.end} of {which}"
            )
