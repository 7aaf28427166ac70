"""Cut a stored text into paragraphs and sentences."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import Final

from sources.anchoring.spans import Span

WRAPPED_WIDTHS: Final = range(40, 121)
"""A block of lines whose longest is so wide, in characters, may have been wrapped by a program."""

ASIDE_LENGTH: Final = 300
"""A bracket of up to so many characters is an aside, which no sentence ends in."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What `abbreviations.toml` says."""

    before_a_name: frozenset[str]
    before_a_number: frozenset[str]
    anywhere: frozenset[str]
    openers: frozenset[str]
    speaking: frozenset[str]


def _read_words() -> _Words:
    lists = tomllib.loads(files(__package__).joinpath("abbreviations.toml").read_text("utf-8"))
    return _Words(**{name: frozenset(words) for name, words in lists.items()})


_WORDS: Final = _read_words()
# A stop, what closes with it, and then white space; ideographic stops need none.
_STOP: Final = re.compile(
    r"(?P<stop>[.!?…]{1,9})(?P<closers>[\"'”’»)\]]{0,4})(?=\s)|[。！？]{1,9}[」』”’）]{0,4}"
)
_WORD_BEFORE: Final = re.compile(r"(?:[\w&]\.?){1,20}\Z")
_NEXT: Final = re.compile(r"\s*(?P<quote>[\"'`“‘«(\[]{0,4})(?P<word>\w[\w'’-]{0,40})?")
_ACRONYM: Final = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_SPEAKER: Final = re.compile(
    rf"\s*(?:[\w.'’-]{{1,40}}\s){{1,4}}?(?:{'|'.join(sorted(_WORDS.speaking))})\b"
)
_VISIBLE: Final = re.compile(r"\S")
_BRACKET: Final = re.compile(r"[()\[\]]")
_PAIRS: Final = {"(": ")", "[": "]"}


def segment(text: str) -> list[Span]:
    """The sentences of a text, in order: the passages that a date or event is found in.

    Spans are disjoint, start and end with what can be seen, never reach over a paragraph's end, and
    cover all that is not white space. English news prose is what the rules are made for; a
    paragraph in which they find no end is one sentence. Time: linear.
    """
    return [sentence for paragraph in paragraphs(text) for sentence in _sentences(text, paragraph)]


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text, in order, without white space around them.

    A line's end ends a paragraph, unless the lines around it were wrapped at one width: then only an
    empty line does, or a line that had room for the next word.
    """
    found: list[Span] = []
    block: list[Span] = []
    at = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = at + line.index(words[0])
            block.append(Span(start, start + len(words)))
        else:
            found += _unwrapped(text, block)
            block = []
        at += len(line) + 1
    return found + _unwrapped(text, block)


def _unwrapped(text: str, lines: list[Span]) -> list[Span]:
    """The paragraphs in lines that follow each other without an empty one."""
    width = max((line.end - line.start for line in lines), default=0)
    if width not in WRAPPED_WIDTHS:
        return lines
    found = lines[:1]
    for before, line in pairwise(lines):
        first_word = text[line.start : line.end].split(maxsplit=1)[0]
        # Nine tenths: lines that were wrapped by their width on paper are not all equally long.
        if before.end - before.start + 1 + len(first_word) > 0.9 * width:
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return found


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    asides = _asides(text, paragraph)
    start = paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        rest = _VISIBLE.search(text, stop.end(), paragraph.end)
        if rest is None or _aside_goes_on(text, stop, rest.start(), asides):
            continue
        if _ends_sentence(text, start, stop, paragraph.end):
            yield Span(start, stop.end())
            start = rest.start()
    yield Span(start, paragraph.end)


def _asides(text: str, paragraph: Span) -> list[Span]:
    """The outermost brackets, round and square, that close soon after they open."""
    opened: list[tuple[str, int]] = []
    found: list[Span] = []
    for bracket in _BRACKET.finditer(text, paragraph.start, paragraph.end):
        if bracket[0] in _PAIRS:
            opened.append((_PAIRS[bracket[0]], bracket.start()))
        elif opened and opened[-1][0] == bracket[0]:
            span = Span(opened.pop()[1], bracket.end())
            if span.end - span.start <= ASIDE_LENGTH:
                while found and found[-1].start > span.start:
                    found.pop()
                found.append(span)
    return found


def _aside_goes_on(text: str, stop: re.Match[str], following: int, asides: list[Span]) -> bool:
    """Whether the stop is inside an aside, or closes a quote whose source follows in brackets."""
    index = bisect_right(asides, following, key=lambda span: span.start) - 1
    if index < 0:
        return False
    aside = asides[index]
    if aside.start == following:
        names_source = text[aside.start] == "(" and text[aside.end : aside.end + 1] == "."
        return bool(stop["closers"]) and names_source
    return stop.end() < aside.end


def _ends_sentence(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether a stop, with more of the paragraph after it, ends the sentence that starts at `start`."""
    if stop["stop"] is None:  # an ideographic full stop has no other use
        return True
    following = _NEXT.match(text, stop.end(), end)
    if following is None or following["word"] is None or following["word"][0].islower():
        return False
    opens = re.split("['’-]", following["word"])[0] in _WORDS.openers
    if stop["stop"][-1] in "?!":
        return not (stop["closers"] and _SPEAKER.match(text, stop.end(), end))
    if len(stop["stop"]) > 1 or stop["stop"] == "…":
        return opens or bool(following["quote"])
    before = _WORD_BEFORE.search(text, max(start, stop.start() - 40), stop.start())
    if before is None:
        return True
    if before[0].isdigit() and before.start() == start:
        return False  # the number of a list's entry
    return _full_stop_ends(before[0], following["word"], opens=opens)


def _full_stop_ends(before: str, following: str, *, opens: bool) -> bool:
    word = before.lower()
    if word in _WORDS.before_a_name:
        return False
    if word in _WORDS.before_a_number:
        return not following[0].isdigit()
    if word in _WORDS.anywhere or (_ACRONYM.fullmatch(before) and before.isupper()):
        return opens
    return True
