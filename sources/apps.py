"""The app of sources: documents, texts, passages."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    """Sets up `sources`."""

    name = "sources"
    verbose_name = _("What was written")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the triggers taken away before each `migrate`, and made after it; see guards.py."""
        from sources.guards import keep_sources_guarded, leave_sources_unguarded

        pre_migrate.connect(leave_sources_unguarded, sender=self)
        post_migrate.connect(keep_sources_guarded, sender=self)
