"""The timeline: filters, chart, and the same events as a list."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

import orjson
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from timeline.cards import EventCard, event_card
from timeline.charts.drawing import drawings
from timeline.charts.figure import timeline_figure
from timeline.charts.picture import svg_picture
from timeline.charts.scale import ScaleName
from timeline.charts.script import for_script
from timeline.charts.svg import svg_text
from timeline.doubts import figures_of
from timeline.exports.registry import EXPORTS
from timeline.facets import names_of, read_facets
from timeline.filters import TimelineFilter
from timeline.http import HtmxRequest, absolute, is_swap, render_page_or_part
from timeline.known import AsKnown, known_events
from timeline.lanes import LANES_BY, lanes_of
from timeline.linked_data import data_block, timeline_record
from timeline.listing import Listing, ListRow, Milestone, by_year, read_listing, read_milestones
from timeline.models import Event, Timeline
from timeline.models.event import EventQuerySet
from timeline.records import dated_rows, source_mark
from timeline.sigla import SourceLetter, documents_of, letter_sources
from timeline.stops import stops
from timeline.taking import picture_caption

PAGE_SIZE = 200
"""Rows of the list on one page."""
MOST_IN_CHART = 2000
"""Events that are drawn one by one; see docs/architecture.md."""
MOST_IN_STRIP = 10
MOST_LINKED = 50
"""Sources that the page names to machines; the exports have all."""


@dataclass(frozen=True, slots=True)
class Display:
    """How the events are drawn; which ones is the filter's business. lanes: a key of `LANES_BY`."""

    scale: ScaleName
    lanes: str

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Display:
        """Read a query string; what is not known means the usual drawing."""
        lanes = data.get("lanes", "")
        return cls(
            "linear" if data.get("scale") == "linear" else "even",
            lanes if lanes in LANES_BY else "category",
        )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What is drawn in another than the usual way, as query pairs."""
        usual = Display("even", "category")
        pairs = [("scale", self.scale), ("lanes", self.lanes)]
        return [pair for pair in pairs if getattr(usual, pair[0]) != pair[1]]


@require_safe
def timeline(request: HtmxRequest, slug: str) -> HttpResponse:
    """The filterable timeline of one investigation."""
    shown = get_object_or_404(Timeline.objects.visible_to(request.user), slug=slug)
    filters, display = TimelineFilter.read(request.GET), Display.read(request.GET)
    everything = Event.objects.visible_to(request.user).filter(timeline=shown)
    known = AsKnown.on(filters.known_day, everything)
    events = filters.apply(everything)
    sources = letter_sources(shown)
    letters = {source.slug: source.letter for source in sources}
    drawn = read_listing(events, letters, known, last=MOST_IN_CHART)
    facets = read_facets(shown, everything, filters, sources)
    count, total = events.count(), known_events(everything, known.day).count()
    page = Paginator(range(count), PAGE_SIZE).get_page(request.GET.get("page"))
    milestones = read_milestones(known_events(everything, known.day), known, MOST_IN_STRIP)
    selected = _selected(request, everything, letters, known)
    figure = _figure(request, shown, everything, drawn, milestones, sources, filters, display)
    context = {
        "nav": "timelines",
        "timeline": shown,
        "filters": filters,
        "known": known,
        "facets": facets,
        "chips": filters.chips(names_of(facets)),
        "stops": stops(sources, known.day),
        "display": display,
        "drawing": urlencode(display.pairs),
        "lane_choices": LANES_BY,
        "state": urlencode([*filters.pairs, *display.pairs]),
        "figure": figure,
        "drawings": SafeString("".join(map(svg_text, drawings(figure)))),  # escaped there
        "groups": _on_page(list(page), events, drawn, letters, known),
        "page_obj": page,
        "milestones": milestones,
        "sources": _appeared(sources, known),
        "count": count,
        "total": total,
        "exports": EXPORTS.values(),
        "linked_data": partial(_linked_data, request, shown, known),
        "selected": selected,
        "selected_outside": selected is not None
        and not events.filter(pk=selected.event.pk).exists(),
    }
    if not is_swap(request):  # they stand in the head, which stays
        context["figures"] = figures_of(everything, len(_appeared(sources, known)), known)
    context["figure_json"] = json_script(for_script(figure), "figure", _FigureEncoder)
    response = render_page_or_part(
        request, page="timeline/timeline.html", part="timeline/_results.html", context=context
    )
    patch_vary_headers(response, ["Chronocite-Chart"])
    return response


@require_safe
def picture(request: HtmxRequest, slug: str) -> HttpResponse:
    """The chart of what the filter asks for, as an SVG file to take away."""
    shown = get_object_or_404(Timeline.objects.visible_to(request.user), slug=slug)
    filters, display = TimelineFilter.read(request.GET), Display.read(request.GET)
    if filters.errors:  # a picture of more than was asked for would mislead
        return HttpResponseBadRequest("\n".join(filters.errors), content_type="text/plain")
    everything = Event.objects.visible_to(request.user).filter(timeline=shown)
    known = AsKnown.on(filters.known_day, everything)
    events, sources = filters.apply(everything), letter_sources(shown)
    letters = {source.slug: source.letter for source in sources}
    drawn = read_listing(events, letters, known, last=MOST_IN_CHART)
    milestones = read_milestones(known_events(everything, known.day), known, MOST_IN_STRIP)
    figure = _figure(request, shown, everything, drawn, milestones, sources, filters, display)
    chips = [
        chip.label
        for chip in filters.chips(names_of(read_facets(shown, everything, filters, sources)))
    ]
    caption = picture_caption(
        shown, events.count(), chips, _appeared(sources, known),
        address=absolute(request, request.get_full_path().replace("chart.svg", "", 1)),
        today=timezone.localdate(),
    )  # fmt: skip
    return HttpResponse(
        svg_picture(figure, caption),
        content_type="image/svg+xml",
        headers={"Content-Disposition": f'attachment; filename="{slug}.svg"'},
    )


def _linked_data(request: HtmxRequest, timeline: Timeline, known: AsKnown) -> str:
    """For machines, which keep the address of the whole timeline as of today. One query, or none."""
    if known.day is not None:
        return ""
    documents = documents_of(timeline)[:MOST_LINKED]
    return data_block(timeline_record(timeline, documents, partial(absolute, request)))


def _figure(
    request: HtmxRequest,
    shown: Timeline,
    everything: EventQuerySet,
    drawn: Listing,
    milestones: list[Milestone],
    sources: list[SourceLetter],
    filters: TimelineFilter,
    display: Display,
) -> dict[str, Any]:
    """The chart. A browser that has room for the wide layout says so, and gets no other."""
    lanes = lanes_of(display.lanes, shown, everything, drawn.marks, sources)
    day = filters.known_day
    return timeline_figure(
        lanes.spread(drawn.marks),
        lanes.lanes,
        [source_mark(source) for source in sources if day is None or source.last_day <= day],
        drawn.links,
        scale=display.scale,
        everything=dated_rows(everything),
        period=filters.period,
        numbers={event.id: number for number, event in enumerate(milestones, 1)},
        known=day,
        with_narrow=request.headers.get("Chronocite-Chart") != "wide",
    )


class _FigureEncoder(json.JSONEncoder):
    """For `json_script`, which escapes; orjson writes a figure twenty times faster."""

    def encode(self, o: object) -> str:
        return orjson.dumps(o).decode()


def _on_page(
    numbers: list[int],
    events: EventQuerySet,
    drawn: Listing,
    letters: Mapping[str, str],
    known: AsKnown,
) -> list[tuple[str, list[ListRow]]]:
    """One page of the list, by year; rows beyond the chart's are read now."""
    if not numbers:
        return []
    first, last = numbers[0], numbers[-1] + 1
    if last > len(drawn.rows):
        return by_year(read_listing(events, letters, known, first=first, last=last).rows)
    return by_year(drawn.rows[first:last])


def _selected(
    request: HtmxRequest, everything: EventQuerySet, letters: Mapping[str, str], known: AsKnown
) -> EventCard | None:
    """The event of `?event=ID`, for the panel."""
    asked = request.GET.get("event", "")
    if not asked.isascii() or not asked.isdigit() or len(asked) > 18:
        return None
    told = known_events(everything, known.day).filter(pk=int(asked))
    event = known.with_evidence(told).first()
    return event_card(event, letters, known) if event else None


def _appeared(sources: list[SourceLetter], known: AsKnown) -> list[SourceLetter]:
    return [source for source in sources if known.day is None or source.last_day <= known.day]
