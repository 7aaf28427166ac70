"""The forms beside a text: make an event of the selected words, or add them to an event."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.actions.making import Dated, NewEvent
from timeline.actions.suggesting import Suggestion
from timeline.dates.edtf import EdtfError, read_edtf
from timeline.language import kept
from timeline.models import Actor, Category, Citation, Event, Timeline
from timeline.retelling import retold

OWN_DATE: Final = "own"
NO_DATE: Final = "none"
_BY_HAND: Final = kept("read by a curator")
_LONGEST_EDTF: Final = 80


class _Dates(forms.Form):
    """The date of the words: one that was read from them, or one that the curator types."""

    date = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the date that these words give.")},
    )
    edtf = forms.CharField(
        required=False,
        max_length=_LONGEST_EDTF,
        label=_("Date in EDTF"),
        help_text=_("2010-03-18, 2006-08, 2002, 2010-37 for early 2010 …"),
    )

    def __init__(self, *args: Any, suggestion: Suggestion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = suggestion.dates
        keys = [(choice.key, choice.date_words) for choice in self.choices]
        self.date_field.choices = [*keys, (OWN_DATE, gettext("Another date"))]
        self.initial.setdefault("date", keys[0][0] if keys else OWN_DATE)

    @property
    def date_field(self) -> forms.ChoiceField:
        """The field whose choices follow from the words."""
        field: Any = self.fields["date"]
        return field  # type: ignore[no-any-return]

    @property
    def chosen(self) -> str:
        """The key of the date that is ticked."""
        return str(self["date"].value() or "")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("date") != OWN_DATE:
            return cleaned
        try:
            read_edtf(cleaned.get("edtf", ""))
        except EdtfError as error:
            typed = cleaned.get("edtf")
            self.add_error(
                "edtf", retold(error) if typed else gettext("Type the date, such as 2010-03-18.")
            )
        return cleaned

    @property
    def dated(self) -> Dated:
        """The date that was decided, with the steps to it."""
        key = self.cleaned_data["date"]
        for choice in self.choices:
            if choice.key == key:
                return Dated(
                    choice.edtf, choice.wording, choice.wording_start, choice.rule, choice.anchor
                )
        typed = self.cleaned_data["edtf"] if key == OWN_DATE else ""
        return Dated(typed, rule=_BY_HAND if typed else "")


class NewEventForm(_Dates):
    """A new event on a timeline, from the selected words."""

    title = forms.CharField(
        max_length=200,
        label=_("What happened"),
        help_text=_("Who did what, in our own words."),
        error_messages={"required": _("Say in a few words who did what.")},
    )
    modality = forms.ChoiceField(choices=Event.Modality.choices, label=_("Kind of fact"))
    category = forms.ModelChoiceField(
        Category.objects.none(),
        widget=forms.Select(attrs={"class": "input"}),
        label=_("Category"),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose a category of this timeline.")},
    )
    actors = forms.ModelMultipleChoiceField(
        Actor.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label=_("Who")
    )

    def __init__(self, *args: Any, timeline: Timeline, suggestion: Suggestion, **kwargs: Any):
        self.roles = dict(suggestion.actors)
        initial = {
            "title": suggestion.title,
            "modality": suggestion.modality,
            "category": timeline.categories.filter(slug=suggestion.category).first(),
            "actors": Actor.objects.filter(slug__in=self.roles),
        }
        super().__init__(*args, suggestion=suggestion, initial=initial, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["category"].queryset = timeline.categories.all()
        fields["actors"].queryset = Actor.objects.filter(slug__in=self.roles)
        self.has_actors = bool(self.roles)

    @property
    def new_event(self) -> NewEvent:
        """The event as it was decided."""
        data = self.cleaned_data
        actors = sorted(data["actors"], key=lambda actor: list(self.roles).index(actor.slug))
        return NewEvent(
            data["title"],
            data["modality"],
            data["category"],
            self.dated,
            tuple((actor, self.roles[actor.slug]) for actor in actors),
        )


class AddCitationForm(_Dates):
    """The selected words as another citation of an event that is there."""

    event = forms.ModelChoiceField(
        Event.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose the event that these words speak of."),
            "invalid_choice": _("This event is not there any more. Search again."),
        },
    )
    stance = forms.ChoiceField(choices=Citation.Stance.choices, initial=Citation.Stance.SUPPORTS)
    note = forms.CharField(
        required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), label=_("Note")
    )

    def __init__(self, *args: Any, timeline: Timeline, suggestion: Suggestion, **kwargs: Any):
        super().__init__(*args, suggestion=suggestion, **kwargs)
        self.date_field.choices = [
            *self.date_field.choices,  # type: ignore[misc]
            (NO_DATE, gettext("No date for it")),
        ]
        fields: dict[str, Any] = self.fields
        fields["event"].queryset = timeline.events.exclude(status=Event.Status.REJECTED)
