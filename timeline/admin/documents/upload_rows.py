"""The lines of an upload: what is said of each file before and after it came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_noop

from sources.actions.reading_files import stem_of
from sources.actions.uploaded_names import refusal_of_name
from sources.readers.failures import too_large
from timeline.actions.importing_documents import (
    DocumentImporter,
    FileReport,
    shared_stems,
    shown,
)
from timeline.admin.documents.quota import MOST_BYTES, READING
from timeline.admin.documents.upload_form import Announced
from timeline.retelling import retold

Upload: TypeAlias = "UploadedFile[bytes]"


@dataclass(frozen=True, slots=True)
class FileRow:
    """A line of the page: a file that waits for its turn, or what became of it.

    slug: of its document, where that is stored. at: its number among the files that the script
    holds. namesakes: another has its stem. text, stem: the sha256 of its text and what its document
    is known by, told in a dry run for the files to come.
    """

    path: str
    outcome: str
    slug: str = ""
    told: str = ""
    at: int | None = None
    namesakes: bool = False
    text: str = ""
    stem: str = ""


def planned(files: list[Announced]) -> Iterator[FileRow]:
    """Say of files to come, by name and size, which are refused and which wait for their turn."""
    reasons = [
        refusal_of_name(file.name)
        or (too_large(file.size, MOST_BYTES) if file.size > MOST_BYTES else "")
        for file in files
    ]
    shared = shared_stems(file.name for file in files)
    for at, (file, reason) in enumerate(zip(files, reasons, strict=True)):
        path = shown(Path(file.name))
        if reason:
            yield FileRow(path, "refused", told=reason)
        else:
            yield FileRow(
                path, gettext_noop("waiting"), at=at, namesakes=stem_of(file.name) in shared
            )


def imported(importer: DocumentImporter, files: list[Upload]) -> Iterator[FileRow]:
    """Take in the files of one request, one after the other."""
    names = [file.name or "" for file in files]
    shared = shared_stems(names)
    for name, file in zip(names, files, strict=True):
        if reason := refusal_of_name(name):
            yield FileRow(shown(Path(name)), "refused", told=reason)
            continue
        with READING:
            report = importer.take(name, file.read(), namesakes=stem_of(name) in shared)
        yield row_of(report, importer)
        file.close()  # a large one lies in a temporary file, which goes with this


def row_of(report: FileReport, importer: DocumentImporter) -> FileRow:
    """The line of a file that was taken in, or refused, by this importer."""
    told = [retold(line) for line in (report.reason, *report.notes)]
    if report.outcome == "changed":
        told.insert(
            0, gettext("Citations that moved with their words: {n}.").format(n=report.moved)
        )
        if report.queued:
            waiting = gettext("Passages that wait for you to find their place: {n}.")
            told.insert(1, waiting.format(n=report.queued))
    words = " ".join(filter(None, told))
    if not importer.is_dry_run:
        return FileRow(report.path, report.outcome, report.slug, words)
    return FileRow(report.path, report.outcome, "", words, text=report.sha256, stem=report.stem)
