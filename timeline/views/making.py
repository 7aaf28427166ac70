"""Mark and make: the panel beside a text in which selected words become evidence. Curators only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sources.actions.placing import Placed, place_quote
from sources.actions.storing import QuoteMismatch
from sources.models import Document, TextVersion
from timeline.actions.making import CitedAlready, MadeAlready, add_citation, make_event
from timeline.actions.review import EditConflict
from timeline.actions.suggesting import Suggestion, suggest
from timeline.dates.wording import edtf_words
from timeline.http import HtmxRequest, whole_number
from timeline.language import number
from timeline.making_forms import AddCitationForm, NewEventForm
from timeline.models import Citation, Event, Timeline
from timeline.retelling import retold
from timeline.views.reader import reading_context

Aim = Literal["new", "add"]

LONGEST_QUOTE: Final = 5_000
"""Code points: as many as the admin takes."""
_MOST_EVENTS: Final = 8
_PERMISSIONS: Final[Mapping[Aim, tuple[str, ...]]] = {
    "new": ("timeline.add_event", "timeline.add_citation"),
    "add": ("timeline.change_event", "timeline.add_citation"),
}


class NoPlace(ValueError):
    """The selection is no place in the text; the message says so in one line."""


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event that the words may be added to."""

    event: Event
    date_words: str


@never_cache
@require_http_methods(["GET", "POST"])
def make(request: HtmxRequest, slug: str) -> HttpResponse:
    """The panel for the words that are selected: a new event of them, or one more citation."""
    if not request.user.is_staff:
        raise Http404
    given = request.POST if request.method == "POST" else request.GET
    aim: Aim = "add" if given.get("aim") == "add" else "new"
    if not request.user.has_perms(_PERMISSIONS[aim]):
        raise PermissionDenied
    document = get_object_or_404(Document.objects.with_texts_on_record(), slug=slug)
    timelines = _timelines(document)
    timeline = next((t for t in timelines if t.slug == given.get("timeline")), timelines[0])
    context: dict[str, Any] = {
        "document": document,
        "timelines": timelines,
        "timeline": timeline,
        "aim": aim,
    }
    try:
        version, at = _selection(document, given)
    except NoPlace as error:
        return _panel(request, {**context, "refusal": retold(error)})
    context |= {"version": version, "at": at}
    query = given.get("q", "").strip()
    if request.htmx and request.htmx.target == "make-events":
        events = found_events(timeline, query, ())
        return render(request, "sources/_make_events.html", {"events": events})
    suggestion = suggest(timeline, version, at)
    form = _form(request, aim, timeline, suggestion)
    if aim == "add":
        context |= {"events": found_events(timeline, query, suggestion.dates), "query": query}
        context["chosen_event"] = str(form["event"].value() or "")
    if request.method == "POST" and form.is_valid():
        citation = _write(request, form, version, at)
        if citation is not None:
            return _made(request, document, citation)
    return _panel(request, {**context, "form": form})


def _timelines(document: Document) -> list[Timeline]:
    """Those that the document belongs to; all where it belongs to none."""
    cited = Event.objects.filter(citations__passage__text_version__document=document).order_by()
    mine = Timeline.objects.filter(Q(documents=document) | Q(pk__in=cited.values("timeline")))
    timelines = list(mine.distinct()) or list(Timeline.objects.all())
    if not timelines:
        raise Http404
    return timelines


