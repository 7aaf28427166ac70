"""EDTF dates in words, for templates."""

from __future__ import annotations

from django import template

from timeline.dates.wording import edtf_words

register = template.Library()


@register.filter
def date_words(edtf: str) -> str:
    """Return a date in words: `{{ event.edtf|date_words }}` gives "18 March 2010"."""
    return edtf_words(edtf)


@register.filter
def date_words_short(edtf: str) -> str:
    """Return a date in words for tight places: "18 Mar 2010"."""
    return edtf_words(edtf, short=True)
