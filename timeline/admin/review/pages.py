"""What the pages of the review queue have in common: their addresses, their frame, their sides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.review.queue import QueueFilter, documents_waiting, progress_of
from timeline.admin.review.sureness import sureness_choices
from timeline.models import Decision, Event, Timeline


def address(
    timeline: Timeline,
    asked: QueueFilter,
    name: str = "queue",
    *,
    at: int | None = None,
    mode: str = "",
) -> str:
    """The address of a page of the queue, with its filter. at: the candidate that is open."""
    query = QueryDict(asked.query, mutable=True)
    query["timeline"] = timeline.slug
    if at is not None:
        query["at"] = str(at)
    if mode:
        query["mode"] = mode
    return f"{reverse(f'admin:timeline_review_{name}')}?{query.urlencode()}"


def page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page of the queue in the admin's frame."""
    frame: dict[str, Any] = request.admin_context  # type: ignore[attr-defined]
    return render(
        request,
        f"admin/timeline/review/{template}",
        {**frame, "is_nav_sidebar_enabled": False, **context},
    )


def around(request: HttpRequest, timeline: Timeline, asked: QueueFilter) -> dict[str, Any]:
    """What every page of a timeline's queue shows."""
    last = list(Decision.objects.last_step_of(request.user, timeline).select_related("event"))
    return {
        "title": gettext("Review queue"),
        "timeline": timeline,
        "asked": asked,
        "filter_errors": asked.errors(),
        "filter_query": asked.query,
        "progress": progress_of(timeline),
        "documents": documents_waiting(timeline),
        "kinds": Event.Modality.choices,
        "categories": timeline.categories.all(),
        "sure_choices": sureness_choices(asked.sure),
        "last": in_words(last) if last else "",
        "last_step": last[0].step if last else "",
    }


_DONE: Final[Mapping[Decision.Kind, Promise]] = {
    Decision.Kind.ACCEPTED: _("accepted"),
    Decision.Kind.SAVED: _("saved"),
    Decision.Kind.REJECTED: _("rejected"),
    Decision.Kind.MERGED: _("merged"),
    Decision.Kind.SPLIT: _("split"),
    Decision.Kind.APART: _("kept apart"),
}


def in_words(decisions: list[Decision]) -> str:
    """What was done, in a few words."""
    first = decisions[0]
    done = _DONE[Decision.Kind(first.kind)]
    if len(decisions) > 1:
        told = ngettext("{done}: {n} candidate", "{done}: {n} candidates", len(decisions))
        return told.format(done=done, n=len(decisions))
    return f"{done}: “{first.event or gettext('an event deleted since')}”"
