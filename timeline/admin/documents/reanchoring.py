"""Passages that a corrected text lost: old and new side by side, and the curator settles each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.actions.placing import Placed, Undecided, place_quote
from sources.actions.storing import QuoteMismatch
from sources.admin.read_only import ReadOnly
from sources.anchoring.context import InContext, in_context
from sources.anchoring.highlight import Mark, Segment, highlight
from sources.anchoring.locate import Ambiguous, Found, locate
from sources.anchoring.resembling import Piece, compared, resembling
from sources.anchoring.segment import paragraphs
from sources.models import Reanchoring, TextVersion
from timeline.actions.review import EditConflict
from timeline.actions.settling import CitedAlready, NotOpen, settle_as_it_was, settle_at
from timeline.http import whole_number
from timeline.models import Citation
from timeline.retelling import retold

_SHOWN: Final = 40_000
"""Code points of a long text on one page; words can be looked for in all of it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A place where the words may stand now. likeness: whole percent; number: its key."""

    number: int
    start: int
    end: int
    likeness: int
    context: InContext
    pieces: tuple[Piece, ...]

    @property
    def value(self) -> str:
        """As the form sends it."""
        return f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the new text, in segments that are marked with the numbers of offers."""

    start: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class NewText:
    """As much of the new text as is shown. is_cut: whether there is more."""

    blocks: tuple[Block, ...]
    is_cut: bool


class StateFilter(admin.SimpleListFilter):
    """Those that wait, unless all are asked for."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("waiting", gettext("Waits for you")), ("settled", gettext("Settled by a curator"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Reanchoring]
    ) -> QuerySet[Reanchoring]:
        if self.value() == "waiting":
            return queryset.filter(pk__in=Reanchoring.objects.open())
        if self.value() == "settled":
            return queryset.filter(settled_by__isnull=False)
        return queryset


@admin.register(Reanchoring)
class ReanchoringAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """The queue of passages to place, and the page on which one is settled."""

    list_display = ("words", "document", "state", "reason")
    list_filter = (StateFilter,)
    list_select_related = ("passage", "new_version__document", "settled_by")
    search_fields = ("passage__quote", "new_version__document__title")
    ordering = ("pk",)
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reanchoring]:
        return super().get_queryset(request).defer("new_version__text")

    @admin.display(description=_("passage"))
    def words(self, entry: Reanchoring) -> str:
        """The words that were looked for."""
        quote = entry.passage.quote
        return f"“{quote[:120]}…”" if len(quote) > 120 else f"“{quote}”"

    @admin.display(description=_("document"), ordering="new_version__document__title")
    def document(self, entry: Reanchoring) -> str:
        """Whose text was corrected."""
        return str(entry.new_version.document)

    @admin.display(description=_("state"))
    def state(self, entry: Reanchoring) -> str:
        """Whether it waits."""
        if entry.settled_by is not None:
            where = gettext("placed") if entry.found_id else gettext("left on the old text")
            return gettext("{where} by {who}").format(where=where, who=entry.settled_by)
        if entry.found_id:
            return gettext("found")
        return gettext("a newer text came") if entry.settled_at else gettext("waits for you")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show both texts; take the place that the curator chose."""
        if not request.user.has_perm("sources.change_reanchoring"):
            raise PermissionDenied
        entry = get_object_or_404(
            self.get_queryset(request).select_related("passage__text_version"),
            pk=whole_number(object_id),
        )
        refusal: str | Undecided = ""
        if request.method == "POST":
            refusal = _settle(entry, request)
            if not refusal:
                return HttpResponseRedirect(_next_address(entry.pk))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Where do these words stand now?"),
            "refusal": retold(refusal.reason) if isinstance(refusal, Undecided) else refusal,
            "choices": refusal.choices if isinstance(refusal, Undecided) else (),
            "typed": request.POST.get("quote", ""),
            **_side_by_side(entry),
        }
        page = "admin/sources/reanchoring/settle.html"
        return render(request, page, context)


