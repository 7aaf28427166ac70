"""The timeline: filters, chart, and the same events as a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeVar, cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from timeline.answers.choose import answers_for
from timeline.answers.protocol import Answers
from timeline.appearing import appearances_of, letters_of
from timeline.cards import EventCard, event_card
from timeline.chart_part import ChartPart
from timeline.charts.density import Density
from timeline.charts.figure import MOST_MARKS, Figure, timeline_figure
from timeline.charts.picture import svg_picture
from timeline.charts.rail import MOST_LETTERS
from timeline.charts.scale import Ground, ScaleName
from timeline.conditional import unless_unchanged
from timeline.doubts import Figures
from timeline.facets import names_of, read_facets
from timeline.filters import TimelineFilter
from timeline.http import HtmxRequest, absolute, is_swap, refused, render_page_or_part
from timeline.known import AsKnown, known_events
from timeline.lanes import LANES_BY, Lanes, lanes_of
from timeline.language import language
from timeline.linked_data import data_block, timeline_record
from timeline.listing import Listing, ListRow, Milestone, by_year
from timeline.models import Event, Timeline
from timeline.models.event import EventQuerySet
from timeline.prepared import Prepared, members
from timeline.records import source_mark
from timeline.remembering import remembered
from timeline.sigla import Appearances, SourceLetter, documents_of
from timeline.signs import KINDS_OF_FACT, SIGNS
from timeline.single_marks import AtHand, read_at_hand
from timeline.stops import Stop, known_words, stops
from timeline.taking import picture_caption
from timeline.views.looking_back import can_look_back, keep_answerable
from timeline.years import is_any_chosen, year_links

_T = TypeVar("_T")

PAGE_SIZE = 200
"""Rows of the list on one page, where all events are drawn as marks that lead to them."""
PAGE_OF_MANY = 50
"""Rows on one page of more events than that; rows are most of what such a page costs."""
MOST_IN_STRIP = 10
MOST_LINKED = 50
"""Sources that the page names to machines; the exports have all."""


@dataclass(frozen=True, slots=True)
class Display:
    """How the events are drawn; which ones is the filter's business. lanes: a key of `LANES_BY`.

    names: "all" keeps room for the name of each event; "" names those that find room.
    """

    scale: ScaleName
    lanes: str
    names: str

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Display:
        """Read a query string; what is not known means the usual drawing."""
        lanes = data.get("lanes", "")
        return cls(
            "linear" if data.get("scale") == "linear" else "even",
            lanes if lanes in LANES_BY else "category",
            "all" if data.get("names") == "all" else "",
        )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What is drawn in another than the usual way, as query pairs."""
        usual = Display("even", "category", "")
        pairs = [("scale", self.scale), ("lanes", self.lanes), ("names", self.names)]
        return [pair for pair in pairs if getattr(usual, pair[0]) != pair[1]]


@require_safe
def timeline(request: HtmxRequest, slug: str) -> HttpResponseBase:
    """The filterable timeline of one investigation."""
    filters, display = TimelineFilter.read(request.GET), Display.read(request.GET)
    asked = _Asked.of(request, slug, filters)
    make = partial(_page, request, asked, filters, display)
    if "event" in request.GET:  # its panel says when its quotes were checked, which no stamp tells
        return make()
    with_head = _wants_head(request, asked.known)
    is_kept = asked.answers.total >= settings.INDEX_FROM and asked.known.day is None
    stamp = f"{asked.timeline.pk} {asked.answers.stamp} {with_head}"
    return unless_unchanged(request, stamp, make, is_kept=is_kept)


