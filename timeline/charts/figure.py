"""The timeline as a Plotly figure: a plain dict, complete but for what needs the width of letters.

Colours are names of design tokens, such as var(--lane-3): the browser puts the reader's theme in.
`layout.meta` carries what the browser decides by geometry: candidates for labels and for names of
years and months, with their priority; and `narrow`, the same figure laid out for a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from timeline.charts.across import NARROW, WIDE, Frame
from timeline.charts.arcs import arc_names, arc_traces, arcs, cut_arcs
from timeline.charts.bins import bin_traces
from timeline.charts.density import EVERY, Counted, Density, known_days
from timeline.charts.doubts import open_traces, split_traces, still_to_come, to_come_name
from timeline.charts.grid import axis_names, grid_traces, lane_names
from timeline.charts.labels import label_candidates
from timeline.charts.marks import Trace, again_traces, bar_traces, lens_traces, mark_trace
from timeline.charts.members import member_days
from timeline.charts.obstacles import obstacles
from timeline.charts.overview import BASE, FUNNEL_BOTTOM, PARTS, Overview, overview_traces
from timeline.charts.rail import HEIGHT as RAIL_HEIGHT
from timeline.charts.rail import MIDDLE as RAIL_MIDDLE
from timeline.charts.rail import (
    density_name,
    density_traces,
    publications,
    rail_letters,
    rail_traces,
)
from timeline.charts.rows import EventRow, Lane, Link, SourceMark
from timeline.charts.scale import WIDTH, Ground, ScaleName, TimeScale, cells
from timeline.charts.scene import MOST_ROOMY_LEVELS, Room, Scene, lay_out
from timeline.charts.still_names import unnamed
from timeline.dates.edtf import OPEN_END, OPEN_START

MOST_MARKS: Final = 2_000
"""More events than this are drawn as counts: a browser takes 0.1 s for 1,000 marks. In a timeline of
more, all lanes are equally high, so that nothing jumps when a filter turns bars into marks."""

LANES_TOP: Final = FUNNEL_BOTTOM + 29
"""Pixels of overview and axis, above the lanes."""

_TRIED_ON: Final[Mapping[Frame, tuple[float, ...]]] = {
    WIDE: (WIDE.least, 900, 1050),
    NARROW: (NARROW.least,),
}
"""Plots, in pixels, on which names of milestones must have a place: the least of a layout, where marks are
closest, and those of screens of 1680 and 1830, where what fitted under an arc or between two marks may not."""

Figure = dict[str, Any]


def timeline_figure(
    rows: Sequence[EventRow],
    lanes: Sequence[Lane],
    sources: Sequence[SourceMark] = (),
    links: Sequence[Link] = (),
    *,
    scale: ScaleName = "even",
    ground: Ground | None = None,
    told: Density | None = None,
    counted: Counted | None = None,
    published: Density | None = None,
    period: tuple[int, int] | None = None,
    numbers: Mapping[int, int] | None = None,
    known: int | None = None,
    named: bool = False,
    with_narrow: bool = True,
    for_plotly: bool = True,
) -> Figure:
    """Return the chart of `rows`, as a dict that plotly.js draws and plotly.py accepts.

    ground: of all events of the timeline, where rows are a selection: it sets the scale, so
    that filtering never moves a mark sideways.
    told: the events that could be known by the day `known`, of which the overview has grey bars; None
    where that is all of them.
    counted: all events that are asked for, where not all of them are at hand; rows are those that are.
    A lane of which all are may be marks, others are bars below their milestones.
    published: when the sources appeared, where they are too many for letters; then `sources` is empty.
    period: first and last day (Julian) to show; None shows all.
    numbers: of milestones, by event id, as in the numbered strip.
    known: the day (Julian) as of which it is drawn: what lies behind it was still to come.
    named: lanes grow until each event has room for its name.
    with_narrow: whether the layout for phones comes with it.
    for_plotly: without, bars of counts are told in `meta` alone, which is all that the wide drawing reads of them;
        names of the narrow one ask where they stand.
    Errors: KeyError where a row's lane is not among `lanes`.
    """
    days = [*days_of(sources), *((published and published.period) or ())]
    if ground is None:
        if not rows and not days:
            return {"data": [], "layout": {"height": 0, "meta": {"events": 0}}}
        ground = Ground.of(Density.of({row.id: row for row in rows}.values()), days)
    time = ground.time(scale, period)
    shown = [row for row in rows if _is_inside(row, time)]
    overview = _overview(ground, ground.density if told is None else told, shown, counted)

    def laid_out(frame: Frame) -> Figure:
        room = Room(
            tuple((link.from_id, link.to_id) for link in links if link.kind == "outcome"),
            (min(days), max(days)) if days else None,
            even=ground.density.total > MOST_MARKS,
            named=named and ground.density.total <= MOST_MARKS,
        )
        evidence = _Evidence(sources, published)
        with_bars = for_plotly or with_narrow

        def drawn(room: Room) -> tuple[Scene, Figure]:
            scene = lay_out(shown, lanes, time, frame, LANES_TOP, room, counted)
            whole = ground.whole
            return scene, _figure(
                scene, whole, overview, evidence, links, numbers or {}, known, for_plotly=with_bars
            )

        scene, figure = drawn(room)
        roomy = frozenset() if room.even else _without_names(scene, figure)
        return drawn(replace(room, roomy=roomy))[1] if roomy else figure

    figure = laid_out(WIDE)
    figure["layout"]["meta"] |= {
        "scale": time.name,
        "crowded": ground.even is not None,
        "may_be_named": 0 < ground.density.total <= MOST_MARKS,
        "events": sum(overview.now),
    }
    if with_narrow:
        figure["layout"]["meta"]["narrow"] = _without_hover(laid_out(NARROW))
    return figure


def _without_names(scene: Scene, figure: Figure) -> frozenset[str]:
    """Return the lanes in which a milestone finds no place for its name: they have to grow."""
    able = {  # where bars stand for events, only a few milestones have a level each
        band.lane.slug: {event.row.id for event in band.placed if event.is_named}
        for band in scene.bands
        if not band.bins or len(band.placed) <= MOST_ROOMY_LEVELS
    }
    if not any(able.values()):
        return frozenset()
    missing = unnamed(figure["data"], figure["layout"], _TRIED_ON[scene.frame])
    return frozenset(slug for slug, named in able.items() if named & missing)


def _overview(
    ground: Ground, everything: Density, shown: Sequence[EventRow], counted: Counted | None
) -> Overview:
    strip = tuple(cells(ground.whole, PARTS))
    if counted:
        now = counted.totals(strip)
    else:
        now = Density.of({row.id: row for row in shown}.values()).in_cells(strip)[EVERY]
    every = everything.once(strip, lambda: everything.in_cells(strip)[EVERY].tolist())
    return Overview(strip, every, now.tolist())


def days_of(sources: Iterable[SourceMark]) -> list[int]:
    """Return the days of publication that the picture must hold."""
    return [
        day
        for source in sources
        for day in (source.first_day, source.last_day)
        if OPEN_START < day < OPEN_END
    ]


def _is_inside(row: EventRow, time: TimeScale) -> bool:
    """As the filter does: what happened once and is open at one end stands at its known day."""
    if row.is_span:
        periods = member_days(row.edtf) or ((row.first_day, row.last_day),)
    else:
        periods = (known_days(row),)
    return any(first < time.last and last >= time.first for first, last in periods)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The sources, one by one or counted."""

    sources: Sequence[SourceMark]
    published: Density | None


