"""The formats by name, and that they are written as they are read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.timeline.exports.records import DOCUMENT, EVENT, TIMELINE, names
from timeline.exports.records import EventRecord
from timeline.exports.registry import CHUNK, EXPORTS


@pytest.mark.parametrize("name", EXPORTS)
def test_a_file_is_handed_on_before_all_events_are_read(name: str) -> None:
    read = 0

    def events() -> Iterator[EventRecord]:
        nonlocal read
        for _ in range(10_000):
            read += 1
            yield EVENT

    chunks = EXPORTS[name].write(TIMELINE, [DOCUMENT], events(), names)
    first = next(chunks)
    assert CHUNK <= len(first) < 2 * CHUNK
    assert read < 300
    assert sum(len(chunk) for chunk in chunks) > 10_000 * 100
    assert read == 10_000


def test_each_format_says_what_it_is() -> None:
    told = {name: (export.media_type, export.extension) for name, export in EXPORTS.items()}
    assert told == {
        "json": ("application/json", "json"),
        "csv": ("text/csv; charset=utf-8", "csv"),
    }
