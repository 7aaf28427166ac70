"""A reader's connection over HTTP/1.1 that asks for little of the processors that it shares with the
server: `http.client` takes twice as long to read the same answer.
"""

from __future__ import annotations

import gzip
import socket
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from io import BufferedReader
from typing import Final

import brotli

_TIMEOUT: Final = 120
_WITHOUT_BODY: Final = {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}
_DECODERS: Final[dict[bytes, Callable[[bytes], bytes]]] = {
    b"br": brotli.decompress, b"gzip": gzip.decompress, b"identity": bytes,
}  # fmt: skip


class BadAnswer(Exception):
    """What came is no whole answer."""


@dataclass(slots=True)
class Answer:
    """What came back. headers: by lower-case name; body: as it was sent, in the encoding that they tell."""

    status: int
    headers: dict[bytes, bytes]
    body: bytes

    def decoded(self) -> bytes:
        """The body as it was before it was compressed."""
        return _DECODERS[self.headers.get(b"content-encoding", b"identity")](self.body)


class Connection:
    """Stays open from answer to answer; to a port of this machine. Errors: OSError, BadAnswer."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None
        self._incoming: BufferedReader | None = None

    def get(self, path: str, headers: Mapping[str, str]) -> Answer:
        """Ask for a path with its query."""
        lines = [f"{name}: {value}\r\n" for name, value in headers.items()]
        asked = (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            f"Accept-Encoding: gzip, br\r\n{''.join(lines)}\r\n"
        ).encode("ascii")
        is_new = self._socket is None
        try:
            return self._ask(asked)
        except ConnectionError:
            self.close()
            if is_new:
                raise
            return self._ask(asked)  # the server closes what was idle; a browser asks again, too

    def close(self) -> None:
        """End it; the next question opens another."""
        if self._incoming:
            self._incoming.close()
        if self._socket:
            self._socket.close()
        self._socket = self._incoming = None

    def _ask(self, asked: bytes) -> Answer:
        if self._socket is None or self._incoming is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), _TIMEOUT)
            self._incoming = self._socket.makefile("rb")
        self._socket.sendall(asked)
        answer = _read(self._incoming)
        if answer.headers.get(b"connection", b"").lower() == b"close":
            self.close()
        return answer


def _read(incoming: BufferedReader) -> Answer:
    first = incoming.readline()
    if not first:
        raise ConnectionAbortedError("the server closed the connection without an answer")
    if not first.startswith(b"HTTP/1.1 "):
        raise BadAnswer(f"the server sent {first[:40]!r}")
    headers = {}
    while (line := incoming.readline()) != b"\r\n":
        if not line.endswith(b"\r\n"):
            raise BadAnswer(f"the headers end with {line!r}")
        name, _, value = line.partition(b":")
        headers[name.lower()] = value.strip()
    answer = Answer(_whole(first[9:12]), headers, b"")
    if answer.status not in _WITHOUT_BODY:
        answer.body = _body(incoming, headers)
    return answer


def _body(incoming: BufferedReader, headers: Mapping[bytes, bytes]) -> bytes:
    if headers.get(b"transfer-encoding", b"").lower() == b"chunked":
        return b"".join(_chunks(incoming))
    if b"content-length" not in headers:
        return incoming.read()  # it ends with the connection
    return _exactly(incoming, _whole(headers[b"content-length"]))


def _whole(figures: bytes) -> int:
    try:
        return int(figures)
    except ValueError:
        raise BadAnswer(f"{figures!r} is no whole number") from None


def _chunks(incoming: BufferedReader) -> Iterator[bytes]:
    while length := _length(incoming.readline()):
        yield _exactly(incoming, length)
        incoming.readline()
    while incoming.readline().strip():  # trailers
        pass


def _length(line: bytes) -> int:
    try:
        return int(line.partition(b";")[0], 16)
    except ValueError:
        raise BadAnswer(f"{line!r} is no chunk's length") from None


def _exactly(incoming: BufferedReader, length: int) -> bytes:
    body = incoming.read(length)
    if len(body) < length:
        raise BadAnswer(f"{len(body)} of {length} bytes came")
    return body
