"""A drawing of the chart written as SVG. Imported text is hostile: all of it is escaped here.

That is what marks tell, where they lead, letters of sources and words; the rest is numbers and names of
colours and shapes, which come from the charts alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import Final

from timeline.charts.bins import TARGET, Bar, edtf_of_period, events_words, number_words, when_words
from timeline.charts.crowd import Cell
from timeline.charts.drawing import SHAPES, Drawing, DrawnMark, Outline, Word, figures, share
from timeline.charts.figure import LANES_TOP
from timeline.charts.naming import LINE
from timeline.charts.still_names import StillName
from timeline.language import language

_PLAIN: Final = ' class="drawn-plain"'


def svg_text(drawing: Drawing) -> str:
    """Return a drawing as an SVG element that fits every width; classes say what is what.

    Marks are links, in groups of class `drawn-points`; data-shape: Plotly's name and size of it.
    Sizes are in pixels, x in per cent of the plot's width. Colours are design tokens.
    """
    height = f"{drawing.height:g}"
    return "".join(
        [
            f'<svg class="drawing drawing-{drawing.layout}" height="{height}" focusable="false">',
            *_outlines(drawing, drawing.outlines),
            '<g class="drawn-points">',
            *map(_mark, drawing.marks),
            *_targets(drawing.bars),
            '</g><g class="drawn-counts">',
            *_numbers(drawing.bars),
            '</g><g class="drawn-words">',
            *map(_word, drawing.words),
            "</g>",
            *(_names(least, names) for least, names in drawing.names),
            "</svg>",
        ]
    )


def head_text(drawing: Drawing) -> str:
    """Return overview and axis once more, as an SVG element by itself: it stays in sight, the rest scrolls.

    The lines of the grid go on to the drawing's end; whoever shows it cuts it off where lanes begin.
    """
    return "".join(
        [
            f'<svg class="drawing head-{drawing.layout}" height="{LANES_TOP:g}" focusable="false">',
            *_outlines(drawing, drawing.head),
            '<g class="drawn-words">',
            *map(_word, drawing.axis),
            "</g></svg>",
        ]
    )


def _outlines(drawing: Drawing, lines: Iterable[Outline]) -> Iterator[str]:
    """In their order: in boxes that are stretched, and across the chart between these."""
    height = f"{drawing.height:g}"
    for is_across, some in groupby(lines, lambda line: bool(line.across)):
        if is_across:
            yield from (_across(line, drawing.gutter) for line in some)
            continue
        yield f'<svg width="100%" height="{height}" viewBox="0 0 1000 {height}"'
        yield f' preserveAspectRatio="none">{"".join(map(_outline, some))}</svg>'


def _across(line: Outline, gutter: float) -> str:
    rules = (f'<line x1="-{gutter:g}" x2="100%" y1="{y:g}" y2="{y:g}"/>' for y in line.across)
    return f'<g class="drawn-rules"{_stroke(line.stroke, line.width)}>{"".join(rules)}</g>'


def _outline(line: Outline) -> str:
    opacity = f' opacity="{line.opacity:g}"' if line.opacity != 1 else ""
    stroke = _stroke(line.stroke, line.width) if line.stroke != "none" else ""
    dash = f' stroke-dasharray="{line.dash}"' if line.dash != "none" else ""
    cut = f' data-cut="{" ".join(map(str, line.pair))}"' if line.pair else ""
    return f'<path class="drawn-line"{cut} d="{line.d}" fill="{line.fill}"{opacity}{stroke}{dash}/>'


def _mark(mark: DrawnMark) -> str:
    drawn = _shape(mark.part, mark.symbol, mark.size, mark.d, mark.fill, mark.stroke, mark.width)
    if mark.number:
        drawn += f'<text class="drawn-number" dy=".35em" fill="{mark.ink}">{mark.number}</text>'
    told = f"<title>{escape(mark.told)}</title>" if mark.told else ""
    drawn = f'{told}<svg x="{mark.x}" y="{mark.y:g}">{drawn}</svg>'
    if mark.url:
        letters = f' data-letters="{escape(" ".join(mark.letters))}"' if mark.letters else ""
        link = f'<a href="{escape(mark.url)}" data-mark="{mark.event}"{letters} tabindex="-1">'
        return f"{link}{drawn}</a>"
    return drawn


@lru_cache(maxsize=256)  # a chart has some ten of them
def _shape(
    part: str, symbol: str, size: float, d: str, fill: str, stroke: str, width: float
) -> str:
    edge = _stroke(stroke, width) if width else ""
    return (
        f'<path class="drawn-{part}" data-shape="{symbol} {size:g}" d="{d}" fill="{fill}"{edge}/>'
    )


def _stroke(colour: str, width: float) -> str:
    return f' stroke="{colour}" stroke-width="{width:g}"'


_TARGET: Final = (
    f'<path class="drawn-bins" data-shape="square {TARGET:g}" d="{SHAPES["square"](TARGET / 2)}"'
    ' fill="rgba(0,0,0,0)"/></svg></g>'
)


def _targets(bars: Iterable[Bar]) -> Iterator[str]:
    """Where bars are pointed at: a square that nobody sees, with the period that it opens."""
    spoken = language()
    for bar in bars:
        start, end = _around_number(bar.cell, spoken)
        yield f'{start}{_told(bar.number, spoken)}{end}{figures(bar.target)}">{_TARGET}'


@lru_cache(maxsize=16_384)  # to escape a few words takes as long as all the rest of a bar
def _told(number: int, spoken: str) -> str:
    return escape(events_words(number, spoken))


@lru_cache(maxsize=4_096)  # bars stand at the same few places in each lane
def _around_number(cell: Cell, spoken: str) -> tuple[str, str]:
    """Return what a bar's target says before and after the number of events."""
    first, last = edtf_of_period(cell.first_day, cell.last_day)
    when = escape(when_words(cell, spoken).replace("<br>", "\n"))
    start = f'<g data-from="{first}" data-to="{last}"><title>'
    return start, f'\n{when}</title><svg x="{share(cell.x)}" y="'


