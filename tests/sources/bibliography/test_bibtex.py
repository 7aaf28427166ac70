"""BibTeX: read back by bibtexparser as it was written, whatever the texts hold."""

from __future__ import annotations

import pytest
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry
from hypothesis import given
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from sources.bibliography.bibtex import write_bibtex
from sources.bibliography.reference import Name, Reference
from tests.sources.bibliography.works import ARTICLE, EVENT_PAGE, references


def read(bibtex: str) -> list[Entry]:
    library = parse_string(bibtex)
    assert not library.failed_blocks
    return library.entries


def plain(latex: str) -> str:
    """LaTeX to text by pylatexenc, told that \\textasciicircum is the ASCII character."""
    context = get_default_latex_context_db()
    circumflex = MacroTextSpec("textasciicircum", "^")
    context.add_context_category("ascii", macros=[circumflex], prepend=True)
    return str(LatexNodes2Text(latex_context=context).latex_to_text(latex))


def test_an_article_as_latex_expects_it() -> None:
    assert write_bibtex([ARTICLE]).split() == [
        "@article{town-news-2010-03-24,",
        "title",
        "=",
        "{{Bridge",
        "closes}},",
        "author",
        "=",
        "{Writer,",
        "Jo},",
        "journal",
        "=",
        "{Town",
        "News},",
        "year",
        "=",
        "{2010},",
        "month",
        "=",
        "mar,",
        "date",
        "=",
        "{2010-03-24},",
        "url",
        "=",
        "{https://example.org/bridge?page=1&part=2},",
        "language",
        "=",
        "{en}",
        "}",
    ]


def test_the_page_of_an_event_has_the_day_on_which_it_was_seen() -> None:
    (page,) = read(write_bibtex([EVENT_PAGE]))
    assert (page.entry_type, page["organization"], page["urldate"]) == (
        "misc",
        "Chronocite",
        "2026-11-21",
    )


@pytest.mark.parametrize(
    ("published", "year", "month", "date"),
    [
        ("2010-03", "2010", "mar", "2010-03"),
        ("2010", "2010", None, "2010"),
        ("2007-03-09/2007-03-13", "2007", "mar", "2007-03-09/2007-03-13"),
        ("2007-03/2007-05", "2007", None, "2007-03/2007-05"),
        ("2010-21", "2010", None, "2010-21"),
        ("2006~", "ca. 2006", None, "2006~"),
        ("2001-39", "late 2001", None, None),
        ("199X", "1990s", None, None),
        ("../1999", "until 1999", None, "../1999"),
        ("1999/2001", "1999–2001", None, "1999/2001"),
        ("[1999,2001]", "1999 or 2001", None, None),
    ],
)
def test_year_and_month_hold_no_more_than_is_sure(
    published: str, year: str, month: str | None, date: str | None
) -> None:
    (work,) = read(write_bibtex([Reference("a", "book", "Title", published=published)]))
    fields = {name: field.value for name, field in work.fields_dict.items()}
    assert (fields["year"], fields.get("month"), fields.get("date")) == (year, month, date)


def test_names_are_taken_apart_as_they_were_put_together() -> None:
    authors = (
        Name("Beethoven", "Ludwig", "van", "Jr."),
        Name(literal="Ministry of Rivers and Lakes"),
        Name("Stone and Sand", "A, B"),
    )
    library = parse_string(
        write_bibtex([Reference("a", "book", "Title", authors)]),
        append_middleware=[middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()],
    )
    first, body, odd = library.entries[0]["author"]
    assert (first.von, first.last, first.jr, first.first) == (
        ["van"],
        ["Beethoven"],
        ["Jr."],
        ["Ludwig"],
    )
    assert body.last == ["{Ministry of Rivers and Lakes}"]
    assert (odd.last, odd.first) == (["{Stone and Sand}"], ["{A, B}"])


def test_works_with_one_key_are_kept_apart() -> None:
    works = [Reference(key, "book", "Title") for key in ("a b", "a,b", "A-B", "ß")]
    assert [entry.key for entry in read(write_bibtex(works))] == ["a-b", "a-b:2", "A-B:3", "-"]


def test_braces_are_balanced_even_for_a_program_that_counts_escaped_ones() -> None:
    bibtex = write_bibtex([Reference("a", "book", "A { without an end \\{")])
    assert bibtex.count("{") == bibtex.count("}")


@given(references)
def test_what_was_written_reads_back_the_same(reference: Reference) -> None:
    bibtex = write_bibtex([reference])
    (work,) = read(bibtex)
    texts = {name: plain(str(field.value)) for name, field in work.fields_dict.items()}
    assert work["title"].startswith("{")
    assert texts["title"] == reference.title
    assert texts.get("volume", "") == reference.volume
    assert texts.get("number", "") == reference.issue
    held = set(texts.values())
    assert {reference.container, reference.publisher} - {""} <= held
    url = reference.url.replace("{", "%7B").replace("}", "%7D")
    assert (work["url"] if "url" in work.fields_dict else "") == url
    assert bibtex.count("{") == bibtex.count("}")
