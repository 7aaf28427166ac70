"""Small files for imports, and the commands run on them."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

BRIDGE = """The Bridge Opens

By Jo Ash
The Gazette, 5 May 2004

On Monday the mayor opened the bridge over the Elbow. She said that the old ferry will stop in June.
The ferryman, who has worked here since 1989, was not at the ceremony.
"""
FERRY = """The Ferry Stops

The old ferry made its last crossing on 30 June 2004. Nobody was aboard but the ferryman.
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a command printed, and its exit status."""

    out: str
    err: str
    status: int

    @property
    def report(self) -> dict[str, Any]:
        """The report that was asked for as JSON."""
        found: dict[str, Any] = json.loads(self.out)
        return found


def run(command: str, *arguments: object) -> Run:
    """Run a command as people do, but for the screen."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        return Run(out.getvalue(), f"{err.getvalue()}{error}\n", error.returncode)
    return Run(out.getvalue(), err.getvalue(), 0)


def import_files(*arguments: object, timeline: str = "bridge") -> Run:
    """Import files with one reader process."""
    return run("import_documents", *arguments, "--timeline", timeline, "--jobs", 1)


def write_files(folder: Path, **texts: str) -> Path:
    """Write texts as .txt files into a folder; "__" in a name stands for a subfolder."""
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
