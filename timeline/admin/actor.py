"""Curation of actors."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from timeline.admin.own_words import own_words
from timeline.models import Actor, ActorAlias


class AliasInline(admin.TabularInline):  # type: ignore[type-arg]
    """The other names that sources use."""

    model = ActorAlias
    extra = 0


@admin.register(Actor)
class ActorAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Persons, states, organisations, forces and places."""

    list_display = ("named", "kind", "number_of_events")
    ordering = ("name",)
    list_filter = ("kind",)
    search_fields = ("name", "aliases__name", "slug")
    search_help_text = _("Names and aliases")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "kind", "description", "slug")
    inlines = (AliasInline,)
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Actor]:
        rows: QuerySet[Actor] = super().get_queryset(request)
        return rows.annotate(event_count=Count("participations"))

    @admin.display(description=_("name"), ordering="name")
    def named(self, actor: Actor) -> SafeString:
        """Its canonical name."""
        return own_words(actor)

    @admin.display(description=_("events"), ordering="event_count")
    def number_of_events(self, actor: Actor) -> int:
        """In how many events it takes part."""
        count: int = actor.event_count  # type: ignore[attr-defined]
        return count
