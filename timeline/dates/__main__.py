"""Dates of documents from the command line: JSON lines in, JSON lines out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from typing import IO

from timeline.dates.dating import find_dates
from timeline.dates.timeml import timexes


def main(argv: Sequence[str] | None = None) -> int:
    """Read {"doc", "dct", "text"} lines, write {"doc", "timexes"} lines.

    Exit status 0, or 2 where a line could not be read; the others are still answered.
    """
    parser = argparse.ArgumentParser(prog="python -m timeline.dates", description=__doc__)
    parser.add_argument("--jsonl", action="store_true", required=True, help="one document a line")
    parser.add_argument("--language", default="en", help="of the words: en, de (default: en)")
    options = parser.parse_args(argv)
    return answer(sys.stdin, sys.stdout, options.language)


def answer(lines: Iterable[str], out: IO[str], language: str = "en") -> int:
    """Answer each line; a line that cannot be read is told on stderr by its number."""
    status = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            found = find_dates(record["text"], record.get("dct"), language)
            answers = [timex.as_dict() for date in found for timex in timexes(date)]
            out.write(json.dumps({"doc": record["doc"], "timexes": answers}) + "\n")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            print(f"line {number}: not a document: {error}", file=sys.stderr)
            status = 2
    return status


if __name__ == "__main__":
    sys.exit(main())
