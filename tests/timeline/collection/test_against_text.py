from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from tests.timeline.collection.conftest import SHA256
from tests.timeline.small_collection import GAZETTE
from timeline.collection import check_against_text, read_collection


def faults(folder: Path, data: bytes = GAZETTE.encode()) -> list[str]:
    collection = read_collection(folder)
    return [str(fault) for fault in check_against_text(collection, collection.sources[0], data)]


def test_quotes_that_stand_in_their_text_are_no_fault(folder: Path) -> None:
    assert faults(folder) == []


def test_another_text_is_told_by_its_checksum(folder: Path) -> None:
    (line,) = faults(folder, GAZETTE.replace("bridge", "bridges").encode())
    assert line.startswith('sources.toml: source "gazette": gazette.txt has another SHA-256')


def test_a_text_that_is_not_utf_8_is_refused(folder: Path) -> None:
    data = b"caf\xe9"
    sources = folder / "sources.toml"
    sources.write_text(sources.read_text().replace(SHA256, sha256(data).hexdigest()))
    (line,) = faults(folder, data)
    assert "gazette.txt is not UTF-8 at byte 3" in line


def test_a_wrong_length_is_told(folder: Path) -> None:
    sources = folder / "sources.toml"
    sources.write_text(sources.read_text().replace(f"length = {len(GAZETTE)}", "length = 999"))
    (line,) = faults(folder)
    assert f"length is 999, but gazette.txt has {len(GAZETTE)} characters" in line


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("the mayor opened the", "the mayor closed the", "it stands 0 times"),
        (f"start = {GAZETTE.index('promised')}\nend = {GAZETTE.index('late 2003') + 9}",
         f"start = {GAZETTE.index('promised') + 1}\nend = {GAZETTE.index('late 2003') + 10}",
         f"it starts at {GAZETTE.index('promised')}"),
        (f"wording_start = {GAZETTE.index('On Monday')}", "wording_start = 3",
         "'On Monday' does not stand at 3 of gazette.txt"),
        (f'start = {GAZETTE.index("the mayor")}\nend = {GAZETTE.index("the mayor") + 27}\nquote = "the mayor opened the bridge"',
         'start = 0\nend = 4\nquote = "HOME"', "marks as boilerplate of gazette.txt"),
    ],
)  # fmt: skip
def test_what_does_not_stand_in_the_text_is_told(
    folder: Path, old: str, new: str, line: str
) -> None:
    events = folder / "events.toml"
    text = events.read_text()
    assert old in text
    events.write_text(text.replace(old, new))
    assert any(line in found for found in faults(folder)), faults(folder)
