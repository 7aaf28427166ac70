"""Curation of timelines."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from timeline.models import Timeline


@admin.register(Timeline)
class TimelineAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Investigations, public or not."""

    list_display = ("title", "is_public", "period", "number_of_events")
    list_filter = ("is_public",)
    search_fields = ("title", "slug", "headline")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("documents",)
    fields = ("title", "headline", "description", "period", "is_public", "documents", "slug")
    actions = None
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Timeline]:
        rows: QuerySet[Timeline] = super().get_queryset(request)
        return rows.annotate(event_count=Count("events"))

    @admin.display(description="events", ordering="event_count")
    def number_of_events(self, timeline: Timeline) -> int:
        """Of any status."""
        count: int = timeline.event_count  # type: ignore[attr-defined]
        return count
