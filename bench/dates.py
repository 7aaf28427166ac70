"""How well and how fast dates are read: ours and the peers, scored as TempEval-3 does.

    ./run bench dates --scorer score_timex.py CORPUS [CORPUS ...]
        [--peers FOLDER [--only NAME]] [--errors] [--lengths]

CORPUS is a folder of TimeML files; the scorer is a Python file that reads them (read_gold), and
compares (clean, compare, align). Both may come from the environment instead: CHRONOCITE_CORPORA
(separated by ":") and CHRONOCITE_SCORER. Prints JSON: the measures of each corpus, of all, and
of the two halves by which rules were made and checked; documents and characters a second; for
each peer the same and the chance, by a paired bootstrap, that it is not worse than ours. The peers
are installed in FOLDER the first time; that takes a few minutes, and needs pip, npm and java.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench._date_peers import PEERS, Record, Run, ours, peer, prepare
from timeline.dates import find_dates

BOOTSTRAPS = 2000


def main() -> int:
    """Measure what the arguments ask for; exit status 2 where something needed is missing."""
    options = _arguments()
    if not options.corpora or not options.scorer:
        print("give the folders of the corpora and --scorer; see --help", file=sys.stderr)
        return 2
    scorer = _load(Path(options.scorer))
    corpora = {Path(folder).name: scorer.read_gold(Path(folder)) for folder in options.corpora}
    gold = [document for documents in corpora.values() for document in documents]
    records = [{"doc": d.name, "dct": d.dct, "text": d.text} for d in gold]
    run = ours(records)
    report: dict[str, Any] = {"ours": _measures(scorer, corpora, run, records)}
    if options.peers:
        folder = Path(options.peers).absolute()
        prepare(folder)
        for title, name in PEERS.items():
            if not options.only or name in options.only:
                theirs = peer(name, records, folder)
                report[title] = _measures(scorer, corpora, theirs, records)
                report[title]["not worse than ours, p"] = _bootstrap(scorer, gold, run, theirs)
    if options.errors:
        report["errors by rule"] = _errors(scorer, gold, run)
    if options.lengths:
        report["by length"] = list(_lengths(records))
    print(json.dumps(report, indent=2))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    known = os.environ.get("CHRONOCITE_CORPORA", "")
    parser.add_argument("corpora", nargs="*", default=[name for name in known.split(":") if name])
    parser.add_argument("--scorer", default=os.environ.get("CHRONOCITE_SCORER"))
    parser.add_argument("--peers", metavar="FOLDER", help="the peers too, installed here")
    parser.add_argument("--only", action="append", choices=PEERS.values(), help="this peer only")
    parser.add_argument("--errors", action="store_true", help="count the errors of each rule")
    parser.add_argument("--lengths", action="store_true", help="time texts of up to 10 MB")
    return parser.parse_args()


def _load(path: Path) -> ModuleType:
    specification = importlib.util.spec_from_file_location("scorer", path)
    if specification is None or specification.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(specification)
    sys.modules["scorer"] = module
    specification.loader.exec_module(module)
    return module


def _half(name: str) -> str:
    """The half of a document, by the hash of its name: rules were made on A, scored on B."""
    return "half A" if hashlib.sha256(name.encode()).digest()[0] % 2 == 0 else "half B"


def _measures(
    scorer: ModuleType, corpora: dict[str, list[Any]], run: Run, records: list[Record]
) -> dict[str, Any]:
    predictions = _predictions(scorer, run)
    everything = [document for documents in corpora.values() for document in documents]
    groups = corpora | {"all": everything}
    for half in ("half A", "half B"):
        groups[half] = [document for document in everything if _half(document.name) == half]
    report: dict[str, Any] = {}
    for name, documents in groups.items():
        wanted = {document.name for document in documents}
        kept = {doc: found for doc, found in predictions.items() if doc in wanted}
        totals = scorer.evaluate(documents, kept)
        report[name] = {
            kind: {key: counts.scores()[key] for key in ("value_f1", "relaxed_f1", "strict_f1")}
            for kind, counts in totals.items()
        }
    characters = sum(len(record["text"]) for record in records)
    report["documents a second"] = round(len(records) / run.seconds)
    report["characters a second"] = round(characters / run.seconds)
    return report


def _predictions(scorer: ModuleType, run: Run) -> dict[str, list[Any]]:
    return {
        record["doc"]: [
            scorer.Timex(found["start"], found["end"], found["type"], found["value"])
            for found in record["timexes"]
        ]
        for record in run.answers
    }


def _bootstrap(scorer: ModuleType, gold: Sequence[Any], run: Run, peer: Run) -> float:
    """How often, of resampled sets of documents, the peer's value F1 reaches ours."""
    draws = random.Random(20101210)  # noqa: S311 - the same draws every time
    sides = []
    for predictions in (_predictions(scorer, run), _predictions(scorer, peer)):
        counts = [
            scorer.compare(d.timexes, scorer.clean(d, predictions.get(d.name, []))) for d in gold
        ]
        sides.append([(c.value, c.gold + c.pred) for c in counts])
    reached = 0
    for _ in range(BOOTSTRAPS):
        drawn = draws.choices(range(len(gold)), k=len(gold))
        mine, theirs = (_f1(side[index] for index in drawn) for side in sides)
        reached += theirs >= mine
    return reached / BOOTSTRAPS


def _f1(counts: Iterable[tuple[int, int]]) -> float:
    right, total = (sum(column) for column in zip(*counts, strict=True))
    return 2 * right / total if total else 0.0


def _errors(scorer: ModuleType, gold: Sequence[Any], run: Run) -> dict[str, dict[str, int]]:
    """Of each rule, how many answers are right, wrong in value, or of nothing in the gold."""
    answers = {record["doc"]: record["timexes"] for record in run.answers}
    table: dict[str, Counter[str]] = {}
    for document in gold:
        found = answers[document.name]
        predicted = [scorer.Timex(t["start"], t["end"], t["type"], t["value"]) for t in found]
        pairs = scorer.align(document.timexes, predicted)
        paired = {mine: theirs for theirs, mine in pairs.items()}
        for index, timex in enumerate(found):
            kind = "spurious"
            if index in paired:
                same = document.timexes[paired[index]].value == timex["value"]
                kind = "right" if same else "wrong"
            table.setdefault(timex["rule"], Counter())[kind] += 1
        missed = len(document.timexes) - len(pairs)
        table.setdefault("(missed)", Counter())["missed"] += missed
    ordered = sorted(table.items(), key=lambda item: item[1]["right"] - item[1].total())
    return {rule: dict(counts) for rule, counts in ordered}


def _lengths(records: list[Record]) -> Iterable[dict[str, float]]:
    """Seconds of one text of growing length; the time of a character stays the same."""
    text = "\n\n".join(record["text"] for record in records)
    for size in (100_000, 1_000_000, 10_000_000):
        long = (text * (size // len(text) + 1))[:size]
        started = time.process_time()
        find_dates(long, "1999-01-01")
        seconds = time.process_time() - started
        yield {
            "characters": size,
            "seconds": round(seconds, 2),
            "microseconds a character": round(seconds / size * 1e6, 2),
        }


if __name__ == "__main__":
    sys.exit(main())
