"""`./run manage index [TIMELINE ...]`: build what large timelines are answered from."""

from __future__ import annotations

import os
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline.actions.building_index import CannotBuild, build_index
from timeline.http import whole_number
from timeline.models import Timeline


class Command(BaseCommand):
    """Build indexes anew. The server does it by itself; this is for after a bulk load."""

    help = "Build the index of timelines (by slug or number); of all of them where none is named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("timelines", nargs="*", metavar="TIMELINE")
        parser.add_argument("--key", type=int, help="the number of one; slugs may be numbers too")

    def handle(
        self, *args: Any, timelines: list[str], key: int | None = None, **options: Any
    ) -> None:
        os.nice(10)  # whoever reads goes first
        named = [_named(name) for name in timelines]
        if key is not None:
            named += Timeline.objects.filter(pk=key)
        for timeline in named if timelines or key is not None else Timeline.objects.all():
            start = perf_counter()
            try:
                built = build_index(timeline.pk)
            except CannotBuild as error:
                raise CommandError(str(error)) from error
            told = (
                "another process is building it"
                if built is None
                else (
                    f"{built.events:,} events, {built.size / 1e6:,.1f} MB,"
                    f" {perf_counter() - start:.1f} s"
                )
            )
            self.stdout.write(f"{timeline.slug}: {told}")


def _named(name: str) -> Timeline:
    """The timeline of this slug, which may be all digits; else the one of this number."""
    found = Timeline.objects.filter(slug=name).first()
    number = whole_number(name)
    if found is None and number is not None:
        found = Timeline.objects.filter(pk=number).first()
    if found is None:
        raise CommandError(f"there is no timeline {name!r}")
    return found
