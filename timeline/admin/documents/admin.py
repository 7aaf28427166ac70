"""Documents in the admin: what `sources` knows of them, and what events make of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.admin.document import DocumentAdmin
from sources.models import Document, Reanchoring
from timeline.admin.documents.add_text import AddTextPages
from timeline.admin.documents.coverage import CoverageColumns, coverage_of_document
from timeline.admin.documents.metadata import MetadataPages, dates_depend_on_it
from timeline.admin.documents.propose import ProposePages
from timeline.admin.documents.upload import UploadPages
from timeline.models import Timeline


class TimelineFilter(SimpleListFilter):
    """By the timeline that a document belongs to."""

    title = _("timeline")
    parameter_name = "timeline"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, str]]:
        return list(Timeline.objects.values_list("slug", "title"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Document]) -> QuerySet[Document]:
        if not self.value():
            return queryset
        chosen = Timeline.objects.filter(slug=self.value())
        return queryset.filter(pk__in=chosen.values("documents"))


class LackingFilter(SimpleListFilter):
    """By what is not known of a document."""

    title = _("missing metadata")
    parameter_name = "lacking"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [
            ("any", gettext("Something")),
            ("title", gettext("Title")),
            ("authors", gettext("Authors")),
            ("publisher", gettext("Publisher")),
            ("published", gettext("Publication date")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Document]) -> QuerySet[Document]:
        chosen, known = self.value(), {value for value, _ in self.lookup_choices}
        if chosen not in known:
            return queryset
        names = () if chosen == "any" else (chosen,)
        return queryset.filter(pk__in=Document.objects.lacking(*names).values("pk"))


@dataclass(frozen=True, slots=True)
class ListTools:
    """What can be done from the list. lacking, unsettled: how many wait for it."""

    timeline: str
    may_upload: bool
    lacking: int
    unsettled: int


@admin.register(Document)
class CoveredDocumentAdmin(
    UploadPages, ProposePages, MetadataPages, AddTextPages, CoverageColumns, DocumentAdmin
):
    """Works that can be cited, from upload to the last event."""

    list_display = (*DocumentAdmin.list_display, "coverage")
    list_filter = (TimelineFilter, LackingFilter, *DocumentAdmin.list_filter)
    list_per_page = 50

    def get_urls(self) -> list[URLPattern]:
        """With the pages on which documents are brought in, described and worked through."""
        return [
            *self.upload_urls(),
            *self.propose_urls(),
            *self.metadata_urls(),
            *self.add_text_urls(),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, with what waits to be done."""
        may_change = self.has_change_permission(request)
        tools = ListTools(
            request.GET.get("timeline", ""),
            self.has_add_permission(request),
            Document.objects.lacking().count() if may_change else 0,
            Reanchoring.objects.open().count() if may_change else 0,
        )
        return super().changelist_view(request, {"tools": tools, **(extra_context or {})})

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form, with the coverage of the newest text."""
        document = context.get("original")
        context["covered"] = coverage_of_document(document) if document else None
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Document, form: Any, change: bool) -> None:
        """Save, and say where dates rest on what was changed."""
        super().save_model(request, obj, form, change)
        if change and {"published", "language"} & set(form.changed_data):
            for line in dates_depend_on_it(obj):
                messages.warning(request, line)
