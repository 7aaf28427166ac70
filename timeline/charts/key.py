"""How to read a saved picture: of the signs that a chart has, those that stand in this one, with their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from timeline.charts.drawing import SHAPES
from timeline.charts.letters import text_width
from timeline.charts.light import LIGHT
from timeline.charts.marks import BEYOND, PAPER, Trace
from timeline.charts.scale import WIDTH

Sign = tuple[str, bool, str]
"""The symbol of a mark, or one of `_DRAWN`; whether it is filled; what it means."""
Place = tuple[float, float, Sign]
"""Left end and middle (y) of a sign."""

WORDS: Final = 34.0
"""Pixels from a sign's left end to its words."""
SIZE: Final = 12.0
LINE: Final = 24.0
"""Pixels: of the letters, and from one line to the next."""
_BETWEEN: Final = 20.0
_PARTS: Final = {
    "bar": "line", "arc": "arc", "cut": "cut", "open": "open", "split": "split", "again": "set",
    "bins": "count", "sources": "day",
}  # fmt: skip
_INK: Final = LIGHT["ink"]
_DIAMOND: Final = "M9 -3.2L14.2 2L9 7.2L3.8 2Z"
_DRAWN: Final[Mapping[str, str]] = {
    "line": f'<rect y="-3" width="26" height="6" fill="{_INK}" fill-opacity="0.45"/>',
    "beyond": f'<path d="M0 0L7 -4.5V4.5Z" fill="{_INK}"/>'
    f'<path d="M7 -3H19L26 0L19 3H7Z" fill="{_INK}" fill-opacity="0.45"/>',
    "lens": "".join(
        f'<ellipse cx="13" rx="{13 - 3 * n}" ry="{6 - 1.5 * n:g}" fill="{_INK}" fill-opacity="0.25"/>'
        for n in range(3)
    ),
    "fade": "".join(
        f'<path d="M5 {-h:g}Q{5 + w * 0.5:g} {-h:g} {5 + w:g} 0Q{5 + w * 0.5:g} {h:g} 5 {h:g}Z"'
        f' fill="{_INK}" fill-opacity="0.25"/>'
        for w, h in ((24, 5), (17, 4), (10, 3))
    )
    + f'<path d="{SHAPES["circle"](4.5)}" transform="translate(5 0)" fill="{_INK}"/>',
    "arc": f'<path d="M2 6C3 -1 5 -5 9 -5H18C22 -5 24 -1 25 5M21.4 1.6L25.2 5.6L27.6 0.6" fill="none"'
    f' stroke="{_INK}" stroke-width="1.2"/>',
    "cut": f'<path d="{_DIAMOND}" fill="{LIGHT["paper"]}" stroke="{_INK}" stroke-width="1.7"/>'
    f'<path d="M9.5 -5C10 -8 14 -8 24 -8M20.5 -11L25 -8L20.5 -5" fill="none" stroke="{_INK}"'
    ' stroke-width="1.2"/>',
    "open": f'<path d="{_DIAMOND}" fill="{LIGHT["paper"]}" stroke="{_INK}" stroke-width="1.7"/>'
    f'<path d="M9.5 -5L12 -6.6L16 -7.2H24" fill="none" stroke="{_INK}" stroke-width="1.3"'
    ' stroke-dasharray="2 2"/>',
    "split": f'<path d="{SHAPES["circle"](5)}" transform="translate(13 0)" fill="{_INK}"/>'
    f'<path d="M13 -6V6" stroke="{LIGHT["paper"]}" stroke-width="2"/>',
    "set": f'<path d="M4 0H22" stroke="{_INK}" stroke-width="1.3" stroke-dasharray="1 4"/>'
    + "".join(
        f'<path d="{SHAPES["circle"](4)}" transform="translate({x} 0)" fill="{_INK}"/>'
        for x in (4, 22)
    ),
    "count": f'<rect x="8" y="-5" width="10" height="11" fill="{_INK}"/>',
    "day": f'<path d="M13 -8V8" stroke="{LIGHT["edge"]}" stroke-dasharray="1 3"/>',
}


def signs_in(figure: Mapping[str, Any], signs: Iterable[Sign]) -> list[Sign]:
    """Return those of the signs that a reader meets in the wide layout of a figure."""
    met = {sign for trace in figure["data"] for sign in _met(trace)}
    return [sign for sign in signs if sign[:2] in met or (sign[0] in _DRAWN and sign[0] in met)]


def _met(trace: Trace) -> Iterator[str | tuple[str, bool]]:
    part = trace["meta"]["part"]
    if part == "marks":
        marker = trace["marker"]
        for symbol, colour in zip(marker["symbol"], marker["color"], strict=True):
            yield "beyond" if symbol in BEYOND.values() else (symbol, colour != PAPER)
    elif part == "lens":
        for left, peak, right, _ in trace["meta"]["lenses"]:
            yield "lens" if left < peak < right else "fade"
    elif part in _PARTS:
        yield _PARTS[part]
        if part == "bar" and any(
            x is not None and not 0 <= x <= WIDTH for x in trace["x"]
        ):  # its point
            yield "beyond"


def in_lines(signs: Iterable[Sign], left: float, right: float, top: float) -> list[Place]:
    """Return where the signs stand, one after the other, in as many lines as they need."""
    places: list[Place] = []
    x, y = left, top
    for sign in signs:
        wide = WORDS + text_width(sign[2], SIZE)
        if x > left and x + wide > right:
            x, y = left, y + LINE
        places.append((x, y, sign))
        x += wide + _BETWEEN
    return places


def drawn(place: Place) -> str:
    """Return a sign as SVG, without its words. All of it is ours."""
    x, y, (symbol, is_filled, _) = place
    if symbol in _DRAWN:
        return f'<g transform="translate({x:g} {y:g})">{_DRAWN[symbol]}</g>'
    fill = _INK if is_filled else LIGHT["paper"]
    return (
        f'<path transform="translate({x + 13:g} {y:g})" d="{SHAPES[symbol](4.5)}"'
        f' fill="{fill}" stroke="{_INK}" stroke-width="1.7"/>'
    )
