"""`./run bench exporting --folder DIR`: memory and time of exporting an archive, by command and over HTTP.

DIR is an installation that `bench scale` has made; nothing is written there. Each format is exported by
`./run manage export`, then read from the server, whose workers are watched: the most that they held
before, and at each tenth of the way. What comes must be whole: the JSON is counted. JSON on standard
output; exit status 1 where events are missing.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, Final

from bench._commands import peak
from bench.at_scale.made import made_folder, number_of_events
from bench.at_scale.serving import ROOT, Served, children, environment, served
from bench.scale import PATH, SLUG, machine, say

_CHUNK: Final = 1 << 20
_TIMEOUT: Final = 600
_FORMATS: Final = ("json", "csv")
_EVENT: Final = b'\n{"id":'
"""How each event of the JSON starts."""


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=made_folder, required=True)
    parser.add_argument("--formats", default=",".join(_FORMATS))
    options = parser.parse_args()
    env, formats = environment(options.folder), options.formats.split(",")
    report: dict[str, Any] = {
        "events": number_of_events(options.folder),
        "machine": machine(),
        "command": {name: by_command(env, name) for name in formats},
    }
    with served(env, PATH) as server:
        report["http"] = {name: over_http(server, name) for name in formats}
    report["machine"]["load_after"] = round(os.getloadavg()[0], 1)
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    told = [report[way]["json"]["events"] for way in ("command", "http") if "json" in report[way]]
    sys.exit(len(set(told)) > 1 or 0 in told)


def by_command(env: dict[str, str], name: str) -> dict[str, Any]:
    """Export by the command; its standard output is read and thrown away."""
    command = [sys.executable, str(ROOT / "manage.py"), "export", SLUG, "--format", name]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE) as process:  # noqa: S603
        output = process.stdout
        assert output is not None  # noqa: S101 - asked for above
        cost = _cost(lambda: output.read(_CHUNK), lambda: peak(process.pid))
        _, process.returncode, used = os.wait4(process.pid, 0)
    cost["cpu_s"] = round(used.ru_utime + used.ru_stime, 1)
    say(f"command, {name}: {json.dumps(cost)}")
    return cost


def over_http(server: Served, name: str) -> dict[str, Any]:
    """Read the export as a browser would, uncompressed."""
    workers = children(server.pid)
    before, cpu_s = max(map(peak, workers)), server.cpu_s()
    web = http.client.HTTPConnection("127.0.0.1", server.port, timeout=_TIMEOUT)
    web.request("GET", f"{PATH}export.{name}", headers={"Accept-Encoding": "identity"})
    answer = web.getresponse()
    cost = _cost(lambda: answer.read(_CHUNK), lambda: max(map(peak, workers)))
    web.close()
    cost["cpu_s"] = round(server.cpu_s() - cpu_s, 1)
    say(f"http, {name}: {json.dumps(cost)}")
    return {"mb_before": round(before, 1), **cost}


def _cost(read: Callable[[], bytes], held: Callable[[], float]) -> dict[str, Any]:
    """Read to the end. mb_at_tenths: the most memory so far, at each tenth of what is written."""
    started, size, events, tail = time.perf_counter(), 0, 0, b""
    most: list[tuple[int, float]] = [(0, 0.0)]
    while chunk := read():
        size += len(chunk)
        events += (tail + chunk).count(_EVENT)
        tail = chunk[1 - len(_EVENT) :]
        most.append((size, max(held(), most[-1][1])))  # a process that has ended holds nothing
    return {
        "seconds": round(time.perf_counter() - started, 1),
        "mb_written": round(size / 1e6, 1),
        "events": events,
        "mb_at_tenths": [
            next(round(mb, 1) for written, mb in most if written * 10 >= size * tenth)
            for tenth in range(1, 11)
        ],
    }


if __name__ == "__main__":
    main()
