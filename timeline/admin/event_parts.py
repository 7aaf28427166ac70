"""Who took part in an event, and which events it is tied to."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.keeping import KeepsUntouched, KeepsUntouchedFormSet
from timeline.models import EventActor, EventLink


class ParticipationFormSet(KeepsUntouchedFormSet):
    """The actors of an event."""

    called = "actor"


class LinkFormSet(KeepsUntouchedFormSet):
    """The links from an event."""

    called = "link"


class ParticipationInline(admin.TabularInline):  # type: ignore[type-arg]
    """Actors, with what they did."""

    model = EventActor
    form = KeepsUntouched
    formset = ParticipationFormSet
    fields = ("actor", "role", "position")
    autocomplete_fields = ("actor",)
    extra = 0
    verbose_name = _("actor")
    verbose_name_plural = _("actors")


class LinkForm(KeepsUntouched):
    """A link to an event that is another one."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.from_event_id and cleaned.get("to_event") == self.instance.from_event:
            self.add_error("to_event", gettext("An event can’t be linked to itself."))
        return cleaned


class LinkInline(admin.TabularInline):  # type: ignore[type-arg]
    """From this event to others."""

    model = EventLink
    form = LinkForm
    formset = LinkFormSet
    fk_name = "from_event"
    fields = ("kind", "to_event", "note")
    autocomplete_fields = ("to_event",)
    extra = 0
    verbose_name = _("link to another event")
    verbose_name_plural = _("links to other events")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("from_event", "to_event")