def _figure(
    scene: Scene,
    whole: TimeScale,
    overview: Overview,
    evidence: _Evidence,
    links: Sequence[Link],
    numbers: Mapping[int, int],
    known: int | None,
    *,
    for_plotly: bool,
) -> Figure:
    names = {source.letter: source.title for source in evidence.sources}
    published = publications(scene, evidence.sources)
    counted = evidence.published
    found = arcs(scene, links)
    data: list[Trace] = [
        *still_to_come(scene, known, LANES_TOP),
        *overview_traces(overview, whole, scene.scale, for_plotly=for_plotly),
        *grid_traces(scene, FUNNEL_BOTTOM, LANES_TOP),
        *rail_traces(scene, published, LANES_TOP),
        *(density_traces(scene, counted) if counted else ()),
        *lens_traces(scene),
        *bar_traces(scene),
        *arc_traces(found),
        *open_traces(scene),
        *again_traces(scene, names),
        mark_trace(scene, numbers, names),
        *split_traces(scene),
        *bin_traces(scene, for_plotly=for_plotly),
    ]
    height = scene.bottom + (RAIL_HEIGHT if published or counted else 4)
    layout = _layout(scene.frame, height)
    letters = [item.letter_x for item in published if item.letter_x is not None]
    layout["annotations"] = [
        *lane_names(scene),
        *rail_letters(scene, published),
        *([density_name(scene, counted)] if counted and scene.frame is not NARROW else []),
        *(to_come_name(scene, known, letters, scene.bottom + RAIL_MIDDLE) if letters else []),
    ]
    layout["meta"] = {
        "width": scene.frame.width,
        "names": axis_names(scene.scale, whole, scene.frame, FUNNEL_BOTTOM),
        "labels": label_candidates(scene, links, numbers, is_narrow=scene.frame is NARROW),
        "obstacles": obstacles(data),
        "arcs": [] if scene.frame is NARROW else arc_names(found),
        "cut": cut_arcs(found),
        "bands": [[band.top, band.bottom] for band in scene.bands],
        "contradicts": [[link.from_id, link.to_id] for link in links if link.kind == "contradicts"],
        "rail": {item.source.letter: [round(item.x, 2), scene.bottom] for item in published},
        "today": None if known is None else round(scene.scale.at(known + 1), 2),
        "overview": {"first": whole.first, "last": whole.last, "bottom": BASE},
    }
    return {"data": data, "layout": layout}


def _layout(frame: Frame, height: float) -> dict[str, Any]:
    bare = {"visible": False, "fixedrange": True}
    return {
        "height": height,
        "margin": {"l": frame.gutter, "r": 14, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "xaxis": {**bare, "range": [0, WIDTH]},
        "yaxis": {**bare, "range": [height, 0]},
        "font": {"size": 12, "color": "var(--ink)"},
        "hovermode": "closest",
        "hoverdistance": 14,
        "hoverlabel": {
            "align": "left",
            "bgcolor": "var(--paper)",
            "bordercolor": "var(--ink)",
            "font": {"size": 13, "color": "var(--ink)"},
        },
        "dragmode": False,
        "showlegend": False,
    }


def _without_hover(figure: Figure) -> Figure:
    """Drop what the browser finds in the wide figure by the event's id: most of the bytes."""
    for trace in figure["data"]:
        if trace["meta"]["part"] == "marks":
            del trace["hovertext"]
            trace["customdata"] = [[item[0]] for item in trace["customdata"]]
    return figure
