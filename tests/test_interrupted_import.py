"""An import that is stopped, by Ctrl-C or by force, leaves whole documents and goes on the next time."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

from bench._commands import ROOT, environment, measure
from bench.kill_importing import kill_often, rows_of
from tests.timeline.files import BRIDGE, FERRY

KILLS = 5
DOCUMENTS = 25


def test_killed_at_any_moment_nothing_is_half_stored_and_the_next_run_ends_the_same(
    tmp_path: Path,
) -> None:
    report = kill_often([BRIDGE, FERRY, BRIDGE + FERRY], tmp_path, KILLS, DOCUMENTS)
    assert report["kills"] == KILLS
    assert report["faults"] == []


def test_ctrl_c_ends_after_the_document_at_hand_and_the_next_run_goes_on(tmp_path: Path) -> None:
    var, folder = tmp_path / "var", tmp_path / "texts"
    folder.mkdir()
    for number in range(150):
        path = folder / f"copy-{number:03}.txt"
        path.write_text(f"{BRIDGE}\nThis is copy {number}.", encoding="utf-8")
    assert measure(var, "migrate", "-v0").status == 0
    report = tmp_path / "report.json"
    arguments = ["import_documents", str(folder), "--timeline", "bridge", "--json", str(report)]
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(var),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while process.poll() is None and not rows_of(var / "chronocite.sqlite3")["sources_document"]:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 128 + signal.SIGINT
    assert "Stopping after this document." in err
    assert "Traceback" not in err
    told = json.loads(report.read_text("utf-8"))
    done = told["counts"]["new"]
    assert told["interrupted"]
    assert 0 < done < 150
    assert f"Stopped after {done} of 150. Run the same command again to go on." in out
    assert len(rows_of(var / "chronocite.sqlite3")["sources_document"]) == done
    assert measure(var, *arguments).status == 0
    counts = json.loads(report.read_text("utf-8"))["counts"]
    assert counts == {"new": 150 - done, "known": done, "changed": 0, "refused": 0}
