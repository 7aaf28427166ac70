"""Curation of themes."""

from __future__ import annotations

from django.contrib import admin

from timeline.admin.of_timeline import OfTimelineAdmin
from timeline.models import Theme


@admin.register(Theme)
class ThemeAdmin(OfTimelineAdmin):
    """Storylines across categories."""

    fields = ("timeline", "name", "description", "position", "slug")
