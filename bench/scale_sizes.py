"""`./run bench scale_sizes --folder DIR`: `bench scale` for each size, and the chart of them all.

Sizes are 10^3 to 10^6, or what --sizes says. DIR keeps the installations (about 2 GB at 10^6) and a
report of each size, so that a run that was stopped goes on with the size where it was. Draws
docs/performance.svg, and prints the table that docs/performance.md has.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent


def main() -> None:
    """Measure each size that has no report yet; draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--sizes", default="1000,10000,100000,1000000")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    reports = [_report(options.folder, size.strip()) for size in options.sizes.split(",")]
    chart = [sys.executable, str(ROOT / "bench" / "scale_chart.py"), *map(str, reports)]
    sys.exit(subprocess.run(chart, check=False).returncode)  # noqa: S603 - our own command


def _report(folder: Path, size: str) -> Path:
    path = folder / f"scale-{size}.json"
    if path.exists():
        return path
    scale = [sys.executable, str(ROOT / "bench" / "scale.py"), "--events", size]
    kept = ["--folder", str(folder / size), "--peer", "datasette"]
    done = subprocess.run([*scale, *kept], stdout=subprocess.PIPE, check=False)  # noqa: S603
    if done.returncode or not json.loads(done.stdout)["http"].get("p95_ms"):
        sys.exit(f"{size} events: the run failed; the lines above say why")
    path.write_bytes(done.stdout)
    return path


if __name__ == "__main__":
    main()
