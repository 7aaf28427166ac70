"""The review queue of many candidates: put in order without the database, in the same order."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_event
from tests.timeline.admin.in_queue import QUEUE, candidates
from tests.timeline.mixture import make_mixture, set_status
from timeline import place
from timeline.admin.review.queue import QueueFilter, keys_waiting, waiting

pytestmark = pytest.mark.django_db


def test_candidates_are_shown_in_the_order_of_their_table() -> None:
    timeline, _ = make_mixture(Random(7), 60)  # noqa: S311
    for event in timeline.events.all():
        set_status(event, "candidate")
    for query in ("", "kind=planned", "document=herald", "from=2002&to=2003", "q=bridge"):
        asked = QueueFilter.of(QueryDict(query))
        in_table = list(waiting(timeline, asked).values_list("pk", flat=True))
        assert len(in_table) > 2
        assert keys_waiting(timeline, asked) == in_table


def test_what_is_published_already_is_asked_for_once_a_list() -> None:
    (first, _) = candidates(2)
    make_event("Known", edtf=first.edtf, passage=first.citations.get().passage)
    for told in ("yes", "no"):
        with CaptureQueriesContext(connection) as asked:
            assert len(keys_waiting(first.timeline, QueueFilter(told=told))) == 1
        assert sum("'published'" in query["sql"] for query in asked) == 1


def test_what_is_published_already_is_marked_with_as_many_queries_whatever_waits(
    ada: Client, django_assert_num_queries: Any
) -> None:
    first, *others = candidates(12)
    make_event("Known", edtf=first.edtf, passage=first.citations.get().passage)
    for event in others[3:]:
        set_status(event, "rejected")
    ada.get(QUEUE)
    with CaptureQueriesContext(connection) as few:
        ada.get(QUEUE)
    for event in others[3:]:
        set_status(event, "candidate")
        make_event("Known", edtf=event.edtf, passage=event.citations.get().passage)
    with django_assert_num_queries(len(few)):
        assert ada.get(QUEUE).content.decode().count("told-sign") == 1 + 1 + 8


def test_too_many_events_for_ticks_are_not_drawn_as_ticks(
    ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidates(1)
    make_event("Published before", edtf="2001")
    assert ada.get(QUEUE).context["strip"].others
    monkeypatch.setattr(place, "MOST_TICKS", 0)
    assert not ada.get(QUEUE).context["strip"].others
