"""Bars where single marks would be a pile: one for the events of a stretch of a lane, with their number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt
from typing import Final, NamedTuple

from babel.numbers import get_decimal_symbol

from timeline.charts.boxes import Box, box_trace
from timeline.charts.crowd import Cell
from timeline.charts.marks import Trace, lane_colour
from timeline.charts.scene import BARS, Scene
from timeline.dates.julian_day import calendar_date
from timeline.dates.wording import edtf_words
from timeline.language import gettext, language, ngettext, number, pgettext

_HIGHEST: Final = 26.0
"""Pixels of the highest bar of a drawing; its number stands above it."""
_LOWEST: Final = 2.5
_NUMBER: Final = 6.5
"""Pixels from the top of a bar to the middle of its number."""
TARGET: Final = 22.0
"""Pixels of the square in which a bar is pointed at."""
NUMBER_SIZE: Final = 9
"""Pixels of a bar's number."""


def edtf_of_day(day: int) -> str:
    """Return a Julian day number as an EDTF date, to the year where four digits are too few."""
    year, month, day_of_month = calendar_date(day)
    if not -9999 <= year <= 9999:
        return f"Y{year}"
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04}-{month:02}-{day_of_month:02}"


@lru_cache(maxsize=4_096)  # every lane has a bar for the same few periods
def edtf_of_period(first: int, last: int) -> tuple[str, str]:
    """Return the first and the last day of a period as EDTF: as years or months, where it is whole ones."""
    start, end = edtf_of_day(first), edtf_of_day(last)
    after = edtf_of_day(last + 1)
    if start.endswith("-01") and after.endswith("-01"):
        start, end, after = start[:-3], end[:-3], after[:-3]
        if start.endswith("-01") and after.endswith("-01"):
            start, end = start[:-3], end[:-3]
    return start, end


class Bar(NamedTuple):
    """A bar in its lane. top, base: y of the bar; middle: of its number; target: of where it is pointed
    at, as high as any bar, so that a low one is hit too."""

    cell: Cell
    number: int
    colour: int
    top: float
    base: float
    middle: float
    target: float


def bars_of(scene: Scene) -> list[Bar]:
    """Return the bars of all lanes that are drawn as counts, to one measure.

    By square root, over all lanes alike: a single event can still be seen beside a thousand.
    """
    counts = {item.number for band in scene.bands for item in band.bins}
    most = max(counts, default=0)
    heights = {count: round(max(_LOWEST, _HIGHEST * sqrt(count / most)), 1) for count in counts}
    found = []
    for band in scene.bands:
        bottom, colour = band.bottom, band.lane.colour
        tops = {item.number: bottom - heights[item.number] for item in band.bins}
        rounded = {count: (round(top, 1), round(top - _NUMBER, 1)) for count, top in tops.items()}
        base = round(bottom - 1, 1)
        for cell, count in band.bins:
            top, middle = rounded[count]
            found.append(Bar(cell, count, colour, top, base, middle, bottom - BARS / 2))
    return found


def bin_traces(scene: Scene, *, for_plotly: bool = True) -> list[Trace]:
    """Return the bars of all lanes that are drawn as counts, their numbers, and where to point.

    customdata: [0, from, to, count]: the period (EDTF) that opens when a bar is clicked. `meta.bars`
    is for the drawing, which needs no lists of what each consists of; for_plotly: with these.
    """
    bars = bars_of(scene)
    if not bars:
        return []
    boxes: dict[int, list[Box]] = {}
    for bar in bars:
        box = bar.cell.left, bar.top, bar.cell.right, bar.base
        boxes.setdefault(bar.colour, []).append(box)
    filled = [
        box_trace(mine, lane_colour(c), 1.0, "count", for_plotly=for_plotly)
        for c, mine in sorted(boxes.items())
    ]
    if not for_plotly:
        return [*filled, {"mode": "markers", "meta": {"part": "bins", "bars": bars}}]
    spoken = language()
    return [
        *filled,
        {
            "type": "scatter",
            "mode": "text",
            "name": "numbers",
            "meta": {"part": "numbers"},
            "x": [bar.cell.x for bar in bars],
            "y": [bar.middle for bar in bars],
            "text": [number_words(bar.number, spoken) for bar in bars],
            "textfont": {"size": NUMBER_SIZE, "weight": 700, "color": "var(--ink)"},
            "hoverinfo": "skip",
            "cliponaxis": False,
            "showlegend": False,
        },
        _targets(bars, spoken),
    ]


def _targets(bars: Sequence[Bar], spoken: str) -> Trace:
    """What is pointed at and clicked."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "counts",
        "meta": {"part": "bins", "bars": bars},
        "x": [bar.cell.x for bar in bars],
        "y": [bar.target for bar in bars],
        "customdata": [
            [0, *edtf_of_period(bar.cell.first_day, bar.cell.last_day), bar.number] for bar in bars
        ],
        "hovertext": [
            f"{events_words(bar.number, spoken)}<br>{when_words(bar.cell, spoken)}" for bar in bars
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "symbol": "square",
            "size": [TARGET] * len(bars),
            "color": "rgba(0,0,0,0)",
            "line": {"width": 0},
        },
        "cliponaxis": False,
        "showlegend": False,
    }


def short_number(count: int) -> str:
    """Return a count in at most four characters, as the reader's language writes it: 940, 1.2k, 3.4M."""
    return number_words(count, language())


# To ask the catalog and to format a number takes longer than to draw a bar; a chart has hundreds. So
# who writes them asks once for the reader's language, and these keep what they say in it.
@lru_cache(maxsize=16_384)
def number_words(count: int, spoken: str) -> str:
    """Return a bar's number, as `short_number` does. spoken: the reader's language."""
    million = pgettext("after a number: millions, in one letter", "M")
    thousand = pgettext("after a number: thousands, in one letter", "k")
    for size, letter in ((1_000_000, million), (1_000, thousand)):
        if count >= size:
            tenths = count * 10 // size
            number = f"{tenths / 10:g}" if tenths < 100 else f"{tenths // 10}"
            return number.replace(".", get_decimal_symbol(spoken)) + letter
    return str(count)


@lru_cache(maxsize=16_384)
def events_words(count: int, _spoken: str) -> str:
    """Return how many events a bar stands for."""
    return ngettext("{n} event", "{n} events", count).format(n=number(count))


@lru_cache(maxsize=4_096)
def when_words(cell: Cell, spoken: str) -> str:
    """Return the period of a bar, and what a click does."""
    first, last = edtf_of_period(cell.first_day, cell.last_day)
    period = edtf_words(first if first == last else f"{first}/{last}", language=spoken)
    return f"{period}<br>{_click_words(spoken)}"


@lru_cache(maxsize=16)
def _click_words(_spoken: str) -> str:
    return gettext("Click to look closer")
