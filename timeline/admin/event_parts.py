"""Who took part in an event, and which events it is tied to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.keeping import KeepsUntouched, KeepsUntouchedFormSet
from timeline.dates.wording import edtf_words
from timeline.models import Event, EventActor, EventLink
from timeline.roles import ROLE_WORDS

_FROM_OTHERS: Final = {
    EventLink.Kind.OUTCOME: _("Its plan"),
    EventLink.Kind.SAME_OCCASION: _("On the same occasion"),
    EventLink.Kind.CONTRADICTS: _("Contradicted by"),
}
"""What a link says to the event that it leads to."""


class ParticipationFormSet(KeepsUntouchedFormSet):
    """The actors of an event."""

    called = "actor"


class LinkFormSet(KeepsUntouchedFormSet):
    """The links from an event."""

    called = "link"


class ParticipationForm(KeepsUntouched):
    """An actor's part: one of those that pages have words for, or what was written there before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields.get("role")
        if role is None:  # shown to who may not change it
            return
        own = self.instance.role
        made_up = [(own, own)] if own and own not in ROLE_WORDS else []
        role.widget = forms.Select(choices=[("", "—"), *ROLE_WORDS.items(), *made_up])


class ParticipationInline(admin.TabularInline):  # type: ignore[type-arg]
    """Actors, with what they did."""

    model = EventActor
    form = ParticipationForm
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


@dataclass(frozen=True, slots=True)
class LinkFromOther:
    """A link that another event has to this one. says: what it is to this one, in words."""

    says: str
    other: Event
    date_words: str
    note: str


def links_from_others(event: Event) -> list[LinkFromOther]:
    """Return the links that other events have to an event, whatever was decided on those; one query."""
    return [
        LinkFromOther(
            str(_FROM_OTHERS[EventLink.Kind(link.kind)]),
            link.from_event,
            edtf_words(link.from_event.edtf),
            link.note,
        )
        for link in event.links_in.select_related("from_event").order_by("pk")
    ]
