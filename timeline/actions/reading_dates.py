"""The part of detection that needs no database, so that it can be done in other processes."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.dates import FoundDate, find_dates
from timeline.dates.julian_day import calendar_date


@dataclass(frozen=True, slots=True)
class TextToRead:
    """A text, and what its dates are counted from.

    key: names it for the caller. boilerplate: (start, end) of what is no article text. published: a
    plain day, month or year, or "". language: a BCP 47 tag.
    """

    key: int
    text: str
    boilerplate: tuple[tuple[int, int], ...]
    published: str
    language: str


@dataclass(frozen=True, slots=True)
class DatesRead:
    """The date expressions of the article text, and how many more stand in its boilerplate."""

    found: tuple[FoundDate, ...]
    in_boilerplate: int


def read_dates(task: TextToRead) -> DatesRead:
    """Find the dates of a text. Boilerplate gives none, and none is counted from what it says.

    Raises ValueError where there are no date words for the language.
    """
    language = task.language.partition("-")[0].lower()
    article = blank_out(task.text, task.boilerplate)
    found = tuple(find_dates(article, task.published or None, language))
    left_out = sum(
        len(find_dates(task.text[start:end], task.published or None, language))
        for start, end in task.boilerplate
    )
    return DatesRead(found, left_out)


def blank_out(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """Return the text with empty lines in place of these spans: all other places stay the same."""
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], "\n" * (end - start)]
        done = end
    return "".join([*parts, text[done:]])


def plain_anchor(published: str, first_day: int | None, last_day: int | None) -> str:
    """Return a publication date as the day, month or year that it surely lies in; "" where none.

    first_day, last_day: its Julian days. A doubtful or rough date is no ground to count from.
    """
    if first_day is None or last_day is None or set(published) & set("~?%X"):
        return ""
    first, last = calendar_date(first_day), calendar_date(last_day)
    same = [a for a, b in zip(first, last, strict=True) if a == b]
    if first[0] != last[0]:
        return ""
    parts = 3 if first == last else 2 if first[:2] == last[:2] else 1
    year, *finer = same[:parts]
    return "-".join([f"{year:04}", *(f"{part:02}" for part in finer)])