def _numbers(bars: Iterable[Bar]) -> Iterator[str]:
    """The stylesheet gives their size and colour: there are hundreds of them, all alike."""
    spoken = language()
    for bar in bars:
        yield (
            f'<svg x="{share(bar.cell.x)}" y="{figures(bar.middle)}"><text class="drawn-number"'
            f' dy=".35em">{number_words(bar.number, spoken)}</text></svg>'
        )


def _names(least: float, names: Iterable[StillName]) -> str:
    """The stylesheet shows those that are for the plot's width."""
    return f'<g class="drawn-names from-{least:g}">{"".join(map(_name, names))}</g>'


def _name(still: StillName) -> str:
    """The stylesheet gives size, weight and colour, and hides it where the script writes its own."""
    box = still.name.box
    at = f'x="{box.x + box.w:.1f}" text-anchor="end"' if still.is_before else f'x="{box.x:.1f}"'
    lines = "".join(
        f'<text{"" if is_bold else _PLAIN} {at} y="{(number + 0.5) * LINE:g}" dy=".35em">'
        f"{escape(line)}</text>"
        for number, (line, is_bold) in enumerate(still.name.lines)
    )
    leader = ""
    if still.name.leader:
        (x, y), (end_x, end_y) = still.name.leader
        d = f"M{x:.1f} {y - box.y:.1f}L{end_x:.1f} {end_y - box.y:.1f}"
        leader = f'<path class="leader" d="{d}"/>'
    return f'<svg x="{share(still.x)}" y="{box.y:g}">{leader}{lines}</svg>'


def _word(word: Word) -> str:
    more = f' x="{word.shift:g}"' if word.shift else ""
    paper = ""
    if word.paper:
        more += ' text-anchor="middle"'
        paper = f'<rect x="-8" y="-9" width="16" height="18" rx="1.5" fill="{word.paper}"/>'
    return (
        f'<svg x="{word.x}" y="{word.y:g}">{paper}<text dy=".35em" font-size="{word.size:g}"'
        f' font-weight="{word.weight}" fill="{word.colour}"{more}>{escape(word.text)}</text></svg>'
    )
