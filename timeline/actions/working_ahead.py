"""Do the costly part of many tasks beforehand, in threads or processes, and hand it on in order."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, Final, TypeVar

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

AHEAD_PER_JOB: Final = 4
"""Tasks begun before their turn, for each job: enough to keep all busy, few enough to hold."""


def in_order(
    executor: Executor,
    work: Callable[[_Task], _Result],
    tasks: Iterable[_Task],
    *,
    jobs: int,
) -> Iterator[tuple[_Task, Future[_Result]]]:
    """Yield each task with its finished work, in the order of the tasks.

    At most `jobs * AHEAD_PER_JOB` results are held at a time, however many tasks there are. What
    is not begun yet when the caller stops is dropped.
    """
    begun: deque[tuple[_Task, Future[_Result]]] = deque()
    try:
        for task in tasks:
            begun.append((task, executor.submit(work, task)))
            if len(begun) > jobs * AHEAD_PER_JOB:
                yield begun.popleft()
        while begun:
            yield begun.popleft()
    finally:
        for _, future in begun:
            future.cancel()


class Here(Executor):
    """Does each task at once, in the caller's own thread: for one job, no process is started."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return the finished work, or what went wrong with it."""
        future: Future[Any] = Future()
        try:
            future.set_result(work(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def processes(
    jobs: int, prepare: Callable[[Any], None] | None = None, given: Any = None
) -> Executor:
    """Processes for work that needs no database; they leave Ctrl-C to whoever started them.

    prepare: called once in each process with what is `given`, before its first task.
    """
    if jobs == 1:
        if prepare is not None:
            prepare(given)
        return Here()
    return ProcessPoolExecutor(
        jobs, get_context("spawn"), initializer=_begin, initargs=(prepare, given)
    )


def _begin(prepare: Callable[[Any], None] | None, given: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if prepare is not None:
        prepare(given)
