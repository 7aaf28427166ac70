"""Links that stay with the day that a page looks from."""

from __future__ import annotations

from django import template

from timeline.known import AsKnown

register = template.Library()


@register.filter
def as_of(url: str, known: AsKnown | str) -> str:
    """Return an address with the day of a page: `{{ actor.get_absolute_url|as_of:known }}`.

    known: "" where the page has no such day.
    """
    return known.link(url) if isinstance(known, AsKnown) else url
