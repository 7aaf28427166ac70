"""A made-up archive as rows, made by a second process while the first one writes them."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterator
from datetime import datetime
from multiprocessing.connection import Connection

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()  # the second process begins here

from bench.at_scale.archive import Archive, Size  # noqa: E402 - tables need models, and these settings
from bench.at_scale.tables import Before, Rows, rows_of  # noqa: E402


def made_beside(
    timeline: int, before: Before, size: Size, seed: int, moment: datetime
) -> Iterator[Rows]:
    """The rows of each batch of an archive. Each is being made while the one before it is written.

    Errors: RuntimeError where the other process ended before it had made all.
    """
    beside = multiprocessing.get_context("spawn")
    receiving, sending = beside.Pipe(duplex=False)
    given = (sending, timeline, before, size, seed, moment)
    maker = beside.Process(target=_make, args=given, daemon=True)
    maker.start()
    sending.close()  # so that the end of the other process is the end of what it sends
    with receiving:
        while True:
            try:
                yield receiving.recv()
            except EOFError:
                break
    maker.join()
    if maker.exitcode:
        raise RuntimeError("the process that makes rows failed; the lines above say why")


def _make(
    sending: Connection, timeline: int, before: Before, size: Size, seed: int, moment: datetime
) -> None:
    gc.disable()  # millions of small things, none of them in a circle
    with sending:
        for rows in rows_of(timeline, before, Archive(size, seed).batches(), moment):
            sending.send(rows)
