"""Texts and passages on record, which nobody changes."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from sources.admin.in_language import in_language
from sources.admin.read_only import ReadOnly, how_held
from sources.models import Document, Passage, TextVersion


@admin.register(TextVersion)
class TextVersionAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """Texts on record; they never change."""

    list_display = ("of_document", "file_name", "length", "is_held_here", "checked_on")
    search_fields = ("document__title", "document__slug", "file_name", "sha256")
    ordering = ("document__title", "-pk")
    fields = readonly_fields = (
        *("document", "file_name", "sha256", "length", "is_held_here"),
        *("reader", "imported_at", "checked_on"),
    )
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[TextVersion]:
        return super().get_queryset(request).defer("text").select_related("document")

    @admin.display(description=_("document"), ordering="document")
    def of_document(self, version: TextVersion) -> SafeString:
        """What it is the text of."""
        return in_language(version.document, version.document.language)

    @admin.display(description=_("text"))
    def is_held_here(self, version: TextVersion) -> SafeString | str:
        """Whether it is here."""
        return how_held(version)


@admin.register(Passage)
class PassageAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """Places in texts; they never change."""

    list_display = ("quoted", "document", "start", "end")
    list_select_related = ("text_version__document",)
    search_fields = ("quote", "text_version__document__title")
    fields = readonly_fields = ("document", "start", "end", "prefix", "quote", "suffix")
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Passage]:
        return super().get_queryset(request).defer("text_version__text")

    @admin.display(description=_("quote"), ordering="quote")
    def quoted(self, passage: Passage) -> SafeString:
        """Its words."""
        return in_language(passage.quote, passage.text_version.document.language)

    @admin.display(description=_("document"), ordering="text_version__document__title")
    def document(self, passage: Passage) -> Document:
        """Where it stands."""
        return passage.text_version.document
