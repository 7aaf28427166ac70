"""A drawing of the chart written as SVG. Imported text is hostile: all of it is escaped here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from timeline.charts.drawing import Drawing, DrawnMark, Outline, Word


def svg_text(drawing: Drawing) -> str:
    """Return a drawing as an SVG element that fits every width; classes say what is what.

    Marks are links, in groups of class `drawn-points`; data-shape: Plotly's name and size of it.
    Sizes are in pixels, x in per cent of the plot's width. Colours are design tokens.
    """
    height = f"{drawing.height:g}"
    return "".join(
        [
            f'<svg class="drawing drawing-{drawing.layout}" height="{height}" focusable="false">',
            f'<svg width="100%" height="{height}" viewBox="0 0 1000 {height}"',
            ' preserveAspectRatio="none">',
            *map(_outline, drawing.outlines),
            '</svg><g class="drawn-points">',
            *map(_mark, drawing.marks),
            '</g><g class="drawn-counts">',
            *map(_count, drawing.counts),
            '</g><g class="drawn-words">',
            *map(_word, drawing.words),
            "</g></svg>",
        ]
    )


def _attributes(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs)


def _outline(line: Outline) -> str:
    pairs = [("d", line.d), ("fill", line.fill)]
    if line.opacity != 1:
        pairs.append(("opacity", f"{line.opacity:g}"))
    if line.stroke != "none":
        pairs += [("stroke", line.stroke), ("stroke-width", f"{line.width:g}")]
    if line.dash != "none":
        pairs.append(("stroke-dasharray", line.dash))
    return f'<path class="drawn-line"{_attributes(pairs)}/>'


def _mark(mark: DrawnMark) -> str:
    pairs = [("d", mark.d), ("fill", mark.fill)]
    if mark.width:
        pairs += [("stroke", mark.stroke), ("stroke-width", f"{mark.width:g}")]
    shape = f'data-shape="{mark.symbol} {mark.size:g}"'
    drawn = f'<path class="drawn-{mark.part}" {shape}{_attributes(pairs)}/>'
    if mark.number:
        ink = _attributes([("fill", mark.ink)])
        drawn += f'<text class="drawn-number" dy=".35em"{ink}>{escape(mark.number)}</text>'
    told = f"<title>{escape(mark.told)}</title>" if mark.told else ""
    drawn = f'{told}<svg x="{mark.x}" y="{mark.y:g}">{drawn}</svg>'
    if mark.url:
        pairs = [("href", mark.url), ("data-mark", str(mark.event))]
        if mark.letters:
            pairs.append(("data-letters", " ".join(mark.letters)))
        return f'<a{_attributes(pairs)} tabindex="-1">{drawn}</a>'
    if mark.period:
        period = zip(("data-from", "data-to"), mark.period, strict=True)
        return f"<g{_attributes(period)}>{drawn}</g>"
    return drawn


def _count(word: Word) -> str:
    pairs = [("font-size", f"{word.size:g}"), ("fill", word.colour)]
    text = f'<text class="drawn-number" dy=".35em"{_attributes(pairs)}>{escape(word.text)}</text>'
    return f'<svg x="{word.x}" y="{word.y:g}">{text}</svg>'


def _word(word: Word) -> str:
    pairs = [
        ("font-size", f"{word.size:g}"),
        ("font-weight", str(word.weight)),
        ("fill", word.colour),
    ]
    if word.shift:
        pairs.append(("x", f"{word.shift:g}"))
    paper = ""
    if word.paper:
        pairs.append(("text-anchor", "middle"))
        fill = _attributes([("fill", word.paper)])
        paper = f'<rect x="-8" y="-9" width="16" height="18" rx="1.5"{fill}/>'
    text = f'<text dy=".35em"{_attributes(pairs)}>{escape(word.text)}</text>'
    return f'<svg x="{word.x}" y="{word.y:g}">{paper}{text}</svg>'
