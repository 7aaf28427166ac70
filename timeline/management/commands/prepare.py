"""`./run manage prepare DIR`: what `./run` calls before it serves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from sources.actions.supplying import supply_texts
from sources.guards import SOURCES_GUARDS
from sources.statistics import take_statistics
from sources.triggers import missing_guards
from timeline.actions.building_index import CannotBuild, build_index
from timeline.changes import trim_all
from timeline.guards import TIMELINE_GUARDS
from timeline.index_store import current
from timeline.models import Event, Timeline
from timeline.search_tables import words_guards


class Command(BaseCommand):
    """Bring the database up to date; import a collection where there is no timeline yet."""

    help = "Bring the database up to date, and fill it with a collection where it is empty."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="the collection for an empty database")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if not _is_up_to_date():
            self.stderr.write("Setting up the database.")
            call_command("migrate", verbosity=0)
        if not Timeline.objects.exists() and (folder / "timeline.toml").is_file():
            call_command("import_collection", folder, stdout=self.stderr, stderr=self.stderr)
        trim_all()
        take_statistics()
        self._index()
        report = supply_texts(Path(settings.TEXTS), today=timezone.localdate())
        if report.taken:
            self.stderr.write(f"{report.taken} texts are held now; their quotes were checked.")
        for fault in report.faults:
            self.stderr.write(fault)

    def _index(self) -> None:
        """Have no reader wait for the database where an update has put the index of many events out of use."""
        for timeline in Timeline.objects.order_by("pk"):
            events = Event.objects.filter(timeline=timeline).order_by()
            is_large = events[settings.INDEX_FROM - 1 : settings.INDEX_FROM].exists()
            if is_large and current(timeline.pk)[1] is None:
                self.stderr.write(f"Building the index of “{timeline}”.")
                try:
                    build_index(timeline.pk)
                except (OSError, CannotBuild) as fault:
                    self.stderr.write(f"No index was built, pages are slower without it: {fault}")


def _is_up_to_date() -> bool:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    return not missing_guards(
        connection, (*SOURCES_GUARDS, *TIMELINE_GUARDS, *words_guards(connection))
    )
