"""Citations of an event: the curator gives the quote, and its place is found."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest, Substr
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.actions.placing import Placed, Undecided, Unplaced, place_quote, place_wording
from sources.actions.storing import record_passage
from sources.admin import how_held
from sources.anchoring.context import REACH, InContext, in_context
from sources.models import Passage, TextVersion
from timeline.admin.date_field import DateInput
from timeline.admin.keeping import KeepsUntouched, KeepsUntouchedFormSet
from timeline.dates.wording import edtf_words
from timeline.models import Citation
from timeline.retelling import retold

_LONGEST_QUOTE = 5_000
_PLACE_OF_QUOTE = "place"
_PLACE_OF_WORDING = "wording_place"


def marked(context: InContext) -> SafeString:
    """A place in a text with its words marked, escaped."""
    return format_html(
        '<q class="in-context">{}<mark>{}</mark>{}</q>',
        context.before,
        context.words,
        context.after,
    )


class TextField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Picks a text, by its document."""

    def label_from_instance(self, obj: Any) -> str:
        held = "" if obj.is_held else gettext(", text not held here")
        return f"{obj.document}{held}"


class CitationForm(KeepsUntouched):
    """One citation: source and quote, what the source says of the date, and how it is read."""

    steering: ClassVar[frozenset[str]] = frozenset({_PLACE_OF_QUOTE, _PLACE_OF_WORDING})

    text_version = TextField(
        TextVersion.objects.defer("text").select_related("document"),
        label=_("Source"),
        widget=AutocompleteSelect(Passage._meta.get_field("text_version"), admin.site),
    )
    quote = forms.CharField(
        label=_("Quote"),
        max_length=_LONGEST_QUOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Type or paste the words as they stand in the source. Their place is found."),
    )
    place = forms.IntegerField(
        required=False, widget=forms.HiddenInput, label=_("Which of these places?")
    )
    wording_place = forms.IntegerField(
        required=False, widget=forms.HiddenInput, label=_("Which of these places?")
    )

    class Meta:
        model = Citation
        fields = ("stance", "edtf", "wording", "rule", "anchor", "note", "position")
        # As pages and the review queue call them
        labels = {
            "stance": _("For or against"),
            "wording": _("Words"),
            "anchor": _("Counted from"),
        }
        widgets = {"edtf": DateInput, "note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.placed: Placed | None = None
        self.placed_wording: Placed | None = None
        if self.instance.pk is not None:
            self.initial["text_version"] = self.instance.passage.text_version_id
            self.initial["quote"] = self.instance.passage.quote

    @property
    def moves(self) -> bool:
        """Whether the curator gave another quote, or any where there was none."""
        return self.instance.pk is None or bool({"text_version", "quote"} & set(self.touched))

    def clean(self) -> dict[str, Any]:
        """Find the places of the quote and of the date's words."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._place_quote()
        self._place_wording()
        return cleaned

    def _place_quote(self) -> None:
        if not self.moves:
            passage = self.instance.passage
            self.placed = Placed(passage.start, passage.end, passage.quote)
            return
        version, quote = (self.cleaned_data.get(name) for name in ("text_version", "quote"))
        if version and quote:
            found = place_quote(version, quote, chosen=self.cleaned_data.get(_PLACE_OF_QUOTE))
            self.placed = self._decided(found, "quote", _PLACE_OF_QUOTE)

    def _place_wording(self) -> None:
        wording = self.cleaned_data.get("wording")
        unchanged = not self.moves and "wording" not in self.touched
        version = self.cleaned_data.get("text_version")
        if not wording or unchanged or self.placed is None or version is None:
            return
        found = place_wording(
            version, self.placed, wording, chosen=self.cleaned_data.get(_PLACE_OF_WORDING)
        )
        self.placed_wording = self._decided(found, "wording", _PLACE_OF_WORDING)

    def _decided(
        self, found: Placed | Undecided | Unplaced, field: str, chooser: str
    ) -> Placed | None:
        """The place, or None after asking the curator for it."""
        if isinstance(found, Placed):
            return found
        if isinstance(found, Undecided):
            choices = [(choice.start, marked(choice.context)) for choice in found.choices]
            self.fields[chooser].widget = forms.RadioSelect(choices=choices)
            self.add_error(
                chooser, f"{retold(found.reason)} {gettext('Or choose the place that is meant.')}"
            )
        else:
            self.add_error(field, retold(found.reason))
        return None

    def save(self, commit: bool = True) -> Citation:
        """Put the passage on record; one that is there already is used again."""
        citation: Citation = super().save(commit=False)
        if self.placed and self.moves:
            at = self.placed
            citation.passage = record_passage(
                self.cleaned_data["text_version"], start=at.start, end=at.end, quote=at.words
            )
        if self.placed_wording:
            citation.wording = self.placed_wording.words
            citation.wording_start = self.placed_wording.start
        elif not citation.wording:
            citation.wording_start = None
        return citation


class CitationFormSet(KeepsUntouchedFormSet):
    """An event's citations; each passage once."""

    called = "citation"
    found_later = frozenset({"passage"})

    def clean(self) -> None:
        super().clean()
        posted = {form.instance.pk for form in self.forms}
        others = self.instance.citations.exclude(pk__in=posted) if self.instance.pk else ()
        cited = {_place(each.passage) for each in others}
        forms_of_rows: list[Any] = self.forms
        for form in forms_of_rows:
            if not form.has_changed() and form.instance.pk is None:
                continue
            if form in self.deleted_forms or form.placed is None:
                continue
            version = form.cleaned_data.get("text_version") or form.instance.passage.text_version
            place = (version.pk, form.placed.start, form.placed.end)
            if place in cited:
                form.add_error("quote", gettext("This event cites this passage already."))
            cited.add(place)


def _place(passage: Passage) -> tuple[int, int, int]:
    return passage.text_version_id, passage.start, passage.end


class CitationInline(admin.StackedInline):  # type: ignore[type-arg]
    """The citations on an event's page."""

    model = Citation
    form = CitationForm
    formset = CitationFormSet
    readonly_fields = ("in_its_source",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    *("text_version", "quote", "place", "in_its_source"),
                    ("stance", "position"),
                    *("edtf", "wording", "wording_place", "rule", "anchor", "note"),
                )
            },
        ),
    )

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """A new event starts with room for its first citation."""
        return 0 if obj else 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        """With the words around each quote, but not the whole texts."""
        start = F("passage__start")
        left = Greatest(start - REACH - 1, 0)  # one more tells whether it was cut there
        length = F("passage__end") - left + REACH + 1
        every: Any = super().get_queryset(request)
        citations: QuerySet[Citation] = every.with_place().annotate(around_from=left)
        return citations.annotate(around=Substr("passage__text_version__text", left + 1, length))

    @admin.display(description=_("in its source"))
    def in_its_source(self, citation: Citation) -> SafeString | str:
        """The quote in the words around it, with the way to it."""
        if citation.pk is None:
            return gettext("Found when you save.")
        passage = citation.passage
        version = passage.text_version
        around = getattr(citation, "around", None)
        if around is None:
            context = InContext(passage.prefix, passage.quote, passage.suffix)
        else:
            left = passage.start - citation.around_from  # type: ignore[attr-defined]
            context = in_context(around, left, left + passage.end - passage.start)
        lines = [marked(context)]
        if around is not None and context.words != passage.quote:
            lines.append(
                format_html(
                    "<strong>{}</strong>",
                    gettext("The text has other words here than the quote on record."),
                )
            )
        address = passage.address(getattr(citation, "older_text", None))
        lines.append(format_html('<a href="{}">{}</a>', address, gettext("Read it in the source")))
        if not version.is_held:
            checked = gettext("The quote was checked against the text on {day}.").format(
                day=edtf_words(version.checked_on.isoformat())
            )
            lines.append(format_html("{} {}", how_held(version), checked))
        return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))
