"""Who took part in an event, and which events it is tied to."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from timeline.admin.keeping import KeepsUntouched, KeepsUntouchedFormSet
from timeline.models import EventActor, EventLink


class ParticipationInline(admin.TabularInline):  # type: ignore[type-arg]
    """Actors, with what they did."""

    model = EventActor
    form = KeepsUntouched
    formset = KeepsUntouchedFormSet
    fields = ("actor", "role", "position")
    autocomplete_fields = ("actor",)
    extra = 0
    verbose_name = "actor"
    verbose_name_plural = "actors"


class LinkInline(admin.TabularInline):  # type: ignore[type-arg]
    """From this event to others."""

    model = EventLink
    form = KeepsUntouched
    formset = KeepsUntouchedFormSet
    fk_name = "from_event"
    fields = ("kind", "to_event", "note")
    autocomplete_fields = ("to_event",)
    extra = 0
    verbose_name = "link to another event"
    verbose_name_plural = "links to other events"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("from_event", "to_event")
