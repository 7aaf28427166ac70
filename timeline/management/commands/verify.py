"""`./run manage verify`"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from timeline.actions.verifying import verify


class Command(BaseCommand):
    """Check every quote, published event and date in the database."""

    help = "Check that every quote is the words of its text. Exit status 1 on any mismatch."

    def handle(self, *args: Any, **options: Any) -> None:
        report = verify(Path(settings.TEXTS))
        for fault in report.faults:
            self.stderr.write(fault)
        if report.faults:
            raise CommandError(f"{len(report.faults)} faults in {report.quotes} quotes")
        quotes, texts = report.quotes - report.not_held, report.texts - report.texts_not_held
        if texts or not report.texts:
            self.stdout.write(f"{quotes} quotes in {texts} texts: every quote matches.")
        if report.texts_not_held:
            self.stdout.write(
                f"{report.not_held} quotes in {report.texts_not_held} texts that are not held here:"
                f" as they were when checked on {report.checked_on} against the texts' SHA-256."
            )
