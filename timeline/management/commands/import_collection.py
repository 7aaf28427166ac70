"""`./run manage import_collection DIR [--texts DIR] [--seal]`"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sources.actions.storing import QuoteMismatch
from timeline.actions.importing import ImportReport, import_collection
from timeline.collection import CollectionError, read_collection
from timeline.collection.seal import write_seals


class Command(BaseCommand):
    """Import a collection of TOML files; see docs/collection-format.md."""

    help = "Import a collection: all of it or nothing. A second time it changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where timeline.toml and the others are")
        parser.add_argument("--texts", type=Path, help="where the sources' texts are, if at hand")
        parser.add_argument(
            "--seal", action="store_true", help="record in checked.toml that all quotes match"
        )

    def handle(
        self, *args: Any, folder: Path, texts: Path | None, seal: bool, **options: Any
    ) -> None:
        if texts is not None and not texts.is_dir():
            raise CommandError(f"{texts}: no such folder; give the one that holds the texts")
        texts = texts or Path(settings.TEXTS)
        today = timezone.localdate()
        try:
            if seal:
                _require_all_texts(folder, texts)
            report = import_collection(folder, texts=texts, today=today)
            if seal:
                write_seals(folder, read_collection(folder), today=today)
        except CollectionError as error:
            for fault in error.faults:
                self.stderr.write(str(fault))
            count = len(error.faults)
            raise CommandError(
                f"nothing was imported: {count} fault{'s'[: count > 1]} in {folder}"
            ) from error
        except QuoteMismatch as error:
            raise CommandError(f"nothing was imported: {error}") from error
        self._tell(report)

    def _tell(self, report: ImportReport) -> None:
        for kind, tally in report.tallies.items():
            self.stdout.write(
                f"{kind}: {tally.new} new, {tally.changed} changed, {tally.same} as they were"
            )
        for line in report.kept:
            self.stderr.write(line)
        where = (
            "against the texts"
            if report.texts_held == report.texts
            else f"against {report.texts_held} texts, the other {report.texts - report.texts_held}"
            " by the seal of the last check"
        )
        self.stdout.write(f"Every quote was checked {where}.")
        if not report.changed:
            self.stdout.write("Nothing changed: the collection was imported before.")


def _require_all_texts(folder: Path, texts: Path) -> None:
    files = [source.file for source in read_collection(folder).sources]
    missing = [file for file in files if not (texts / file).is_file()]
    if missing:
        raise CommandError(f"{texts} lacks {', '.join(missing)}; a seal needs all of them")