def _page(
    request: HtmxRequest, asked: _Asked, filters: TimelineFilter, display: Display
) -> HttpResponse:
    shown, known, sources = asked.timeline, asked.known, asked.sources
    without = None if asked.answers.count else asked.unfiltered()
    facets = read_facets(shown, asked.answers, filters, sources, without)
    size = PAGE_OF_MANY if asked.answers.total > MOST_MARKS else PAGE_SIZE
    page = Paginator(range(asked.answers.count), size).get_page(request.GET.get("page"))
    milestones = asked.milestones()
    selected = _selected(request, asked)
    chart = _chart(request, asked, milestones, display)
    years = year_links(asked.answers.years(), filters, display.pairs)
    context = {
        "nav": "timelines",
        "timeline": shown,
        "filters": filters,
        "known": known,
        "looked_from": "" if known.day is None else known_words(sources, known.day),
        "facets": facets,
        "years": years,
        "year_chosen": is_any_chosen(years),
        "chips": filters.chips(names_of(facets)),
        "stops": _stops(asked),
        "display": display,
        "drawing": urlencode(display.pairs),
        "kinds_of_fact": KINDS_OF_FACT,
        "signs": SIGNS,
        "state": urlencode([*filters.pairs, *display.pairs]),
        "chart": chart,
        "groups": _on_page(list(page), asked, chart.listing),
        "page_obj": page,
        "milestones": milestones,
        "sources": _appeared(sources, known),
        "source_count": asked.appearances.count(known.day),
        "count": asked.answers.count,
        "total": asked.answers.total,
        "linked_data": partial(_linked_data, request, shown, known),
        "selected": selected,
        "selected_outside": selected is not None and not asked.answers.holds(selected.event.pk),
    }
    if _wants_head(request, known):
        context["figures"] = asked.figures()
    return render_page_or_part(
        request, page="timeline/timeline.html", part="timeline/_results.html", context=context
    )


def _wants_head(request: HtmxRequest, known: AsKnown) -> bool:
    """Whether the figures and links above the filters are sent: they are those of a day.

    Where htmx swaps only the results in, they stay, unless the page was of another day.
    """
    if not is_swap(request):
        return True
    before = (request.htmx.current_url or "").partition("#")[0].partition("?")[2]
    return TimelineFilter.read(QueryDict(before)).known_day != known.day


