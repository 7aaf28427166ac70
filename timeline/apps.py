"""The app of timelines: events, citations, actors."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from timeline.language import follow


class TimelineConfig(AppConfig):
    """Sets up `timeline`."""

    name = "timeline"
    verbose_name = _("What happened")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the core speak the reader's language, and keep the triggers out of `migrate`'s way.

        The triggers are taken away before it, and made after it; see guards.py.
        """
        from timeline.guards import keep_timeline_guarded, leave_timeline_unguarded
        from timeline.search_tables import keep_words, leave_words_alone, teach_words

        follow(translation)
        connection_created.connect(teach_words)
        pre_migrate.connect(leave_timeline_unguarded, sender=self)
        post_migrate.connect(keep_timeline_guarded, sender=self)
        pre_migrate.connect(leave_words_alone, sender=self)
        post_migrate.connect(keep_words, sender=self)
