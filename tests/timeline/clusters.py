"""A Dask cluster on this machine: a scheduler and workers, each a process that can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.at_scale.serving import free_port
from tests.conftest import ROOT


@dataclass(slots=True)
class LocalCluster:
    """address: of the scheduler. workers: the processes, in the order in which they were started."""

    address: str
    folder: Path
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add_worker(self) -> None:
        """Start one more worker, of one thread."""
        options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(self.folder))
        self.workers.append(_dask("dask_worker", self.address, *options))

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End a process as a power cut would."""
        process.send_signal(signal.SIGKILL)
        process.wait()


@contextmanager
def local_cluster(folder: Path, workers: int) -> Iterator[LocalCluster]:
    """A scheduler on a free port, with so many workers; all end with the block."""
    port = free_port()
    scheduler = _dask("dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-show")
    cluster = LocalCluster(f"tcp://127.0.0.1:{port}", folder, scheduler)
    try:
        for _ in range(workers):
            cluster.add_worker()
        yield cluster
    finally:
        for process in (*cluster.workers, scheduler):
            if process.poll() is None:
                process.kill()
            process.wait()


def _dask(program: str, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", f"distributed.cli.{program}", *options, "--no-dashboard"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
