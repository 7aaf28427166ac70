"""The chart as a picture to take away: one SVG file that needs no stylesheet, script or font of ours.

Above it stands what it shows, below it how to read it, what it rests on and where it is from. All in
pixels and plain attributes, which drawing programs and word processors read too. Imported text is
hostile: all of it is escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from timeline.charts.drawing import Drawing, DrawnMark, Outline, drawings
from timeline.charts.key import LINE as LINE_OF_SIGNS
from timeline.charts.key import SIZE as SIZE_OF_WORDS
from timeline.charts.key import WORDS, Sign, drawn, in_lines, signs_in
from timeline.charts.letters import SIZE, text_width
from timeline.charts.light import LIGHT, light
from timeline.charts.naming import LEADER, LINE, Name, names
from timeline.charts.scale import WIDTH as UNITS

WIDTH: Final = 1280
"""Pixels: what a page across, or a slide, shows at its own size."""
_MARGIN: Final = 32.0
_MOST_WHOLE: Final = 6
"""Sources that are named on a line each; of more, two share one."""
_SERIF: Final = "Charter, 'Bitstream Charter', 'Charis SIL', Georgia, serif"
_SANS: Final = "Inter, 'Helvetica Neue', Arial, sans-serif"
_STEP: Final = re.compile("([MLHVcZ])([^MLHVcZ]*)")
# What XML 1.0 can't hold, even escaped.
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Caption:
    """What is written around the chart, in the reader's language.

    figures: how many events of how many, and the filters. legend: all signs that a chart can have, of
    which those in the picture are explained. stretched: what to know where busy months are wider.
    sources: letter and name. foot: lines on where it is from, and rights.
    """

    kicker: str
    title: str
    figures: str
    legend: tuple[Sign, ...]
    stretched: str
    sources: tuple[tuple[str, str], ...]
    foot: tuple[str, ...]


def svg_picture(figure: Mapping[str, Any], caption: Caption) -> str:
    """Return the wide layout of a figure as an SVG document; of one without data, its caption."""
    found = drawings(figure)
    head, top = _head(caption)
    body, bottom = ("", top) if not found else _chart(figure, found[0], top)
    signs = signs_in(figure, caption.legend)
    stretched = figure["layout"]["meta"].get("scale") == "even"
    tail, height = _tail(caption, signs, bottom, stretched=stretched)
    return "".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:g}"',
            f' viewBox="0 0 {WIDTH} {height:g}" role="img" font-family="{_SANS}">',
            f"<title>{_safe(caption.title)}</title>",
            f'<rect width="{WIDTH}" height="{height:g}" fill="{LIGHT["paper"]}"/>',
            head, body, tail, "</svg>\n",
        ]
    )  # fmt: skip


def _chart(figure: Mapping[str, Any], drawing: Drawing, top: float) -> tuple[str, float]:
    margin = figure["layout"]["margin"]
    left = _MARGIN + margin["l"]
    width = WIDTH - left - margin["r"] - _MARGIN
    words = "".join(
        _letter(_at(word.x, width), word.y, word.text, word.paper)
        if word.paper
        else _text(_at(word.x, width) + word.shift, word.y, word.text, size=word.size,
                   weight=word.weight, colour=word.colour)
        for word in drawing.words
    )  # fmt: skip
    words += "".join(
        _text(_at(word.x, width), word.y, word.text, size=word.size, weight=word.weight,
              colour=word.colour, anchor="middle")
        for word in drawing.counts
    )  # fmt: skip
    body = (
        "".join(_outline(line, width, drawing.gutter) for line in drawing.outlines)
        + "".join(_mark(mark, width) for mark in drawing.marks)
        + words
        + "".join(_name(name) for name in names(figure, width))
    )
    return f'<g transform="translate({left:g} {top:g})">{body}</g>', top + drawing.height


def _head(caption: Caption) -> tuple[str, float]:
    lines = [
        _text(_MARGIN, 34, caption.kicker, size=13),
        _text(_MARGIN, 62, caption.title, size=26, weight=700, colour=LIGHT["ink"], family=_SERIF),
        _text(_MARGIN, 90, caption.figures, size=13),
    ]
    return "".join(lines), 112.0


def _tail(
    caption: Caption, signs: Iterable[Sign], top: float, *, stretched: bool
) -> tuple[str, float]:
    y = top + 34
    parts = []
    if stretched:
        parts.append(_text(_MARGIN, y, caption.stretched, size=SIZE_OF_WORDS, colour=LIGHT["ink"]))
        y += LINE_OF_SIGNS
    for place in in_lines(signs, _MARGIN, WIDTH - _MARGIN, y):
        x, y, (_, _, words) = place
        parts += [drawn(place), _text(x + WORDS, y, words, size=SIZE_OF_WORDS)]
    y += 30
    columns = 1 if len(caption.sources) <= _MOST_WHOLE else 2
    rows = -(-len(caption.sources) // columns)
    for number, (letter, name) in enumerate(caption.sources):
        x = _MARGIN + (number // rows) * (WIDTH / 2 - _MARGIN)
        at = y + (number % rows) * 22
        fitted = _fitting(name, WIDTH / columns - _MARGIN - 50)
        parts += [
            _letter(x + 9, at, letter, LIGHT["highlight"]),
            _text(x + 28, at, fitted, size=12),
        ]
    y += rows * 22 + 8
    for line in caption.foot:
        parts.append(_text(_MARGIN, y, line, size=11))
        y += 17
    return "".join(parts), round(y + 10)


def _outline(line: Outline, width: float, gutter: float) -> str:
    if line.across:
        d = "".join(f"M{-gutter:g} {y:g}H{width:g}" for y in line.across)
        return f'<path d="{d}"{_stroke(line)}/>'

    def step(found: re.Match[str]) -> str:
        kind, places = found[1], [float(place) for place in found[2].split()]
        if kind != "V":
            for n in range(0, len(places), 2):
                places[n] *= width / UNITS
        return kind + " ".join(f"{place:.5g}" for place in places)

    d = _STEP.sub(step, line.d)
    fill = f' fill="{light(line.fill)}"'
    opacity = f' opacity="{line.opacity:g}"' if line.opacity != 1 else ""
    return f'<path d="{d}"{fill}{opacity}{_stroke(line)}/>'


def _stroke(line: Outline) -> str:
    if line.stroke == "none" or not line.width:
        return ""
    dash = f' stroke-dasharray="{line.dash}"' if line.dash != "none" else ""
    return f' stroke="{light(line.stroke)}" stroke-width="{line.width:g}"{dash}'


def _mark(mark: DrawnMark, width: float) -> str:
    stroke = ""
    if mark.stroke != "none" and mark.width:
        stroke = f' stroke="{light(mark.stroke)}" stroke-width="{mark.width:g}"'
    inner = f'<path d="{mark.d}" fill="{light(mark.fill)}"{stroke}/>'
    if mark.number:
        number = _text(0, 0, mark.number, size=9, weight=700, colour=mark.ink, anchor="middle")
        inner += number
    told = f"<title>{_safe(mark.told)}</title>" if mark.told else ""
    at = f"{_at(mark.x, width):.1f} {mark.y:g}"
    return f'<g transform="translate({at})">{told}{inner}</g>'


def _name(name: Name) -> str:
    box, parts = name.box, []
    if name.leader is not None:
        (x, y), (end_x, end_y) = name.leader
        line = f'd="M{x:.1f} {y:.1f}L{end_x:.1f} {end_y:.1f}"'
        parts.append(f'<path {line} stroke="{LIGHT["edge"]}" stroke-width="{LEADER:g}"/>')
    if name.is_on_line:
        size = f'width="{box.w:.1f}" height="{box.h - 4:g}"'
        parts.append(f'<rect x="{box.x:.1f}" y="{box.y + 2:g}" {size} fill="{LIGHT["paper"]}"/>')
    for number, (line, is_bold) in enumerate(name.lines):
        weight, colour = (700, "ink") if is_bold else (400, "ink-2")
        at = box.y + (number + 0.5) * LINE
        x, words = (
            box.x + 2,
            _text(box.x + 2, at, line, size=SIZE, weight=weight, colour=LIGHT[colour]),
        )
        parts += [_ground(x, at, line, weight), words]
    return "".join(parts)


def _ground(x: float, y: float, line: str, weight: int) -> str:
    """A paper edge around letters, below them: `paint-order`, which does the same, few programs know."""
    paper = LIGHT["paper"]
    edge = f'stroke="{paper}" stroke-width="3" stroke-linejoin="round" aria-hidden="true" '
    return _text(x, y, line, size=SIZE, weight=weight, colour=paper).replace(
        "<text ", f"<text {edge}"
    )


def _letter(x: float, y: float, letter: str, paper: str) -> str:
    square = f'<rect x="{x - 8:.1f}" y="{y - 9:g}" width="16" height="18" rx="1.5" fill="{light(paper)}"/>'
    return square + _text(x, y, letter, size=11, weight=700, colour=LIGHT["ink"], anchor="middle")


def _text(
    x: float, y: float, text: str, *, size: float, weight: int = 400, colour: str = "var(--ink-2)",
    anchor: str = "start", family: str = "",
) -> str:  # fmt: skip
    """A line of writing around the height y, without `dominant-baseline`, which few programs know."""
    more = f' font-weight="{weight}"' if weight != 400 else ""
    more += f' text-anchor="{anchor}"' if anchor != "start" else ""
    more += f' font-family="{family}"' if family else ""
    at = f'x="{x:.1f}" y="{y + 0.35 * size:.1f}"'
    return f'<text {at} font-size="{size:g}" fill="{light(colour)}"{more}>{_safe(text)}</text>'


def _fitting(text: str, width: float) -> str:
    if text_width(text, 12) <= width:
        return text
    while text and text_width(f"{text}…", 12) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _at(share: str, width: float) -> float:
    return float(share.removesuffix("%")) * width / 100


def _safe(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text), quote=True)
