"""`./run manage export SLUG --format json|csv [--status candidate,published]`"""

from __future__ import annotations

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline.actions.exporting import export_timeline
from timeline.exports.registry import EXPORTS
from timeline.models import Event, Timeline


class Command(BaseCommand):
    """Write a timeline to standard output."""

    help = "Write a timeline, whole, to standard output: its documents, events and citations."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="which timeline")
        parser.add_argument("--format", choices=sorted(EXPORTS), default="json")
        parser.add_argument(
            "--status",
            default=Event.Status.PUBLISHED.value,
            help="comma-separated: candidate, published, rejected; default: published",
        )

    def handle(self, *args: Any, slug: str, format: str, status: str, **options: Any) -> None:  # noqa: A002
        timeline = Timeline.objects.filter(slug=slug).first()
        if timeline is None:
            known = ", ".join(Timeline.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"no timeline is called {slug!r}; there are: {known}")
        wanted = [part.strip() for part in status.split(",") if part.strip()]
        unknown = sorted(set(wanted) - set(Event.Status.values))
        if unknown or not wanted:
            raise CommandError(
                f"--status {status!r}: give one or more of {', '.join(Event.Status.values)}"
            )
        sys.stdout.flush()
        try:
            for chunk in export_timeline(timeline, format, statuses=wanted):
                sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
        except BrokenPipeError:  # whoever reads us, such as `head`, has enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
