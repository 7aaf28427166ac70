"""What one process keeps another finds, whole or not at all."""

from __future__ import annotations

import os

from hypothesis import given
from hypothesis import strategies as st

from timeline.shared_memory import SharedTable

LARGEST = 64
keys = st.binary(min_size=1, max_size=80)
bodies = st.binary(min_size=1, max_size=LARGEST)


@given(st.lists(st.tuples(st.integers(0, 9).map(str), bodies)), st.integers(1, 6))
def test_a_key_leads_to_what_was_last_put_under_it_or_to_nothing(
    put: list[tuple[str, bytes]], places: int
) -> None:
    table, newest = SharedTable(places, LARGEST), dict[bytes, bytes]()
    for name, body in put:
        table.keep(name.encode(), body)
        newest[name.encode()] = body
        assert table.get(name.encode()) == body
    for key in map(str, range(10)):
        assert table.get(key.encode()) in {None, newest.get(key.encode())}


@given(keys, bodies, st.data())
def test_a_body_that_is_half_written_counts_as_none(
    key: bytes, body: bytes, data: st.DataObject
) -> None:
    table = SharedTable(1, LARGEST)
    table.keep(key, body)
    place = data.draw(st.integers(0, len(table.memory) - LARGEST + len(body) - 1))
    table.memory[place] ^= data.draw(st.integers(1, 255))
    assert table.get(key) is None


def test_what_is_too_large_or_empty_is_left_out() -> None:
    table = SharedTable(1, LARGEST)
    table.keep(b"one", b"short")
    table.keep(b"one", b"x" * (LARGEST + 1))
    table.keep(b"one", b"")
    assert table.get(b"one") == b"short"
    assert table.get(b"two") is None, "its place is taken by another"


def test_a_process_finds_what_another_one_kept() -> None:
    table = SharedTable(8, LARGEST)
    child = os.fork()
    if not child:
        table.keep(b"one", b"made by the child")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert table.get(b"one") == b"made by the child"
