"""A file of an index is whole, or it is not used."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.index.columns import Whole
from timeline.index.container import Damaged, load, save

ARRAYS: dict[str, Whole] = {"days": np.arange(5, dtype=np.int32), "none": np.empty(0, np.int64)}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("index") / "a.index"
    assert save(path, ARRAYS, {"mark": [7, 0, "abc"]}) == path.stat().st_size
    stored = load(path)
    assert stored.told == {"mark": [7, 0, "abc"]}
    assert {name: array.tolist() for name, array in stored.arrays.items()} == {
        "days": [0, 1, 2, 3, 4],
        "none": [],
    }
    return path.read_bytes()


@given(st.data())
def test_one_byte_that_is_another_is_noticed(
    whole: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[place]))
    path = tmp_path_factory.getbasetemp() / "damaged.index"
    path.write_bytes(whole[:place] + bytes([other]) + whole[place + 1 :])
    try:
        told = load(path)
    except Damaged:
        return
    gap = whole[place] == 0  # between header and arrays nothing is told
    assert gap
    assert told.arrays["days"].tolist() == [0, 1, 2, 3, 4]


@given(st.data())
def test_a_file_that_ends_early_is_noticed(
    whole: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "short.index"
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    with pytest.raises(Damaged):
        load(path)


def test_killed_while_writing_it_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.index"
    save(path, ARRAYS, {"of": "before"})

    def killed(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", killed)
    with pytest.raises(KeyboardInterrupt):
        save(path, ARRAYS, {"of": "after"})
    assert load(path).told == {"of": "before"}
    monkeypatch.undo()
    save(path, ARRAYS, {"of": "after"})
    assert [found.name for found in tmp_path.iterdir()] == ["a.index"]
    assert load(path).told == {"of": "after"}
