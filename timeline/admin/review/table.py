"""All candidates that a filter asks for, and decisions about many of them at once."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from sources.actions.storing import QuoteMismatch
from timeline.actions import deciding
from timeline.actions.review import EditConflict
from timeline.admin.review.forms import REASONS, TOLD_ALREADY
from timeline.admin.review.pages import address, around, page
from timeline.admin.review.queue import QueueFilter, waiting
from timeline.admin.review.told import told_events
from timeline.drafting.rules import rules
from timeline.http import whole_number
from timeline.models import Timeline
from timeline.retelling import retold

_A_PAGE: Final = 50
_MOST: Final = 500
"""Candidates decided on in one step: more than that nobody has looked at."""
_MOST_REFUSALS: Final = 5


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The candidates, a line each, with what they are filtered by."""
    timeline = get_object_or_404(Timeline, slug=request.GET.get("timeline", ""))
    asked = QueueFilter.of(request.GET)
    events = waiting(timeline, asked).select_related("category", "proposal")
    pages = Paginator(events, _A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    context = {
        **around(request, timeline, asked),
        "title": gettext("All candidates"),
        "page_obj": shown,
        "told": told_events(list(shown)),
        "elided": pages.get_elided_page_range(shown.number),
        "rules": _rules(timeline, asked),
        "most": _MOST,
    }
    return page(request, "table.html", context)


@require_POST
def decide_many(request: HttpRequest) -> HttpResponse:
    """Show what would be decided; with `sure`, decide it: one step, undone as one."""
    timeline = get_object_or_404(Timeline, slug=request.POST.get("timeline", ""))
    asked = QueueFilter.of(QueryDict(request.POST.get("filter", "")))
    do, _, which = request.POST.get("do", "").partition("-")
    if do not in {"accept", "reject"}:
        return redirect(address(timeline, asked, "table"))
    if "sure" in request.POST:
        _decide(request, timeline, do, which)
        return redirect(address(timeline, asked, "table"))
    events = waiting(timeline, asked).select_related("proposal")
    if "all" not in request.POST:
        events = events.filter(pk__in=filter(None, map(whole_number, request.POST.getlist("pick"))))
    chosen = list(events[:_MOST])
    if not chosen:
        messages.error(request, gettext("Tick the candidates that you mean first."))
        return redirect(address(timeline, asked, "table"))
    context = {
        **around(request, timeline, asked),
        "title": _asked(do, len(chosen)),
        "chosen": chosen,
        "told": (told := told_events(chosen)),
        "others": len(chosen) - len(told),
        "do": do,
        "reasons": REASONS,
        "told_reason": TOLD_ALREADY,
        "cut": events.count() - len(chosen),
    }
    return page(request, "sure.html", context)


def _decide(request: HttpRequest, timeline: Timeline, do: str, which: str) -> None:
    """Decide on each by itself; one that is refused doesn't hold up the others.

    which: "told" takes only what seems to be published already, "new" only what doesn't.
    """
    step, done, refusals = uuid.uuid4(), 0, []
    why = TOLD_ALREADY if which == "told" else request.POST.get("why", "")[:200]
    versions = dict(_picked(request.POST.getlist("pick")[:_MOST]))
    events = list(timeline.events.filter(pk__in=versions))
    published = told_events(events) if which == "told" else {}
    for event in events:
        key, title = event.pk, event.title
        if which == "told" and key not in published:
            continue
        if which == "new" and told_events(
            [event]
        ):  # as of now: of two alike the first is published
            continue
        told: dict[str, Any] = {"seen_version": versions[key], "by": request.user, "step": step}
        try:
            if do == "accept":
                deciding.accept(key, **told)
            else:
                deciding.turn_down(key, **told, why=why)
            done += 1
        except (EditConflict, QuoteMismatch) as refusal:
            refusals.append(
                gettext("“{title}” was left as it is: {refusal}").format(
                    title=title, refusal=retold(refusal)
                )
            )
    for line in refusals[:_MOST_REFUSALS]:
        messages.error(request, line)
    if len(refusals) > _MOST_REFUSALS:
        messages.error(request, _more(len(refusals) - _MOST_REFUSALS))
    if done:
        messages.success(request, _done(do, done))


def _picked(sent: list[str]) -> Iterator[tuple[int, int]]:
    """Keys of events, and the versions that the curator saw."""
    for each in sent:
        key, version = map(whole_number, each.partition(":")[::2])
        if key is not None and version is not None:
            yield key, version


def _rules(timeline: Timeline, asked: QueueFilter) -> list[tuple[str, str, int]]:
    """The rules by which candidates came to their dates: id, what it says, how many wait."""
    rows = (
        waiting(timeline, asked.without("rule"))
        .order_by()
        .exclude(proposal=None)
        .values("proposal__date_rule")
        .annotate(count=Count("pk"))
        .order_by("-count")
    )
    known = rules()
    return [
        (rule, retold(known[rule].says) if rule in known else rule, row["count"])
        for row in rows
        if (rule := row["proposal__date_rule"])
    ]


def _asked(do: str, number: int) -> str:
    if do == "reject":
        return ngettext("Reject {n} candidate?", "Reject {n} candidates?", number).format(n=number)
    return ngettext("Accept {n} candidate?", "Accept {n} candidates?", number).format(n=number)


def _done(do: str, number: int) -> str:
    if do == "reject":
        told = ngettext("{n} candidate rejected.", "{n} candidates rejected.", number)
    else:
        told = ngettext("{n} candidate accepted.", "{n} candidates accepted.", number)
    return told.format(n=number)


def _more(number: int) -> str:
    told = ngettext("{n} more was left as it was.", "{n} more were left as they were.", number)
    return told.format(n=number)
