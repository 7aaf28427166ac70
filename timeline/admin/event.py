"""Curation of events: the list, the form, and the buttons, which call `timeline.actions`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext_lazy as _

from sources.actions.storing import QuoteMismatch
from timeline.actions import review
from timeline.actions.editing import discard, editing, was_published
from timeline.admin.citation import CitationInline
from timeline.admin.date_field import date_meaning
from timeline.admin.event_filters import (
    CategoryFilter,
    ImportanceFilter,
    PeriodFilter,
    SourceFilter,
)
from timeline.admin.event_form import EventForm
from timeline.admin.event_list import EventColumns, with_evidence_checked
from timeline.admin.event_parts import LinkInline, ParticipationInline, links_from_others
from timeline.admin.of_timeline import FilledIn, SelectManyOfTimeline, SelectOfTimeline
from timeline.admin.review.views import urls as review_urls
from timeline.admin.side_by_side import side_by_side
from timeline.edits import read_edits
from timeline.http import whole_number
from timeline.language import kept
from timeline.models import Event, Timeline
from timeline.retelling import retold
from timeline.searching import found

Decide = Callable[..., Event]

_BUTTONS: Final[dict[str, tuple[Decide, Promise]]] = {
    "_publish": (review.publish, _("Published")),
    "_reject": (review.reject, _("Rejected")),
    "_reopen": (review.reopen, _("Made a candidate again")),
}

_FEW: Final = 500
"""Events that a search may find to be looked up one by one."""


@admin.register(Event)
class EventAdmin(EventColumns, FilledIn):
    """Events, with their citations, actors and links."""

    form = EventForm
    change_form_template = "admin/timeline/event/change_form.html"
    inlines = (CitationInline, ParticipationInline, LinkInline)
    readonly_fields = ("decision",)
    autocomplete_fields = ("timeline",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    *("timeline", "decision", "title", "edtf"),
                    ("modality", "importance"),
                    *("category", "themes", "summary"),
                )
            },
        ),
        (
            _("More"),
            {"fields": ("label", "date_reason", "note"), "classes": ("collapse",)},
        ),
    )

    list_display = (*("titled", "date_in_words", "kind", "decision", "weight", "lane", "evidence"),)
    list_filter = (
        *("timeline", "status", "modality", CategoryFilter, SourceFilter),
        *(("importance", ImportanceFilter), PeriodFilter),
    )
    list_select_related = ()  # joined, the events would be sorted; see get_queryset
    search_fields = ("title", "key")  # that there are some shows the box; see get_search_results
    search_help_text = _("Titles, labels, summaries and quotes")
    ordering = ("known_day", "last_day", "pk")
    actions = ("publish", "reject", "reopen", "mark_milestone")

    # The list

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        return super().get_queryset(request).prefetch_related("category", with_evidence_checked())

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Event], search_term: str
    ) -> tuple[QuerySet[Event], bool]:
        """By words, as readers find them, and in private sources too; or by its whole key."""
        asked = found(search_term, private_too=True)
        key = search_term.replace("\0", "").strip()
        matching = queryset.filter(asked | Q(key=key) if asked and key else asked)
        if not asked:
            return matching, False
        # Few are looked up; or the database would go through all events in order to find them.
        few = list(matching.order_by().values_list("pk", flat=True)[: _FEW + 1])
        return queryset.filter(pk__in=few) if len(few) <= _FEW else matching, False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Ours only: nothing is deleted in bulk."""
        return {
            name: action
            for name, action in super().get_actions(request).items()
            if name in self.actions
        }

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, events: QuerySet[Event]) -> None:
        """Publish those whose quotes stand."""
        self._decide_each(request, events, review.publish, gettext("Published"))

    @admin.action(description=_("Reject"), permissions=["change"])
    def reject(self, request: HttpRequest, events: QuerySet[Event]) -> None:
        """Take them out of what the public sees."""
        self._decide_each(request, events, review.reject, gettext("Rejected"))

    @admin.action(description=_("Reopen: make candidates again"), permissions=["change"])
    def reopen(self, request: HttpRequest, events: QuerySet[Event]) -> None:
        """Make them candidates again."""
        self._decide_each(request, events, review.reopen, gettext("Made candidates again"))

    @admin.action(description=_("Mark as milestones"), permissions=["change"])
    def mark_milestone(self, request: HttpRequest, events: QuerySet[Event]) -> None:
        """Give them the highest importance."""
        self._decide_each(request, events, review.mark_milestone, gettext("Marked as milestones"))

    def _decide_each(
        self, request: HttpRequest, events: QuerySet[Event], decide: Decide, done: str
    ) -> None:
        """Decide on each event by itself; one that is refused doesn't hold up the others."""
        count = 0
        for event in events.prefetch_related(None):
            seen = whole_number(request.POST.get(f"seen-{event.pk}"))
            version = event.version if seen is None else seen
            try:
                decide(event.pk, seen_version=version, by=request.user)
                count += 1
            except (review.EditConflict, QuoteMismatch) as refusal:
                messages.error(
                    request,
                    gettext("“{title}” was left as it is: {refusal}").format(
                        title=event.title, refusal=retold(refusal)
                    ),
                )
        if count:
            told = ngettext("{done}: {n} event.", "{done}: {n} events.", count)
            messages.success(request, told.format(done=done, n=count))

    # The form

    def get_form(
        self, request: HttpRequest, obj: Event | None = None, change: bool = False, **kwargs: Any
    ) -> type[EventForm]:
        """The form, told what the quote gate refused when this request tried to save it."""
        base: type[Any] = super().get_form(request, obj, change, **kwargs)
        return type(base.__name__, (base,), {"refusal": getattr(request, "refusal", "")})

    def get_fieldsets(self, request: HttpRequest, obj: Event | None = None) -> Any:
        """Nobody has decided on an event that is not there yet."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None:
            return fieldsets
        (name, first), *rest = fieldsets
        fields = tuple(field for field in first["fields"] if field != "decision")
        return ((name, {**first, "fields": fields}), *rest)

    def get_readonly_fields(self, request: HttpRequest, obj: Event | None = None) -> Any:
        """An event stays on its timeline: its category and themes are there."""
        return ("timeline", *self.readonly_fields) if obj else self.readonly_fields

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Where there is one timeline, there is nothing to choose."""
        timelines = list(Timeline.objects.values_list("pk", flat=True)[:2])
        initial = {"timeline": str(timelines[0])} if len(timelines) == 1 else {}
        return initial | super().get_changeform_initial_data(request)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "category":
            kwargs["widget"] = SelectOfTimeline(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "themes":
            kwargs["widget"] = SelectManyOfTimeline(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def view_on_site(self, event: Event) -> str | None:
        """The public page, where there is one."""
        public = event.status == Event.Status.PUBLISHED and event.timeline.is_public
        return event.get_absolute_url() if public else None

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The form. Where saving is refused, nothing is saved and the form is shown with why."""
        answer = partial(super().changeform_view, request, object_id, form_url, extra_context)
        try:
            return answer()
        except review.EditConflict:
            pass  # the form sees for itself that the version moved on
        except QuoteMismatch as error:
            request.refusal = f"{gettext('Nothing was saved.')} {retold(error)}"  # type: ignore[attr-defined]
        return answer()

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form, with what leads here; after an edit conflict with what is there now beside it."""
        form = context["adminform"].form
        if context.get("original"):
            context["links_from_others"] = links_from_others(context["original"])
        if getattr(form, "conflicted", False):
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            context["differences"] = side_by_side(form, formsets)
            opened = form.cleaned_data.get("opened_at")
            event = context["original"]
            context["edits_since"] = [
                edit
                for edit in read_edits(event, for_curators=True)
                if opened is None or edit.at > opened
            ]
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Event, form: Any, change: bool) -> None:
        """Nothing yet: `save_related` saves the event together with its parts."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the event and its parts as one edit, then do what the button says."""
        event: Event = form.instance
        why = form.cleaned_data["why"] or _what_changed(form, formsets, change)
        if change and not form.touched and not any(each.has_changed() for each in formsets):
            for formset in formsets:
                formset.save(commit=False)  # writes nothing; Django's log asks what was written
        else:
            with editing(event, seen_version=form.now_version, by=request.user, why=why):
                _save_themes(event, form, change)
                for formset in formsets:
                    _save_rows(formset, by=request.user, why=why)
        for button, (decide, done) in _BUTTONS.items():
            if button in request.POST:
                reason = {"why": form.cleaned_data["why"]} if form.cleaned_data["why"] else {}
                decided = decide(event.pk, seen_version=event.version, by=request.user, **reason)
                event.status, event.version = decided.status, decided.version
                messages.success(request, f"{done}: “{event.title}”.")

    def response_change(self, request: HttpRequest, obj: Event) -> HttpResponse:
        """After a decision, stay with the event."""
        if not set(_BUTTONS).isdisjoint(request.POST):
            return HttpResponseRedirect(request.get_full_path())
        return super().response_change(request, obj)

    # History, and what can't be done

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who changed what, when and why, with citations, actors and links."""
        event = get_object_or_404(Event, pk=whole_number(object_id))
        if not self.has_view_or_change_permission(request, event):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("History of “{title}”").format(title=event.title),
            "event": event,
            "edits": read_edits(event, for_curators=True),
            "opts": self.opts,
            **(extra_context or {}),
        }
        return render(request, "admin/timeline/event/history.html", context)

    def has_delete_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        """Only an event that was never public; any other is rejected, and kept."""
        if obj is not None and was_published(obj):
            return False
        return super().has_delete_permission(request, obj)

    def delete_model(self, request: HttpRequest, obj: Event) -> None:
        """Delete a candidate that was never public; its history stays."""
        discard(obj.pk, seen_version=obj.version, by=request.user, why=kept("deleted"))

    def get_urls(self) -> list[URLPattern]:
        """With the answer to what a date means, for the script beside the date fields."""
        words = path(
            "date-words/", self.admin_site.admin_view(_date_words), name="timeline_date_words"
        )
        return [words, *review_urls(self.admin_site), *super().get_urls()]


def _date_words(request: HttpRequest) -> HttpResponse:
    """Say what a date means, as plain text."""
    return HttpResponse(date_meaning(request.GET.get("edtf", "")[:80]), content_type="text/plain")


def _save_themes(event: Event, form: Any, change: bool) -> None:
    """Set the themes. A changed event is saved with its history afterwards, a new one was before."""
    if not change:
        form.save_m2m()
        return
    with event.unrecorded():
        form.save_m2m()


def _save_rows(formset: Any, *, by: Any, why: str) -> None:
    """Save what was changed in an inline, each row with its history."""
    rows = formset.save(commit=False)
    for row in formset.deleted_objects:
        row.delete_with_history(by=by, why=why)
    for row in rows:
        row.save_with_history(by=by, why=why)


_PARTS: Final = {
    "citation": gettext_noop("citations"),
    "actor": gettext_noop("actors"),
    "link": gettext_noop("links"),
}


def _what_changed(form: Any, formsets: Any, change: bool) -> str:
    """The reason of an edit for which the curator gave none."""
    if not change:
        return kept("entered by hand")
    with translation.override(None):  # kept in the history, so in English, whoever edits
        labels = [str(form[name].label) for name in form.touched]
    parts = [f"{label[:1].lower()}{label[1:]}" for label in labels]
    parts += [_PARTS[formset.called] for formset in formsets if formset.has_changed()]
    return kept("edited: {parts}").format(parts=", ".join(parts))
