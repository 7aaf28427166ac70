"""Words as they are compared: whoever types them on whatever keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.search.folding import BORDER, LONGEST_WORD, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Elbow bridge, at last!", "the elbow bridge at last"),
        ("Café Ångström, ČEZ, smörgås", "cafe angstrom cez smorgas"),
        (
            "Łódź, Ærø, Đakovo, Þórr, straße, İzmir, ılık",
            "lodz aero dakovo thorr strasse izmir ilik",
        ),
        ("e\u0301te\u0301 and été", "ete and ete"),
        ("ПОЗДНЯЯ ёлка, Київ", "поздняя елка киів"),
        ("мой, мои, Йод, и\u0306од", "мой мои йод йод"),
        ("Αθήνα ΟΔΌΣ οδός", "αθηνα οδοσ οδοσ"),
        ("the mayor's and the mayor’s", "the mayor s and the mayor s"),
        ("об'єкт, обʼєкт, об’єкт", "об єкт об єкт об єкт"),
        ("re-opened re–opened re\u00adopened", "re opened re opened reopened"),
        ("１２ ﬁne m² 3.5% 1,000", "12 fine m2 3 5 1 000"),
        ("橋が開く", "橋 か \u3099 開 く"),
        ("مُحَمَّد", "محمد"),
        ("snake_case&co @home #1", "snake case co home 1"),
        ("🌉 — … %", ""),
        ("", ""),
        ("nul\0and\ttab", "nul and tab"),
        (f"one{BORDER}two", "one two"),
        ("a" * 100, "a" * LONGEST_WORD),
    ],
)
def test_case_accents_and_signs_do_not_count(text: str, found: str) -> None:
    assert words(text).strip() == found


@given(st.text())
def test_words_of_words_are_the_same_words(text: str) -> None:
    once = words(text)
    assert words(once) == once
    assert once == "" or (once[0] == once[-1] == " ")
    assert "  " not in once
    assert BORDER not in once


@given(st.text(), st.text())
def test_words_of_two_texts_are_those_of_each(one: str, other: str) -> None:
    both = words(f"{one} \n{other}").split()
    assert both == words(one).split() + words(other).split()
