"""The real server, started as a person would start it, and what it holds."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent.parent
_START_LIMIT: Final = 600
"""Seconds: a first start compresses static files, and a large archive may want an index."""
_END_LIMIT: Final = 30


@dataclass(frozen=True, slots=True)
class Served:
    """A running server. pid: of its main process. start_s: from the command to the first answer."""

    port: int
    pid: int
    start_s: float

    def cpu_s(self) -> float:
        """Seconds of processor time that its processes, as far as they live, have taken so far."""
        return sum(map(_cpu_s, (self.pid, *children(self.pid))))

    def memory(self) -> dict[str, float]:
        """MB of the main process and of the largest worker: PSS shares what is shared, RSS doesn't."""
        workers = [_memory(pid) for pid in children(self.pid)]
        pss = [pss for pss, _ in workers]
        rss = [rss for _, rss in workers]
        main = _memory(self.pid)
        return {
            "main_pss": main[0],
            "worker_pss": max(pss, default=0.0),
            "worker_rss": max(rss, default=0.0),
            "all_pss": round(main[0] + sum(pss), 1),
            "workers": len(workers),
        }


@contextmanager
def served(
    environment: dict[str, str], path: str, command: tuple[str, ...] = (str(ROOT / "run"),)
) -> Iterator[Served]:
    """Start a server with this environment, PORT besides; yield when it answers at the path."""
    port = free_port()
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own command
        [part.replace("{port}", str(port)) for part in command],
        cwd=ROOT,
        env={**environment, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}{path}", process)
        yield Served(port, process.pid, round(time.perf_counter() - started, 2))
    finally:
        _end(process)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def environment(var: Path, database: str = "") -> dict[str, str]:
    """An installation of its own in this folder. database: its address, else SQLite there."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CHRONOCITE_")}
    return kept | {"CHRONOCITE_VAR": str(var), "DATABASE_URL": database, "PYTHONPATH": str(ROOT)}


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + _START_LIMIT
    while time.monotonic() < give_up:
        try:
            urllib.request.urlopen(url, timeout=_START_LIMIT).close()  # noqa: S310 - our own
        except urllib.error.HTTPError:
            raise
        except OSError:
            if process.poll() is not None:
                raise SystemExit("the server ended; the lines above say why") from None
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"{url} did not answer within {_START_LIMIT} seconds")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the server that was started, and only it: by its own process group."""
    process.terminate()
    try:
        process.wait(timeout=_END_LIMIT)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, 9)
        process.wait()


def children(pid: int) -> list[int]:
    """All processes below this one."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    except OSError:
        return []
    direct = [int(number) for number in text.split()]
    return direct + [below for child in direct for below in children(child)]


def _cpu_s(pid: int) -> float:
    """Of the process, and of its ended children; 0 where the system does not tell."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return 0.0
    ticks = text.rpartition(")")[2].split()[11:15]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> tuple[float, float]:
    """PSS and RSS of a process in MB; zeros where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0, 0.0
    found = {
        parts[0]: int(parts[1]) for parts in map(str.split, lines) if parts[0] in {"Pss:", "Rss:"}
    }
    return round(found.get("Pss:", 0) / 1024, 1), round(found.get("Rss:", 0) / 1024, 1)
