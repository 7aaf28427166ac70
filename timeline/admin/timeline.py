"""Curation of timelines."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from timeline.admin.date_field import DateInput
from timeline.admin.of_timeline import FilledIn, SelectMany
from timeline.admin.own_words import own_words
from timeline.dates.edtf import EdtfError, read_edtf
from timeline.models import Timeline
from timeline.retelling import retold


class TimelineForm(forms.ModelForm):  # type: ignore[type-arg]
    """A timeline, with its period in words."""

    class Meta:
        widgets = {"period": DateInput}

    def clean_period(self) -> str:
        """The period, if it can be read."""
        period: str = self.cleaned_data["period"]
        if period:
            try:
                read_edtf(period)
            except EdtfError as error:
                raise forms.ValidationError(retold(error)) from error
        return period


@admin.register(Timeline)
class TimelineAdmin(FilledIn):
    """Investigations, public or not."""

    form = TimelineForm
    list_display = ("titled", "is_public", "period", "number_of_events")
    ordering = ("title",)
    list_filter = ("is_public",)
    search_fields = ("title", "slug", "headline")
    prepopulated_fields = {"slug": ("title",)}
    fields = ("title", "headline", "description", "period", "is_public", "documents", "slug")
    actions = None
    view_on_site = False

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Documents are searched for: there may be many."""
        kwargs["widget"] = SelectMany(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Timeline]:
        rows: QuerySet[Timeline] = super().get_queryset(request)
        return rows.annotate(event_count=Count("events"))

    @admin.display(description=_("title"), ordering="title")
    def titled(self, timeline: Timeline) -> SafeString:
        """Its subject."""
        return own_words(timeline)

    @admin.display(description=_("events"), ordering="event_count")
    def number_of_events(self, timeline: Timeline) -> int:
        """Of any status."""
        count: int = timeline.event_count  # type: ignore[attr-defined]
        return count
