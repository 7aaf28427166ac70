"""The dates of documents from the command line: a line of JSON in, a line out."""

from __future__ import annotations

import io
import json
import runpy
import sys

import pytest

from timeline.dates import __main__ as command


def run(lines: str, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    return command.main(["--jsonl", *arguments])


def test_the_command_answers_a_line_for_a_line(monkeypatch, capsys) -> None:
    lines = [
        {"doc": "a", "dct": "2010-03-19", "text": "It rained yesterday."},
        {"doc": "b", "dct": None, "text": "It rained in 1999."},
        {"doc": "c", "text": "Nothing."},
    ]
    text = "\n".join([json.dumps(line) for line in lines] + [""])
    assert run(text, monkeypatch) == 0
    out = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert out[0] == {
        "doc": "a",
        "timexes": [
            {
                "start": 10, "end": 19, "type": "DATE", "value": "2010-03-18",
                "edtf": "2010-03-18", "rule": "day-word",
            }
        ],
    }  # fmt: skip
    assert [len(line["timexes"]) for line in out] == [1, 1, 0]


def test_the_package_can_be_run(monkeypatch, capsys) -> None:
    monkeypatch.setattr(sys, "argv", ["dates", "--jsonl"])
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    monkeypatch.delitem(sys.modules, "timeline.dates.__main__")
    with pytest.raises(SystemExit) as leaving:
        runpy.run_module("timeline.dates", run_name="__main__")
    assert leaving.value.code == 0


def test_a_faulty_line_is_told_by_its_number_and_the_rest_is_read(monkeypatch, capsys) -> None:
    good = json.dumps({"doc": "a", "text": "Im Mai 1999."})
    assert run(f"{{\n\n{good}\n[]\n", monkeypatch, "--language", "de") == 2
    output = capsys.readouterr()
    assert len(output.out.splitlines()) == 1
    first, second = output.err.splitlines()
    assert first.startswith("line 1: not a document")
    assert second.startswith("line 4: not a document")
