"""Arrays in one file, opened by memory map: written whole or not at all, checked when opened.

Layout: one line that names the format; the header's length, its CRC and the header (JSON: what is
told of the arrays, their places, and the CRC of all bytes after it); then the arrays, each from a
multiple of 64 bytes on, in the machine's own byte order, which the header names.
"""

from __future__ import annotations

import json
import mmap
import os
import sys
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np

from timeline.index.columns import Whole

_FORMAT: Final = b"Chronocite index 2\n"
_ALIGN: Final = 64
_LENGTH: Final = 8
_PIECE: Final = 1 << 20
"""Bytes that are read at once."""


class Damaged(Exception):
    """The file is not one that `save` wrote whole, or another version's, or another machine's."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a file holds. told: what `save` was given beside the arrays, as JSON can hold it."""

    arrays: Mapping[str, Whole]
    told: Mapping[str, Any]


def save(path: Path, arrays: Mapping[str, Whole], told: Mapping[str, Any]) -> int:
    """Write a file in the place of what is there, at once; returns its size in bytes.

    Killed at any moment, it leaves the old file, and at most a `.part` beside it, which the next
    `save` replaces: one process at a time may write a path.
    """
    places, at, crc = [], 0, 0
    for name, array in arrays.items():
        room = -array.nbytes % _ALIGN
        places.append([name, array.dtype.str, len(array), at])
        crc = zlib.crc32(bytes(room), zlib.crc32(_bytes(array), crc))
        at += array.nbytes + room
    head = json.dumps(
        {"told": dict(told), "arrays": places, "bytes": at, "crc": crc, "order": sys.byteorder}
    ).encode()
    start = _FORMAT + len(head).to_bytes(_LENGTH) + zlib.crc32(head).to_bytes(_LENGTH) + head
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(start + bytes(-len(start) % _ALIGN))
        for array in arrays.values():
            file.write(_bytes(array))
            file.write(bytes(-array.nbytes % _ALIGN))
        file.flush()
        os.fsync(file.fileno())
        size = file.tell()
    part.replace(path)
    return size


def load(path: Path) -> Stored:
    """Open a file. Raises Damaged where it is not whole, FileNotFoundError where there is none."""
    with path.open("rb") as file:
        try:
            held = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except ValueError as error:  # an empty file
            raise Damaged(path) from error
        head, start = _head(path, held)
        body = held[start:]
        if len(body) != head["bytes"] or _crc(file, start) != head["crc"]:
            raise Damaged(path)
    return Stored(
        {name: np.frombuffer(body, dtype, count, at) for name, dtype, count, at in head["arrays"]},
        head["told"],
    )


def _head(path: Path, held: memoryview) -> tuple[dict[str, Any], int]:
    """Return the header, and where the arrays begin."""
    fixed = len(_FORMAT) + 2 * _LENGTH
    length = int.from_bytes(held[len(_FORMAT) : len(_FORMAT) + _LENGTH])
    text = bytes(held[fixed : fixed + length])
    crc = int.from_bytes(held[len(_FORMAT) + _LENGTH : fixed])
    is_whole = len(text) == length > 0 and zlib.crc32(text) == crc
    if bytes(held[: len(_FORMAT)]) != _FORMAT or not is_whole:
        raise Damaged(path)
    head: dict[str, Any] = json.loads(text)
    if head["order"] != sys.byteorder:
        raise Damaged(path)
    return head, fixed + length + -(fixed + length) % _ALIGN


def _crc(file: BinaryIO, start: int) -> int:
    """Reckon it of all that follows: by reading, since what is looked at in the map counts as memory
    of the process from then on, whether anybody asks for it again or not."""
    file.seek(start)
    crc = 0
    while piece := file.read(_PIECE):
        crc = zlib.crc32(piece, crc)
    return crc


def _bytes(array: Whole) -> memoryview:
    return np.ascontiguousarray(array).view(np.uint8).data
