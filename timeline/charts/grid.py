"""The frame of the chart: hairlines of years and months, rules between lanes, their names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from timeline.charts.across import NARROW, Frame
from timeline.charts.marks import Fixed, lane_colour, outline_trace
from timeline.charts.overview import BASE
from timeline.charts.scale import WIDTH, TimeScale
from timeline.charts.scene import Scene
from timeline.charts.text import escaped, lane_name
from timeline.charts.ticks import Tick, ticks
from timeline.dates.julian_day import calendar_date
from timeline.language import language

_LEAST_GAP: Final = 6.0
"""Pixels between two hairlines: years without events would make a grey block."""
_LEAST_PITCH: Final = 30.0
"""Pixels from one name to the next under the overview."""
_STRONG_PITCH: Final = 40.0
"""The same above the lanes, where years are bold and in four digits: nearer, they would make a wall."""
_BUSY: Final = 4.0
"""A year so many times as wide as the narrowest has events."""
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100)


def grid_traces(scene: Scene, top: float, lanes_top: float) -> tuple[Fixed, ...]:
    """Return the hairlines of the time axis and the rules between lanes."""
    rules = (lanes_top, *(band.bottom for band in scene.bands))
    return _grid(scene.scale, scene.frame, top, rules, scene.bottom, language())


@lru_cache(maxsize=64)  # where lanes are equally high, no filter but that of the period changes it
def _grid(
    scale: TimeScale,
    frame: Frame,
    top: float,
    rules: tuple[float, ...],
    bottom: float,
    _language: str,
) -> tuple[Fixed, ...]:
    """top: of the hairlines of years; rules: y of the lines between lanes, the first above them all."""
    cells = ticks(scale)
    apart = frame.unit(_LEAST_GAP)
    major: list[list[tuple[float, float]]] = []
    for cell in cells:
        if cell.major and cell.start > 0 and (not major or cell.start - major[-1][0][0] >= apart):
            major.append([(cell.start, top), (cell.start, bottom)])
    minor = [[(t.start, rules[0] - 14), (t.start, bottom)] for t in cells if not t.major]
    left = -frame.unit(frame.gutter)
    traces = [
        outline_trace(lines, "var(--hairline)", width, "grid")
        for lines, width in ((major, 1.0), (minor, 0.5))
        if lines
    ]
    rule = outline_trace([[(left, y), (WIDTH, y)] for y in rules], "var(--edge)", 0.8, "rule")
    rule["cliponaxis"] = False
    return tuple(map(Fixed, (*traces, rule)))


def axis_names(
    scale: TimeScale, whole: TimeScale, frame: Frame, top: float
) -> list[dict[str, Any]]:
    """Return the names of years and months, above the lanes and in the overview, as candidates.

    Wider cells come first: the browser writes as many as there is room for. Then the first and the last
    year, which often have no events and are narrow: `spill` says that a name may reach out of its cell;
    shift: pixels from the cell's line to the name.
    Where no cell is wide enough, every second, fifth ... has its name.
    """
    return list(_axis_names(scale, whole, frame, top, language()))


@lru_cache(maxsize=64)
def _axis_names(
    scale: TimeScale, whole: TimeScale, frame: Frame, top: float, _language: str
) -> tuple[dict[str, Any], ...]:
    cells = ticks(scale)
    years = [tick for tick in cells if tick.major]
    widest = max((tick.end - tick.start for tick in years), default=0.0)
    if widest < frame.unit(_LEAST_PITCH):
        strong = [
            _name(tick, top + 8, spill=True) for tick in _evenly(years, frame.unit(_STRONG_PITCH))
        ]
    else:
        wide = sorted(years, key=lambda tick: tick.start - tick.end)
        strong = [_name(tick, top + 8) for tick in wide]
        strong += _spilling(years, frame, top + 8)
    minor = sorted(
        (tick for tick in cells if not tick.major), key=lambda tick: tick.start - tick.end
    )
    is_narrow = frame is NARROW
    below = _evenly([tick for tick in ticks(whole) if tick.major], frame.unit(_LEAST_PITCH))
    return (
        *({**name, "strong": True} for name in strong),
        *(_name(tick, top + 22) for tick in minor),
        *(
            _short(_name(tick, BASE + 7, spill=True)) if is_narrow else _name(tick, BASE + 7)
            for tick in below
        ),
    )


def _spilling(years: Sequence[Tick], frame: Frame, y: float) -> list[dict[str, Any]]:
    """The first and the last year; on phones in two digits, and then other narrow ones with events.

    On phones the first stands out at the left, or it would lie above the mark of a later year.
    """
    found = [_name(tick, y, spill=True) for tick in (years[0], years[-1])]
    if frame is not NARROW:
        return found
    least = _BUSY * min(tick.end - tick.start for tick in years)
    busy = [tick for tick in years[1:-1] if tick.end - tick.start > least]
    busy.sort(key=lambda tick: tick.start - tick.end)
    found += [_name(tick, y, spill=True) for tick in busy]
    found = [_short(name) for name in found]
    found[0]["shift"] = 1 - frame.gutter
    return found


def _name(tick: Tick, y: float, *, spill: bool = False) -> dict[str, Any]:
    return {
        "x": round(tick.start, 2),
        "end": round(tick.end, 2),
        "y": y,
        "text": tick.text,
        "short": tick.short,
        "strong": False,
        "spill": spill,
        "shift": 3.0,
    }


def _short(name: dict[str, Any]) -> dict[str, Any]:
    return {**name, "text": name["short"]}


def _evenly(cells: Sequence[Tick], least: float) -> list[Tick]:
    """Return each cell, or each second, fifth, tenth ..., so that names stand `least` units apart.

    Years are those that the step divides: 1980, 1985, not 1979, 1984.
    """
    if not cells:
        return []
    widest = max(cell.end - cell.start for cell in cells)
    step = next((step for step in _STEPS if step * widest >= least), _STEPS[-1])
    years = [calendar_date(cell.day)[0] for cell in cells]
    length = years[1] - years[0] if len(years) > 1 else 0
    numbers = [year // length for year in years] if length else range(len(cells))
    return [cell for cell, number in zip(cells, numbers, strict=True) if number % step == 0]


def lane_names(scene: Scene) -> list[dict[str, Any]]:
    """Return the names of the lanes: at the left, or on narrow drawings inside the lane."""
    narrow = scene.frame is NARROW
    return [
        {
            "xref": "paper",
            "x": 0,
            "xshift": 0 if narrow else -scene.frame.gutter,
            "y": band.top + 2 if narrow else (band.top + band.bottom) / 2,
            "yanchor": "top" if narrow else "middle",
            "xanchor": "left",
            "align": "left",
            "text": escaped(band.lane.name) if narrow else lane_name(band.lane.name),
            "name": f"lane:{band.lane.slug}",
            "showarrow": False,
            "font": {"size": 12, "weight": 700, "color": lane_colour(band.lane.colour)},
        }
        for band in scene.bands
    ]
