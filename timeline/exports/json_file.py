"""A timeline as one JSON object: {"timeline": {...}, "documents": [...], "events": [...]}.

Every field of the records is given under its own name, so the meanings stand in records.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

import orjson

from timeline.exports.records import DocumentRecord, EventRecord, NameSources, TimelineRecord

Record = TimelineRecord | DocumentRecord | EventRecord


def write_json(
    timeline: TimelineRecord,
    documents: Iterable[DocumentRecord],
    events: Iterable[EventRecord],
    names: NameSources,
) -> Iterator[bytes]:
    """Yield the JSON of a timeline, a record at a time: UTF-8, one record a line.

    names: not asked, for the documents are listed.
    """
    yield b'{"timeline": ' + _object(timeline)
    yield b',\n"documents": ['
    yield from _members(documents)
    yield b'],\n"events": ['
    yield from _members(events)
    yield b"]}\n"


def _members(records: Iterable[DocumentRecord] | Iterable[EventRecord]) -> Iterator[bytes]:
    separator = b"\n"
    for record in records:
        yield separator + _object(record)
        separator = b",\n"


def _object(record: Record) -> bytes:
    try:
        return orjson.dumps(record)
    except orjson.JSONEncodeError:
        # orjson refuses half of a surrogate pair, which JSON can hold as an escape.
        return json.dumps(asdict(record)).encode("ascii")
