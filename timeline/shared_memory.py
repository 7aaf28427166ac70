"""Memory that the processes of a server share: what one of them made, the others need not make again."""

from __future__ import annotations

import hashlib
import mmap
import struct
from typing import Final

_SIGNED: Final = 16
"""Bytes of the checksum."""
_HEAD: Final = struct.Struct(f"<{_SIGNED}sI")


class SharedTable:
    """Short bodies by key, of each place the one that was put there last. Make it before processes are
    forked; those that are not have a table each.

    Nobody waits for anybody, and a process may end at any moment: what is read is taken only if the
    checksum of key and body is right, so that a place that holds another key's, or that two wrote at
    once, or one has half written, counts as empty.
    """

    def __init__(self, places: int, largest: int) -> None:
        """places: how many bodies; largest: bytes of one, whatever is larger is not kept."""
        self._places: Final = places
        self._largest: Final = largest
        self.memory: Final = mmap.mmap(-1, places * self._room)

    @property
    def _room(self) -> int:
        return _HEAD.size + self._largest

    def get(self, key: bytes) -> bytes | None:
        """Return what is kept under a key; None where nothing is, or no longer."""
        start = self._place(key)
        signed, length = _HEAD.unpack_from(self.memory, start)
        if not 0 < length <= self._largest:
            return None
        body = self.memory[start + _HEAD.size : start + _HEAD.size + length]
        return body if signed == _checksum(key, body) else None

    def keep(self, key: bytes, body: bytes) -> None:
        """Put a body under a key, in the place of what was there."""
        if 0 < len(body) <= self._largest:
            head = _HEAD.pack(_checksum(key, body), len(body))
            start = self._place(key)
            self.memory[start : start + len(head) + len(body)] = head + body

    def _place(self, key: bytes) -> int:
        number = int.from_bytes(hashlib.blake2b(key, digest_size=8).digest())
        return number % self._places * self._room


def _checksum(key: bytes, body: bytes) -> bytes:
    return hashlib.blake2b(
        body, digest_size=_SIGNED, key=key[: hashlib.blake2b.MAX_KEY_SIZE]
    ).digest()
