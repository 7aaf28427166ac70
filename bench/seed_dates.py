"""The dates of the collection's articles: what the engine reads beside what a person read.

    ./run bench seed_dates --texts FOLDER

FOLDER holds the articles (or CHRONOCITE_TEXTS names it). Each was read from start to end and its
expressions listed in bench/seed_dates/ before the engine was run on it; the lists hold places and
answers, none of the words. Prints JSON: with the publication date, and with only its year, how
many of the expressions were found with the right answer, and every difference.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parent.parent))

from timeline.dates import FoundDate, find_dates

LISTS: Final = Path(__file__).with_suffix("")


@dataclass(frozen=True, slots=True)
class Listed:
    """One expression, or look-alike, as a person read it: its place, kind and answers."""

    start: int
    end: int
    kind: str
    by_day: str
    by_year: str


@dataclass(frozen=True, slots=True)
class Article:
    """The list of one article: what it is made from, and what stands in it."""

    sha256: str
    published: str
    listed: tuple[Listed, ...]


def main() -> int:
    """Compare; exit status 1 where fewer than 97 in 100 are right, 2 where the texts are missing."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--texts", default=os.environ.get("CHRONOCITE_TEXTS"))
    folder = parser.parse_args().texts
    if not folder:
        print("give --texts FOLDER, or set CHRONOCITE_TEXTS", file=sys.stderr)
        return 2
    report, enough = {}, True
    for name, by_year in (("published on a day", False), ("published in a year", True)):
        counts, differences = compare(Path(folder), by_year)
        listed = counts["right"] + counts["wrong"] + counts["missed"]
        share = round(100 * counts["right"] / listed, 1)
        enough &= share >= 97
        report[name] = {"right in 100": share, **counts, "differences": differences}
    print(json.dumps(report, indent=2))
    return int(not enough)


def compare(folder: Path, by_year: bool) -> tuple[Counter[str], list[dict[str, Any]]]:
    """Count what came of each expression of the articles in a folder, and list the differences.

    by_year: the engine is told only the year of publication. Exits where a text is another than
    the one that was read.
    """
    counts: Counter[str] = Counter()
    differences = []
    for file in sorted(LISTS.glob("*.tsv")):
        article = _article(file)
        text = _text(folder / f"{file.stem}.txt", article)
        found = find_dates(text, article.published[:4] if by_year else article.published)
        for kind, difference in _compare(article.listed, found, by_year):
            counts[kind] += 1
            if kind not in {"right", "look-alike left alone"}:
                differences.append({"article": file.stem, "what": kind} | difference)
    return counts, differences


def _article(file: Path) -> Article:
    facts: dict[str, str] = {}
    listed = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            name, _, value = line[1:].partition(":")
            facts[name.strip()] = value.strip()
        else:
            start, end, *rest = line.split("\t")
            listed.append(Listed(int(start), int(end), *rest))
    return Article(facts["text-sha256"], facts["published"], tuple(listed))


def _text(file: Path, article: Article) -> str:
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != article.sha256:
        raise SystemExit(f"{file} is not the text that was read: its sha256 is another")
    return data.decode()


def _compare(
    listed: Sequence[Listed], found: Sequence[FoundDate], by_year: bool
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What came of each expression, and what was found where nothing is."""
    for item in listed:
        meant = item.by_year if by_year else item.by_day
        here = [date for date in found if date.start < item.end and item.start < date.end]
        answers = [date.edtf or date.value for date in here]
        facts = {"place": [item.start, item.end], "listed": meant, "read": answers}
        if item.kind == "optional":
            continue
        if item.kind == "none":
            yield "look-alike found" if here else "look-alike left alone", facts
        elif not here:
            yield "missed", facts
        else:
            same = {_stated(date, by_year) for date in here} == {meant}
            yield "right" if same else "wrong", facts
            if here[0].type != item.kind:
                types = {"listed": item.kind, "read": here[0].type}
                yield "of another type", facts | types
    for date in found:
        if not any(date.start < item.end and item.start < date.end for item in listed):
            facts = {"place": [date.start, date.end], "read": [date.edtf or date.value]}
            yield "found where nothing is", facts


def _stated(date: FoundDate, by_year: bool) -> str:
    """The answer; where only the year of publication is known, without the mark of an estimate."""
    answer = date.edtf or date.value
    return answer.removesuffix("?") if by_year else answer


if __name__ == "__main__":
    sys.exit(main())
