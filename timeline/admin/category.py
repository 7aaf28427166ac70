"""Curation of categories."""

from __future__ import annotations

from django.contrib import admin

from timeline.admin.of_timeline import OfTimelineAdmin
from timeline.models import Category


@admin.register(Category)
class CategoryAdmin(OfTimelineAdmin):
    """The lanes of timelines."""

    fields = ("timeline", "name", "description", ("position", "colour"), "slug")
