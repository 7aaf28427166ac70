"""`./run bench scale_chart REPORT... [--out FILE]`: cost against size, drawn from reports of `bench scale`.

Three lines for Chronocite (processor time of a request; half of all requests, and all but the
slowest twentieth, by the clock) and one for each peer that was asked in the same run; both axes are
logarithmic. A table for docs/performance.md goes to standard output.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parent.parent
_WIDTH: Final = 720
_HEIGHT: Final = 380
_LEFT: Final = 64
_RIGHT: Final = 170
_TOP: Final = 28
_BOTTOM: Final = 48
_STYLE: Final = (
    "text{font:13px Inter,'Helvetica Neue',Arial,sans-serif;fill:#33302b}"
    ".grid{stroke:#d9d4ca;stroke-width:1}.line{fill:none;stroke-width:2.5}"
)
_COLOURS: Final = ("#5b8a2b", "#2b5c8a", "#12304a", "#b4552d")
_DRAWN: Final = (
    ("Processor time", "cpu_ms"),
    ("Chronocite p50", "p50_ms"),
    ("Chronocite p95", "p95_ms"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the chart: (events, milliseconds), and its name."""

    name: str
    points: tuple[tuple[float, float], ...]


def main() -> None:
    """Draw, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "performance.svg")
    options = parser.parse_args()
    reports = [json.loads(path.read_text("utf-8")) for path in options.reports]
    reports.sort(key=lambda report: report["events"])
    options.out.write_text(svg(lines_of(reports)), "utf-8")
    sys.stdout.write(table(reports))


def lines_of(reports: Sequence[dict[str, Any]]) -> list[Line]:
    """What is drawn: of ours three figures by one client, and of each peer the 95th percentile."""
    lines = [
        Line(name, tuple((r["events"], r["http"][key]) for r in reports if key in r["http"]))
        for name, key in _DRAWN
    ]
    peers = dict.fromkeys(peer for report in reports for peer in report["peers"])
    for peer in peers:
        points = [(r["events"], r["peers"].get(peer, {}).get("p95_ms")) for r in reports]
        lines.append(Line(f"{peer.capitalize()} p95", tuple((x, y) for x, y in points if y)))
    return [line for line in lines if line.points]


def svg(lines: Sequence[Line]) -> str:
    """The chart as an SVG document."""
    axes = _Axes(lines)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
            ' aria-label="Time of a filter request against the number of events">'
        ),
        f"<style>{_STYLE}</style>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        *axes.grid(),
        *(part for number, line in enumerate(lines) for part in axes.line(line, number)),
        "</svg>\n",
    ]
    return "\n".join(parts)


def table(reports: Sequence[dict[str, Any]]) -> str:
    """The figures of each size as a Markdown table."""
    rows = [
        (
            "| events | processor ms | p50 ms | p95 ms | p99 ms | 8 clients, requests/s | 32 clients, requests/s | 32, p95 ms |"
            " worker MB (PSS) | load s | disk MB | start s | Datasette p95 ms |"
        ),
        "| ---: " * 13 + "|",
    ]
    for report in reports:
        http, clients = report["http"], report["clients"]
        cells = [
            f"{report['events']:,}",
            *(http.get(key, "") for key in ("cpu_ms", "p50_ms", "p95_ms", "p99_ms")),
            clients["8"].get("requests_per_s", ""),
            clients["32"].get("requests_per_s", ""),
            clients["32"].get("p95_ms", ""),
            report["memory_mb"]["worker_pss"],
            report["build"]["load_s"],
            round(sum(report["disk_mb"].values())),
            report["cold_start_s"],
            report["peers"].get("datasette", {}).get("p95_ms", ""),
        ]
        rows.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(rows) + "\n"


class _Axes:
    """From events and milliseconds to places in the picture."""

    def __init__(self, lines: Sequence[Line]) -> None:
        xs = [x for line in lines for x, _ in line.points]
        ys = [y for line in lines for _, y in line.points]
        self._x = (math.floor(math.log10(min(xs))), math.ceil(math.log10(max(xs))))
        self._y = (math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys))))

    def grid(self) -> Iterator[str]:
        """A line and a label for each power of ten."""
        bottom = _HEIGHT - _BOTTOM
        for power in range(self._x[0], self._x[1] + 1):
            x = self._at_x(10**power)
            yield f'<line class="grid" x1="{x}" x2="{x}" y1="{_TOP}" y2="{bottom}"/>'
            yield f'<text x="{x}" y="{bottom + 20}" text-anchor="middle">{10**power:,}</text>'
        for power in range(self._y[0], self._y[1] + 1):
            y, label = (
                self._at_y(10**power),
                f"{10**power:,} ms" if power >= 0 else f"{10**power} ms",
            )
            yield f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}"/>'
            yield f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{label}</text>'
        yield f'<text x="{(_LEFT + _WIDTH - _RIGHT) / 2}" y="{_HEIGHT - 8}" text-anchor="middle">events</text>'

    def line(self, line: Line, number: int) -> Iterator[str]:
        """A line with its points, and its name at its end."""
        colour = _COLOURS[number % len(_COLOURS)]
        places = [(self._at_x(x), self._at_y(y)) for x, y in line.points]
        path = " ".join(f"{x},{y}" for x, y in places)
        yield f'<polyline class="line" points="{path}" stroke="{colour}"/>'
        for (x, y), (events, ms) in zip(places, line.points, strict=True):
            told = escape(f"{line.name}: {ms} ms at {events:,} events")
            yield f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"><title>{told}</title></circle>'
        x, y = places[-1]
        yield f'<text x="{x + 10}" y="{y + 4}">{escape(line.name)}</text>'

    def _at_x(self, value: float) -> float:
        return _scaled(value, self._x, _LEFT, _WIDTH - _RIGHT)

    def _at_y(self, value: float) -> float:
        return _scaled(value, self._y, _HEIGHT - _BOTTOM, _TOP)


def _scaled(value: float, powers: tuple[int, int], start: float, end: float) -> float:
    share = (math.log10(value) - powers[0]) / max(1, powers[1] - powers[0])
    return round(start + share * (end - start), 1)


if __name__ == "__main__":
    main()
