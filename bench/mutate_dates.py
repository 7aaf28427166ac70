"""Do the tests see it when the resolver is wrong? Small faults, one at a time, and the tests run.

    ./run bench mutate_dates [MODULE ...] [--every 1]

Each function of the modules (the seven of the resolver, unless others are named) is changed in one
place: a number by one, a word by another, a comparison, "and" to "or", an argument or a result to
None, a condition turned round. A child process runs with the fault: first the golden sentences,
then, if these saw nothing, the other tests of the dates. Prints JSON: how many were noticed, and
each that was not, by its kind. --every 10 takes each tenth fault only.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import signal
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parent.parent))

import pytest

from bench._faults import Fault, faults, functions
from timeline.dates import FoundDate, find_dates, replay
from timeline.dates.derivation import as_data, from_data
from timeline.dates.explain import derivation_words

ROOT: Final = Path(__file__).parent.parent
RESOLVER: Final = (
    "context", "derivation", "meaning_absolute", "meaning_range", "meaning_relative",
    "meaning_vague", "resolve",
)  # fmt: skip
_LEFT_OUT: Final = ("has_these_dates", "follows_from_its_stored", "long_text", "hostile_repetition")
"""Tests that are not run: the first two are run here, without pytest; the others take long."""
_ELSEWHERE: Final = ("test_articles", "test_calendars", "test_edtf")
"""Tests of other modules, or of texts that are not in the project."""
_SECONDS: Final = 60
"""After which a fault counts as noticed: something goes round and round."""


def main() -> int:
    """Make the faults, and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("modules", nargs="*", default=list(RESOLVER))
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    for file in (ROOT / "tests/timeline/dates").glob("test_*.py"):
        if file.stem not in _ELSEWHERE:  # imported once, so that no child has to
            importlib.import_module(f"tests.timeline.dates.{file.stem}")
    expected = _answers()
    outcomes: Counter[str] = Counter()
    survivors = []
    for name in options.modules:
        for fault in list(faults(name))[:: options.every]:
            outcome = _outcome(fault, expected)
            outcomes[outcome] += 1
            print(f"\r{name}: {outcomes.total()} faults", end="", file=sys.stderr)
            if outcome == "not noticed":
                shown = {"where": f"{name}.py:{fault.line} {fault.function}", "kind": fault.kind}
                survivors.append(shown | {"before": fault.before, "after": fault.after})
    noticed = outcomes.total() - outcomes["not noticed"]
    report = {
        "faults": outcomes.total(),
        "noticed, in 100": round(100 * noticed / max(1, outcomes.total()), 1),
        **outcomes,
        "not noticed, by kind": Counter(survivor["kind"] for survivor in survivors),
        "which": survivors,
    }
    print(json.dumps(report, indent=2, ensure_ascii=False))
    return 0


# --- the tests ------------------------------------------------------------------------------------


def _answers() -> list[tuple[str, str | None, str, tuple[Any, ...]]]:
    """Each golden sentence, with its right answers."""
    cases = [
        (file.stem if file.stem == "de" else "en", group.get("published"), text)
        for file in sorted((ROOT / "tests/golden/dates").glob("*.toml"))
        for group in tomllib.loads(file.read_text(encoding="utf-8"))["group"]
        for text, *_ in group["cases"]
    ]
    return [(*case, tuple(map(_shown, find_dates(case[2], case[1], case[0])))) for case in cases]


def _shown(found: FoundDate) -> tuple[str, str, bool]:
    """What the golden test holds a date to: its answer, that it follows from its steps, in words."""
    replayed = replay(from_data(as_data(found.derivation))) == found.answer
    words = derivation_words(found.derivation)
    typed = found.type in {"DATE", "TIME", "DURATION", "SET"}
    told = words.startswith(f"“{' '.join(found.wording.split())}”") and words.endswith(".")
    return found.wording, found.edtf or found.value, replayed and told and typed


def _outcome(fault: Fault, expected: list[tuple[str, str | None, str, tuple[Any, ...]]]) -> str:
    """How the fault was noticed, in a child process: the parent stays as it is."""
    child = os.fork()
    if child == 0:
        signal.alarm(_SECONDS)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        status = 3  # the measurement itself went wrong
        try:
            status = _try(fault, expected)
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "noticed: it does not end"
    return {0: "not noticed", 1: "noticed by golden sentences", 2: "noticed by other tests"}[
        os.WEXITSTATUS(status)
    ]


def _try(fault: Fault, expected: list[tuple[str, str | None, str, tuple[Any, ...]]]) -> int:
    for function in functions(importlib.import_module(f"timeline.dates.{fault.module}")):
        if function.__code__.co_qualname == fault.function:
            function.__code__ = fault.code
    try:
        for language, published, text, answers in expected:
            if tuple(map(_shown, find_dates(text, published, language))) != answers:
                return 1
    except Exception:
        return 1
    os.chdir(ROOT)
    arguments = ["-x", "-q", "-c", os.devnull, "--rootdir", str(ROOT), "--noconftest"]
    arguments += ["-p", "no:django", "-p", "no:cacheprovider"]
    ignored = [f"--ignore=tests/timeline/dates/{name}.py" for name in _ELSEWHERE]
    kept = " and ".join(f"not {name}" for name in _LEFT_OUT)
    seen = pytest.main([*arguments, *ignored, "-k", kept, "tests/timeline/dates"])
    return {0: 0, 1: 2, 2: 2}.get(seen, 3)


if __name__ == "__main__":
    sys.exit(main())
