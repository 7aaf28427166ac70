"""References as a reader copies them, after the Chicago Manual of Style."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import pytest
from citeproc import CitationStylesStyle
from hypothesis import given, settings

from sources.bibliography.chicago import chicago, plain_text
from sources.bibliography.reference import Name, Reference
from tests.sources.bibliography.works import ARTICLE, EVENT_PAGE, references

BOOK = Reference(
    "b", "book", "Rivers", (Name("Beck", "Ida"),), publisher="Spring Press", published="2001-39"
)
ISSUE = replace(ARTICLE, authors=(), volume="7", issue="54", published="2010-03-19", url="")


@pytest.mark.parametrize(
    ("reference", "note", "entry"),
    [
        (
            ARTICLE,
            (
                "Jo Writer, “Bridge closes,” Town News, March 24, 2010, "
                "https://example.org/bridge?page=1&part=2."
            ),
            (
                "Writer, Jo. “Bridge closes.” Town News, March 24, 2010. "
                "https://example.org/bridge?page=1&part=2."
            ),
        ),
        (
            replace(ISSUE, locator="paragraph 3"),
            "“Bridge closes,” Town News 7, no. 54 (March 19, 2010), paragraph 3.",
            "“Bridge closes.” Town News 7, no. 54 (March 19, 2010).",
        ),
        (
            EVENT_PAGE,
            (
                "“The bridge closes,” Chronocite, accessed November 21, 2026, "
                "https://example.org/t/rivers/events/7-bridge/."
            ),
            (
                "“The bridge closes.” Chronocite. Accessed November 21, 2026. "
                "https://example.org/t/rivers/events/7-bridge/."
            ),
        ),
        (
            BOOK,
            "Ida Beck, Rivers (Spring Press, late 2001).",
            "Beck, Ida. Rivers. Spring Press, late 2001.",
        ),
        (
            replace(
                BOOK,
                authors=(Name("Beck", "Ida", suffix="Jr."), Name(literal="Ministry of Rivers")),
                title="Rivers?",
                published="2007-03-09/2007-03-13",
            ),
            "Ida Beck Jr. and Ministry of Rivers, Rivers? (Spring Press, March 9–13, 2007).",
            "Beck, Ida, Jr., and Ministry of Rivers. Rivers? Spring Press, March 9–13, 2007.",
        ),
        (
            replace(ISSUE, title='Who "closed" it?', container="", volume="", issue=""),
            "“Who ‘closed’ it?,” March 19, 2010.",
            "“Who ‘closed’ it?” March 19, 2010.",
        ),
        (Reference("a", "article-newspaper", "Alone"), "“Alone.”", "“Alone.”"),
    ],
)
def test_a_reference_reads_as_chicago_has_it(reference: Reference, note: str, entry: str) -> None:
    formatted = chicago(reference)
    assert plain_text(formatted.note) == note
    assert plain_text(formatted.bibliography) == entry


def test_titles_of_periodicals_and_books_are_italic_and_those_of_sites_are_not() -> None:
    def italics(reference: Reference) -> list[str]:
        return [piece.text for piece in chicago(reference).note if piece.italic]

    assert [italics(one) for one in (ARTICLE, BOOK, EVENT_PAGE)] == [["Town News"], ["Rivers"], []]


def test_only_web_addresses_become_links() -> None:
    def links(url: str) -> list[str]:
        formatted = chicago(replace(ARTICLE, url=url))
        return [piece.href for piece in formatted.note if piece.href]

    assert links("https://example.org/a?b=1&c=2") == ["https://example.org/a?b=1&c=2"]
    assert links("javascript:alert(1)") == []
    assert links("") == []


def test_markup_in_a_title_stays_text() -> None:
    title = '<b>&amp;</b> <span class="nocase">x</span>'
    assert title in plain_text(chicago(replace(BOOK, title=title)).note)


def test_our_style_is_valid_csl() -> None:
    # citeproc-py warns, and warnings are errors here, where a style breaks the schema
    CitationStylesStyle(str(files("sources.bibliography") / "chicago.csl"), validate=True)


@given(references)
@settings(deadline=None)
def test_any_reference_can_be_formatted(reference: Reference) -> None:
    formatted = chicago(reference)
    for pieces in (formatted.note, formatted.bibliography):
        words = plain_text(pieces)
        assert words.endswith((".", ".”", "?”", "!”", "?", "!"))
        assert reference.url in words
        assert all(piece.href in {"", reference.url} for piece in pieces)
        assert not set(words) & {"\ue000", "\ue001", "\ue002", "\n"}
