"""Bars where single marks would be a pile: one for the events of a stretch of a lane, with their number."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from babel.numbers import get_decimal_symbol

from timeline.charts.boxes import Box, box_trace
from timeline.charts.marks import Trace, lane_colour
from timeline.charts.scene import BARS, Band, Bin, Scene
from timeline.dates.julian_day import calendar_date
from timeline.dates.wording import edtf_words
from timeline.language import gettext, language, ngettext, number, pgettext

_HIGHEST: Final = 26.0
"""Pixels of the highest bar of a drawing; its number stands above it."""
_LOWEST: Final = 2.5
_GAP: Final = 2.0
"""Pixels between two bars."""
_NUMBER: Final = 6.5
"""Pixels from the top of a bar to the middle of its number."""
_TARGET: Final = 22.0


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


def bin_traces(scene: Scene) -> list[Trace]:
    """Return the bars of all lanes that are drawn as counts, their numbers, and where to point.

    customdata: [0, from, to, count]: the period (EDTF) that opens when a bar is clicked.
    """
    pairs = [(band, item) for band in scene.bands for item in band.bins]
    if not pairs:
        return []
    spoken = language()
    most = max(item.count for _, item in pairs)
    heights = {count: _height(count, most) for count in {item.count for _, item in pairs}}
    return [
        *_bars(scene, heights),
        {
            "type": "scatter",
            "mode": "text",
            "name": "numbers",
            "meta": {"part": "numbers"},
            "x": [round(item.x, 2) for _, item in pairs],
            "y": [round(band.bottom - heights[item.count] - _NUMBER, 1) for band, item in pairs],
            "text": [_short(item.count, spoken) for _, item in pairs],
            "textfont": {"size": 9, "weight": 700, "color": "var(--ink)"},
            "hoverinfo": "skip",
            "cliponaxis": False,
            "showlegend": False,
        },
        _targets(pairs),
    ]


def _bars(scene: Scene, heights: Mapping[int, float]) -> Iterator[Trace]:
    """One trace for each colour."""
    gap = scene.frame.unit(_GAP) / 2
    boxes: dict[int, list[Box]] = {}
    for band in scene.bands:
        for item in band.bins:
            left, right = item.left + gap, item.right - gap
            if right <= left:
                left, right = item.left, item.right
            top, base = band.bottom - heights[item.count], band.bottom - 1
            boxes.setdefault(band.lane.colour, []).append((left, top, right, base))
    for colour, mine in sorted(boxes.items()):
        yield box_trace(mine, lane_colour(colour), 1.0, "count")


def _targets(pairs: list[tuple[Band, Bin]]) -> Trace:
    """What is pointed at and clicked: as high as any bar, so that a low one is hit too."""
    spoken = language()
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "counts",
        "meta": {"part": "bins"},
        "x": [round(item.x, 2) for _, item in pairs],
        "y": [band.bottom - BARS / 2 for band, _ in pairs],
        "customdata": [
            [0, *edtf_of_period(item.first_day, item.last_day), item.count] for _, item in pairs
        ],
        "hovertext": [
            f"{_events(item.count, spoken)}<br>{_when(item.first_day, item.last_day, spoken)}"
            for _, item in pairs
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "symbol": "square",
            "size": [_TARGET] * len(pairs),
            "color": "rgba(0,0,0,0)",
            "line": {"width": 0},
        },
        "cliponaxis": False,
        "showlegend": False,
    }


def _height(count: int, most: int) -> float:
    """By square root, over all lanes alike: a single event can still be seen beside a thousand."""
    return round(max(_LOWEST, _HIGHEST * math.sqrt(count / most)), 1)


def short_number(count: int) -> str:
    """Return a count in at most four characters, as the reader's language writes it: 940, 1.2k, 3.4M."""
    return _short(count, language())


@lru_cache(maxsize=16_384)
def _short(count: int, spoken: str) -> str:
    million = pgettext("after a number: millions, in one letter", "M")
    thousand = pgettext("after a number: thousands, in one letter", "k")
    for size, letter in ((1_000_000, million), (1_000, thousand)):
        if count >= size:
            tenths = count * 10 // size
            number = f"{tenths / 10:g}" if tenths < 100 else f"{tenths // 10}"
            return number.replace(".", get_decimal_symbol(spoken)) + letter
    return str(count)


# To ask the catalog and to format a number takes longer than to draw a bar; a chart has hundreds.
@lru_cache(maxsize=16_384)
def _events(count: int, _language: str) -> str:
    return ngettext("{n} event", "{n} events", count).format(n=number(count))


@lru_cache(maxsize=4_096)
def _when(first_day: int, last_day: int, _language: str) -> str:
    first, last = edtf_of_period(first_day, last_day)
    period = edtf_words(first if first == last else f"{first}/{last}")
    return f"{period}<br>{gettext('Click to look closer')}"
