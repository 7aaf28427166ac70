"""Web pages: what they say of themselves in their many ways, and what is their article."""

from __future__ import annotations

import pytest

from sources.bibliography.reference import Name
from sources.readers import RawDocument, read
from tests.sources.readers.whole_files import PROSE

ARTICLE = f"<article><h1>Flood at Norrby</h1><p>{PROSE * 2}</p><p>{PROSE}</p></article>"


def page(head: str, body: str = ARTICLE, attributes: str = "") -> RawDocument:
    return read(
        f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>".encode(),
        "x.html",
    )


@pytest.mark.parametrize(
    ("head", "evidence"),
    [
        (
            '<meta property="article:published_time" content="2004-03-10T08:00Z">',
            "article:published_time",
        ),
        (
            '<meta name="citation_publication_date" content="2004/03/10">',
            "citation_publication_date",
        ),
        ('<meta name="DC.date.issued" content="10 March 2004">', "dc.date.issued"),
        (
            (
                '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "Article",'
                ' "headline": "x", "datePublished": "2004-03-10"}]}</script>'
            ),
            "datePublished",
        ),
    ],
)
def test_a_day_of_publication_comes_with_the_field_that_it_stands_in(
    head: str, evidence: str
) -> None:
    document = page(head)
    assert document.published == "2004-03-10"
    assert document.published_evidence == f"the page's own data: {evidence}"


def test_the_time_element_counts_only_where_it_is_that_of_publication() -> None:
    assert (
        page("", f'<time datetime="2004-03-10" class="published">x</time>{ARTICLE}').published
        == "2004-03-10"
    )
    assert page("", f'<time datetime="2004-03-10">a concert</time>{ARTICLE}').published == ""


def test_the_day_of_the_last_change_is_only_a_hint() -> None:
    document = page('<meta property="article:modified_time" content="2016-05-27">')
    assert document.published == ""
    assert document.metadata.datings[0].certainty == "weak"


def test_authors_site_language_and_address_are_found() -> None:
    document = page(
        '<meta name="author" content="Ann Orr and Ben Hill"><meta property="og:site_name" content="Gazette">'
        '<link rel="canonical" href="https://gazette.example/7"><meta name="dc.rights" content="CC BY">',
        attributes='lang="en-GB"',
    )
    assert document.metadata.authors == (Name("Orr", "Ann"), Name("Hill", "Ben"))
    assert document.metadata.container == "Gazette"
    assert document.metadata.language == "en-GB"
    assert document.metadata.url == "https://gazette.example/7"
    assert document.metadata.rights == "CC BY"
    assert document.title == "Flood at Norrby"


def test_an_address_that_is_none_of_the_web_is_not_kept() -> None:
    assert page('<link rel="canonical" href="javascript:alert(1)">').metadata.url == ""
    assert (
        page(
            '<meta property="og:url" content="https://a.example/&quot;onclick=&quot;x">'
        ).metadata.url
        == ""
    )


def test_a_page_in_an_old_encoding_is_read_by_what_it_declares() -> None:
    text = "Река вышла из берегов, но город не пострадал. " * 8
    data = f'<html><head><meta charset="koi8-r"></head><body><p>{text}</p></body></html>'.encode(
        "koi8-r"
    )
    assert text.strip() in read(data, "x.html").text


def test_a_page_without_an_article_is_taken_whole_with_its_navigation_marked() -> None:
    document = page(
        "<title>Gauges</title>", "<nav>Home Gauges Maps</nav><p>No gauge is out of order.</p>"
    )
    assert document.text == "Home Gauges Maps\n\nNo gauge is out of order."
    assert [document.text[span.start : span.end] for span in document.boilerplate] == [
        "Home Gauges Maps"
    ]
    assert document.warnings == (
        "No article was recognised on the page, so all of its text was taken.",
    )


def test_scripts_styles_and_hidden_words_are_no_text() -> None:
    hidden = '<script>draw()</script><style>p{}</style><p style="display: none">unseen</p><p hidden>unseen</p>'
    document = page("", f"{hidden}<p>No gauge is out of order.</p>")
    assert document.text == "No gauge is out of order."


def test_rows_items_and_line_breaks_keep_their_lines() -> None:
    body = "<p>One<br>two</p><ul><li>three</li><li>four</li></ul><table><tr><td>5</td><td>6</td></tr></table>"
    assert page("", body).text == "One\ntwo\n\nthree\nfour\n\n5\t6"
