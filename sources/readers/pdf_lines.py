"""The lines of a PDF page, put back into paragraphs by where they stand on the paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

_ENDS: Final = re.compile(r"""[.!?…:]["'”’»)\]]*$""")
# Factors of a line's usual distance and height: what printers do between paragraphs is well above
# them, and what differs within one (superscripts, other fonts) well below.
_WIDER: Final = 1.3
_TALLER: Final = 1.15
_INDENT: Final = 0.8
_SHORT_LAST_LINE: Final = 0.85
_SAME_ROW: Final = 0.3
_FULL_COLUMN: Final = 0.4
# Running headers and footers: among the outermost lines of a page, and on this many pages.
_OUTERMOST: Final = 2
_SHARE_OF_PAGES: Final = 0.3
_FEWEST_PAGES: Final = 3
_NUMBER: Final = re.compile(
    r"[\s|·.–—-]*(?:page|p\.|seite|стр\.?)?\s*[ivxlc\d]{1,5}(?:\s*(?:of|/|von|из)\s*\d{1,5})?[\s|·.–—-]*",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+")
JOINT: Final = "\ufffe"
"""What PDFium leaves where it has joined a word that was hyphenated at a line's end."""
_JOINED: Final = re.compile(rf"(\w+){JOINT}(\w+)")
_COMPOUND: Final = re.compile(r"\w+-\w+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and where it stands, in points from the lower left corner of the page.

    first: the bottom of its first character; last: of its last one, which differs where PDFium has joined a
    word that was hyphenated over two lines.
    """

    text: str
    left: float
    right: float
    first: float
    last: float
    height: float

    @property
    def ends_sentence(self) -> bool:
        return bool(_ENDS.search(self.text))


@dataclass(frozen=True, slots=True)
class Page:
    """Paragraphs of a page, and its running headers and footers.

    unfinished: its last paragraph has no end. fills_line: its last line is as wide as the others.
    begins_inside: its first one begins with a small letter.
    """

    paragraphs: tuple[str, ...]
    running: tuple[str, ...]
    unfinished: bool
    fills_line: bool
    begins_inside: bool


def make_page(lines: Sequence[Line], running: frozenset[str]) -> Page:
    """Put the lines of one page into paragraphs. running: what `running_lines` found."""
    outermost = _outermost(lines)
    apart = [line for line in outermost if is_running(line, running)]
    body = [line for line in lines if line not in apart]
    paragraphs: list[str] = []
    distance, right = _usual_distance(body), max((line.right for line in body), default=0.0)
    left = min((line.left for line in body), default=0.0)
    for i, line in enumerate(body):
        if i and not _begins_paragraph(body[i - 1], line, distance, right - left):
            paragraphs[-1] += f" {line.text}"
        else:
            paragraphs.append(line.text)
    return Page(
        paragraphs=tuple(paragraphs),
        running=tuple(line.text for line in apart),
        unfinished=bool(body) and not body[-1].ends_sentence,
        fills_line=bool(body) and body[-1].right > _SHORT_LAST_LINE * right,
        begins_inside=bool(body) and body[0].text[0].islower(),
    )


def is_one_paragraph(before: Page, after: Page) -> bool:
    """Whether the last paragraph of a page goes on as the first one of the next."""
    return before.unfinished and (before.fills_line or after.begins_inside)


def mended(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Join words that were hyphenated at a line's end, and keep the hyphen where it belongs to the word.

    It does before a capital or a number, and where the same word stands with its hyphen elsewhere.
    """
    whole = {
        word.lower() for page in pages for line in page for word in _COMPOUND.findall(line.text)
    }

    def join(parts: re.Match[str]) -> str:
        compound = f"{parts[1]}-{parts[2]}"
        kept = not parts[2][0].islower() or compound.lower() in whole
        return compound if kept else parts[1] + parts[2]

    return [
        [replace(line, text=_JOINED.sub(join, line.text).replace(JOINT, "")) for line in page]
        for page in pages
    ]


def running_lines(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Return what stands at the edge of many pages, with # for every number."""
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_key(line) for line in _outermost(lines)})
    most = max(min(_FEWEST_PAGES, len(pages)), 2, round(_SHARE_OF_PAGES * len(pages)))
    return frozenset(key for key, count in counts.items() if count >= most)


def is_running(line: Line, running: frozenset[str]) -> bool:
    """Whether a line at the edge of its page is a running header, a footer or a page number."""
    return _key(line) in running or _NUMBER.fullmatch(line.text) is not None


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())


def _outermost(lines: Sequence[Line]) -> list[Line]:
    if len(lines) <= 2 * _OUTERMOST:
        by_height = sorted(lines, key=lambda line: -line.first)
        return [*by_height[:1], *by_height[1:][-1:]]
    by_height = sorted(lines, key=lambda line: -line.first)
    return by_height[:_OUTERMOST] + by_height[-_OUTERMOST:]


def _usual_distance(lines: Sequence[Line]) -> float:
    distances = [one.last - two.first for one, two in pairwise(lines)]
    down = [distance for distance in distances if distance > 1]
    # The lower half: in a list of short paragraphs most distances are those between them.
    return median(sorted(down)[: len(down) // 2 + 1]) if down else 0.0


def _begins_paragraph(one: Line, two: Line, distance: float, width: float) -> bool:
    down = one.last - two.first
    if abs(down) < _SAME_ROW * one.height:
        return False
    if down < 0:  # the next column
        return one.ends_sentence or not (
            two.text[0].islower() or one.right - one.left > _FULL_COLUMN * width
        )
    if down > _WIDER * distance or not 1 / _TALLER < two.height / (one.height or 1) < _TALLER:
        return True
    if one.ends_sentence:
        indented = two.left - one.left > _INDENT * two.height
        return indented or one.right - one.left < _SHORT_LAST_LINE * min(
            width, two.right - two.left
        )
    return False