def _settle(entry: Reanchoring, request: HttpRequest) -> str | Undecided:
    """Do what was asked; or return why it can't be done, or the places to choose from."""
    by, now = request.user, timezone.now()
    try:
        if "leave" in request.POST:
            settle_as_it_was(entry.pk, by=by, now=now)
            messages.success(
                request,
                gettext("Left on the old text: “{quote}”.").format(quote=entry.passage.quote[:80]),
            )
            return ""
        place = _chosen_place(entry.new_version, request)
        if not isinstance(place, tuple):
            return place
        settle_at(entry.pk, start=place[0], end=place[1], by=by, now=now)
    except (NotOpen, CitedAlready, QuoteMismatch, EditConflict) as error:
        return retold(error)
    messages.success(request, gettext("Placed: “{quote}”.").format(quote=entry.passage.quote[:80]))
    return ""


def _chosen_place(version: TextVersion, request: HttpRequest) -> tuple[int, int] | str | Undecided:
    start, end = map(whole_number, request.POST.get("offer", "").partition("-")[::2])
    if start is not None and end is not None:
        return start, end
    chosen = whole_number(request.POST.get("place"))
    found = place_quote(version, request.POST.get("quote", ""), chosen=chosen)
    if isinstance(found, Placed):
        return found.start, found.end
    return found if isinstance(found, Undecided) else retold(found.reason)


def _side_by_side(entry: Reanchoring) -> dict[str, Any]:
    """What the page shows of both texts, and of what rests on the passage."""
    passage, text = entry.passage, entry.new_version.text or ""
    offers = list(_offers(text, passage.quote))
    open_entries = Reanchoring.objects.open()
    citations = Citation.objects.filter(passage=passage).select_related("event")
    after, before = open_entries.filter(pk__gt=entry.pk), open_entries.filter(pk__lt=entry.pk)
    settled = Reanchoring.objects.filter(settled_by__isnull=False).count()
    left = open_entries.count()
    return {
        "entry": entry,
        "document": entry.new_version.document,
        "is_open": open_entries.filter(pk=entry.pk).exists(),
        "old": _old_context(entry),
        "offers": offers,
        "new": _new_text(text, offers, passage.start),
        "citations": citations.order_by("pk"),
        "left": left,
        "settled": settled,
        "total": left + settled,
        "next": after.values_list("pk", flat=True).first(),
        "previous": before.values_list("pk", flat=True).last(),
    }


def _old_context(entry: Reanchoring) -> InContext:
    passage = entry.passage
    text = passage.text_version.text
    if text is None:
        return InContext(f"… {passage.prefix}", passage.quote, f"{passage.suffix} …")
    return in_context(text, passage.start, passage.end, reach=700)


def _offers(text: str, quote: str) -> list[Offer]:
    """Where the same words stand; or where they stand nowhere, those most like them."""
    match locate(text, quote):
        case Found(start, end):
            places = [(start, end, 1.0)]
        case Ambiguous(starts, ends):
            places = [(start, end, 1.0) for start, end in zip(starts, ends, strict=True)]
        case _:
            places = [(each.start, each.end, each.likeness) for each in resembling(text, quote)]
    return [
        Offer(
            number,
            start,
            end,
            round(likeness * 100),
            in_context(text, start, end),
            compared(quote, text[start:end]),
        )
        for number, (start, end, likeness) in enumerate(places, 1)
    ]


def _new_text(text: str, offers: list[Offer], near: int) -> NewText:
    """The new text in paragraphs; of a long one, what stands about the first offer."""
    centre = offers[0].start if offers else near
    first, last = max(0, centre - _SHOWN // 2), centre + _SHOWN // 2
    marks = [Mark(offer.start, offer.end, offer.number) for offer in offers]
    blocks, is_cut = [], False
    for span in paragraphs(text):
        if span.end < first or span.start > last:
            is_cut = True
            continue
        segments = highlight(text[span.start : span.end], marks, offset=span.start)
        blocks.append(Block(span.start, tuple(segments)))
    return NewText(tuple(blocks), is_cut)


def _next_address(after: int) -> str:
    """The next one that waits, from the first again after the last; the list where none does."""
    waiting = Reanchoring.objects.open().order_by("pk")
    following = waiting.filter(pk__gt=after).first() or waiting.first()
    if following is None:
        return reverse("admin:sources_reanchoring_changelist")
    return reverse("admin:sources_reanchoring_change", args=[following.pk])
