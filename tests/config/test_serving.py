"""The server as `./run` starts it, before a page that takes a moment; and how pages take turns."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection as database

from bench.at_scale.serving import free_port
from config.turns import Turns
from config.wsgi import application
from tests.conftest import ROOT

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment


@contextmanager
def started(*options: str) -> Iterator[int]:
    """A server of one process, so that many wait for it; its port."""
    number = free_port()
    server = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", *options,
         "tests.config.slow_page"],
        cwd=ROOT, env={**environ, "PORT": str(number), "WEB_CONCURRENCY": "1"},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert server.stdout is not None
    assert "is ready" in server.stdout.readline()
    try:
        yield number
    finally:
        server.terminate()
        server.communicate()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where one listens."""
    with started() as number:
        yield number


def ask(connection: http.client.HTTPConnection) -> bool:
    """Ask for the page; whether the connection stays open."""
    connection.request("GET", "/")
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (200, b"done")
    return not answer.will_close


def connection_to(port: int) -> http.client.HTTPConnection:
    """A connection of one's own; the test fails where nothing comes for three seconds."""
    return http.client.HTTPConnection("127.0.0.1", port, timeout=3)


def test_who_asks_alone_keeps_the_connection(port: int) -> None:
    with closing(connection_to(port)) as connection:
        assert [ask(connection) for _ in range(3)] == [True] * 3


def test_where_many_wait_connections_end_so_that_a_new_one_goes_where_there_is_room(
    port: int,
) -> None:
    def three_times(connection: http.client.HTTPConnection) -> int:
        return sum(ask(connection) for _ in range(3))

    with ExitStack() as open_ones, ThreadPoolExecutor(24) as readers:
        connections = [open_ones.enter_context(closing(connection_to(port))) for _ in range(24)]
        kept = sum(readers.map(three_times, connections))
    assert kept < 24 * 3 / 6


def test_a_server_in_front_may_ask_through_a_unix_socket(tmp_path: Path) -> None:
    with started("--bind", f"unix:{tmp_path}/socket"), socket.socket(socket.AF_UNIX) as reader:
        reader.connect(f"{tmp_path}/socket")
        reader.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert reader.recv(100).startswith(b"HTTP/1.0 200 OK")


@pytest.mark.skipif(not hasattr(socket, "TCP_DEFER_ACCEPT"), reason="this system can't tell")
def test_connections_without_a_word_hold_up_nobody_at_first(port: int) -> None:
    with ExitStack() as silent, closing(connection_to(port)) as connection:
        for _ in range(20):
            silent.enter_context(socket.create_connection(("127.0.0.1", port)))
        assert ask(connection)


class Counting:
    """An application that knows how many of its pages are being reckoned, and were at most."""

    def __init__(self) -> None:
        self.now, self.most = 0, 0
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.01)
        with self._lock:
            self.now -= 1
        start_response("200 OK", [])
        return iter([b"sent later"])


def most_at_once(method: str) -> int:
    """Of twelve requests at once: how many are reckoned together at most."""
    application = Counting()
    turns = Turns(application, at_once=2)
    with ThreadPoolExecutor(12) as readers:
        bodies = readers.map(
            lambda _: turns({"REQUEST_METHOD": method}, lambda *_: print), range(12)
        )
    assert [list(body) for body in bodies] == [[b"sent later"]] * 12
    return application.most


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_pages_take_turns(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.turns._MOST", 60)
    assert most_at_once(method) == 2


def test_the_app_is_served_in_turns() -> None:
    assert isinstance(application, Turns)
    assert application.at_once == (1 if database.vendor == "sqlite" else 2)


def test_a_page_that_waits_for_a_database_holds_up_nobody_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    free = threading.Event()

    def waiting(environ: WSGIEnvironment, _: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/waits/":
            free.wait(60)
        return [b"done"]

    turns = Turns(waiting, at_once=1)
    ask = partial(turns, start_response=lambda *_: print)
    with ThreadPoolExecutor(1) as curator:
        held = curator.submit(ask, {"REQUEST_METHOD": "GET", "PATH_INFO": "/waits/"})
        assert list(ask({"REQUEST_METHOD": "GET", "PATH_INFO": "/"})) == [b"done"]
        assert not held.done()
        monkeypatch.setattr("config.turns._MOST", 60)  # only the first has to wait for so long
        assert list(ask({"REQUEST_METHOD": "GET", "PATH_INFO": "/"})) == [b"done"]
        assert not held.done()
        free.set()
    assert list(ask({"REQUEST_METHOD": "GET", "PATH_INFO": "/"})) == [b"done"]


def test_what_is_posted_waits_for_no_turn_as_its_body_may_be_slow_to_come() -> None:
    assert most_at_once("POST") > 2


def test_a_page_that_fails_gives_its_turn_back() -> None:
    def failing(_: WSGIEnvironment, __: StartResponse) -> Iterable[bytes]:
        raise ValueError("no page")

    turns = Turns(failing, at_once=1)
    for _ in range(2):
        with pytest.raises(ValueError, match="no page"):
            turns({"REQUEST_METHOD": "GET"}, lambda *_: print)
