"""How far the review is, as the page of the queue tells it: its figures add up."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from lxml import html

from tests.factories import make_event
from tests.timeline.admin.in_queue import QUEUE, candidates, decide, undo
from timeline.actions.review import reopen
from timeline.models import Event

pytestmark = pytest.mark.django_db


def figures(ada: Client) -> dict[str, int]:
    """What the page counts, by the word beside it."""
    (told,) = html.fromstring(ada.get(QUEUE).content.decode()).find_class("review-progress")
    counts = {row.xpath("dt")[0].text: int(row.xpath("dd")[0].text) for row in told.xpath("dl/div")}
    decided, total = told.xpath("p/strong")[0].text.split(" of ")
    left = told.xpath("p/span")[0].text.removesuffix(" left")
    assert sum(counts.values()) == int(decided), "the figures add up to what is decided"
    assert int(decided) + int(left) == int(total)
    return {**counts, "decided": int(decided), "left": int(left)}


def merge(ada: Client, candidate: Event, into: Event) -> None:
    for event in (candidate, into):
        event.refresh_from_db()
    decide(ada, candidate, "merge", into=f"{into.pk}:{into.version}")


def test_what_is_merged_is_not_counted_as_rejected(ada: Client) -> None:
    there = make_event("Mayor speaks at last")
    accepted, rejected, merged, *_ = candidates(5)
    decide(ada, accepted, "accept")
    decide(ada, rejected, "reject")
    merge(ada, merged, there)
    counted = {"accepted": 1, "rejected": 1, "merged": 1, "decided": 3, "left": 2}
    assert figures(ada) == counted
    undo(ada)
    assert figures(ada) == {**counted, "merged": 0, "decided": 2, "left": 3}


def test_what_was_merged_and_taken_up_again_counts_as_what_it_is_now(ada: Client) -> None:
    there = make_event("Mayor speaks at last")
    first, _ = candidates(2)
    nothing = {"accepted": 0, "rejected": 0, "merged": 0, "decided": 0, "left": 2}
    for _ in range(2):
        merge(ada, first, there)
        assert figures(ada) == {**nothing, "merged": 1, "decided": 1, "left": 1}
        first.refresh_from_db()
        first = reopen(first.pk, seen_version=first.version, by=None)
        assert figures(ada) == nothing
    decide(ada, first, "reject")
    assert figures(ada) == {**nothing, "rejected": 1, "decided": 1, "left": 1}


def test_a_candidate_that_was_split_waits_as_two(ada: Client) -> None:
    (event,) = candidates(1)
    fields: dict[str, Any] = {
        "title": "Mayor speaks",
        "edtf": "2004-05-01",
        "modality": "occurred",
        "category": event.category_id,
        "quote": event.citations.get().passage.quote,
    }
    half = {f"half{n}-{name}": value for n in (1, 2) for name, value in fields.items()}
    decide(ada, event, "split", **half)
    assert figures(ada) == {"accepted": 0, "rejected": 0, "merged": 0, "decided": 0, "left": 2}
    assert "1 candidate was split in two" in ada.get(QUEUE).content.decode()
