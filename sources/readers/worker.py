"""The process that opens hostile files: reads one after the other, under limits, until its pipe closes.

Started by `sources.readers.pool` as `python -m sources.readers.worker`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any, BinaryIO, Final

from sources.readers.bibliographies import parse_bibliography
from sources.readers.failures import DAMAGED, TOO_DEEP, Unreadable
from sources.readers.finishing import finish
from sources.readers.formats import extract
from sources.readers.limits import (
    OUT_OF_MEMORY,
    SYSTEM_LIMITS_MEMORY,
    Limits,
    hold_this_process_to,
    watch_memory,
)
from sources.readers.wire import (
    READY,
    BrokenFrame,
    bibliography_to_json,
    document_to_json,
    failure_to_json,
    receive,
    send,
)

_LONGEST_REQUEST: Final = 10_000


def main() -> None:
    """Answer requests until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asked, who then closes us
    requests = sys.stdin.buffer
    answers = _answers_only()
    watched = SYSTEM_LIMITS_MEMORY
    send(answers, READY)
    while True:
        try:
            request = json.loads(receive(requests, _LONGEST_REQUEST))
            limits = Limits(**request["limits"])
            data = receive(requests, limits.input_bytes)
        except BrokenFrame:
            return
        hold_this_process_to(limits)
        if not watched:
            watch_memory(limits.memory)
            watched = True
        _answer(answers, data, request, limits)


def _answer(answers: BinaryIO, data: bytes, request: dict[str, Any], limits: Limits) -> None:
    try:
        if request["wanted"] == "bibliography":
            answer = bibliography_to_json(parse_bibliography(data))
        else:
            answer = document_to_json(finish(extract(data), request["name"], limits))
    except Unreadable as refusal:
        answer = failure_to_json(refusal.reason)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # there may be none left to say it with; the pool knows this status
    except RecursionError:
        answer = failure_to_json(TOO_DEEP)
    except Exception:
        answer = failure_to_json(DAMAGED)
    send(answers, answer)


def _answers_only() -> BinaryIO:
    """The pipe back. Whatever a library prints goes nowhere instead of into the answers."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return answers


if __name__ == "__main__":
    main()
