"""Dates of documents from the command line: JSON lines in, JSON lines out."""

from __future__ import annotations

import argparse
import json
import sys

from timeline.dates.dates import find_dates


def main() -> int:
    """Read one document a line, write its dates; exit status 2 for a line that is none."""
    parser = argparse.ArgumentParser(prog="python -m timeline.dates", description=__doc__)
    parser.add_argument("--jsonl", action="store_true", required=True)
    parser.parse_args()
    for line in sys.stdin:
        if not line.strip():
            continue
        record = json.loads(line)
        timexes = [
            {
                "start": found.start,
                "end": found.end,
                "type": found.answer.type,
                "value": found.answer.value,
                "edtf": found.answer.edtf,
                "rule": found.rule,
            }
            for found in find_dates(record["text"], record.get("dct"))
        ]
        print(json.dumps({"doc": record["doc"], "timexes": timexes}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
