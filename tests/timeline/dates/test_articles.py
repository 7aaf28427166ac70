"""The articles of the collection, where their texts are at hand, beside what a person read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.seed_dates import compare


@pytest.mark.parametrize("by_year", [False, True])
def test_each_date_that_a_person_read_is_read_and_no_look_alike(
    seed_texts: Path | None, by_year: bool
) -> None:
    if seed_texts is None:
        pytest.skip("the texts of the articles are not here")
    counts, differences = compare(seed_texts, by_year)
    assert not counts["look-alike found"], differences
    assert not counts["found where nothing is"], differences
    assert counts["right"] >= 102, differences  # of 104
