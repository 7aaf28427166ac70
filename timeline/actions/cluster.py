"""A cluster of other machines for work that needs no database: Dask, where it is installed.

The scheduler and its workers are started by whoever owns the machines; each worker has this code
and its packages, and no database. Work whose worker is lost is done again by another one.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import pickle
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, InvalidStateError
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from timeline.actions.code_version import drafting_version, engine_version

_ANSWERS_WITHIN: Final = 30
"""Seconds for the scheduler."""
_WORKER_WITHIN: Final = 60
"""Seconds for the first worker, which may be starting just now."""
_CLOSES_WITHIN: Final = 2
_LOOKS_EVERY: Final = 0.5
_REQUIREMENTS: Final = "requirements-dask.txt"


class ClusterError(RuntimeError):
    """The cluster can't be used, or no longer; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Given:
    """What each thread of a worker is prepared with before its first task; mark: its sha256."""

    prepare: Callable[[Any], None] | None
    value: Any
    mark: str


@contextmanager
def cluster(
    address: str, prepare: Callable[[Any], None] | None = None, given: Any = None
) -> Iterator[tuple[Executor, int]]:
    """The cluster of the scheduler at this address, and how many tasks it does at a time.

    prepare: called in each thread of its workers with what is `given`, before its first task.
    Raises ClusterError, also from a task's result. A task that ends its worker again and again
    gives ValueError, as a text that can't be read does.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(
            "--scheduler needs packages that are not installed. Install them first:"
            f" .venv/bin/python -m pip install --require-hashes -r {_REQUIREMENTS}"
        ) from error
    # It tells of a lost connection at length; we do in one line.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=_ANSWERS_WITHIN, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise ClusterError(f"no Dask scheduler answers at {address}") from error
    try:
        try:
            client.wait_for_workers(1, timeout=_WORKER_WITHIN)
        except TimeoutError as error:
            raise ClusterError(
                f"the scheduler at {address} has no workers; start some: dask worker {address}"
            ) from error
        mark = sha256(pickle.dumps((prepare, given))).hexdigest()
        # A task of its own, not scattered: what a lost worker held is then made again.
        ready = client.submit(Given, prepare, given, mark, key=f"given-{mark}")
        threads = sum(client.nthreads().values())
        with _Cluster(client, ready, address) as workers:
            yield workers, threads
    finally:
        client.close(timeout=_CLOSES_WITHIN)


class _Cluster(Executor):
    """Does each task on the cluster, and tells what goes wrong there in our words.

    Dask waits for a scheduler that it has lost, and what is asked for meanwhile may never be answered. So
    the connection is watched, and whatever is open when it breaks fails at once.
    """

    def __init__(self, client: Any, ready: Any, address: str) -> None:
        self._client, self._ready, self._address = client, ready, address
        self._code = _code()
        self._open: set[Future[Any]] = set()
        self._ended = threading.Event()
        self._watch = threading.Thread(target=self._fail_when_lost, daemon=True)
        self._watch.start()

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        ours: Future[Any] = Future()
        try:
            theirs = self._client.submit(do, self._code, self._ready, work, args, pure=False)
        except Exception as error:
            if self._client.status == "running":
                raise
            raise self._lost() from error
        self._open.add(ours)
        ours.add_done_callback(self._open.discard)
        ours.add_done_callback(lambda done: theirs.cancel() if done.cancelled() else None)
        answer = asyncio.run_coroutine_threadsafe(_answer(theirs), self._client.loop.asyncio_loop)
        answer.add_done_callback(lambda done: self._hand_on(done, ours))
        return ours

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Watch no longer. What is still open is cancelled by whoever asked for it."""
        self._ended.set()
        self._watch.join()

    def _hand_on(self, theirs: Future[Any], ours: Future[Any]) -> None:
        error = CancelledError() if theirs.cancelled() else theirs.exception()
        # The second: the connection was lost while the answer was fetched.
        if isinstance(error, CancelledError) or type(error).__name__ == "CommClosedError":
            error = self._lost()
        elif type(error).__name__ == "KilledWorker":
            error = ValueError("each worker that began to read it was ended")
        with contextlib.suppress(InvalidStateError):  # told already that the connection is lost
            if error is None:
                ours.set_result(theirs.result())
            else:
                ours.set_exception(error)

    def _fail_when_lost(self) -> None:
        while not self._ended.wait(_LOOKS_EVERY):
            if self._client.status != "running":
                for ours in list(self._open):
                    with contextlib.suppress(InvalidStateError):
                        ours.set_exception(self._lost())

    def _lost(self) -> ClusterError:
        return ClusterError(
            f"the scheduler at {self._address} went away. What was stored before stays: start it,"
            " and run the same command again."
        )


async def _answer(theirs: Any) -> Any:
    """What a task gave. Dask's own executor takes an answer for an error where the worker that gave it
    is lost right after it was fetched."""
    return await theirs


_here = threading.local()


def do(code: str, given: Given, work: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """On a worker: do a task, in a thread that is prepared for it.

    Raises ClusterError where the worker has other code, whose answers would be told under our
    version's name.
    """
    if code != _code():
        raise ClusterError(
            "a worker of the cluster runs another version of Chronocite, of a library or of the"
            " words and rules; give all machines the same, and run the same command again"
        )
    if given.prepare is not None and getattr(_here, "mark", None) != given.mark:
        given.prepare(given.value)
        _here.mark = given.mark
    return work(*args)


def _code() -> str:
    return f"{engine_version()} {drafting_version()}"
