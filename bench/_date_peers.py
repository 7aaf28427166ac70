"""What the date taggers that anybody can install answer, in the form that the scorer reads."""

from __future__ import annotations

import json
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from timeline.dates import find_dates
from timeline.dates.timeml import timexes

Record = dict[str, Any]

_CHRONO: Final = """
const chrono = require('chrono-node');
const docs = require('fs').readFileSync(0, 'utf8').split('\\n').filter(Boolean).map(JSON.parse);
const pad = (number, size) => String(number).padStart(size, '0');
const value = part => {
  let text = pad(part.get('year'), 4);
  if (!part.isCertain('month') && !part.isCertain('day') && !part.isCertain('weekday')
      && part.isCertain('year')) return text;
  text += '-' + pad(part.get('month'), 2);
  return part.isCertain('month') && !part.isCertain('day') ? text
    : text + '-' + pad(part.get('day'), 2);
};
const read = doc => ({doc: doc.doc, timexes: chrono.parse(doc.text, new Date(doc.dct + 'T12:00:00'))
  .map(found => ({start: found.index, end: found.index + found.text.length, type: 'DATE',
                  value: value(found.start)}))});
docs.slice(0, 5).forEach(read);
const started = process.cpuUsage();
const answers = docs.map(read);
const used = process.cpuUsage(started);
const seconds = (used.user + used.system) / 1e6;
console.log(JSON.stringify({seconds, answers}));
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a tagger answered, and how long it took without its start, in seconds of the processor."""

    answers: list[Record]
    seconds: float


def ours(documents: list[Record]) -> Run:
    """Chronocite, after one reading of all the documents: a tagger that runs is warm."""
    _ours(documents)
    started = time.process_time()
    answers = _ours(documents)
    return Run(answers, time.process_time() - started)


def _ours(documents: list[Record]) -> list[Record]:
    return [
        {
            "doc": document["doc"],
            "timexes": [
                timex.as_dict()
                for found in find_dates(document["text"], document["dct"])
                for timex in timexes(found)
            ],
        }
        for document in documents
    ]


def dateparser_search(documents: list[Record]) -> Run:
    """dateparser's own search, with the document's date as its base."""
    from datetime import datetime

    from dateparser.search import search_dates

    started = time.process_time()
    answers = []
    for document in documents:
        base = datetime.fromisoformat(document["dct"])
        found = search_dates(document["text"], languages=["en"], settings={"RELATIVE_BASE": base})
        timexes_found, position = [], 0
        for wording, day in found or []:
            start = document["text"].find(wording, position)
            if start >= 0:
                position = start + len(wording)
                value = f"{day:%Y-%m-%d}"
                timexes_found.append(
                    {"start": start, "end": position, "type": "DATE", "value": value}
                )
        answers.append({"doc": document["doc"], "timexes": timexes_found})
    return Run(answers, time.process_time() - started)


def chrono_node(documents: list[Record], folder: Path) -> Run:
    """chrono-node, from the folder in which `npm install chrono-node` was run."""
    lines = "\n".join(json.dumps(document) for document in documents)
    done = subprocess.run(  # noqa: S603 - our own script
        ["node", "-e", _CHRONO],  # noqa: S607
        input=lines, capture_output=True, text=True, check=True, cwd=folder,
    )  # fmt: skip
    answer = json.loads(done.stdout)
    return Run(answer["answers"], float(answer["seconds"]))
