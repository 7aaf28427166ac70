"""Counts where single marks would be a pile: one square for the events of a stretch of a lane."""

from __future__ import annotations

from typing import Final

from timeline.charts.marks import PAPER, Trace, lane_colour
from timeline.charts.scene import Bin, Scene
from timeline.charts.text import wrapped
from timeline.dates.julian_day import calendar_date
from timeline.language import ngettext

_SMALLEST: Final = 9.0
_LARGEST: Final = 21.0
_ROOM_FOR_A_NUMBER: Final = 14.0
_TITLES: Final = 3


def edtf_of_day(day: int) -> str:
    """Return a Julian day number as an EDTF date, to the year where four digits are too few."""
    year, month, day_of_month = calendar_date(day)
    if not -9999 <= year <= 9999:
        return f"Y{year}"
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04}-{month:02}-{day_of_month:02}"


def bin_trace(scene: Scene) -> Trace | None:
    """Return the squares of all lanes that are drawn as counts, or None where none is.

    customdata: [0, from, to]: the period (EDTF) that opens when a square is clicked.
    """
    pairs = [(band, item) for band in scene.bands for item in band.bins]
    if not pairs:
        return None
    most = max(len(item.rows) for _, item in pairs)
    sizes = [
        round(_SMALLEST + (_LARGEST - _SMALLEST) * (len(item.rows) / most) ** 0.5, 1)
        for _, item in pairs
    ]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": "counts",
        "meta": {"part": "bins"},
        "x": [round(item.x, 2) for _, item in pairs],
        "y": [item.y for _, item in pairs],
        "customdata": [
            [0, edtf_of_day(item.first_day), edtf_of_day(item.last_day), len(item.rows)]
            for _, item in pairs
        ],
        "hovertext": [_hover(item) for _, item in pairs],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "text": [
            str(len(item.rows)) if size >= _ROOM_FOR_A_NUMBER and len(item.rows) < 1000 else ""
            for (_, item), size in zip(pairs, sizes, strict=True)
        ],
        "textposition": "middle center",
        "textfont": {"size": 9, "weight": 700, "color": PAPER},
        "marker": {
            "symbol": "square",
            "size": sizes,
            "opacity": 1,
            "color": [lane_colour(band.lane.colour) for band, _ in pairs],
            "line": {"width": 0},
        },
        "cliponaxis": False,
        "showlegend": False,
    }


def _hover(item: Bin) -> str:
    count = len(item.rows)
    first, last = item.rows[0].date_words, item.rows[-1].date_words
    if first == last:
        head = ngettext("{n} event, {date}", "{n} events, {date}", count)
    else:
        head = ngettext("{n} event, {first} to {last}", "{n} events, {first} to {last}", count)
    head = head.format(n=count, date=first, first=first, last=last)
    lines = [wrapped(head)] + [wrapped(row.title) for row in item.rows[:_TITLES]]
    if count > _TITLES:
        rest = count - _TITLES
        lines.append(ngettext("and {n} more", "and {n} more", rest).format(n=rest))
    return "<br>".join(lines)
