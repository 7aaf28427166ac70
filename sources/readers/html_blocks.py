"""The text that a person sees on a web page or in a converted document, block by block."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from sources.anchoring.spans import Span

_UNSEEN: Final = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "title",
        "meta",
        "link",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "video",
        "audio",
        "select",
        "option",
        "input",
        "button",
        "textarea",
        "form",
        "dialog",
        "map",
    ]
)
_APART: Final = frozenset(["nav", "aside", "footer", "menu"])
# Own paragraph, with an empty line around it. The second line: what trafilatura calls them.
_PARAGRAPHS: Final = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "pre",
        "article",
        "section",
        "main",
        "header",
        "figure",
        "figcaption",
        "address",
        "details",
        "summary",
        "fieldset",
        "hr",
        "body",
        "nav",
        "aside",
        "footer",
        "menu",
        "head",
        "list",
        "quote",
    ]
)
# Own line.
_LINES: Final = frozenset(["li", "dt", "dd", "tr", "br", "caption", "item", "row", "lb"])
_CELLS: Final = frozenset(["td", "th", "cell"])
_SPACE: Final = re.compile("[ \t\r\n\f]+")
_HIDDEN: Final = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)


class _Writer:
    """Puts pieces together: one space where there is any, lines and empty lines where they belong."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self._gap = ""

    def add(self, piece: str) -> None:
        spaced = _SPACE.sub(" ", piece)
        if spaced.startswith(" "):
            self.gap(" ")
        words = spaced.strip(" ")
        if words:
            self._put(words)
            if spaced.endswith(" "):
                self.gap(" ")

    def add_as_it_is(self, piece: str) -> None:
        if piece:
            self._put(piece)

    def gap(self, gap: str) -> None:
        """Ask for a gap before the next words; the widest one asked for is made."""
        if self.parts and _WIDTHS.index(gap) > _WIDTHS.index(self._gap):
            self._gap = gap

    def _put(self, words: str) -> None:
        for part in (self._gap, words):
            if part:
                self.parts.append(part)
                self.length += len(part)
        self._gap = ""


_WIDTHS: Final = ("", " ", "\t", "\n", "\n\n")


def blocks_of(root: etree._Element, *, articles: bool = False) -> tuple[str, tuple[Span, ...]]:
    """Return the text under an element, and the spans of it that are navigation and the like.

    Paragraphs are set apart by an empty line, items, table rows and line breaks by a line end, cells
    by a tab. articles: the tree comes from trafilatura, whose tag `head` is a heading.
    """
    writer = _Writer()
    apart: list[Span] = []
    began: list[int] = []
    unseen = _UNSEEN - {"head"} if articles else _UNSEEN
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in {"comment", "pi"}:
            writer.add(element.tail or "")
            continue
        tag = element.tag
        if event == "end":
            _space_around(writer, tag)
            if tag in _APART and began:
                _mark(apart, began.pop(), writer.length)
            if element is not root:
                _add(writer, element.tail, element.getparent())
        elif tag in unseen or _is_hidden(element):
            walk.skip_subtree()
        else:
            _space_around(writer, tag)
            if tag in _APART:
                began.append(writer.length)
            _add(writer, element.text, element)
    return "".join(writer.parts), tuple(apart)


def _space_around(writer: _Writer, tag: str) -> None:
    if tag in _PARAGRAPHS:
        writer.gap("\n\n")
    elif tag in _LINES:
        writer.gap("\n")
    elif tag in _CELLS:
        writer.gap("\t")


def _add(writer: _Writer, words: str | None, inside: etree._Element | None) -> None:
    if not words:
        return
    if inside is not None and inside.tag == "pre":
        writer.add_as_it_is(words)
    else:
        writer.add(words)


def _mark(apart: list[Span], start: int, end: int) -> None:
    """Note a span, less than what was noted inside it: navigation may stand in a footer."""
    while apart and apart[-1].start >= start:
        apart.pop()
    if start < end:
        apart.append(Span(start, end))


def _is_hidden(element: etree._Element) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
    )
