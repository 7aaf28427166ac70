"""A word that is looked for stands for its other forms, and for no other word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.search.folding import words
from timeline.search.forms import other_forms

SAME = [
    ("treaty", "treaties"),
    ("summit", "summits"),
    ("force", "forces"),
    ("pass", "passes", "passed"),
    ("decide", "decides", "decided", "deciding"),
    ("plan", "plans", "planned", "planning"),
    ("carry", "carries", "carried"),
    ("договор", "договоры", "договора", "договоров", "договорами"),
    ("страна", "страны", "странах", "стран"),
    ("организация", "организации", "организаций", "организацией"),
    ("соглашение", "соглашения", "соглашений"),
    ("область", "области", "областей"),
    ("учение", "учений", "учениях"),
    ("сила", "силы", "силами"),
    ("военный", "военные", "военных"),
    ("российский", "российская", "российского"),
    ("подписать", "подписал", "подписали", "подписано"),
    ("заявить", "заявил", "заявила"),
]
OTHER = [
    ("plan", "planet"),
    ("unit", "unity"),
    ("paris", "parish"),
    ("organization", "organ"),
    ("king", "ks"),
    ("news", "newt"),
    ("страна", "странный"),
    ("план", "планета"),
]


@pytest.mark.parametrize("forms", SAME, ids=lambda forms: str(forms[0]))
def test_each_form_of_a_word_finds_the_others(forms: tuple[str, ...]) -> None:
    for asked in forms:
        for written in forms:
            assert written.startswith(asked) or written in other_forms(asked), (asked, written)


@pytest.mark.parametrize(("asked", "other"), OTHER)
def test_another_word_is_no_form_of_it(asked: str, other: str) -> None:
    assert other not in other_forms(asked)
    assert asked not in other_forms(other)


@given(st.text(max_size=70))
def test_forms_are_words_as_they_are_kept_and_few(text: str) -> None:
    for word in words(text).split():
        forms = other_forms(word)
        assert len(forms) < 100
        assert all(words(form) == f" {form} " for form in forms)


@pytest.mark.parametrize("word", ["橋", "12", "b2b", "γεφυρα", "us", "он"])
def test_what_has_no_rules_here_has_no_other_forms(word: str) -> None:
    assert other_forms(word) == ()
