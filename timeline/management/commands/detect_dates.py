"""`./run manage detect_dates [SLUG...] [--timeline SLUG] [--jobs N | --scheduler ADDRESS]`"""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline.actions.detecting import DetectReport, detect_dates
from timeline.management.documents import add_document_arguments, crew_of, documents_named
from timeline.management.failing import failing_plainly
from timeline.management.progress import progress_on
from timeline.models import DateMention


class Command(BaseCommand):
    """Find the dates in the texts that are held here."""

    help = "Find the dates in documents, and how each is known. A second time it finds nothing new."

    def add_arguments(self, parser: CommandParser) -> None:
        add_document_arguments(parser)

    def handle(self, *args: Any, slugs: list[str], timeline: str | None, **options: Any) -> None:
        documents = documents_named(slugs, timeline)
        told = progress_on(sys.stderr, "texts")
        with failing_plainly():
            report = detect_dates(documents, crew=crew_of(options), told=told)
        self._tell(report)
        if report.problems:
            raise CommandError(f"{len(report.problems)} documents could not be read")

    def _tell(self, report: DetectReport) -> None:
        for problem in report.problems:
            self.stderr.write(problem)
        self.stdout.write(
            f"{report.texts} texts looked at, {report.current} as they were,"
            f" {report.not_held} not held here"
        )
        self.stdout.write(
            f"{report.mentions} date expressions found: {report.dated} dated,"
            f" {report.mentions - report.dated} without a place on the calendar;"
            f" {report.in_boilerplate} more in what is no article text"
        )
        fates = [f"{report.fates[fate]} {fate.label.lower()}" for fate in DateMention.Fate]
        self.stdout.write(f"On record: {report.fates.total()}, of them {', '.join(fates)}")
