"""The page on which a document gets its first text, or a corrected one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import DataError, IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sources.actions.importing import ImportRefused
from sources.models import Document
from sources.readers import ReadFailure
from sources.readers.failures import too_large
from timeline.actions.adding_texts import add_text
from timeline.actions.review import EditConflict
from timeline.admin.documents.metadata import dates_offered
from timeline.admin.documents.page import Pages, require
from timeline.admin.documents.quota import MOST_BYTES, READING, within_quota
from timeline.language import number
from timeline.retelling import retold

_PASTED = "pasted.txt"


class TextForm(forms.Form):
    """A text, as a file or pasted."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_("Text, web page, PDF, Word or e-mail, told apart by what is in it."),
    )
    pasted = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        label=_("Or paste it"),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        has_file = cleaned.get("file") is not None
        if not self.errors and has_file == bool(cleaned.get("pasted")):
            raise forms.ValidationError(gettext("Choose a file or paste the text, one of the two."))
        return cleaned

    def name_and_data(self) -> tuple[str, bytes]:
        """What came, as a file."""
        file = self.cleaned_data.get("file")
        if file is not None:
            return str(file.name), file.read()
        pasted = self.cleaned_data["pasted"].replace("\r\n", "\n").replace("\r", "\n")
        return _PASTED, pasted.encode("utf-8")


class AddTextPages(Pages):
    """Adding texts to documents that are here."""

    def add_text_urls(self) -> list[URLPattern]:
        """Their addresses."""
        return [self.page("<int:document_id>/text/", self.add_text, "timeline_add_text")]

    @within_quota
    def add_text(
        self, request: HttpRequest, document_id: int, *, skipped: list[str], refusal: str
    ) -> HttpResponse:
        """Take in a text of a document."""
        require(request, "sources.change_document")
        document = get_object_or_404(Document, pk=document_id)
        form = TextForm()
        if skipped:
            refusal = f"{skipped[0]}: {too_large(MOST_BYTES + 1, MOST_BYTES)}"
        elif request.method == "POST" and not refusal:
            form = TextForm(request.POST, request.FILES)
            if form.is_valid():
                refusal = self._add(request, document, form)
                if not refusal:
                    back = reverse("admin:sources_document_change", args=[document.pk])
                    return HttpResponseRedirect(back)
        versions = list(document.text_versions.defer("text").order_by("-pk"))
        return self.show(
            request,
            "add_text.html",
            gettext("Add a corrected text") if versions else gettext("Add its text"),
            form=form,
            refusal=refusal,
            document=document,
            versions=versions,
        )

    def _add(self, request: HttpRequest, document: Document, form: TextForm) -> str:
        """Store it and tell what became of it; or return why it is refused."""
        name, data = form.name_and_data()
        try:
            with READING:
                imported, moves = add_text(
                    document.pk, name, data, now=timezone.now(), by=request.user
                )
        except ReadFailure as failure:
            return retold(failure)
        except (ImportRefused, EditConflict, IntegrityError, DataError) as error:
            return f"{name}: {retold(error)}"
        if imported.outcome == "known":
            messages.info(
                request,
                gettext("This text of “{document}” is here already. Nothing was stored.").format(
                    document=document
                ),
            )
            return ""
        self.log_change(request, document, f"Added the text {imported.version.sha256[:12]}.")
        messages.success(
            request,
            ngettext(
                "The text of “{document}” is stored: {length} character.",
                "The text of “{document}” is stored: {length} characters.",
                imported.version.length,
            ).format(document=document, length=number(imported.version.length)),
        )
        for note in imported.notes:
            messages.info(request, retold(note))
        if moves.moved:
            messages.info(
                request,
                gettext("Citations that moved with their words: {n}.").format(n=moves.moved),
            )
        if moves.queued:
            waiting = reverse("admin:sources_reanchoring_changelist") + "?state=waiting"
            words = gettext(
                'Passages that wait for you to find their place: {}. <a href="{}">Place them</a>'
            )
            messages.warning(request, format_html(words, moves.queued, waiting))
        for line in dates_offered(
            imported.document, gettext("“{}” has a text that no dates were looked for in.")
        ):
            messages.warning(request, line)
        return ""
