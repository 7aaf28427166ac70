"""News of our own, marked up as TimeML has it before the engine first read it: a drop fails."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Final

from timeline.dates import find_dates
from timeline.dates.timeml import Timex, timexes

STORIES: Final = sorted((Path(__file__).parents[2] / "golden" / "timeml").glob("*.tml"))
RIGHT: Final = 0.90
"""Of the expressions marked, those found with the right value; 0.89 when they were first read."""
TYPED: Final = 0.95
"""Of the expressions found that are marked, those of the right type."""
FALSE: Final = 6
"""Expressions found where none is marked."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One TIMEX3 element of a story: its code points in the text without tags, type and value."""

    start: int
    end: int
    type: str
    value: str

    def meets(self, found: Timex) -> bool:
        """Whether the two share a character."""
        return found.start < self.end and self.start < found.end


@dataclass(frozen=True, slots=True)
class Story:
    """The text of a story without its tags, what is marked in it, and when it was published."""

    text: str
    published: str
    marked: tuple[Marked, ...]

    def found(self) -> list[Timex]:
        """What the engine finds in it."""
        return [timex for date in find_dates(self.text, self.published) for timex in timexes(date)]


def read(file: Path) -> Story:
    head, body = file.read_text(encoding="utf-8").split("<TEXT>")
    published = re.search(r'value="([\d-]+)"', head)
    assert published
    text, marked = "", []
    for piece in re.split(r"(<TIMEX3 .*?</TIMEX3>)", body.split("</TEXT>")[0], flags=re.DOTALL):
        tagged = re.fullmatch(
            r'<TIMEX3 .*type="(\w+)" value="([^"]*)">(.*)</TIMEX3>', piece, flags=re.DOTALL
        )
        start, text = len(text), text + unescape(tagged[3] if tagged else piece)
        if tagged:
            marked.append(Marked(start, len(text), tagged[1], tagged[2]))
    return Story(text, published[1], tuple(marked))


def test_news_has_its_dates_read_and_few_others() -> None:
    stories = [read(file) for file in STORIES]
    marked = sum(len(story.marked) for story in stories)
    right = met = typed = false = 0
    for story in stories:
        for timex in story.found():
            here = [item for item in story.marked if item.meets(timex)]
            right += any(item.value == timex.value for item in here)
            typed += any(item.type == timex.type for item in here)
            met += bool(here)
            false += not here
    assert len(stories) == 24
    assert marked == 241
    assert right / marked >= RIGHT, f"{right} of {marked}"
    assert typed / met >= TYPED, f"{typed} of {met}"
    assert false <= FALSE
