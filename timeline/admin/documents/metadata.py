"""Asking for what is not known of documents, one after the other, with what was found and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.actions.describing import confirm
from sources.author_lines import AuthorsField
from sources.models import Document, TextVersion
from timeline.admin.date_field import DateInput
from timeline.admin.documents.page import Pages, require
from timeline.dates.wording import edtf_words
from timeline.http import whole_number
from timeline.models import Detection, Timeline
from timeline.retelling import retold

ASKED: Final = ("title", "authors", "container", "publisher", "published", "language", "url")
_BEGINNING: Final = 1_500
_LACKS_WORDS: Final = {
    "title": _("its title"),
    "authors": _("who wrote it"),
    "publisher": _("where it was published"),
    "published": _("when it was published"),
}
_ORIGINS: Final[Mapping[str, str | Promise]] = {
    "nothing": _("Made of the file’s name, since the file tells none."),
    "file": "{}.",
    "bibliography": _("Told by {}."),
    "curator": "{}.",
}
_CERTAINTIES: Final[Mapping[str, Promise]] = {
    "stated": _("That is sure."),
    "declared": _("That is fairly sure: a field of the file that is meant for it says so."),
}


class MetadataForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is known of a document; saving it confirms all of it, also what stays empty."""

    authors = AuthorsField(label=_("Authors"))
    url = forms.URLField(
        required=False, max_length=1_000, assume_scheme="https", label=_("Web address")
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Document
        fields = (*ASKED, "published_evidence")
        widgets = {"published": DateInput}
        labels = {
            "container": _("Newspaper, journal or site"),
            "published": _("Date of publication"),
            "published_evidence": _("How the date is known"),
        }
        help_texts = {
            "container": "",
            "published": _("EDTF, such as 2010-03-19, 2010-03 or 2010."),
            "published_evidence": _("Such as “stated in the text”."),
        }

    def clean(self) -> dict[str, Any]:
        """A date needs its evidence; of two curators at once the second is told."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("published") and not cleaned.get("published_evidence"):
            self.add_error("published_evidence", gettext("Say how the date is known."))
        if cleaned.get("seen", "") != state_of(Document.objects.get(pk=self.instance.pk)):
            raise forms.ValidationError(
                gettext(
                    "Somebody else changed this document in the meantime. Nothing was saved: open it"
                    " again, and see what it says now."
                )
            )
        return cleaned


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of the form, and how what stands in it is known. guess: a value that may be right."""

    field: forms.BoundField
    evidence: str
    is_missing: bool
    guess: str = ""
    guess_evidence: str = ""

    @property
    def guess_words(self) -> str:
        """The guess, for people."""
        return edtf_words(self.guess) if self.guess else ""


class MetadataPages(Pages):
    """The queue of documents of which something is not known."""

    def metadata_urls(self) -> list[URLPattern]:
        """Their addresses."""
        return [
            self.page("metadata/", self.metadata, "timeline_metadata"),
            self.page("<int:document_id>/metadata/", self.metadata_of, "timeline_metadata_of"),
        ]

    def metadata(self, request: HttpRequest) -> HttpResponse:
        """Go to the first document of the queue, or after one that was skipped; else say it is done."""
        require(request, "sources.change_document")
        timeline, after = request.GET.get("timeline", ""), whole_number(request.GET.get("after"))
        waiting = _waiting(timeline)
        later = waiting if after is None else waiting.filter(pk__gt=after)
        following = later.values_list("pk", flat=True).first()
        if following is not None:
            return HttpResponseRedirect(_address(following, timeline))
        return self.show(
            request,
            "metadata_done.html",
            gettext("What is not known of documents"),
            timeline=Timeline.objects.filter(slug=timeline).first(),
            left=waiting.count(),
            query=_query(timeline),
        )

    def metadata_of(self, request: HttpRequest, document_id: int) -> HttpResponse:
        """Show what is known of a document and how, and take what the curator confirms."""
        require(request, "sources.change_document")
        timeline = request.GET.get("timeline", "")
        document = get_object_or_404(Document, pk=document_id)
        before = {"published": document.published, "language": document.language}
        form = MetadataForm(
            request.POST if request.method == "POST" else None,
            instance=document,
            initial={"seen": state_of(document)},
        )
        asked = _asked(form, document)
        if request.method == "POST" and form.is_valid():
            self._confirm(request, form, before)
            query = _query(timeline, after=document.pk)
            return HttpResponseRedirect(f"{reverse('admin:timeline_metadata')}?{query}")
        stored = Document.objects.get(pk=document.pk)
        return self.show(
            request,
            "metadata.html",
            gettext("What is not known of documents"),
            form=form,
            asked=asked,
            document=stored,
            lacks=get_text_list([_LACKS_WORDS[name] for name in stored.lacks], "or"),
            left=_waiting(timeline).count(),
            timeline_slug=timeline,
            skip=_query(timeline, after=document.pk),
            beginning=_beginning_of(stored),
        )

    def _confirm(self, request: HttpRequest, form: MetadataForm, before: dict[str, str]) -> None:
        """Save it, with its origin, and say where dates rest on what was changed."""
        with transaction.atomic():
            document: Document = form.save(commit=False)
            confirm(document, ASKED, f"Confirmed by {request.user.get_username()}")
            document.save()
        with translation.override(None):  # kept in the log, so in English
            names = [name for name in form.changed_data if name != "seen"]
            changed = [str(form[name].label).lower() for name in names]
        self.log_change(
            request,
            document,
            f"Confirmed what is known of it; {', '.join(changed) or 'no'} change.",
        )
        messages.success(request, gettext("Confirmed: “{title}”.").format(title=document.title))
        if any(getattr(document, name) != value for name, value in before.items()):
            for line in dates_depend_on_it(document):
                messages.warning(request, line)


def state_of(document: Document) -> str:
    """What a form shows of a document, in short, to see whether it is another by now."""
    return repr([getattr(document, name) for name in (*ASKED, "published_evidence")])


def dates_depend_on_it(document: Document) -> list[SafeString]:
    """Offer to find a document's dates again, a line for each of its timelines."""
    if not Detection.objects.filter(text_version__document=document).exists():
        return []
    return dates_offered(
        document, gettext("Dates such as “on Monday” in “{}” depend on when it was published.")
    )


def dates_offered(document: Document, why: str) -> list[SafeString]:
    """Offer to find a document's dates, a line for each of its timelines. why: with {} for its title."""
    find = gettext('<a href="{}?{}">Find its dates for {}</a>')
    return [
        format_html(
            f"{why} {find}",
            document.title,
            reverse("admin:timeline_propose"),
            urlencode({"timeline": timeline.slug, "document": document.slug}),
            timeline,
        )
        for timeline in Timeline.objects.filter(documents=document)
    ]


def _waiting(timeline: str) -> QuerySet[Document]:
    """The queue, of one timeline where it is named."""
    waiting = Document.objects.lacking().order_by("pk")
    if not timeline:
        return waiting
    named = Timeline.objects.filter(slug=timeline)
    return waiting.filter(pk__in=named.values("documents"))


def _query(timeline: str, after: int | None = None) -> str:
    given = {"timeline": timeline, "after": after}
    return urlencode({name: value for name, value in given.items() if value})


def _address(document_id: int, timeline: str) -> str:
    address = reverse("admin:timeline_metadata_of", args=[document_id])
    return f"{address}?{_query(timeline)}" if timeline else address


def _asked(form: MetadataForm, document: Document) -> list[Asked]:
    lacks = set(document.lacks)
    rows = []
    for name in (*ASKED[:5], "published_evidence", *ASKED[5:]):
        told = document.imported.get(name, {})
        guess = document.imported.get("published_perhaps", {}) if name == "published" else {}
        rows.append(
            Asked(
                form[name],
                _evidence(told, document, name),
                name in lacks or (name == "container" and "publisher" in lacks),
                guess.get("value", ""),
                guess.get("evidence", ""),
            )
        )
    return rows


def _evidence(told: dict[str, Any], document: Document, name: str) -> str:
    """How the value on record is known, in words; "" where a curator or a collection gave it."""
    value = getattr(document, name)
    if not told or told.get("value") != value:
        return ""
    words = str(_ORIGINS.get(told.get("from", ""), "{}."))
    known = capfirst(words.format(retold(told.get("evidence", "")).rstrip(".")))
    is_read = told["from"] == "file"
    sure = str(_CERTAINTIES.get(told.get("certainty", ""), "")) if is_read else ""
    return " ".join(filter(None, (known, sure)))


def _beginning_of(document: Document) -> str:
    """How its newest text begins: titles, names and dates stand there."""
    newest = TextVersion.objects.filter(document=document).order_by("-pk")
    beginning = newest.values_list(Substr("text", 1, _BEGINNING), flat=True).first()
    return beginning or ""
