"""What is stored: the reader's text, cleaned of what can't be seen, with the way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.anchoring.normalise import normalise, normalise_with_origin


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("one\r\ntwo\rthree\x0cfour\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("\ufeffTitle", "Title"),
        ("nul\x00bell\x07del\x7fc1\x9f", "nulbelldelc1"),
        ("cafe\u0301 and nai\u0308ve", "café and naïve"),
        ("paid \u202eruo ot\u202c them", "paid ruo ot them"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
    ],
)
def test_what_is_changed(raw: str, stored: str) -> None:
    assert normalise(raw) == stored


@pytest.mark.parametrize(
    "text",
    [
        "Two  spaces,\ta tab, a no-break\u00a0space.\n\n\n“Quotes” – and 'these' - stay…\n",
        "الاجتماع\u200f \u200dאבג co\u00adoperate 河水 🙂",
        "",
    ],
)
def test_what_is_kept_as_it_is(text: str) -> None:
    assert normalise(text) == text


def test_the_way_back_leads_to_the_readers_own_characters() -> None:
    raw = "\ufeffThe cafe\u0301\r\nshut on\x00 2 May."
    stored = normalise_with_origin(raw)
    for words, before in [
        ("shut", "shut"),
        ("café", "e\u0301"),
        ("\n", "\r\n"),
        ("on 2", "on\x00 2"),
        ("2 May.", "2 May."),
    ]:
        start = stored.text.index(words)
        span = stored.origin(start, start + len(words))
        assert raw[span.start : span.end].endswith(before)
    with pytest.raises(ValueError, match="not a span"):
        stored.origin(4, 4)


messy = st.text(
    alphabet=st.characters() | st.sampled_from("\r\n\x0c\ufeff\u0301\u1161\u11a8\u1100\u202e e"),
    max_size=60,
)


@given(messy)
def test_doing_it_twice_changes_nothing_more(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


@given(messy, st.data())
def test_every_span_leads_back_to_text_that_is_stored_as_that_span(
    raw: str, data: st.DataObject
) -> None:
    stored = normalise_with_origin(raw)
    if not stored.text:
        return
    start = data.draw(st.integers(0, len(stored.text) - 1))
    end = data.draw(st.integers(start + 1, len(stored.text)))
    span = stored.origin(start, end)
    assert 0 <= span.start < span.end <= len(raw)
    assert stored.text[start:end] in normalise(raw[span.start : span.end])
