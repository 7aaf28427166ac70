"""The way to the review queue, for the first page of the admin, and words of the queue."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from timeline.admin.review.sureness import sureness
from timeline.models import Event

register = template.Library()
register.filter(sureness)


@register.simple_tag
def candidates_waiting() -> int:
    """How many candidates nobody has decided on, on all timelines."""
    return Event.objects.candidates().count()


@register.filter
def told_of(told: Mapping[int, Event], candidate: Event) -> Event | None:
    """The published event that seems to be the same as a candidate; None where there is none."""
    return told.get(candidate.pk)
