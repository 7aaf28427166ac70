"""The JSON export: one valid object, whatever the texts hold."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.exports.records import DOCUMENT, EVENT, TIMELINE, documents, events, names
from timeline.exports.records import DocumentRecord, EventRecord
from timeline.exports.registry import EXPORTS


def exported(
    documents: list[DocumentRecord], events: list[EventRecord], timeline: Any = TIMELINE
) -> Any:
    return json.loads(
        b"".join(EXPORTS["json"].write(timeline, iter(documents), iter(events), names))
    )


def test_an_event_comes_with_its_quotes_and_the_text_that_they_stand_in() -> None:
    whole = exported([DOCUMENT], [EVENT])
    assert list(whole) == ["timeline", "documents", "events"]
    (document,) = whole["documents"]
    (event,) = whole["events"]
    assert document["slug"] == event["citations"][0]["document"]
    assert document["sha256"] == event["citations"][0]["sha256"]
    assert event["citations"][0]["quote"] == "the bridge closed"
    assert (event["id"], event["edtf"], event["modality"], event["status"]) == (
        7,
        "2002-05-03",
        "occurred",
        "published",
    )


def test_a_timeline_without_events_is_a_whole_object_too() -> None:
    assert exported([], []) == {"timeline": asdict(TIMELINE), "documents": [], "events": []}


def test_half_of_a_surrogate_pair_does_not_break_the_file() -> None:
    whole = exported([], [replace(EVENT, title="\ud83d broken"), EVENT])
    assert whole["events"][0]["title"] == "\ud83d broken"
    assert whole["events"][1]["title"] == EVENT.title


@given(st.lists(documents, max_size=3), st.lists(events, max_size=3))
def test_everything_reads_back_as_it_was(
    documents: list[DocumentRecord], events: list[EventRecord]
) -> None:
    whole = exported(documents, events)
    assert whole["documents"] == json.loads(json.dumps([asdict(one) for one in documents]))
    assert whole["events"] == json.loads(json.dumps([asdict(one) for one in events]))
