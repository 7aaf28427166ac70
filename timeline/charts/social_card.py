"""The picture that stands for a timeline where its link is shared: title, figures, and density."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from timeline.charts.strips import COLUMNS

SIZE: Final = (1200, 630)
"""Pixels: what those who show such pictures ask for."""

LANES: Final = (
    "#2950b5", "#c83200", "#277c6a", "#710724", "#0a3a57", "#795da5",
    "#567340", "#550e7f", "#970407", "#46434f", "#a30783", "#704f47",
)  # fmt: skip
"""The light lane palette of static/css/tokens.css, where its search is told."""

_PAPER, _INK, _INK_2, _EDGE, _HIGHLIGHT = "#fdfdfb", "#16191d", "#4b5259", "#858c92", "#ffec8f"
_MARGIN: Final = 72
_BARS_TOP, _BARS_BOTTOM = 420, 556
_MOST_LINES: Final = 3

_SERIF_BOLD: Final = (
    "CharisSIL-Bold.ttf", "SourceSerif4-Bold.otf", "DejaVuSerif-Bold.ttf",
    "LiberationSerif-Bold.ttf", "NotoSerif-Bold.ttf", "FreeSerifBold.ttf", "Georgia Bold.ttf",
)  # fmt: skip
_SANS: Final = (
    "Inter-Regular.otf", "Inter.ttf", "DejaVuSans.ttf", "LiberationSans-Regular.ttf",
    "NotoSans-Regular.ttf", "FreeSans.ttf", "Arial.ttf",
)  # fmt: skip
"""Files that servers may have, the nearest to the pages' own first; Pillow brings one for the rest."""

_Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True)
class SocialCard:
    """What the picture says. counts: events by (column of `COLUMNS`, colour of the lane)."""

    kicker: str
    headline: str
    figures: str
    first: str
    last: str
    counts: Mapping[tuple[int, int], int]


def draw_card(card: SocialCard) -> bytes:
    """Return the picture as a PNG; the same card gives the same bytes on the same machine."""
    image = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    width = SIZE[0] - 2 * _MARGIN
    brand = _font(_SERIF_BOLD, 30, "Chronocite")
    draw.rectangle((0, 0, SIZE[0], 10), fill=_INK)
    draw.text((_MARGIN, 46), "Chronocite", font=brand, fill=_INK)
    motto = "Every date has a source"
    small = _font(_SANS, 24, motto)
    right = SIZE[0] - _MARGIN
    box = draw.textbbox((right, 52), motto, font=small, anchor="ra")
    draw.rectangle((box[0] - 10, box[1] - 8, box[2] + 10, box[3] + 9), fill=_HIGHLIGHT)
    draw.text((right, 52), motto, font=small, fill=_INK, anchor="ra")
    kicker = _fitting(draw, card.kicker, _font(_SANS, 28, card.kicker), width)
    draw.text((_MARGIN, 128), kicker, font=_font(_SANS, 28, kicker), fill=_INK_2)
    lines, font, pitch = _headline(draw, card.headline, width)
    for number, line in enumerate(lines):
        draw.text((_MARGIN, 174 + number * pitch), line, font=font, fill=_INK)
    below = 174 + len(lines) * pitch + 30
    draw.text((_MARGIN, below), card.figures, font=_font(_SANS, 28, card.figures), fill=_INK)
    _draw_bars(draw, card, max(_BARS_TOP, below + 52))
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw_bars(draw: ImageDraw.ImageDraw, card: SocialCard, top: int) -> None:
    columns: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (column, colour), number in sorted(card.counts.items()):
        columns[column].append((colour, number))
    most = max((sum(n for _, n in lanes) for lanes in columns.values()), default=1)
    pitch = (SIZE[0] - 2 * _MARGIN) / COLUMNS
    pixels = min(14.0, (_BARS_BOTTOM - top) / most)
    for column, lanes in columns.items():
        left, bottom = _MARGIN + column * pitch, float(_BARS_BOTTOM)
        for colour, number in lanes:
            high = number * pixels
            box = (round(left), round(bottom - high), round(left + pitch - 2), round(bottom) - 1)
            if box[3] >= box[1]:
                draw.rectangle(box, fill=LANES[(colour - 1) % len(LANES)])
            bottom -= high
    right = SIZE[0] - _MARGIN
    draw.line((_MARGIN, _BARS_BOTTOM, right, _BARS_BOTTOM), fill=_EDGE, width=2)
    font = _font(_SANS, 24, card.first + card.last)
    draw.text((_MARGIN, _BARS_BOTTOM + 12), card.first, font=font, fill=_INK_2)
    draw.text((right, _BARS_BOTTOM + 12), card.last, font=font, fill=_INK_2, anchor="ra")


def _headline(draw: ImageDraw.ImageDraw, text: str, width: int) -> tuple[list[str], _Font, int]:
    """Return the headline in lines, as large as three lines allow, its font and line height."""
    for size in (76, 64, 52):
        font = _font(_SERIF_BOLD, size, text)
        lines = list(_wrapped(draw, text, font, width))
        if len(lines) <= (2 if size > 64 else _MOST_LINES):
            break
    kept = lines[:_MOST_LINES]
    if len(lines) > len(kept):
        kept[-1] = _fitting(draw, f"{kept[-1]} {lines[_MOST_LINES]}", font, width)
    elif len(lines) > 1:
        kept = _balanced(draw, text, font, width)
    return kept, font, round(size * 1.12)


def _balanced(draw: ImageDraw.ImageDraw, text: str, font: _Font, width: int) -> list[str]:
    """Return as many lines as the width needs, of lengths as near to each other as can be."""
    lines = list(_wrapped(draw, text, font, width))
    narrower = lines
    while len(narrower) == len(lines) and width > 0:
        lines, width = narrower, width - 20
        narrower = list(_wrapped(draw, text, font, width))
    return lines


def _wrapped(draw: ImageDraw.ImageDraw, text: str, font: _Font, width: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and draw.textlength(longer, font=font) > width:
            yield line
            longer = word
        line = longer
    if line:
        yield _fitting(draw, line, font, width)


def _fitting(draw: ImageDraw.ImageDraw, text: str, font: _Font, width: int) -> str:
    """Cut a text with an ellipsis where it is longer than the card."""
    if draw.textlength(text, font=font) <= width:
        return text
    while text and draw.textlength(f"{text}…", font=font) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _font(names: Iterable[str], size: int, text: str) -> _Font:
    """Return the first font of this machine that has all the letters of a text; else Pillow's own."""
    found = [font for name in names if (font := _installed(name, size))]
    return next((font for font in found if _has_letters(font, text)), None) or (
        found[0] if found else ImageFont.load_default(size)
    )


@lru_cache(maxsize=64)
def _installed(name: str, size: int) -> ImageFont.FreeTypeFont | None:
    try:
        return ImageFont.truetype(name, size)
    except OSError:
        return None


def _has_letters(font: ImageFont.FreeTypeFont, text: str) -> bool:
    missing = bytes(font.getmask("\uffff"))
    return all(bytes(font.getmask(letter)) != missing for letter in set(text) if letter.isalpha())
