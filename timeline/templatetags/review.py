"""The way to the review queue, for the first page of the admin, and words of the queue."""

from __future__ import annotations

from django import template

from timeline.admin.review.sureness import sureness
from timeline.models import Event

register = template.Library()
register.filter(sureness)


@register.simple_tag
def candidates_waiting() -> int:
    """How many candidates nobody has decided on, on all timelines."""
    return Event.objects.candidates().count()
