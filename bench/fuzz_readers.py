"""Changes files at random and reads them: does any crash, hang, or give a document that breaks a law?

`python -m bench.fuzz_readers --files 10000 --seed 2004` prints JSON and exits with 1 where one does.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import time
import zipfile
from collections import Counter
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from sources.readers import Limits, ReadFailure
from sources.readers.pool import WorkerPool
from tests.samples.making import make_zip
from tests.sources.readers.checks import assert_lawful, assert_one_clear_line
from tests.sources.readers.mutating import mutated
from tests.sources.readers.whole_files import WHOLE

_SLACK_SECONDS: Final = 5.0
_SHORTEST_REASON: Final = 45
_FILES_PER_START: Final = 400
_INSIDE: Final = "word inside"


def main() -> int:
    """Run as the arguments say; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=2004)
    parser.add_argument("--seconds", type=float, default=20.0, help="limit for each file")
    parser.add_argument("--keep", type=Path, help="folder for the files that go wrong")
    arguments = parser.parse_args()
    limits = Limits(seconds=arguments.seconds)
    chance = random.Random(arguments.seed)  # noqa: S311
    pool, outcomes, wrong, times = WorkerPool(), Counter[str](), [], []
    processes: set[int] = set()
    for number, kind in enumerate(islice(cycle([*WHOLE, _INSIDE]), arguments.files)):
        data = _changed(kind, chance)
        if number % _FILES_PER_START == 0:  # starting a process is no part of reading a file
            pool.close()
            pool.read(WHOLE["text"], "first.txt", Limits())
        began = time.perf_counter()
        outcome = _outcome(pool, data, limits)
        times.append(time.perf_counter() - began)
        processes.update(pool.pids())
        outcomes[f"{kind}: {outcome[:_SHORTEST_REASON]}"] += 1
        if outcome.startswith("BROKEN") or times[-1] > limits.seconds + _SLACK_SECONDS:
            wrong.append({"number": number, "kind": kind, "outcome": outcome, "seconds": times[-1]})
            if arguments.keep:
                arguments.keep.joinpath(f"{number}-{kind}.bin").write_bytes(data)
    pool.close()
    times.sort()
    report = {
        "files": len(times),
        "seed": arguments.seed,
        "wrong": wrong,
        "processes": len(processes),
        "ms": {"median": _ms(times, 0.5), "p99": _ms(times, 0.99), "slowest": _ms(times, 1)},
        "seconds": round(sum(times), 1),
        "outcomes": dict(outcomes.most_common()),
    }
    json.dump(report, sys.stdout, indent=1)
    return 1 if wrong else 0


def _changed(kind: str, chance: random.Random) -> bytes:
    """A changed file; of a Word document also with sound packing around a changed inside."""
    if kind != _INSIDE:
        return mutated(WHOLE[kind], chance)
    with zipfile.ZipFile(io.BytesIO(WHOLE["word"])) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    part = chance.choice(["word/document.xml"] * 4 + ["docProps/core.xml", "_rels/.rels"])
    return make_zip(parts | {part: mutated(parts[part], chance)})


def _outcome(pool: WorkerPool, data: bytes, limits: Limits) -> str:
    try:
        document = pool.read(data, "fuzzed.bin", limits)
    except ReadFailure as failure:
        try:
            assert_one_clear_line(failure)
        except AssertionError as error:
            return f"BROKEN message {failure} {error}"
        return failure.reason
    try:
        assert_lawful(document)
    except AssertionError as error:
        return f"BROKEN law {error}"
    return "read"


def _ms(times: list[float], share: float) -> float:
    return round(times[min(int(share * len(times)), len(times) - 1)] * 1000, 1)


if __name__ == "__main__":
    sys.exit(main())