def _selection(document: Document, given: Mapping[str, Any]) -> tuple[TextVersion, Placed]:
    """The place that was selected, found in the stored text: what the browser says is checked."""
    version = document.text_version
    if version is None or str(version.pk) != str(given.get("version")):
        raise NoPlace(gettext("A newer text of this source came meanwhile. Open the page again."))
    if version.text is None:
        raise NoPlace(
            gettext("The text is not held here. Supply it first; then its words can be selected.")
        )
    start, end = (whole_number(given.get(name)) for name in ("start", "end"))
    if start is None or end is None or not start < end <= len(version.text):
        raise NoPlace(gettext("This is no place in the text. Select the words again."))
    words = version.text[start:end].strip()
    if not words:
        raise NoPlace(gettext("Only blank space is selected. Select the words."))
    if len(words) > LONGEST_QUOTE:
        longer = gettext("This is longer than {most} characters. Select fewer words.")
        raise NoPlace(longer.format(most=number(LONGEST_QUOTE)))
    start += len(version.text[start:end]) - len(version.text[start:end].lstrip())
    seen = given.get("quote", "")
    if _letters(seen) == _letters(words):
        return version, Placed(start, start + len(words), words)
    found = place_quote(version, seen)
    if not isinstance(found, Placed):
        raise NoPlace(found.reason)
    return version, found


def _letters(text: str) -> str:
    """Words without the white space between them, of which pages show less than texts have."""
    return "".join(text.split())


def found_events(timeline: Timeline, query: str, dates: Iterable[Any]) -> list[FoundEvent]:
    """Events of a timeline by words of their title or by date; without a query, those near a date."""
    events = timeline.events.exclude(status=Event.Status.REJECTED).select_related("category")
    if query:
        for word in query.split()[:8]:
            events = events.filter(Q(title__icontains=word) | Q(edtf__icontains=word))
    elif years := {date.edtf[:4] for date in dates}:
        same = Q()
        for date in dates:
            same |= Q(edtf=date.edtf)
        exact = list(events.filter(same)[:_MOST_EVENTS])
        near = Q()
        for year in years:
            near |= Q(edtf__startswith=year)
        rest = events.filter(near).exclude(pk__in=[event.pk for event in exact])
        return [_found(event) for event in [*exact, *rest[: _MOST_EVENTS - len(exact)]]]
    return [_found(event) for event in events[:_MOST_EVENTS]]


def _found(event: Event) -> FoundEvent:
    return FoundEvent(event, edtf_words(event.edtf, short=True))


def _form(
    request: HtmxRequest, aim: Aim, timeline: Timeline, suggestion: Suggestion
) -> NewEventForm | AddCitationForm:
    kind = AddCitationForm if aim == "add" else NewEventForm
    data = request.POST if request.method == "POST" else None
    return kind(data, timeline=timeline, suggestion=suggestion)


def _write(
    request: HtmxRequest,
    form: NewEventForm | AddCitationForm,
    version: TextVersion,
    at: Placed,
) -> Citation | None:
    """Store what the form says; None where it is refused, which the form then tells."""
    try:
        if isinstance(form, NewEventForm):
            public = "publish" in request.POST
            event = make_event(form.new_event, version, at, public=public, by=request.user)
            return event.citations.get()
        data = form.cleaned_data
        return add_citation(
            data["event"],
            version,
            at,
            stance=data["stance"],
            dated=form.dated,
            note=data["note"],
            by=request.user,
        )
    except MadeAlready as there:
        wanted = Event.Status.PUBLISHED if "publish" in request.POST else Event.Status.CANDIDATE
        if there.event.status == wanted:  # sent twice, as a double click does without a script
            return there.event.citations.order_by("position", "pk").first()
        form.add_error(None, str(there))
        return None
    except (CitedAlready, EditConflict, QuoteMismatch) as refusal:
        form.add_error(None, str(refusal))
        return None


def _panel(request: HtmxRequest, context: dict[str, Any]) -> HttpResponse:
    template = "sources/_make.html" if request.htmx else "sources/make.html"
    response = render(request, template, {"nav": "sources", **context})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _made(request: HtmxRequest, document: Document, citation: Citation) -> HttpResponse:
    """Say what was made, and the text again, now with its mark."""
    if not request.htmx:
        return HttpResponseRedirect(f"{document.get_absolute_url()}#p{citation.passage_id}")
    fresh = Document.objects.with_texts_on_record().get(pk=document.pk)
    context = {**reading_context(request, fresh), "made": citation, "event": citation.event}
    return render(request, "sources/_made.html", context)
