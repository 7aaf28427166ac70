"""Forms that write only what was changed in them, so that two curators lose nothing."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext

from timeline.http import whole_number


class RememberedMany(forms.MultipleHiddenInput):
    """Several hidden values, or one empty one: none at all would look like never opened."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, value or [""], attrs)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [value for value in super().value_from_datadict(data, files, name) or () if value]


class KeepsUntouched(forms.ModelForm):  # type: ignore[type-arg]
    """Remembers what each field was when the page was opened, and writes the fields changed since.

    A field that the curator left alone keeps what the database holds now, whoever put it there.
    """

    #: Fields that are not the row's: they steer the form.
    steering: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: The row's own fields, without those that steer the form or that a formset adds for itself.
        self.of_the_row = {
            name: field for name, field in self.fields.items() if name not in self.steering
        }
        for field in self.of_the_row.values():
            field.show_hidden_initial = self.instance.pk is not None
            if isinstance(field, forms.ModelMultipleChoiceField):
                field.hidden_widget = RememberedMany

    @property
    def touched(self) -> list[str]:
        """The fields of the row that the curator changed."""
        return [name for name in self.of_the_row if name in self.changed_data]

    def _post_clean(self) -> None:
        left = {}
        if self.instance.pk is not None:
            for name in set(self.of_the_row) - set(self.touched):
                if name in self.cleaned_data:
                    left[name] = self.cleaned_data.pop(name)
        super()._post_clean()  # type: ignore[misc]
        for name, value in left.items():
            if not isinstance(self.fields[name], forms.ModelMultipleChoiceField):
                self.cleaned_data[name] = value

    def show_as_it_is_now(self, now: KeepsUntouched) -> None:
        """Show untouched fields as another form, of the row as it is now, has them."""
        data = cast(QueryDict, self.data).copy()
        for name in self.of_the_row:
            values = _as_posted(now[name].value())
            data.setlist(self[name].html_initial_name, values)
            if name not in self.touched:
                data.setlist(self[name].html_name, values)
        self.data = data


def _as_posted(value: Any) -> list[str]:
    if isinstance(value, (list, tuple)):
        return [str(each) for each in value]
    return [""] if value is None else [str(value)]


class KeepsUntouchedFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows of which some may have been deleted by somebody else while the page was open.

    Of those, a row that this curator changed counts as a new one; any other stays deleted.
    """

    data: QueryDict

    #: One row, in the curators' words.
    called: ClassVar[str] = "row"
    #: What a row gets only when it is saved.
    found_later: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = self._without_lost_rows()

    def clean(self) -> None:
        """Ask the database what Django asks only of the rows on the page: is it there already?"""
        super().clean()
        for form in self.forms:
            if form.errors or not form.has_changed() or form in self.deleted_forms:
                continue
            try:
                form.instance.validate_constraints(exclude=self.found_later)
            except forms.ValidationError:
                form.add_error(
                    None, gettext("This event has this {what} already.").format(what=self.called)
                )

    def _without_lost_rows(self) -> QueryDict:
        total, initial = (
            whole_number(self.data.get(f"{self.prefix}-{name}_FORMS"))
            for name in ("TOTAL", "INITIAL")
        )
        if total is None or initial is None or max(total, initial) > self.absolute_max:
            return self.data
        known = {str(row.pk) for row in self.get_queryset()}
        lost = [at for at in range(initial) if self.data.get(f"{self.prefix}-{at}-id") not in known]
        if not lost:
            return self.data
        kept = [at for at in range(initial) if at not in lost]
        remade = [at for at in lost if self._was_changed(at)]
        return self._in_order(
            [*kept, *remade, *range(initial, total)], len(kept), set(remade), total
        )

    def _was_changed(self, at: int) -> bool:
        if self.data.get(f"{self.prefix}-{at}-DELETE"):
            return False
        opened = f"initial-{self.prefix}-{at}-"
        return any(
            self._words(key) != self._words(key.removeprefix("initial-"))
            for key in self.data
            if key.startswith(opened)
        )

    def _words(self, key: str) -> list[str]:
        return [value.strip() for value in self.data.getlist(key)]

    def _in_order(self, order: list[int], initial: int, remade: set[int], total: int) -> QueryDict:
        """The posted rows, numbered anew; those made again without their former identity."""
        rows = [f"{self.prefix}-{at}-" for at in range(total)]
        prefixes = tuple(f"{start}{row}" for row in rows for start in ("", "initial-"))
        data = QueryDict(mutable=True)
        for key in self.data:
            if not key.startswith(prefixes):
                data.setlist(key, self.data.getlist(key))
        for new, old in enumerate(order):
            for key in self.data:
                for start in ("",) if old in remade else ("", "initial-"):
                    name = key.removeprefix(f"{start}{self.prefix}-{old}-")
                    if name != key and not (old in remade and name == "id"):
                        data.setlist(f"{start}{self.prefix}-{new}-{name}", self.data.getlist(key))
        data[f"{self.prefix}-TOTAL_FORMS"] = str(len(order))
        data[f"{self.prefix}-INITIAL_FORMS"] = str(initial)
        return data
