"""How fast the machine is just now: machines that share their processors with strangers change by half."""

from __future__ import annotations

import statistics
import time
from typing import Final

_ROUNDS: Final = 200_000
_TIMES: Final = 5


def loop_ms() -> float:
    """Milliseconds that 200,000 rounds of plain Python take: the median of five times."""
    return round(statistics.median(_once() for _ in range(_TIMES)), 1)


def _once() -> float:
    started, total = time.perf_counter(), 0
    for number in range(_ROUNDS):
        total += number * number
    return (time.perf_counter() - started) * 1000
