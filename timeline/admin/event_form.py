"""The form of an event: what was opened, what is there now, and what the curator changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.date_field import DateInput
from timeline.admin.keeping import KeepsUntouched
from timeline.models import Event

CONFLICT = _(
    "Somebody else changed this event after you opened it. Nothing was saved and nothing is lost:"
    " compare below."
)


class EventForm(KeepsUntouched):
    """An event. It knows the version that the curator saw, and refuses to go over a newer one.

    seen_version: the version on opening. opened_at: when that was. on_top: the newer version that
    the curator has seen side by side and decided to save on top of. why: for the history.
    """

    steering: ClassVar[frozenset[str]] = frozenset({"seen_version", "opened_at", "on_top", "why"})
    refusal: ClassVar[str] = ""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    opened_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    on_top = forms.IntegerField(required=False, widget=forms.HiddenInput)
    why = forms.CharField(
        required=False,
        max_length=300,
        label=_("Reason"),
        help_text=_("Why you change this, for the history. What changed is recorded by itself."),
    )

    class Meta:
        model = Event
        fields = (
            *("timeline", "title", "label", "summary", "edtf", "modality", "category"),
            *("importance", "themes", "date_reason", "note"),
        )
        widgets = {
            "edtf": DateInput,
            **dict.fromkeys(("summary", "note"), forms.Textarea(attrs={"rows": 4})),
            "date_reason": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflicted = False
        self.now_version = self.instance.version
        self.initial.update(seen_version=self.now_version, opened_at=timezone.now().isoformat())
        if self.instance.pk is not None:
            self._limit_to(self.instance.timeline_id)

    def _limit_to(self, timeline_id: int) -> None:
        """Offer only what belongs to the event's timeline."""
        for name in ("category", "themes"):
            field = self.fields.get(name)
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = field.queryset.filter(timeline_id=timeline_id)  # type: ignore[union-attr]
                inner: Any = getattr(field.widget, "widget", field.widget)
                inner.timeline_id = timeline_id

    def clean(self) -> dict[str, Any]:
        """Refuse to go over somebody else's change, and what the quote gate has refused."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk is not None:
            seen = {cleaned.get("seen_version"), cleaned.get("on_top")}
            self.conflicted = self.now_version not in seen
        if self.conflicted:
            self.add_error(None, CONFLICT)
        if self.refusal:
            self.add_error(None, self.refusal)
        timeline = cleaned.get("timeline") or (self.instance.pk and self.instance.timeline)
        strangers = [t for t in cleaned.get("themes") or () if t.timeline != timeline]
        if timeline and strangers:
            self.add_error(
                "themes",
                gettext("“{theme}” belongs to another timeline.").format(theme=strangers[0]),
            )
        return cleaned
