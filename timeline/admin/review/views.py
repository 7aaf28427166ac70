"""The pages of the review queue. What they decide is done by `timeline.actions`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from sources.actions.storing import QuoteMismatch
from timeline.actions import deciding
from timeline.actions.merging import NotMergeable, SettledAlready, keep_apart, merge
from timeline.actions.review import EditConflict
from timeline.actions.splitting import NotSplittable, split
from timeline.actions.tracing import Overtaken
from timeline.admin.review import table
from timeline.admin.review.candidate import (
    Candidate,
    found_twins,
    published_around,
    read_candidate,
)
from timeline.admin.review.catching_up import catch_up
from timeline.admin.review.forms import REASONS, CandidateForm, HalfForm
from timeline.admin.review.pages import address, around, in_words, page
from timeline.admin.review.queue import (
    QueueFilter,
    keys_waiting,
    look_at,
    not_looked_at,
    progress_of,
)
from timeline.admin.review.told import told_already
from timeline.admin.side_by_side import Difference
from timeline.http import whole_number
from timeline.models import Event, MergeProposal, Timeline
from timeline.place import few_enough, place_of
from timeline.sigla import letter_sources

_SHOWN: Final = 40
"""Candidates listed beside the one that is open."""
_BEFORE: Final = 3


def urls(site: AdminSite) -> list[URLPattern]:
    """The addresses, below those of the events."""
    pages = (
        ("review/", queue, "queue"),
        ("review/table/", table.table, "table"),
        ("review/many/", table.decide_many, "many"),
        ("review/undo/", undo, "undo"),
        ("review/apart/<int:pk>/", apart, "apart"),
        ("review/<int:pk>/", decide, "decide"),
    )
    return [
        path(place, site.admin_view(_for_curators(site, view)), name=f"timeline_review_{name}")
        for place, view, name in pages
    ]


def _for_curators(site: AdminSite, view: Any) -> Any:
    """Let in only those who may change events, and give templates what the admin gives them."""

    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("timeline.change_event"):
            raise PermissionDenied
        request.admin_context = site.each_context(request)  # type: ignore[attr-defined]
        answer: HttpResponse = view(request, **kwargs)
        return answer

    return guarded


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """One candidate: the one asked for (`at`), else the next that nobody has open."""
    slug = request.GET.get("timeline", "")
    if not slug:
        return _choose(request)
    timeline = get_object_or_404(Timeline, slug=slug)
    asked = QueueFilter.of(request.GET)
    keys = keys_waiting(timeline, asked)
    at = whole_number(request.GET.get("at"))
    if at not in keys:
        at = next(not_looked_at(keys, request.user), next(iter(keys), None))
    event = Event.objects.filter(pk=at or 0).first()
    if event is None:
        return page(request, "done.html", around(request, timeline, asked))
    return _show(request, event, asked, keys=keys, mode=request.GET.get("mode", ""))


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what the button says with a candidate, and go on to the next."""
    event = get_object_or_404(Event.objects.select_related("timeline"), pk=pk)
    asked = QueueFilter.of(QueryDict(request.POST.get("filter", "")))
    do = _DOES.get(request.POST.get("do", ""))
    if do is None:
        return redirect(address(event.timeline, asked, at=pk))
    after = _next(request, event, asked)
    is_open = event.status == Event.Status.CANDIDATE
    if not is_open or event.version != _seen(request):  # before the form, which may not fit now
        return _overtaken(request, event, asked, after)
    try:
        answer: HttpResponse | None = do(request, event, asked)
    except EditConflict:
        return _overtaken(request, event, asked, after)
    if answer is not None:
        return answer
    return redirect(address(event.timeline, asked, at=after))


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what this curator did last."""
    timeline = get_object_or_404(Timeline, slug=request.POST.get("timeline", ""))
    asked = QueueFilter.of(QueryDict(request.POST.get("filter", "")))
    try:
        step = request.POST.get("step", "")
        undone = deciding.undo(timeline, by=request.user, step=step)
    except (deciding.NothingToUndo, Overtaken) as refusal:
        messages.error(request, str(refusal))
        return redirect(address(timeline, asked))
    messages.success(request, f"Undone: {in_words(undone)}")
    return redirect(address(timeline, asked, at=undone[-1].event_id))


@require_POST
def apart(request: HttpRequest, pk: int) -> HttpResponse:
    """Two events that were proposed as one are two."""
    proposal = get_object_or_404(MergeProposal.objects.select_related("first__timeline"), pk=pk)
    asked = QueueFilter.of(QueryDict(request.POST.get("filter", "")))
    at = whole_number(request.POST.get("at"))
    try:
        keep_apart(proposal.pk, by=request.user)
    except SettledAlready as refusal:
        messages.error(request, str(refusal))
    else:
        told = gettext("Kept apart: “{first}” and “{second}”.")
        messages.success(request, told.format(first=proposal.first, second=proposal.second))
    return redirect(address(proposal.first.timeline, asked, at=at))


def _accept(request: HttpRequest, event: Event, asked: QueueFilter) -> HttpResponse | None:
    return _with_edits(request, event, asked, deciding.accept, gettext("Accepted"))


def _save(request: HttpRequest, event: Event, asked: QueueFilter) -> HttpResponse | None:
    return _with_edits(request, event, asked, deciding.save, gettext("Saved"))


def _with_edits(
    request: HttpRequest, event: Event, asked: QueueFilter, do: Any, done: str
) -> HttpResponse | None:
    candidate = read_candidate(event)
    form = CandidateForm(event, candidate.proposal, request.POST)
    if form.is_valid():
        try:
            do(event.pk, seen_version=_seen(request), by=request.user, edits=form.edits())
        except QuoteMismatch as refusal:
            form.add_error(None, f"{gettext('Nothing was saved.')} {refusal}")
    if form.errors:
        return _show(request, event, asked, form=form, candidate=candidate)
    messages.success(request, f"{done}: “{form.cleaned_data['title']}”.")
    return None


def _reject(request: HttpRequest, event: Event, asked: QueueFilter) -> None:
    why = request.POST.get("why", "")[:200]
    deciding.turn_down(event.pk, seen_version=_seen(request), by=request.user, why=why)
    messages.success(request, f"Rejected: “{event.title}”.")


def _merge(request: HttpRequest, event: Event, asked: QueueFilter) -> HttpResponse | None:
    into, version = map(whole_number, request.POST.get("into", "").partition(":")[::2])
    if into is None or version is None:
        return redirect(address(event.timeline, asked, at=event.pk, mode="merge"))
    try:
        kept = merge(
            event.pk,
            into,
            seen_version=_seen(request),
            into_version=version,
            by=request.user,
        )
    except (NotMergeable, QuoteMismatch) as refusal:
        messages.error(request, str(refusal))
        return redirect(address(event.timeline, asked, at=event.pk, mode="merge"))
    messages.success(
        request,
        gettext("Merged: “{title}” is now part of “{kept}”.").format(
            title=event.title, kept=kept.title
        ),
    )
    return None


def _split(request: HttpRequest, event: Event, asked: QueueFilter) -> HttpResponse | None:
    forms = _posted_halves(request, event)
    are_valid = [form.is_valid() for form in forms]  # both say what is wrong
    if all(are_valid):
        halves = (forms[0].half(), forms[1].half())
        try:
            first, _ = split(event.pk, halves, seen_version=_seen(request), by=request.user)
        except NotSplittable as refusal:
            forms[refusal.half - 1].add_error("quote", str(refusal))
        else:
            messages.success(
                request,
                gettext("Split in two: “{first}”, “{second}”.").format(
                    first=halves[0].title, second=halves[1].title
                ),
            )
            return redirect(address(event.timeline, asked, at=first.pk))
    return _show(request, event, asked, mode="split", halves=forms)


def _posted_halves(request: HttpRequest, event: Event) -> list[HalfForm]:
    return [HalfForm(event, request.POST, prefix=f"half{number}") for number in (1, 2)]


_DOES: Final[dict[str, Any]] = {
    "accept": _accept,
    "save": _save,
    "reject": _reject,
    "merge": _merge,
    "split": _split,
}


def _choose(request: HttpRequest) -> HttpResponse:
    """Go to the one timeline that has candidates, or let the curator choose."""
    waits = Timeline.objects.filter(events__status=Event.Status.CANDIDATE).distinct()
    timelines = list(waits.order_by("title"))
    if len(timelines) == 1:
        return redirect(address(timelines[0], QueueFilter()))
    rows = [(timeline, progress_of(timeline)) for timeline in timelines]
    context = {"title": gettext("Review queue"), "rows": rows}
    return page(request, "choose.html", context)


def _show(
    request: HttpRequest,
    event: Event,
    asked: QueueFilter,
    *,
    keys: list[int] | None = None,
    mode: str = "",
    form: CandidateForm | None = None,
    halves: list[HalfForm] | None = None,
    candidate: Candidate | None = None,
    differences: Sequence[Difference] = (),
) -> HttpResponse:
    look_at(event, request.user)
    timeline = event.timeline
    candidate = candidate or read_candidate(event)
    keys = keys_waiting(timeline, asked) if keys is None else keys
    place = keys.index(event.pk) if event.pk in keys else 0
    published = timeline.events.filter(status=Event.Status.PUBLISHED)
    words = request.GET.get("find", "")[:200]
    listed = _listed(keys, place)
    context = {
        **around(request, timeline, asked),
        "candidate": candidate,
        "event": event,
        "form": form or CandidateForm(event, candidate.proposal),
        "differences": differences,
        "mode": mode,
        "halves": halves or (_halves(candidate) if mode == "split" else []),
        "found": found_twins(event, words) if mode == "merge" and words else [],
        "find": words,
        "reasons": REASONS,
        "listed": listed,
        "told": {key for key, told in told_already(listed).items() if told.same},
        "place": place + 1,
        "count": len(keys),
        "before": keys[place - 1] if place > 0 else None,
        "after": keys[place + 1] if place + 1 < len(keys) else None,
        "strip": place_of(few_enough(published), event, letter_sources(timeline)),
        "around": published_around(event),
    }
    return page(request, "queue.html", context)


def _listed(keys: list[int], place: int) -> list[Event]:
    """The candidates next to the open one, in the order of the queue."""
    shown = keys[max(0, place - _BEFORE) : place - _BEFORE + _SHOWN if place > _BEFORE else _SHOWN]
    by_key = Event.objects.in_bulk(shown)
    return [by_key[key] for key in shown if key in by_key]


def _halves(candidate: Candidate) -> list[HalfForm]:
    """Two forms, filled with what the passage tells."""
    event = candidate.event
    quote = candidate.citation.passage.quote if candidate.citation else ""
    others = [choice.edtf for choice in candidate.choices if choice.edtf != event.edtf]
    same = {
        "title": event.title,
        "modality": event.modality,
        "category": event.category_id,
        "quote": quote,
    }
    dates = (event.edtf, others[0] if others else event.edtf)
    return [
        HalfForm(event, prefix=f"half{number}", initial={**same, "edtf": date})
        for number, date in enumerate(dates, 1)
    ]


def _next(request: HttpRequest, event: Event, asked: QueueFilter) -> int | None:
    """The candidate after this one that nobody else has open, from the start again at the end."""
    keys = list(not_looked_at(keys_waiting(event.timeline, asked), request.user))
    if event.pk not in keys:
        return None
    place = keys.index(event.pk)
    following = [*keys[place + 1 :], *keys[:place]]
    return following[0] if following else None


def _overtaken(
    request: HttpRequest, event: Event, asked: QueueFilter, after: int | None
) -> HttpResponse:
    """Somebody was faster: what this curator wrote is shown again, or told to be of no use now."""
    event = Event.objects.select_related("timeline").get(pk=event.pk)
    last = event.history.order_by("-history_id").first()
    who = last.history_user if last and last.history_user else gettext("Somebody else")
    if event.status != Event.Status.CANDIDATE:
        status = event.get_status_display().lower()
        messages.error(
            request,
            gettext(
                "{who} made “{title}” {status} in the meantime. Nothing of yours was saved."
            ).format(who=who, title=event.title, status=status),
        )
        return redirect(address(event.timeline, asked, at=after))
    candidate = read_candidate(event)
    told = gettext("{who} changed this candidate in the meantime: “{title}”, {date}.").format(
        who=who, title=event.title, date=candidate.date_words
    )
    if request.POST.get("do") == "split":
        messages.error(
            request,
            f"{told} {gettext('Nothing of yours was saved. Look at it again, then split.')}",
        )
        return _show(request, event, asked, mode="split", halves=_posted_halves(request, event))
    if request.POST.get("do") not in {"accept", "save"}:
        messages.error(request, f"{told} {gettext('Look at it again, then decide.')}")
        return redirect(address(event.timeline, asked, at=event.pk))
    data, differences = catch_up(event, request.POST, _seen(request))
    form = CandidateForm(event, candidate.proposal, data)
    again = gettext("Nothing of yours was saved. Decide again to put yours over it.")
    form.add_error(None, f"{told} {again}")
    return _show(request, event, asked, form=form, candidate=candidate, differences=differences)


def _seen(request: HttpRequest) -> int:
    return whole_number(request.POST.get("seen")) or 0
