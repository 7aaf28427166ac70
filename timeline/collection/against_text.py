"""A collection held against the text of a source: does every quote stand where it says?"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from timeline.collection.entries import CitationEntry, Collection, SourceEntry
from timeline.collection.faults import Fault


def check_against_text(collection: Collection, source: SourceEntry, data: bytes) -> list[Fault]:
    """Return what in the collection disagrees with a source's text file, given as its bytes.

    Where the file is another one than was quoted from, that is the one fault: its offsets would
    say nothing. Else every quote and date wording is compared in place, and none may stand in
    what is marked as boilerplate.
    """
    entry = f'source "{source.slug}"'
    found = sha256(data).hexdigest()
    if found != source.sha256:
        reason = f"{source.file} has another SHA-256 ({found}); supply the text quoted from"
        return [Fault("sources.toml", entry, reason)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return [Fault("sources.toml", entry, f"{source.file} is not UTF-8 at byte {error.start}")]
    faults: list[Fault] = []
    if len(text) != source.length:
        reason = f"length is {source.length}, but {source.file} has {len(text)} characters"
        faults.append(Fault("sources.toml", entry, reason))
    for event in collection.events:
        for number, citation in enumerate(event.citations, 1):
            if citation.source == source.slug:
                where = f'event "{event.key}", citation {number}'
                faults += (
                    Fault("events.toml", where, why) for why in _wrong(citation, source, text)
                )
    return faults


def _wrong(citation: CitationEntry, source: SourceEntry, text: str) -> Iterator[str]:
    if text[citation.start : citation.end] != citation.quote:
        times = text.count(citation.quote)
        hint = (
            f"it starts at {text.index(citation.quote)}"
            if times == 1
            else f"it stands {times} times"
        )
        yield f"the quote is not what stands at {citation.start} of {source.file}; {hint}"
    at = citation.wording_start
    if at is not None and text[at : at + len(citation.wording)] != citation.wording:
        yield f"{citation.wording!r} does not stand at {at} of {source.file}"
    if any(citation.start < end and start < citation.end for start, end in source.boilerplate):
        yield f"the quote reaches into what sources.toml marks as boilerplate of {source.file}"
