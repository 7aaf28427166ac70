"""Rows that belong to one timeline, and the fields in which they are picked."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from timeline.admin.own_words import own_words
from timeline.http import whole_number


class FilledIn(admin.ModelAdmin):  # type: ignore[type-arg]
    """Forms that the address fills in: what is no key of a row is left out."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address gives for the form's fields."""
        initial = super().get_changeform_initial_data(request)
        relations = {field.name for field in self.opts.get_fields() if field.is_relation}
        return {
            name: given
            for name, given in initial.items()
            if name not in relations
            or all(whole_number(key) for key in (given if isinstance(given, list) else [given]))
        }


class OfTimelineAdmin(FilledIn):
    """Categories and themes: searched within a timeline where the asker names one."""

    list_display = ("named", "of_timeline", "position", "slug")
    list_filter = ("timeline",)
    list_select_related = ("timeline",)
    search_fields = ("name", "slug", "description")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("timeline",)
    actions = None

    @admin.display(description=_("name"), ordering="name")
    def named(self, row: Any) -> SafeString:
        """Its name."""
        return own_words(row)

    @admin.display(description=_("timeline"), ordering="timeline")
    def of_timeline(self, row: Any) -> SafeString:
        """The timeline that it belongs to."""
        return own_words(row.timeline)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        timeline = whole_number(request.GET.get("of_timeline"))
        if request.path.endswith("/autocomplete/") and timeline is not None:
            found = found.filter(timeline_id=timeline)
        return found, may_repeat

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A row stays in its timeline: its events are there."""
        return ("timeline",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Addresses that are in use are not rewritten."""
        return {} if obj else dict(self.prepopulated_fields)


class _OfTimeline:
    """Asks only for rows of one timeline, where that is known."""

    timeline_id: int | None = None

    def get_url(self) -> str:
        """Where select2 asks for rows."""
        address: str = super().get_url()  # type: ignore[misc]
        if self.timeline_id is None:
            return address
        return f"{address}?{urlencode({'of_timeline': self.timeline_id})}"


class SelectOfTimeline(_OfTimeline, AutocompleteSelect):
    """Picks one row of a timeline."""


class SelectMany(AutocompleteSelectMultiple):
    """Picks rows; each is taken away by itself, with no button that drops them all."""

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What select2 is told."""
        return {**super().build_attrs(*args, **kwargs), "data-allow-clear": "false"}


class SelectManyOfTimeline(_OfTimeline, SelectMany):
    """Picks rows of a timeline."""
