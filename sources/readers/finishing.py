"""From what a reader got out of a file to the document: clean text, metadata, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from sources.anchoring.normalise import normalise
from sources.anchoring.spans import Span
from sources.bibliography.reference import one_line
from sources.kept import kept
from sources.readers.failures import Unreadable, too_much_text
from sources.readers.languages import language_of
from sources.readers.layout import find_boilerplate, joined, layout_of, title_again
from sources.readers.limits import Limits
from sources.readers.metadata_lines import disagreement, merged, metadata_stated
from sources.readers.raw_document import Extracted, Locator, Metadata, RawDocument

_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LONGEST_TITLE: Final = 250
_SHORTEST_TITLE: Final = 4
_LONGEST_SENTENCE: Final = 80  # a longer line with a full stop is the beginning of a text
NO_WORDS: Final = kept("holds no words, only spaces or signs. Is it the right file?")


def finish(extracted: Extracted, name: str, limits: Limits) -> RawDocument:
    """Make a document of what a reader got out of the file of that name.

    Raises Unreadable where there are no words, or more than the limits allow.
    """
    if len(extracted.text) > limits.characters:
        raise Unreadable(too_much_text(limits.characters))
    text = normalise(extracted.text)
    if not any(character.isalnum() for character in text):
        raise Unreadable(NO_WORDS)
    apart, locators = _moved(extracted, text)
    layout = layout_of(text, apart)
    stated = metadata_stated(text, layout.head, layout.tail)
    metadata = merged(_tidy(extracted.metadata), stated.metadata)
    metadata = replace(metadata, language=metadata.language or language_of(text))
    noise = find_boilerplate(text, layout)
    if not metadata.title:
        known = {*noise, *stated.lines}
        candidates = [unit for unit in layout.head if unit not in known]
        metadata = replace(metadata, title=_title(text, candidates, name))
    noise += title_again(text, layout, metadata.title)
    return RawDocument(
        text=text,
        reader_text=extracted.text,
        reader=extracted.reader,
        metadata=metadata,
        warnings=(*extracted.warnings, *_warnings(extracted.text, metadata)),
        boilerplate=joined(text, [*apart, *stated.lines, *noise]),
        locators=locators,
    )


def _moved(extracted: Extracted, text: str) -> tuple[list[Span], tuple[Locator, ...]]:
    """The places that the reader gave, in the normalised text."""
    edges = [edge for span in extracted.apart for edge in (span.start, span.end)]
    starts = [locator.start for locator in extracted.locators]
    place = _places(extracted.text, sorted({*edges, *starts}), len(text))
    spans = [Span(place[span.start], place[span.end]) for span in extracted.apart]
    locators = tuple(
        Locator(min(place[one.start], len(text) - 1), normalise(one.label))
        for one in extracted.locators
    )
    return [span for span in spans if span.start < span.end], locators


def _places(raw: str, offsets: Sequence[int], length: int) -> dict[int, int]:
    """Where offsets of a text lie in its normalised form, which is `length` long."""
    places: dict[int, int] = {}
    before = at = 0
    for offset in offsets:
        at += len(normalise(raw[before:offset]))
        places[offset] = min(at, length)
        before = offset
    return places


def _tidy(metadata: Metadata) -> Metadata:
    """What a file's fields say comes from outside like its text: one line each, nothing unseen."""
    return replace(
        metadata,
        title=_clean(metadata.title)[:_LONGEST_TITLE],
        container=_clean(metadata.container),
        publisher=_clean(metadata.publisher),
        volume=_clean(metadata.volume)[:20],
        issue=_clean(metadata.issue)[:20],
        language=_clean(metadata.language)[:35],
        rights=_clean(metadata.rights),
    )


def _clean(words: str) -> str:
    return one_line(normalise(words))[:500]


def _title(text: str, candidates: Sequence[Span], name: str) -> str:
    """The first line that can be a title, else the name of the file without its ending."""
    for unit in candidates:
        words = one_line(text[unit.start : unit.end])
        longest = _LONGEST_SENTENCE if words.endswith(".") else _LONGEST_TITLE
        if _SHORTEST_TITLE <= len(words) <= longest and any(c.isalpha() for c in words):
            return words
    return PurePath(name).stem[:_LONGEST_TITLE]


def _warnings(raw: str, metadata: Metadata) -> Iterator[str]:
    if controls := len(_CONTROLS.findall(raw)):
        line = kept("Control characters, which can't be seen, were left out: {number}.")
        yield line.format(number=controls)
    if turns := len(_TURNS.findall(raw)):
        line = kept("Marks that turn the direction of the text were left out: {number}.")
        yield line.format(number=turns)
    if words := disagreement(metadata.datings):
        yield words
