"""The app of timelines: events, citations, actors."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TimelineConfig(AppConfig):
    """Sets up `timeline`."""

    name = "timeline"
    verbose_name = "What happened"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the triggers made after each `migrate`, the moment at which SQLite may drop them."""
        from timeline.guards import keep_timeline_guarded

        post_migrate.connect(keep_timeline_guarded, sender=self)
