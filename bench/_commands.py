"""Run the commands of an installation made for a measurement, and see what they cost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one command: seconds of wall clock; the most memory that its own process held, in MB."""

    seconds: float
    megabytes: float
    status: int


def environment(var: Path) -> dict[str, str]:
    """What a command finds in its environment: an installation of its own in this folder."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"CHRONOCITE_VAR": str(var), "PYTHONPATH": str(ROOT)}


def start(var: Path, *arguments: str | Path) -> subprocess.Popen[bytes]:
    """Start a command of manage.py in a process group of its own."""
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)],
        cwd=ROOT,
        env=environment(var),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def measure(var: Path, *arguments: str | Path) -> Cost:
    """Run a command of manage.py to its end."""
    started = time.perf_counter()
    process = start(var, *arguments)
    most = 0.0
    while process.poll() is None:
        most = max(most, peak(process.pid))
        time.sleep(0.05)
    return Cost(round(time.perf_counter() - started, 2), round(most, 1), process.returncode)


def peak(pid: int) -> float:
    """The most memory that a process held so far, in MB; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0.0
    found = [line.split()[1] for line in lines if line.startswith("VmHWM")]
    return int(found[0]) / 1024 if found else 0.0
