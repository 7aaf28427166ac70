"""What names of events keep clear of, besides marks: lenses, bars and arcs as boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from timeline.charts.marks import Trace

_LINES: Final = ("bar", "open")
_CURVES: Final = ("arc", "cut", "tie")

Point = tuple[float, float]


def obstacles(traces: Sequence[Trace]) -> dict[str, list[Any]]:
    """Return what lies in the way of names. x: axis units, y: pixels.

    lenses, lines: left, top, right, bottom of each; a lens is thin towards its ends, so its box has
    half of its height. curves: x, y, x, y ...
    """
    lenses = [
        [left, y - height / 2, right, y + height / 2]
        for trace in traces
        if trace["meta"]["part"] == "lens" and trace["meta"]["shell"] == 1
        for left, _, right, y in trace["meta"]["lenses"]
        for height in (trace["meta"]["height"],)
    ]
    return {
        "lenses": lenses,
        "lines": [_box(line) for line in _lines(traces, _LINES)],
        "curves": [
            [value for point in line for value in point] for line in _lines(traces, _CURVES)
        ],
    }


def _lines(traces: Iterable[Trace], parts: Sequence[str]) -> Iterator[list[Point]]:
    """Yield the points between the gaps of these traces."""
    for trace in traces:
        if trace["meta"]["part"] not in parts:
            continue
        line: list[Point] = []
        for x, y in zip(trace["x"], trace["y"], strict=True):
            if x is not None:
                line.append((x, y))
            elif line:
                yield line
                line = []


def _box(line: Sequence[Point]) -> list[float]:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return [min(xs), min(ys), max(xs), max(ys)]
