"""The app of sources: documents, texts, passages."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SourcesConfig(AppConfig):
    """Sets up `sources`."""

    name = "sources"
    verbose_name = "What was written"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the triggers made after each `migrate`, the moment at which SQLite may drop them."""
        from sources.guards import keep_sources_guarded

        post_migrate.connect(keep_sources_guarded, sender=self)
