"""What holds for every text that a reader may give, and for every file, however it was changed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.anchoring.spans import Span
from sources.readers import ReadFailure, read
from sources.readers.failures import Unreadable
from sources.readers.finishing import finish
from sources.readers.limits import DEFAULT_LIMITS
from sources.readers.raw_document import Extracted, Locator
from tests.sources.readers.checks import assert_lawful, assert_one_clear_line
from tests.sources.readers.mutating import mutated
from tests.sources.readers.whole_files import PROSE, WHOLE

pieces = st.sampled_from(
    [
        *(
            PROSE,
            "\n",
            "\n\n",
            "X",
            "1 / 1",
            "By Ann Orr",
            "Posted May 14, 2004",
            "© 2004",
            "Author: ",
        ),
        *(
            "\x00",
            "\u202e",
            "e\u0301",
            "\r\n",
            "\u1100\u1161",
            "\ud83d",
            "Title",
            " ",
            "Share this",
        ),
        "<iframe></iframe>",
    ]
)


@given(st.lists(pieces, max_size=25).map("".join), st.data())
def test_every_text_gives_a_lawful_document_or_is_refused(text: str, data: st.DataObject) -> None:
    places = st.integers(0, max(len(text) - 1, 0))
    cuts = sorted(data.draw(st.lists(places, max_size=6, unique=True)))
    apart = [Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
    locators = tuple(Locator(at, f"p. {at}") for at in cuts)
    extracted = Extracted(text, "plain_text", locators=locators, apart=tuple(apart))
    try:
        document = finish(extracted, "a.txt", DEFAULT_LIMITS)
    except Unreadable:
        assert not any(character.isalnum() for character in text)
    else:
        assert_lawful(document)
        assert len(document.locators) == len(locators)


@pytest.mark.parametrize("kind", WHOLE)
def test_files_with_random_changes_give_a_document_or_one_clear_line(kind: str) -> None:
    chance = random.Random(f"20040514 {kind}")  # noqa: S311
    for _ in range(40):
        try:
            document = read(mutated(WHOLE[kind], chance), "fuzzed.bin")
        except ReadFailure as failure:
            assert_one_clear_line(failure)
        else:
            assert_lawful(document)