@require_safe
def picture(request: HtmxRequest, slug: str) -> HttpResponse:
    """The chart of what the filter asks for, as an SVG file to take away."""
    filters, display = TimelineFilter.read(request.GET), Display.read(request.GET)
    asked = _Asked.of(request, slug, filters)
    if filters.errors:  # a picture of more than was asked for would mislead
        return refused(filters.errors)
    figure, _ = _figure(asked, asked.milestones(), display)
    facets = read_facets(asked.timeline, asked.answers, filters, asked.sources)
    caption = picture_caption(
        asked.timeline, asked.answers.count,
        [chip.label for chip in filters.chips(names_of(facets))],
        _appeared(asked.sources, asked.known), asked.appearances.count(asked.known.day),
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


_COLUMNS: Final = [field.attname for field in Timeline._meta.concrete_fields]
_PUBLIC: Final = Prepared(
    lambda: Timeline.objects.public().filter(slug__in=members("text")).values_list(*_COLUMNS)
)


def _timeline(request: HtmxRequest, slug: str) -> Timeline:
    """Read the timeline. Errors: Http404 where the reader may not see it."""
    for row in _PUBLIC.rows([slug]):
        return Timeline.from_db(connection.alias, _COLUMNS, row)
    return get_object_or_404(Timeline.objects.visible_to(request.user), slug=slug)


def _unless_idle(make: Callable[[], EventQuerySet]) -> EventQuerySet:
    """Return the query that `make` writes, once something is asked of it: an index leaves it idle."""
    return cast(EventQuerySet, SimpleLazyObject(make))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What of a timeline is asked for."""

    timeline: Timeline
    everything: EventQuerySet
    answers: Answers
    filters: TimelineFilter
    known: AsKnown
    sources: list[SourceLetter]
    appearances: Appearances

    @classmethod
    def of(cls, request: HtmxRequest, slug: str, filters: TimelineFilter) -> _Asked:
        """Read it. Errors: Http404 where the reader may not see the timeline."""
        shown = _timeline(request, slug)
        everything = _unless_idle(
            lambda: Event.objects.visible_to(request.user).filter(timeline=shown)
        )
        keep_answerable(filters, everything)
        known = AsKnown.on(filters.known_day, everything)
        answers = answers_for(shown, everything, filters, known)
        if answers.total >= settings.INDEX_FROM:
            # Whatever an answer tells is read after its stamp, and may be newer than that, never older: it is kept.
            shown = _timeline(request, slug)
        sources = letters_of(shown, answers)
        appearances = Appearances.among(sources) if sources else appearances_of(shown, answers)
        return cls(shown, everything, answers, filters, known, sources, appearances)

    @property
    def letters(self) -> dict[str, str]:
        """Of the sources, by their slugs."""
        return {source.slug: source.letter for source in self.sources}

    def ground(self) -> Ground:
        """What the chart stands on: all events, and the sources that had appeared."""
        day = self.known.day
        days = self.appearances.until(day).period or ()
        density = self.answers.density()
        return self._remembered(f"ground {day}", lambda: Ground.of(density, days))

    def told(self) -> Density | None:
        """When all events lie that could be known by the day asked for; None where that is today."""
        day = self.known.day
        if day is None:
            return None
        return self._remembered(f"told {day}", self.answers.known_density)

    def figures(self) -> Figures:
        """What the head says in numbers."""
        count = self.appearances.count(self.known.day)
        make = partial(self.answers.figures, count)
        return self._remembered(f"figures {self.known.day}", make)

    def lanes(self, by: str) -> Lanes:
        """What the lanes of the chart stand for. by: a key of `LANES_BY`."""
        make = partial(lanes_of, by, self.timeline, self.answers, self.sources)
        return self._remembered(f"lanes {by} {language()} {self.known.day}", make)

    def unfiltered(self) -> Answers:
        """The answers to no filter but the day from which all is looked at."""
        bare = TimelineFilter(known=self.filters.known)
        return answers_for(self.timeline, self.everything, bare, self.known)

    def _remembered(self, what: str, make: Callable[[], _T]) -> _T:
        return remembered(what, self.timeline.pk, self.answers, make)

    def milestones(self) -> list[Milestone]:
        """What everybody should know, whatever the filter says."""
        make = partial(self.answers.told_milestones, MOST_IN_STRIP)
        return self._remembered(f"milestones {language()} {self.known.day}", make)


def _chart(
    request: HtmxRequest, asked: _Asked, milestones: list[Milestone], display: Display
) -> ChartPart:
    """The chart, written. Of a large timeline the same one is often asked for: it is kept."""
    is_wide = request.headers.get("Chronocite-Chart") == "wide"
    what = ("chart", asked.filters.query, display, language(), is_wide)
    return remembered(
        what,
        asked.timeline.pk,
        asked.answers,
        lambda: ChartPart.of(*_figure(asked, milestones, display, is_wide=is_wide)),
    )


def _figure(
    asked: _Asked, milestones: list[Milestone], display: Display, *, is_wide: bool = False
) -> tuple[Figure, AtHand]:
    """The chart, and what is drawn one by one.

    A browser that has room for the wide layout says so, and gets no other.
    """
    known, day = asked.known, asked.known.day
    published = [source_mark(source) for source in _appeared(asked.sources, known)]
    appeared = asked.appearances.until(day)
    if not asked.answers.total and not appeared.total:
        return timeline_figure([], []), AtHand(Listing([], [], {}, {}), None)
    are_many = appeared.total > MOST_LETTERS
    lanes = asked.lanes(display.lanes)
    ground, told = asked.ground(), [event.id for event in milestones]
    time = ground.time(display.scale, asked.filters.period)
    drawn = read_at_hand(asked.answers, lanes, time, asked.letters, told)
    figure = timeline_figure(
        lanes.spread(drawn.listing.marks, known),
        lanes.lanes,
        [] if are_many else published,
        # An arc over bars would seem to join what it crosses.
        [] if drawn.counted else drawn.listing.links,
        scale=display.scale,
        ground=ground,
        told=asked.told(),
        counted=drawn.counted,
        published=appeared if are_many else None,
        period=asked.filters.period,
        numbers={event.id: number for number, event in enumerate(milestones, 1)},
        known=day,
        named=display.names == "all",
        with_narrow=not is_wide,
        for_plotly=not is_wide,
    )
    return figure, drawn


def _on_page(
    numbers: list[int], asked: _Asked, read: Listing | None
) -> list[tuple[str, list[ListRow]]]:
    """One page of the list, by year; rows that the chart has not are read now."""
    if not numbers:
        return []
    first, last = numbers[0], numbers[-1] + 1
    if read is None:
        return by_year(asked.answers.listing(first, last, asked.letters).rows)
    return by_year(read.part(first, last))


def _selected(request: HtmxRequest, asked: _Asked) -> EventCard | None:
    """The event of `?event=ID`, for the panel."""
    pk = request.GET.get("event", "")
    if not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        return None
    known = asked.known
    told = known_events(asked.everything, known.day).filter(pk=int(pk))
    event = known.with_evidence(told).first()
    return event_card(event, asked.letters, known) if event else None


def _stops(asked: _Asked) -> list[Stop]:
    is_offered = asked.sources and can_look_back(asked.answers.total)
    return stops(asked.sources, asked.known.day) if is_offered else []


def _appeared(sources: list[SourceLetter], known: AsKnown) -> list[SourceLetter]:
    return [source for source in sources if known.day is None or source.last_day <= known.day]
