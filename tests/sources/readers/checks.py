"""What is true of every document, whatever file it came from."""

from __future__ import annotations

import re
from dataclasses import astuple
from typing import Final

from sources.anchoring.normalise import normalise, normalise_with_origin
from sources.readers import RawDocument, ReadFailure

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]"
)


def assert_lawful(document: RawDocument) -> None:
    """Text clean and normal, marks inside it and apart, every field on one line."""
    text = document.text
    assert not _UNSEEN.search(text)
    assert any(character.isalnum() for character in text)
    assert normalise(document.reader_text) == text
    before = -1
    for span in document.boilerplate:
        assert before < span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        before = span.end
    starts = [locator.start for locator in document.locators]
    assert starts == sorted(starts)
    assert all(0 <= start < len(text) for start in starts)
    assert document.title
    for words in _strings(astuple(document.metadata)):
        assert not _UNSEEN.search(words)
        assert "\n" not in words
    if document.boilerplate:  # the way back to what the reader gave
        span = document.boilerplate[0]
        origin = normalise_with_origin(document.reader_text).origin(span.start, span.end)
        assert text[span.start : span.end] in normalise(
            document.reader_text[origin.start : origin.end]
        )


def assert_one_clear_line(failure: ReadFailure) -> None:
    """A message for a person: one line, the file's name, what is wrong, what to do."""
    line = str(failure)
    assert len(line.splitlines()) == 1
    assert not _UNSEEN.search(line)
    assert line.startswith(f"{failure.name}: ")
    assert 20 < len(line) < 400
    assert line.endswith((".", "?"))
    for jargon in ("Traceback", "Error", "Exception", "errno", "0x", "None"):
        assert jargon not in line


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple | list):
        return [one for part in value for one in _strings(part)]
    return []
