"""Hostile and broken files: a document that keeps the laws, or one clear line, and never a crash."""

from __future__ import annotations

import pytest

from sources.readers import ReadFailure, read
from tests.sources.readers.checks import assert_lawful, assert_one_clear_line
from tests.sources.readers.damaged_files import damaged
from tests.sources.readers.refused_files import refused

REFUSED = {name: (data, words) for name, data, words in refused()}
DAMAGED = dict(damaged())


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_text_is_refused_in_one_clear_line(name: str) -> None:
    data, words = REFUSED[name]
    with pytest.raises(ReadFailure) as caught:
        read(data, f"{name}.txt")
    assert words in str(caught.value)
    assert_one_clear_line(caught.value)


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_damaged_is_read_as_far_as_it_goes_or_refused_in_one_clear_line(name: str) -> None:
    try:
        document = read(DAMAGED[name], name)
    except ReadFailure as failure:
        assert_one_clear_line(failure)
    else:
        assert_lawful(document)


def test_there_are_enough_of_them() -> None:
    assert len(REFUSED) + len(DAMAGED) >= 300
