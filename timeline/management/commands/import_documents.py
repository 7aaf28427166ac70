"""`./run manage import_documents PATH... --timeline SLUG [--bibliography FILE]`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sources.actions.finding_files import FilesFound, files_in
from sources.actions.reading_files import stem_of
from sources.readers import ReadFailure, read_bibliography
from sources.statistics import take_statistics
from timeline.actions.importing_documents import DocumentImporter, FileReport, Sidecar, shown
from timeline.management.documents import add_jobs_argument, require_jobs
from timeline.management.failing import failing_plainly
from timeline.management.import_report import ImportSummary, line_of
from timeline.management.interrupting import INTERRUPTED, interruptible
from timeline.management.progress import progress_on
from timeline.models import Timeline


class Command(BaseCommand):
    """Import files as documents; see docs/importing.md."""

    help = "Import files and folders of files as documents. Safe to interrupt and to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders")
        parser.add_argument(
            "--timeline", required=True, metavar="SLUG", help="made where it does not exist yet"
        )
        parser.add_argument(
            "--bibliography",
            type=Path,
            metavar="FILE",
            help="CSL-JSON, RIS or BibTeX; an entry belongs to the file whose stem is its id",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="tell what would be done, and store nothing"
        )
        parser.add_argument(
            "--json",
            metavar="FILE",
            help="write the report as JSON; - writes it on standard output",
        )
        add_jobs_argument(parser)

    def handle(
        self,
        *args: Any,
        paths: list[Path],
        timeline: str,
        bibliography: Path | None,
        jobs: int,
        dry_run: bool,
        json: str | None,
        **options: Any,
    ) -> None:
        require_jobs(jobs)
        _require_name(timeline)
        sidecar = self._read_sidecar(bibliography)
        found = files_in(paths)
        if bibliography is not None:
            found.files = [path for path in found.files if not _is_same(path, bibliography)]
        summary = ImportSummary(timeline, dry_run, len(found.files) + len(found.refused))
        summary.left_out = [f"{shown(one.path)}: {one.reason}" for one in found.left_out]
        stems = {stem_of(path.name) for path in found.files}
        summary.unused = [stem for stem in sidecar.references if stem not in stems]
        for line in summary.left_out:
            self.stderr.write(line)
        importer = DocumentImporter(timeline, now=timezone.now(), sidecar=sidecar, dry_run=dry_run)
        self._import(importer, found, jobs, summary)
        take_statistics()
        self._tell(summary, json)

    def _read_sidecar(self, path: Path | None) -> Sidecar:
        if path is None:
            return Sidecar()
        try:
            bibliography = read_bibliography(path.read_bytes(), path.name)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}; nothing was imported") from error
        except ReadFailure as failure:
            raise CommandError(f"{failure} Nothing was imported.") from failure
        for warning in bibliography.warnings:
            self.stderr.write(f"{path.name}: {warning}")
        return Sidecar.of(path.name, bibliography.references)

    def _import(
        self, importer: DocumentImporter, found: FilesFound, jobs: int, summary: ImportSummary
    ) -> None:
        told = progress_on(sys.stderr, "documents")
        refused = [
            FileReport(shown(one.path), "refused", reason=one.reason) for one in found.refused
        ]
        for report in refused:
            self._add(report, summary)
        with failing_plainly(), interruptible(self.stderr.write) as stop:
            for report in importer.run(found.files, jobs=jobs, stop=stop):
                self._add(report, summary)
                told(len(summary.documents), summary.total)

    def _add(self, report: FileReport, summary: ImportSummary) -> None:
        summary.documents.append(report)
        if line := line_of(report):
            self.stderr.write(line)

    def _tell(self, summary: ImportSummary, json: str | None) -> None:
        out = self.stdout
        if json == "-":
            self.stdout.write(summary.as_json())
            out = self.stderr
        elif json is not None:
            try:
                Path(json).write_text(summary.as_json() + "\n", encoding="utf-8")
            except OSError as error:
                self.stderr.write(f"{json}: the report could not be written: {error.strerror}")
        for line in summary.lines():
            out.write(line)
        if summary.interrupted:
            raise CommandError("interrupted", returncode=INTERRUPTED)
        if refused := summary.counts["refused"]:
            raise CommandError(f"{refused} of {summary.total} files were refused; see above")


def _require_name(timeline: str) -> None:
    """Raise CommandError unless a timeline can have this name."""
    try:
        Timeline._meta.get_field("slug").clean(timeline, None)
    except ValidationError as error:
        raise CommandError(f"--timeline {timeline}: {' '.join(error.messages)}") from error


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False
