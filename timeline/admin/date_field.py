"""The field for a date in EDTF, which says in words what was typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from timeline.dates.edtf import EdtfError, read_edtf
from timeline.dates.wording import edtf_words
from timeline.retelling import retold


def date_meaning(edtf: str) -> str:
    """Say in words what an EDTF string means, or why it means nothing; "" for an empty one."""
    text = edtf.strip()
    if not text:
        return ""
    try:
        words = edtf_words(text)
    except EdtfError as error:
        return gettext("Not understood: {why}").format(why=retold(error))
    return f"{words} ({gettext('it lasted all this time')})" if read_edtf(text).is_span else words


class DateInput(forms.TextInput):
    """A text input with the date in words beneath; a small script keeps them in step."""

    class Media:
        js = ("js/admin/date_words.js",)

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        field = super().render(name, value, attrs, renderer)
        return format_html(
            '<span class="date-field">{}<output class="date-words" data-url="{}" for="{}">{}'
            "</output></span>",
            field,
            reverse_lazy("admin:timeline_date_words"),
            (attrs or {}).get("id", ""),
            date_meaning(str(value or "")),
        )
