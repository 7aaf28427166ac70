"""The fields in which a reviewer corrects a candidate."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from timeline.actions.deciding import Edits
from timeline.actions.splitting import Half
from timeline.admin.date_field import DateInput
from timeline.dates.edtf import EdtfError, read_edtf
from timeline.models import Actor, Category, Event, Proposal
from timeline.retelling import retold
from timeline.roles import part_words

TOLD_ALREADY: Final = gettext_noop("told by another event already")
REASONS: Final = (
    gettext_noop("no event of its own"),
    gettext_noop("not about this timeline"),
    TOLD_ALREADY,
    gettext_noop("the date is not the event’s"),
    gettext_noop("the passage does not say so"),
    gettext_noop("too vague"),
)
"""What candidates are rejected for, in the order of the keys 1 to 6."""


class _Told(forms.Form):
    """What every event says: what, when, what kind of fact, in which lane."""

    title = forms.CharField(
        label=_("Title"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
    edtf = forms.CharField(label=_("Date"), max_length=80, widget=DateInput())
    modality = forms.ChoiceField(
        label=_("Kind of fact"), choices=Event.Modality.choices, widget=forms.RadioSelect
    )
    category: forms.ModelChoiceField[Category] = forms.ModelChoiceField(
        Category.objects.none(), label=_("Category"), empty_label=None
    )

    def __init__(self, event: Event, *args: Any, **kwargs: Any) -> None:
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)
        self.event = event
        categories: Any = self.fields["category"]
        categories.queryset = event.timeline.categories.all()

    def clean_title(self) -> str:
        """The title, as one line."""
        return " ".join(self.cleaned_data["title"].split())

    def clean_edtf(self) -> str:
        """The date, if it can be read."""
        date: str = self.cleaned_data["edtf"].strip()
        try:
            read_edtf(date)
        except EdtfError as error:
            raise forms.ValidationError(retold(error)) from error
        return date


_SHOWN: Final = ("title", "edtf", "date_reason", "modality", "summary")


class CandidateForm(_Told):
    """A candidate as the curator wants it."""

    date_reason = forms.CharField(
        label=_("Why this date"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    importance = forms.TypedChoiceField(
        label=_("Importance"),
        choices=[(1, "1"), (2, "2"), (3, _("3: a milestone"))],
        coerce=int,
    )
    summary = forms.CharField(
        label=_("Summary"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    kept = forms.TypedMultipleChoiceField(
        label=_("Actors"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    names = forms.TypedMultipleChoiceField(
        label=_("Not known yet"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, event: Event, proposal: Proposal | None, *args: Any, **kwargs: Any) -> None:
        parts = list(event.participations.select_related("actor"))
        self.new_names: list[tuple[str, str]] = [
            (name, kind) for name, kind, *_ in (proposal.names if proposal else [])
        ]
        kwargs["initial"] = {
            **{name: getattr(event, name) for name in _SHOWN},
            "category": event.category_id,
            "importance": event.importance,
            "kept": [part.pk for part in parts],
        }
        super().__init__(event, *args, **kwargs)
        kept: Any = self.fields["kept"]
        kept.choices = [(part.pk, part_words(part)) for part in parts]
        names: Any = self.fields["names"]
        kinds = {value: str(label).lower() for value, label in Actor.Kind.choices}
        names.choices = [
            (at, f"{name} ({kinds.get(kind, kind)})")
            for at, (name, kind) in enumerate(self.new_names)
        ]

    def edits(self) -> Edits:
        """What was filled in."""
        data = self.cleaned_data
        return Edits(
            title=data["title"],
            edtf=data["edtf"],
            date_reason=data["date_reason"],
            modality=data["modality"],
            category_id=data["category"].pk,
            importance=data["importance"],
            summary=data["summary"],
            kept=frozenset(data["kept"]),
            new_actors=tuple(self.new_names[at] for at in data["names"]),
        )


class HalfForm(_Told):
    """One of the two events that a candidate is split into."""

    quote = forms.CharField(
        label=_("Its words"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000
    )

    def half(self) -> Half:
        """What was filled in."""
        data = self.cleaned_data
        return Half(
            data["title"], data["edtf"], data["modality"], data["category"].pk, data["quote"]
        )
