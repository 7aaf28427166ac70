"""Kinds of works in the curators' words: stored are the types of the Citation Style Language."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sources.models import Document

KIND_WORDS: Final = {
    "article": _("Article"),
    "article-journal": _("Journal article"),
    "article-magazine": _("Magazine article"),
    "article-newspaper": _("Newspaper article"),
    "bill": _("Bill"),
    "book": _("Book"),
    "broadcast": _("Broadcast"),
    "chapter": _("Chapter of a book"),
    "dataset": _("Data set"),
    "document": _("Document"),
    "entry-encyclopedia": _("Entry of an encyclopedia"),
    "hearing": _("Hearing"),
    "interview": _("Interview"),
    "legal_case": _("Legal case"),
    "legislation": _("Law"),
    "manuscript": _("Manuscript"),
    "map": _("Map"),
    "motion_picture": _("Film"),
    "pamphlet": _("Pamphlet"),
    "paper-conference": _("Conference paper"),
    "personal_communication": _("Letter or message"),
    "post": _("Post"),
    "post-weblog": _("Blog post"),
    "report": _("Report"),
    "speech": _("Speech"),
    "thesis": _("Thesis"),
    "treaty": _("Treaty"),
    "webpage": _("Web page"),
}
"""The types of `sources.bibliography.kinds`, whose origin is told there."""


def kind_words(csl: str) -> str:
    """Return a kind in words; one that is not known is left as it is."""
    return str(KIND_WORDS.get(csl, csl))


def kind_choices(own: str) -> list[tuple[str, str]]:
    """Return what a document's kind can be, by its words. own: what it is now, known or not."""
    choices = sorted(((csl, str(words)) for csl, words in KIND_WORDS.items()), key=lambda c: c[1])
    return choices if not own or own in KIND_WORDS else [*choices, (own, own)]


class KindFilter(admin.SimpleListFilter):
    """By the kinds that there are."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, str]]:
        kinds = Document.objects.order_by().values_list("kind", flat=True).distinct()
        return sorted(((kind, kind_words(kind)) for kind in kinds), key=lambda each: each[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Document]) -> QuerySet[Document]:
        chosen, known = self.value(), {value for value, _ in self.lookup_choices}
        return queryset.filter(kind=chosen) if chosen in known else queryset
