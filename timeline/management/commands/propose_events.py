"""`./run manage propose_events [SLUG...] [--timeline SLUG] [--jobs N | --scheduler ADDRESS]`"""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sources.statistics import take_statistics
from timeline.actions.proposing import ProposeReport, propose_events
from timeline.management.documents import (
    add_document_arguments,
    crew_of,
    documents_named,
    timeline_named,
)
from timeline.management.failing import failing_plainly
from timeline.management.progress import progress_on
from timeline.models import DateMention, Timeline


class Command(BaseCommand):
    """Propose events from the documents of timelines; finds their dates first."""

    help = "Propose the events that documents tell of. A second time it proposes nothing new."

    def add_arguments(self, parser: CommandParser) -> None:
        add_document_arguments(parser)

    def handle(self, *args: Any, slugs: list[str], timeline: str | None, **options: Any) -> None:
        crew = crew_of(options)
        documents = documents_named(slugs, timeline)
        timelines = (
            [timeline_named(timeline)] if timeline else list(Timeline.objects.order_by("pk"))
        )
        problems = 0
        for each in timelines:
            own = documents.filter(pk__in=each.documents.values("pk"))
            if not own.exists():
                continue
            told = progress_on(sys.stderr, "texts")
            with failing_plainly():
                report = propose_events(each, own, crew=crew, told=told)
            self._tell(each, report)
            problems += len(report.problems)
        take_statistics()
        if problems:
            raise CommandError(f"{problems} problems; see above")

    def _tell(self, timeline: Timeline, report: ProposeReport) -> None:
        for problem in report.problems:
            self.stderr.write(problem)
        self.stdout.write(
            f"{timeline.slug}: {report.proposed} events proposed from {report.texts} texts,"
            f" {report.known} known before, {report.merges} pairs that may be one event;"
            f" {report.current} texts as they were, {report.not_held} not held here"
        )
        fates = [f"{report.fates[fate]} {fate.label.lower()}" for fate in DateMention.Fate]
        self.stdout.write(f"Date expressions: {report.fates.total()}, of them {', '.join(fates)}")
