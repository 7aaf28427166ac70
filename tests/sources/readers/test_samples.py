"""The sample documents in tests/samples, each read as what it is, whatever it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.bibliography.reference import Name
from sources.readers import RawDocument, ReadFailure, read
from tests.samples.make_binary_samples import annual_report, minutes
from tests.samples.making import make_docx, make_pdf
from tests.sources.readers.checks import assert_lawful

SAMPLES = Path(__file__).parents[2] / "samples"
READERS = {
    "river-commission.txt": "plain_text",
    "bridge-plan.md": "markdown_text",
    "flood-report.html": "html_page",
    "annual-report.pdf": "pdf",
    "minutes.docx": "word_document",
    "opening-notice.eml": "email_message",
}


def sample(name: str) -> RawDocument:
    return read(SAMPLES.joinpath(name).read_bytes(), name)


def marked(document: RawDocument) -> list[str]:
    return [document.text[span.start : span.end] for span in document.boilerplate]


@pytest.mark.parametrize(("name", "reader"), READERS.items())
def test_the_content_decides_and_not_the_name(name: str, reader: str) -> None:
    document = read(SAMPLES.joinpath(name).read_bytes(), "holiday.xyz")
    assert document.reader == reader
    assert_lawful(document)


def test_plain_text_is_kept_letter_by_letter_and_says_who_wrote_it_when() -> None:
    document = sample("river-commission.txt")
    assert document.text == SAMPLES.joinpath("river-commission.txt").read_text("utf-8")
    assert document.title == "Three Countries Found a Commission for the River Orsa"
    assert document.metadata.authors == (Name("Lind", "Marta"),)
    assert document.metadata.container == "Northern Rivers Monthly"
    assert (document.metadata.volume, document.metadata.issue) == ("3", "5")
    assert document.published == "2004-05-14"
    assert document.published_evidence == "stated in the text: “Posted May 14, 2004”"
    assert document.metadata.rights.startswith("© 2004")
    assert [words.split("\n")[0] for words in marked(document)] == [
        "Publication: Northern Rivers Monthly Volume: 3 Issue: 5",
        "Marta Lind is a reporter who covers rivers and harbours.",
    ]


def test_markdown_is_read_as_it_would_be_shown() -> None:
    document = sample("bridge-plan.md")
    assert "approved the plan for a new bridge at Lindholm on 17 February 2006." in document.text
    assert (
        "\n\nThe commission pays half.\nThe town of Lindholm pays a quarter.\n\n" in document.text
    )
    assert "**" not in document.text
    assert "gazette.example" not in document.text
    assert document.published == "2006-02-20"
    assert document.metadata.container == "Lindholm Gazette"
    assert document.metadata.language == "en"


def test_a_web_page_gives_its_article_and_what_it_says_of_itself() -> None:
    document = sample("flood-report.html")
    assert document.text.startswith("Flood reaches Lindholm\n\nThe River Orsa rose above its banks")
    assert document.text.endswith("The old one has been closed since November 2005.")
    assert "put off until June 2007." in document.text
    for noise in ("cookies", "Most read", "Weather", "Terms of use"):
        assert noise not in document.text
    assert document.title == "Flood reaches Lindholm"
    assert document.published == "2007-03-09"
    assert document.metadata.container == "Lindholm Gazette"
    assert document.metadata.publisher == "Gazette Printing House"
    assert document.metadata.url == "https://gazette.example/2007/03/flood"
    assert document.metadata.kind == "article-newspaper"
    assert any("left out as no part of the article" in words for words in document.warnings)


def test_a_pdf_gives_paragraphs_over_pages_and_says_where_pages_begin() -> None:
    document = sample("annual-report.pdf")
    goes_on = (
        "Its delegates will sit at the table from the spring meeting of 2009 on, without a vote."
    )
    assert goes_on in document.text
    assert [locator.label for locator in document.locators] == ["p. 1", "p. 2", "p. 3"]
    second, third = document.locators[1:]
    assert document.text[second.start :].startswith("from the spring meeting")
    assert document.text[third.start :].startswith("For 2009 the commission")
    assert len(marked(document)) == 3
    assert all(
        words.startswith("River Orsa Commission\n\nAnnual report 2008 | ")
        for words in marked(document)
    )
    assert document.metadata.authors == (Name(literal="River Orsa Commission"),)


def test_a_word_document_gives_its_text_and_no_date_that_is_not_sure() -> None:
    document = sample("minutes.docx")
    assert "They come into force on the day it opens." in document.text
    assert document.metadata.authors == (Name("Dahl", "Eva"),)
    assert document.published == ""
    assert [(one.edtf, one.certainty) for one in document.metadata.datings] == [
        ("2009-04-06", "weak")
    ]


def test_an_email_gives_its_words_its_headers_and_the_names_of_what_hangs_on_it() -> None:
    document = sample("opening-notice.eml")
    assert "The café on the Norrby side opens the week before." in document.text
    assert document.title == "The bridge opens on 8 May – please come"
    assert document.metadata.authors == (Name("Berg", "Harald"),)
    assert document.published == "2009-04-20"  # the sender's day, though it was another in UTC
    assert document.published_evidence == "the Date header of the e-mail"
    assert document.warnings == ("The attachment “map.pdf” was left out.",)


@pytest.mark.parametrize("name", ["rivers.ris", "rivers.bib", "rivers.json"])
def test_a_bibliography_is_no_document_and_the_message_says_what_it_is_for(name: str) -> None:
    with pytest.raises(ReadFailure, match="is a bibliography, not a document"):
        sample(name)


def test_the_binary_samples_are_what_their_script_writes() -> None:
    assert SAMPLES.joinpath("annual-report.pdf").read_bytes() == annual_report()
    assert SAMPLES.joinpath("minutes.docx").read_bytes() == minutes()


def test_word_notes_tables_lists_and_tracked_changes_are_read() -> None:
    table = (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>May 2004</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>founded</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    changed = (
        '<w:p><w:r><w:t>It met </w:t></w:r><w:ins w:id="1" w:author="x"><w:r><w:t>twice</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>once</w:delText></w:r></w:del></w:p>'
    )
    document = read(make_docx(["The list."], body=table + changed), "list.docx")
    assert "May 2004" in document.text
    assert "founded" in document.text
    assert "It met twice" in document.text
    assert "once" not in document.text
    assert "tracked changes" in document.warnings[0]


def test_a_pdf_without_text_says_that_it_needs_text_recognition() -> None:
    with pytest.raises(
        ReadFailure, match=r"scan\.pdf: has no text, only pictures of pages\. Run text"
    ):
        read(make_pdf([[], []]), "scan.pdf")


def test_a_locked_pdf_says_that_it_needs_its_password_and_one_with_an_empty_one_is_read() -> None:
    with pytest.raises(ReadFailure, match="is protected by a password"):
        read(make_pdf([["Not for you."]], password="harbour"), "secret.pdf")  # noqa: S106
    assert "For everybody." in read(make_pdf([["For everybody."]], password=""), "open.pdf").text


def test_a_word_hyphenated_over_two_lines_is_joined_in_a_pdf() -> None:
    text = "The commission asked for an inde-"
    pages = [[text.ljust(80), "pendent report on 3 May 2004."]]
    document = read(make_pdf(pages), "hyphen.pdf")
    assert "an independent report on 3 May 2004." in document.text.replace("\n\n", " ")
