"""What `./run bench scale` measures: a made-up archive that follows every rule of a real one."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice

import pytest
from django.db import IntegrityError, connection
from django.http import QueryDict
from django.test import Client

from bench.at_scale.archive import EVENTS_A_DOCUMENT, Archive, Size
from bench.at_scale.asking import Reader
from bench.at_scale.bulk import insert, plain_tables
from bench.at_scale.client import part_path, send
from bench.at_scale.making import made_beside
from bench.at_scale.serving import Served
from bench.at_scale.tables import TABLES, Before, Rows, add_rows, add_timeline, finish, rows_of
from timeline.actions.verifying import verify
from timeline.dates.edtf import OPEN_END, OPEN_START, read_edtf
from timeline.filters import TimelineFilter
from timeline.models import Citation, Event, EventActor

SIZE = Size(400)
NOW = datetime(2024, 5, 1, tzinfo=UTC)
NOTHING = Before(*[0] * 7)


@pytest.fixture
def loaded(db: None) -> None:
    timeline, before = add_timeline("scale", "An archive", SIZE.actors)
    for rows in _rows(timeline.pk, before):
        add_rows(rows)
    finish()


def _rows(timeline: int = 1, before: Before = NOTHING) -> Iterator[Rows]:
    return rows_of(timeline, before, Archive(SIZE).batches(), NOW)


def test_the_same_size_gives_the_same_archive() -> None:
    assert list(Archive(SIZE).batches()) == list(Archive(SIZE).batches())


@pytest.mark.parametrize("events", [1, 9, 10, 11, 25, 12_345])
def test_an_archive_has_as_many_events_as_asked_for_each_told_once_or_more(events: int) -> None:
    numbers, told = [], set()
    for batch in Archive(Size(events)).batches():
        numbers += [event.number for event in batch.events]
        told |= {told.event for document in batch.documents for told in document.told}
    assert numbers == list(range(1, events + 1))
    assert told == set(numbers)


def test_every_date_has_its_words_in_the_sentence_and_all_kinds_of_dates_occur() -> None:
    [batch] = Archive(Size(5_000)).batches()
    for document in batch.documents:
        for told in document.told:
            assert told.sentence[told.wording_at :].startswith(told.wording)
    dates = [read_edtf(event.edtf) for event in batch.events]
    assert {date.precision for date in dates} >= {"day", "month", "season", "year", "decade"}
    assert {date.is_span for date in dates} == {True, False}
    assert any(date.first_day == OPEN_START for date in dates)
    assert any(date.last_day == OPEN_END for date in dates)
    assert any(date.approximate for date in dates)
    assert any(date.uncertain for date in dates)


def test_a_few_take_part_in_much_and_most_in_little() -> None:
    [batch] = Archive(Size(10_000)).batches()
    parts = [actor for event in batch.events for actor in event.actors]
    assert parts.count(1) > 20 * max(1, parts.count(80))


@pytest.mark.usefixtures("loaded")
def test_what_is_loaded_stands_up_to_verification_and_is_public() -> None:
    assert not verify().faults
    events = Event.objects.filter(timeline__slug="scale")
    assert events.count() == SIZE.events
    assert 0.85 < events.published().count() / SIZE.events < 0.97
    assert 1.3 < Citation.objects.count() / SIZE.events < 1.6
    assert Event.objects.values("timeline__documents").distinct().count() == SIZE.documents
    assert SIZE.documents == SIZE.events // EVENTS_A_DOCUMENT


def test_another_process_makes_the_same_rows() -> None:
    made = made_beside(1, NOTHING, SIZE, 6, NOW)
    assert list(made) == list(_rows())


def test_a_process_that_fails_is_no_end_of_the_archive() -> None:
    with pytest.raises(RuntimeError, match="failed"):
        list(made_beside(1, NOTHING, SIZE, 6, moment=None))  # type: ignore[arg-type]


@pytest.mark.django_db(transaction=True)
def test_a_load_leaves_all_indexes_and_refuses_what_belongs_to_nothing() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's tables are loaded as they are")
    before, (columns, rows) = _indexes(), (TABLES[-2][1], [(1, 1, "subject", 0)])
    with plain_tables(EventActor):
        assert _indexes() < before
    assert _indexes() == before
    with pytest.raises(IntegrityError), plain_tables(EventActor):
        insert(EventActor, columns, rows)
    EventActor.objects.all().delete()


def _indexes() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'index'")
        return {sql for (sql,) in cursor.fetchall()}


@pytest.mark.usefixtures("loaded")
def test_what_readers_ask_is_understood_and_finds_something(client: Client) -> None:
    path = part_path("scale")
    found = 0
    for asked in islice(Reader(SIZE, seed=1).asks(200), 200):
        query = path(asked).partition("?")[2]
        filters = TimelineFilter.read(QueryDict(query))
        assert not filters.errors
        assert len(filters.pairs) == len(asked.pairs)
        found += filters.apply(Event.objects.published()).exists()
    assert found > 100
    assert client.get(path(Reader(SIZE, seed=1).asks(1)[0])).status_code == 200


class _Page(BaseHTTPRequestHandler):
    """Says how many events there are, and fails where one actor is asked for."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = b'<h2 id="results-title">\n 1,234 of 5,000 events</h2>'
        self.send_response(500 if "actor=" in self.path else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def page_server() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def test_clients_tell_what_was_answered_and_what_failed(page_server: int) -> None:
    asks = Reader(SIZE, seed=3).asks(60)
    server = Served(page_server, os.getpid(), 0.0)
    run = send(server, asks, part_path("x"), clients=4, headers={}, most_seconds=60)
    by_actor = sum(any(name == "actor" for name, _ in asked.pairs) for asked in asks)
    figures = run.figures()
    assert figures["cpu_ms"] >= 0
    assert 0 < by_actor == figures["failed"]
    assert figures["requests"] == len(asks) - by_actor
    assert {answer.count for answer in run.answers} == {1234}
    answered = [asked for asked in asks if all(name != "actor" for name, _ in asked.pairs)]
    assert figures["repeated"] == len(answered) - len(set(answered)) > 0
    assert figures["new_p50_ms"] <= figures["new_p95_ms"] <= figures["slowest_ms"]
    assert figures["p50_ms"] <= figures["p95_ms"] <= figures["p99_ms"] <= figures["slowest_ms"]
