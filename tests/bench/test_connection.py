"""The connection that load is sent over: it must not take half an answer for a whole one."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from bench.at_scale.connection import BadAnswer, Connection

WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


@contextmanager
def _serving(*connections: Sequence[bytes]) -> Iterator[Connection]:
    """A server that gives these answers, over as many connections one after the other, and closes each."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            for answers in connections:
                client, _ = listener.accept()
                with client:
                    for answer in answers:
                        client.recv(65_536)
                        client.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        reader = Connection(listener.getsockname()[1])
        yield reader
        reader.close()
        thread.join(10)


def test_an_answer_is_read_by_its_length_and_the_connection_goes_on() -> None:
    found = b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'
    with _serving([WHOLE, found, WHOLE]) as reader:
        assert reader.get("/", {}).body == b"hello"
        unchanged = reader.get("/", {"If-None-Match": '"a"'})
        assert (unchanged.status, unchanged.headers[b"etag"], unchanged.body) == (304, b'"a"', b"")
        assert reader.get("/", {}).body == b"hello"


def test_an_answer_in_chunks_is_put_together_and_decompressed() -> None:
    body = gzip.compress(b"hello")
    chunks = b"".join(b"%x;x=1\r\n%s\r\n" % (len(part), part) for part in (body[:7], body[7:]))
    head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
    with _serving([head + chunks + b"0\r\nSum: 1\r\n\r\n", WHOLE]) as reader:
        assert reader.get("/", {}).decoded() == b"hello"
        assert reader.get("/", {}).decoded() == b"hello"


def test_an_answer_may_end_with_its_connection() -> None:
    with _serving([b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello"], [WHOLE]) as reader:
        assert reader.get("/", {}).body == b"hello"
        assert reader.get("/", {}).body == b"hello"


def test_a_connection_that_the_server_closed_is_opened_again() -> None:
    with _serving([WHOLE], [WHOLE]) as reader:
        assert reader.get("/", {}).body == b"hello"
        assert reader.get("/", {}).body == b"hello"


@pytest.mark.parametrize(
    "half",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhell\r\n",
        b"SSH-2.0\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n",
    ],
)
def test_half_an_answer_is_none(half: bytes) -> None:
    with _serving([half]) as reader, pytest.raises((BadAnswer, ConnectionError)):
        reader.get("/", {})


def test_half_an_answer_is_not_asked_for_again() -> None:
    half = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell"
    with _serving([WHOLE, half]) as reader:
        assert reader.get("/", {}).body == b"hello"
        with pytest.raises(BadAnswer):
            reader.get("/", {})
