"""The chart of cost against size says what the reports say."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from bench.scale_chart import lines_of, svg, table

SVG = "{http://www.w3.org/2000/svg}"


def report(events: int, p95: float, peer: float | None) -> dict[str, Any]:
    """What `bench scale` prints, as far as the chart and the table read it."""
    http = {"cpu_ms": p95 / 8, "p50_ms": p95 / 4, "p95_ms": p95, "p99_ms": p95 * 2}
    return {
        "events": events,
        "http": http,
        "clients": {"8": {"requests_per_s": 80}, "32": {"requests_per_s": 90, "p95_ms": 400}},
        "memory_mb": {"worker_pss": 120.5},
        "build": {"load_s": 9.5},
        "disk_mb": {"chronocite.sqlite3": 12.4, "index": 1.2},
        "cold_start_s": 3.2,
        "peers": {"datasette": {"p95_ms": peer}} if peer else {},
    }


REPORTS = [report(1_000, 8, 40), report(10_000, 12, None), report(100_000, 30, 400)]


def test_every_figure_is_a_point_with_its_words_and_more_time_is_higher() -> None:
    root = ElementTree.fromstring(svg(lines_of(REPORTS)))  # noqa: S314 - our own
    points = {
        point.findtext(f"{SVG}title"): (float(point.get("cx", 0)), float(point.get("cy", 0)))
        for point in root.iter(f"{SVG}circle")
    }
    assert len(points) == 3 + 3 + 3 + 2
    first, last = (
        points["Chronocite p95: 8 ms at 1,000 events"],
        points["Chronocite p95: 30 ms at 100,000 events"],
    )
    assert first[0] < last[0]
    assert first[1] > last[1]
    assert points["Datasette p95: 400 ms at 100,000 events"][1] < last[1]


def test_the_table_has_a_row_for_each_size() -> None:
    rows = table(REPORTS).splitlines()[2:]
    assert [row.split(" | ")[0] for row in rows] == ["| 1,000", "| 10,000", "| 100,000"]
    assert rows[0] == "| 1,000 | 1.0 | 2.0 | 8 | 16 | 80 | 90 | 400 | 120.5 | 9.5 | 14 | 3.2 | 40 |"
