"""Find where words that a curator gives stand in a text. The place is found, never typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext

from sources.anchoring.context import InContext, in_context, paragraph_around
from sources.anchoring.locate import Ambiguous, Found, NotFound, locate_pasted
from sources.models import Passage, TextVersion


@dataclass(frozen=True, slots=True)
class Placed:
    """The one place: `words` are the text's own, at start..end of it."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several places, in the words around it."""

    start: int
    context: InContext


@dataclass(frozen=True, slots=True)
class Undecided:
    """Several places; `reason` is a plain sentence for the curator, who is to choose one."""

    reason: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """No place; `reason` is a plain sentence for the curator."""

    reason: str


Placing: TypeAlias = Placed | Undecided | Unplaced


def place_quote(version: TextVersion, pasted: str, *, chosen: int | None = None) -> Placing:
    """Find a quote in a text.

    chosen: the start that the curator picked, where the words stand at several places. Where the
    text is not held here, only a quote that is on record can be placed: it was checked once.
    """
    if version.text is None:
        return _place_on_record(version, pasted.strip())
    return _place(version.text, pasted, 0, len(version.text), chosen)


def place_within(passage: Passage, pasted: str) -> Placing:
    """Find words of a passage, or else of its paragraph: never in other parts of the text."""
    inside = _place(passage.quote, pasted, 0, len(passage.quote), None)
    if isinstance(inside, Placed):
        start = passage.start + inside.start
        return Placed(start, start + len(inside.words), inside.words)
    text = passage.text_version.text
    if isinstance(inside, Undecided) or text is None:
        return inside
    first, last = paragraph_around(text, passage.start, passage.end)
    return _place(text, pasted, first, last, None)


def place_wording(
    version: TextVersion, passage: Placed, wording: str, *, chosen: int | None = None
) -> Placing:
    """Find the words that give a date: in the quote, else in its paragraph.

    Where the text is not held here, only the quote can be searched.
    """
    in_quote = _place(passage.words, wording, 0, len(passage.words), None)
    if isinstance(in_quote, Placed):
        at = passage.start + in_quote.start
        return Placed(at, at + len(in_quote.words), in_quote.words)
    if version.text is None:
        return Unplaced(
            gettext(
                "These words don’t stand exactly once in the quote, and the text around it is not"
                " held here."
            )
        )
    first, last = paragraph_around(version.text, passage.start, passage.end)
    if isinstance(in_quote, Undecided):
        first, last = passage.start, passage.end
    found = _place(version.text, wording, first, last, chosen)
    if isinstance(found, Unplaced):
        return Unplaced(gettext("These words stand neither in the quote nor in its paragraph."))
    return found


def _place(text: str, pasted: str, first: int, last: int, chosen: int | None) -> Placing:
    """Find words in `text[first:last]`; places are counted in `text`."""
    match locate_pasted(text[first:last], pasted):
        case Found(start, end):
            return Placed(first + start, first + end, text[first + start : first + end])
        case NotFound(reason):
            return Unplaced(reason)
        case Ambiguous(starts, ends, reason):
            places = [(first + start, first + end) for start, end in zip(starts, ends, strict=True)]
    for start, end in places:
        if start == chosen:
            return Placed(start, end, text[start:end])
    choices = tuple(Choice(start, in_context(text, start, end)) for start, end in places)
    return Undecided(reason, choices)


def _place_on_record(version: TextVersion, quote: str) -> Placing:
    known = Passage.objects.filter(text_version=version, quote=quote)[:2]
    if len(known) == 1:
        return Placed(known[0].start, known[0].end, known[0].quote)
    return Unplaced(
        gettext(
            "The text is not held here, so a new quote can’t be looked for in it. Supply the text"
            " on the document’s page first."
        )
    )
