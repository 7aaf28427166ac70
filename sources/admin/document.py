"""Curation of documents, and of their texts."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.actions.supplying_by_hand import WrongText, supply_file, supply_pasted
from sources.admin.in_language import in_language
from sources.admin.kinds import KindFilter, kind_choices
from sources.admin.read_only import ReadOnly, how_held
from sources.author_lines import AuthorsField
from sources.models import Document, TextVersion

_BYTES_OF_A_CHARACTER = 4  # at most, in UTF-8


class DocumentForm(forms.ModelForm):  # type: ignore[type-arg]
    """A document, with its authors one a line, and its kind in words."""

    authors = AuthorsField(label=_("Authors"))

    class Meta:
        labels = {"container": _("Newspaper, journal or site")}
        help_texts = {"container": "", "kind": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:  # else it is shown to who may not change it
            self.fields["kind"].widget = forms.Select(choices=kind_choices(self.instance.kind))


class SupplyForm(forms.Form):
    """The text of a document, as a file or pasted."""

    file = forms.FileField(required=False, label=_("File"), help_text=_("Plain text in UTF-8."))
    pasted = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        label=_("Or paste it"),
    )

    def __init__(self, *args: Any, version: TextVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version

    def clean(self) -> None:
        """Store the text, or say in one line why it is not the one."""
        file, pasted = self.cleaned_data.get("file"), self.cleaned_data.get("pasted")
        if self.errors:
            return
        if bool(file) == bool(pasted):
            raise forms.ValidationError(gettext("Choose a file or paste the text, one of the two."))
        today = timezone.localdate()
        try:
            if not file:
                supply_pasted(self.version, pasted or "", today=today)
            elif file.size > self.version.length * _BYTES_OF_A_CHARACTER:
                raise WrongText(
                    gettext("This file is longer than the text on record. Nothing was stored.")
                )
            else:
                supply_file(self.version, file.read(), today=today)
        except WrongText as error:
            raise forms.ValidationError(str(error)) from error


class TextVersionInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    """A document's texts."""

    model = TextVersion
    fields = readonly_fields = ("file_name", "sha256", "length", "is_held_here", "checked_on")
    extra = 0
    verbose_name_plural = _("texts on record")

    def get_queryset(self, request: HttpRequest) -> QuerySet[TextVersion]:
        return super().get_queryset(request).defer("text").select_related("document")

    @admin.display(description=_("text"))
    def is_held_here(self, version: TextVersion) -> SafeString | str:
        """Whether it is here."""
        return how_held(version)


class DocumentAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Works that can be cited."""

    form = DocumentForm
    list_display: tuple[str, ...] = ("titled", "published_in", "published", "access")
    list_filter: ClassVar[tuple[Any, ...]] = ("access", KindFilter, "language")
    search_fields = ("title", "slug", "container", "publisher")
    search_help_text = _("Titles, names in addresses, newspapers, publishers")
    prepopulated_fields = {"slug": ("title",)}
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    inlines = (TextVersionInline,)
    actions = None
    view_on_site = False
    fieldsets = (
        (None, {"fields": ("title", "authors", "container", ("published", "published_evidence"))}),
        (_("Where it stands"), {"fields": ("publisher", ("volume", "issue"), "url", "language")}),
        (_("What may be shown"), {"fields": ("access", "rights")}),
        (_("Address and kind"), {"fields": ("slug", "kind")}),
    )

    @admin.display(description=_("title"), ordering="title")
    def titled(self, document: Document) -> SafeString:
        """What it is called."""
        return in_language(document.title, document.language)

    @admin.display(description=_("published in"), ordering="container")
    def published_in(self, document: Document) -> SafeString | None:
        """The newspaper, journal or site that it stands in."""
        return in_language(document.container, document.language) if document.container else None

    def get_urls(self) -> list[URLPattern]:
        """With the page on which a text is supplied."""
        supply = path(
            "text/<int:version_id>/supply/",
            self.admin_site.admin_view(self.supply_text),
            name="sources_supply_text",
        )
        return [supply, *super().get_urls()]

    def supply_text(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """Take in the text that a text version's sha256 names."""
        version = get_object_or_404(TextVersion.objects.defer("text"), pk=version_id)
        if not self.has_change_permission(request, version.document):
            raise PermissionDenied
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = SupplyForm(*sent, version=version)
        back = reverse("admin:sources_document_change", args=[version.document_id])
        if form.is_valid():
            self.log_change(request, version.document, f"Supplied the text {version.sha256[:12]}.")
            messages.success(
                request,
                gettext("The text of “{document}” is now held here.").format(
                    document=version.document
                ),
            )
            return HttpResponseRedirect(back)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Supply a text"),
            "form": form,
            "document": version.document,
            "version": version,
            "opts": self.opts,
            "back": back,
        }
        return render(request, "admin/sources/document/supply_text.html", context)
