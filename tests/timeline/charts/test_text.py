from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.charts.made import make_row
from timeline.charts.text import escaped, hover_text, kind_words, wrapped


@given(st.text(max_size=300))
def test_no_text_can_bring_a_tag_with_it(text):
    assert re.search(r"<(?!br>)", wrapped(text)) is None
    assert "<" not in escaped(text)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=200))
def test_text_is_shown_as_it_stands(text):
    assert html.unescape(escaped(text)) == text


@pytest.mark.parametrize(
    "hostile",
    ["<a href='javascript:alert(1)'>x</a>", "<b style=color:red>", "&lt;b&gt;", "a\nb\x00", "<br>"],
)
def test_hostile_titles_stay_text(hostile):
    words = hover_text(make_row(title=hostile), {"A": hostile}, kind_words())
    assert re.sub("<br>", "", words).count("<") == 0
    assert "\n" not in words
    assert "\x00" not in words


def test_the_hover_label_says_when_what_and_who_says_so():
    row = make_row("2010-03", modality="planned", letters=("A", "C"))
    lines = hover_text(row, {"A": "The Daily", "C": "The Weekly"}, kind_words()).split("<br>")
    assert lines == [
        "March 2010 · planned",
        "Two neighbours sign a pact",
        "A  The Daily",
        "C  The Weekly",
    ]
