"""An event as somebody else left it, beside what this curator wants to save."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.event_form import EventForm
from timeline.admin.keeping import KeepsUntouched, KeepsUntouchedFormSet
from timeline.http import whole_number
from timeline.models import Event

NOT_THERE = _("not there")


@dataclass(frozen=True, slots=True)
class Difference:
    """One line: what it is about, how it stands now, and how this curator has it.

    both: whether the two changed the same thing, so that saving puts one over the other.
    """

    label: str
    now: str
    yours: str
    both: bool


def side_by_side(form: EventForm, formsets: Iterable[KeepsUntouchedFormSet]) -> list[Difference]:
    """Return what differs, and let untouched fields of the forms show what is there now."""
    event = Event.objects.get(pk=form.instance.pk)
    lines = list(_of_form(form, type(form)(instance=event), ""))
    for formset in formsets:
        lines += _of_formset(formset)
    return lines


def _of_form(form: KeepsUntouched, now: KeepsUntouched, about: str) -> Iterator[Difference]:
    for name, field in form.of_the_row.items():
        opened = field.hidden_widget().value_from_datadict(
            form.data, form.files, form[name].html_initial_name
        )
        current, mine = now[name].value(), form[name].value()
        theirs_changed = field.has_changed(_read(field, opened), current)
        mine_changed = name in form.touched
        if (theirs_changed or mine_changed) and field.has_changed(_read(field, mine), current):
            label = str(form[name].label)
            yield Difference(
                f"{about}{label[:1].lower() + label[1:] if about else label}",
                _shown(field, current),
                _shown(field, mine)
                if mine_changed
                else gettext("as you opened it: theirs is kept"),
                theirs_changed and mine_changed,
            )
    form.show_as_it_is_now(now)


def _of_formset(formset: KeepsUntouchedFormSet) -> Iterator[Difference]:
    name = formset.called.capitalize()
    posted = set()
    forms_of_rows: list[Any] = formset.forms
    for form in forms_of_rows:
        row = form.instance
        if row.pk is None:
            if form.has_changed():
                yield Difference(f"{name}, new", str(NOT_THERE), _row_in_words(form), False)
            continue
        posted.add(row.pk)
        now = type(row).objects.get(pk=row.pk)
        if form in formset.deleted_forms:
            yield Difference(name, str(now), "deleted", False)
        else:
            fresh = type(form)(instance=now, prefix=form.prefix)
            yield from _of_form(form, fresh, f"{name} {now}: ")
    for row in formset.get_queryset():
        if row.pk not in posted:
            yield Difference(
                name, str(row), gettext("not there when you opened it: it is kept"), False
            )


def _row_in_words(form: forms.ModelForm) -> str:  # type: ignore[type-arg]
    values = (
        _shown(field, form[name].value())
        for name, field in form.fields.items()
        if not field.widget.is_hidden and name in form.changed_data
    )
    return ", ".join(filter(None, values))


def _read(field: forms.Field, raw: Any) -> Any:
    try:
        return field.to_python(raw)
    except forms.ValidationError:
        return raw


def _shown(field: forms.Field, value: Any) -> str:
    """A field's value as the page shows it."""
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        keys = value if isinstance(value, (list, tuple)) else [value] if value else []
        rows = field.queryset.filter(
            pk__in=[key for key in map(whole_number, keys) if key is not None]
        )
        return ", ".join(field.label_from_instance(row) for row in rows)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    return "" if value is None else str(value)
