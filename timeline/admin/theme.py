"""Curation of themes."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from timeline.admin.of_timeline import OfTimelineAdmin
from timeline.models import Theme


@admin.register(Theme)
class ThemeAdmin(OfTimelineAdmin):
    """Storylines across categories."""

    fields = ("timeline", "name", "description", "position", "slug")

    def has_delete_permission(self, request: HttpRequest, obj: Theme | None = None) -> bool:
        """Only one that no event has: events would lose it without a trace in their history."""
        if obj is not None and obj.events.exists():
            return False
        return super().has_delete_permission(request, obj)
