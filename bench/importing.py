"""`./run bench importing FOLDER`: documents a second through import, detection and proposal, and memory.

FOLDER holds texts, which are repeated and perturbed; sizes are 100 and 1,000 unless --sizes says
otherwise. Each size starts with an empty installation. JSON on standard output.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from bench._commands import measure
from bench._perturbed import texts_in, write_perturbed

_AGAIN: Final = " again"


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="100,1000")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    texts = texts_in(options.folder)
    if not texts:
        sys.exit(f"{options.folder}: no texts there")
    sizes = [int(size) for size in options.sizes.split(",")]
    report = {str(size): measure_size(texts, size, options.jobs) for size in sizes}
    print(json.dumps({"jobs": options.jobs, "sizes": report}, indent=1))


def measure_size(texts: list[str], size: int, jobs: int) -> dict[str, Any]:
    """What each step costs for so many documents. The time of a command without work is told too."""
    with tempfile.TemporaryDirectory() as name:
        folder = write_perturbed(texts, size, Path(name) / "texts")
        var = Path(name) / "var"
        measure(var, "migrate", "-v0")
        idle = measure(var, "detect_dates").seconds
        steps = {
            "import": ("import_documents", folder, "--timeline", "bench", "--jobs", jobs),
            "detect": ("detect_dates", "--jobs", jobs),
            "propose": ("propose_events", "--jobs", jobs),
        }
        commands = steps | {step + _AGAIN: command for step, command in steps.items()}
        report: dict[str, Any] = {"start of a command, s": idle}
        for step, command in commands.items():
            cost = measure(var, *map(str, command))
            report[step] = {
                "seconds": cost.seconds,
                "documents/s": round(size / max(cost.seconds - idle, 0.01), 1),
                "MB": cost.megabytes,
                "status": cost.status,
            }
        return report


if __name__ == "__main__":
    main()
