"""Bibliographies of others, and our own exports read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from sources.bibliography import write_bibtex, write_csl, write_ris
from sources.bibliography.reference import Name, Reference
from sources.readers import Bibliography, ReadFailure, read_bibliography
from sources.readers.reference_dates import from_slashes, from_words
from tests.sources.readers.checks import assert_one_clear_line

SAMPLES = Path(__file__).parents[2] / "samples"
OURS = Reference(
    id="lind-2004",
    kind="article-newspaper",
    title="Water, law & “the river”: 50 % more {in braces} than $3_000",
    authors=(
        Name("Lind", "Marta"),
        Name("Gogh", "Vincent", particle="van"),
        Name(literal="River Orsa Commission"),
    ),
    container="Lindholm Gazette",
    publisher="Gazette Printing House",
    volume="3",
    issue="5",
    published="2004-05-14",
    url="https://gazette.example/a_b?c=d&e=f%20g",
    language="en",
)


def read(text: str) -> Bibliography:
    return read_bibliography(text.encode(), "rivers.txt")


@pytest.mark.parametrize("name", ["rivers.ris", "rivers.bib", "rivers.json"])
def test_the_three_formats_say_the_same_of_the_same_works(name: str) -> None:
    found = read_bibliography(SAMPLES.joinpath(name).read_bytes(), "whatever")
    article, report = found.references["river-commission"], found.references["annual-report"]
    assert article.title == "Three Countries Found a Commission for the River Orsa"
    assert article.authors == (Name("Lind", "Marta"),)
    assert (article.container, article.volume, article.issue) == (
        "Northern Rivers Monthly",
        "3",
        "5",
    )
    assert article.published == "2004-05-14"
    assert article.url == "https://rivers.example/3/5"
    assert report.kind == "report"
    assert report.authors == (Name(literal="River Orsa Commission"),)
    assert report.published.startswith("2009")
    assert found.warnings == ()


@pytest.mark.parametrize("write", [write_csl, write_bibtex, write_ris])
def test_what_we_export_is_read_back(write: Callable[[Iterable[Reference]], str]) -> None:
    back = read(write([OURS])).references["lind-2004"]
    for field in ("id", "title", "container", "volume", "issue", "published", "url", "language"):
        assert getattr(back, field) == getattr(OURS, field), field
    assert [name.family or name.literal for name in back.authors] == [
        "Lind",
        "Gogh" if write is not write_ris else "van Gogh",
        "River Orsa Commission",
    ]


@pytest.mark.parametrize("edtf", ["2004", "2004-05", "2004-05-14", "2004-21", "2006~"])
@pytest.mark.parametrize("write", [write_csl, write_bibtex, write_ris])
def test_a_date_comes_back_no_finer_and_no_surer(
    edtf: str, write: Callable[[Iterable[Reference]], str]
) -> None:
    reference = Reference(id="a", kind="book", title="A", published=edtf)
    assert read(write([reference])).references["a"].published == edtf


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("2004/05/14/", "2004-05-14"),
        ("2004/05//", "2004-05"),
        ("2004///", "2004"),
        ("2004///spring", "2004-21"),
        ("2004/13/41/", ""),
        ("no date", ""),
    ],
)
def test_dates_of_ris(words: str, edtf: str) -> None:
    assert from_slashes(words) == edtf


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("May 2004", "2004-05"),
        ("ca. 1870", "1870~"),
        ("Fall 1999", "1999-23"),
        ("1992/1999", "1992/1999"),
    ],
)
def test_dates_in_words(words: str, edtf: str) -> None:
    assert from_words(words) == edtf


def test_latex_is_read_as_the_letters_that_it_stands_for() -> None:
    found = read(
        r"@article{a, title={The \"Ore \& the caf{\'e} -- {UN} rules}, author={M{\"u}ller, J{\"o}rg and others}}"
    )
    assert found.references["a"].title == "The Öre & the café – UN rules"
    assert found.references["a"].authors[0] == Name("Müller", "Jörg")


def test_one_broken_entry_costs_a_line_and_not_the_others() -> None:
    found = read(
        "@book{a, title={A}}\n@book{b, title={B\n\n@book{c, title={C}}\n@book{a, title={again}}\n"
    )
    assert found.references["a"].title == "A"
    assert found.references["c"].title == "C"
    assert any(line.startswith("Line 2: an entry can't be read") for line in found.warnings)
    assert any("the entry a stands there again" in line for line in found.warnings)


def test_entries_without_an_id_are_counted_as_left_out() -> None:
    found = read("TY  - BOOK\nTI  - A\nER  - \n\nTY  - BOOK\nID  - b\nTI  - B\nER  - \n")
    assert list(found.references) == ["b"]
    assert found.warnings == ("1 entries have no id, so they belong to no file and were left out.",)


def test_strange_items_of_csl_are_taken_as_far_as_they_go() -> None:
    items = [
        {"id": 7, "type": ["x"], "title": {"a": 1}, "author": "me", "issued": {"date-parts": [[]]}},
        {
            "id": "b",
            "type": "book",
            "author": [1, {"given": "x"}],
            "issued": {"date-parts": [["2004", 99]]},
        },
        "nothing",
        {"id": "c", "type": "book", "URL": "javascript:alert(1)", "issued": {"raw": "14 May 2004"}},
    ]
    found = read(json.dumps(items))
    assert list(found.references) == ["7", "b", "c"]
    assert found.references["c"].url == ""
    assert found.references["c"].published == "2004-05-14"
    assert found.warnings == ("Item 3 is not an entry and was left out.",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Once upon a time.", "is not a bibliography"),
        ('{"a": 1}', "is not a bibliography"),
        ("@book{a, title={never closed", "without any entry"),
        ("TY  - JOUR\nTI  - A\nER  - \n", "without any entry"),
        ("[" * 100_000, "is not a bibliography"),
    ],
)
def test_what_is_no_bibliography_is_refused_in_one_clear_line(text: str, words: str) -> None:
    with pytest.raises(ReadFailure, match=words) as caught:
        read(text)
    assert_one_clear_line(caught.value)
