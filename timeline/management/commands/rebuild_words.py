"""`./run manage rebuild_words`: what searching knows, made anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from timeline.search_tables import rebuild_words


class Command(BaseCommand):
    """Take down the words of all events anew; needed only after rows were loaded without triggers."""

    help = "Take down the words of all events anew, for searching."

    def handle(self, *args: Any, **options: Any) -> None:
        rebuild_words(connection)
        self.stdout.write("Searching knows the words of all events.")
