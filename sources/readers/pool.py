"""The workers that read hostile files: kept for the next one, replaced when one goes wrong."""

from __future__ import annotations

import atexit
import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Final, Literal, cast

from sources.readers.failures import (
    DAMAGED,
    ReadFailure,
    needs_more_memory,
    shown_name,
    takes_too_long,
    too_large,
)
from sources.readers.limits import OUT_OF_MEMORY, Limits
from sources.readers.raw_document import Bibliography, RawDocument
from sources.readers.wire import READY, BrokenFrame, from_json, receive, send

_NEEDED: Final = frozenset(
    {"PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TEMP", "SYSTEMROOT", "PYTHONHOME"}
    | {"LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"}
)
_ROOT: Final = Path(__file__).resolve().parents[2]
_JSON_BYTES_PER_CHARACTER: Final = (
    2 * 12
)  # two texts, and \\uXXXX twice for what lies beyond 16 bits
_ROOM_FOR_METADATA: Final = 50_000_000
# After this many files a worker makes room for a new one, so that what libraries leak is given back.
_FILES_PER_WORKER: Final = 500
_SECONDS_TO_START: Final = 120.0  # it takes half of one, but machines can be busy


def _harmless(environment: Mapping[str, str]) -> dict[str, str]:
    """What a Python needs to start: no passwords, keys or addresses for whoever takes a worker over."""
    return {name: value for name, value in environment.items() if name.upper() in _NEEDED}


@dataclass(frozen=True, slots=True)
class _Request:
    wanted: Literal["document", "bibliography"]
    name: str
    limits: Limits


class _Worker:
    """One worker process, used by one caller at a time."""

    def __init__(self) -> None:
        paths = [str(_ROOT), os.environ.get("PYTHONPATH", "")]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sources.readers.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_harmless(os.environ) | {"PYTHONPATH": os.pathsep.join(filter(None, paths))},
        )
        self.files = 0
        self.timed_out = False
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        clock = threading.Timer(_SECONDS_TO_START, self.process.kill)
        clock.start()
        try:
            ready = receive(self._answers, len(READY)) == READY
        except BrokenFrame:
            ready = False
        finally:
            clock.cancel()
        if not ready:
            self.end(kill=True)
            raise RuntimeError(
                "The process that reads files did not start; `python -m sources.readers.worker`"
                " shows why."
            )

    def read(self, data: bytes, request: _Request) -> RawDocument | Bibliography | str:
        """Return what was wanted or the reason why there is none. Raises BrokenFrame if it died."""
        self.files += 1
        limits = request.limits
        clock = threading.Timer(limits.seconds, self._time_is_up)
        clock.start()
        try:
            send(self._requests, json.dumps(asdict(request)).encode())
            send(self._requests, data)
            longest = limits.characters * _JSON_BYTES_PER_CHARACTER + _ROOM_FOR_METADATA
            return from_json(receive(self._answers, longest))
        except (OSError, ValueError) as error:
            raise BrokenFrame from error
        finally:
            clock.cancel()

    @property
    def _requests(self) -> BinaryIO:
        return cast("BinaryIO", self.process.stdin)

    @property
    def _answers(self) -> BinaryIO:
        return cast("BinaryIO", self.process.stdout)

    def _time_is_up(self) -> None:
        self.timed_out = True
        self.process.kill()

    def end(self, *, kill: bool) -> int:
        """End the process, and return its exit status; negative where a signal ended it."""
        if kill:
            self.process.kill()
        for pipe in (self._requests, self._answers):
            with contextlib.suppress(OSError):
                pipe.close()
        try:
            return self.process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def forget(self) -> None:
        """After a fork: let go of pipes that belong to the parent, without a word to its worker."""
        for pipe in (self._requests, self._answers):
            with contextlib.suppress(OSError):
                cast("io.BufferedWriter", pipe).raw.close()
        self.process.returncode = 0  # not our child: nothing to wait for


class WorkerPool:
    """Workers at rest. Callers in any number of threads take one each, and bring it back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._resting: list[_Worker] = []
        self._all: set[_Worker] = set()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._start_afresh)

    def read(self, data: bytes, name: str, limits: Limits) -> RawDocument:
        """Read a file in a worker. Raises ReadFailure where it gives no document."""
        return cast("RawDocument", self._ask(data, _Request("document", shown_name(name), limits)))

    def read_bibliography(self, data: bytes, name: str, limits: Limits) -> Bibliography:
        """Read a bibliography in a worker. Raises ReadFailure where it gives no entries."""
        return cast(
            "Bibliography", self._ask(data, _Request("bibliography", shown_name(name), limits))
        )

    def _ask(self, data: bytes, request: _Request) -> RawDocument | Bibliography:
        name, limits = request.name, request.limits
        if len(data) > limits.input_bytes:
            raise ReadFailure(name, too_large(len(data), limits.input_bytes))
        worker = self._take()
        try:
            answer = worker.read(data, request)
        except BrokenFrame:
            status = self._discard(worker)
            reason = _why_it_died(worker.timed_out, status, limits)
            raise ReadFailure(name, reason) from None
        except BaseException:  # Ctrl-C in the middle: its answer must not meet the next question
            self._discard(worker, kill=True)
            raise
        self._give_back(worker)
        if isinstance(answer, str):
            raise ReadFailure(name, answer)
        return answer

    def pids(self) -> list[int]:
        """The process ids of all workers, at rest and at work."""
        with self._lock:
            return [worker.process.pid for worker in self._all]

    def close(self) -> None:
        """End all workers that are at rest."""
        with self._lock:
            resting, self._resting = self._resting, []
        for worker in resting:
            self._discard(worker)

    def _take(self) -> _Worker:
        while (worker := self._rested()) is not None:
            if worker.process.poll() is None:
                return worker
            self._discard(worker)
        worker = _Worker()
        with self._lock:
            self._all.add(worker)
        return worker

    def _rested(self) -> _Worker | None:
        with self._lock:
            return self._resting.pop() if self._resting else None

    def _give_back(self, worker: _Worker) -> None:
        if worker.files >= _FILES_PER_WORKER or worker.process.poll() is not None:
            self._discard(worker)
            return
        with self._lock:
            self._resting.append(worker)

    def _discard(self, worker: _Worker, *, kill: bool = False) -> int:
        with self._lock:
            self._all.discard(worker)
        return worker.end(kill=kill)

    def _start_afresh(self) -> None:
        self._lock = threading.Lock()
        for worker in self._all:
            worker.forget()
        self._resting, self._all = [], set()


def _why_it_died(timed_out: bool, status: int, limits: Limits) -> str:
    if timed_out or status == -getattr(signal, "SIGXCPU", 0):
        return takes_too_long(limits.seconds)
    if status in {
        OUT_OF_MEMORY,
        -getattr(signal, "SIGKILL", 0),
    }:  # the system kills when it has none
        return needs_more_memory(limits.memory)
    return DAMAGED


POOL: Final = WorkerPool()
atexit.register(POOL.close)
