"""How a document crosses from the worker to the process that asked: as JSON, never as objects.

A worker has read a hostile file, so what it sends is taken as data: nothing in it can name code.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, BinaryIO, Final

from sources.anchoring.spans import Span
from sources.bibliography.reference import Name, Reference
from sources.readers.raw_document import Bibliography, Dating, Locator, Metadata, RawDocument

_LENGTH_BYTES: Final = 8
READY: Final = b"ready"
"""What a worker sends once it has started."""


class BrokenFrame(Exception):
    """The other end is gone, or sent more than was agreed."""


def send(pipe: BinaryIO, payload: bytes) -> None:
    """Write one frame: its length, then itself."""
    pipe.write(len(payload).to_bytes(_LENGTH_BYTES, "big"))
    pipe.write(payload)
    pipe.flush()


def receive(pipe: BinaryIO, at_most: int) -> bytes:
    """Read one frame. Raises BrokenFrame where it is cut off or longer than `at_most` bytes."""
    head = pipe.read(_LENGTH_BYTES)
    length = int.from_bytes(head, "big")
    if len(head) < _LENGTH_BYTES or length > at_most:
        raise BrokenFrame
    payload = pipe.read(length)
    if len(payload) < length:
        raise BrokenFrame
    return payload


def document_to_json(document: RawDocument) -> bytes:
    """Return a document as JSON in ASCII; half pairs of UTF-16 in `reader_text` survive it."""
    record = asdict(document)
    if document.reader_text == document.text:
        record["reader_text"] = None
    return json.dumps({"document": record}).encode("ascii")


def failure_to_json(reason: str) -> bytes:
    """Return the reason why there is no document as JSON."""
    return json.dumps({"failure": reason}).encode("ascii")


def bibliography_to_json(bibliography: Bibliography) -> bytes:
    """Return a bibliography as JSON in ASCII."""
    return json.dumps({"bibliography": asdict(bibliography)}).encode("ascii")


def from_json(payload: bytes) -> RawDocument | Bibliography | str:
    """Return what was read, or the reason why nothing was.

    Raises BrokenFrame where the payload is none of these.
    """
    try:
        record = json.loads(payload)
        if "failure" in record:
            return str(record["failure"])
        if "bibliography" in record:
            return _bibliography(record["bibliography"])
        return _document(record["document"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenFrame from error


def _document(record: dict[str, Any]) -> RawDocument:
    text = str(record["text"])
    reader_text = record["reader_text"]
    return RawDocument(
        text=text,
        reader_text=text if reader_text is None else str(reader_text),
        reader=str(record["reader"]),
        metadata=_metadata(record["metadata"]),
        warnings=tuple(map(str, record["warnings"])),
        boilerplate=tuple(Span(int(s["start"]), int(s["end"])) for s in record["boilerplate"]),
        locators=tuple(Locator(int(p["start"]), str(p["label"])) for p in record["locators"]),
    )


def _metadata(record: dict[str, Any]) -> Metadata:
    authors = tuple(Name(**author) for author in record.pop("authors"))
    datings = tuple(Dating(**dating) for dating in record.pop("datings"))
    return Metadata(authors=authors, datings=datings, **record)


def _bibliography(record: dict[str, Any]) -> Bibliography:
    return Bibliography(
        references={str(id_): _reference(one) for id_, one in record["references"].items()},
        warnings=tuple(map(str, record["warnings"])),
    )


def _reference(record: dict[str, Any]) -> Reference:
    authors = tuple(Name(**author) for author in record.pop("authors"))
    return Reference(authors=authors, **record)
