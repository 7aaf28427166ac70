"""What files and bibliographies tell of a document, taken with its evidence or left out with a line."""

from __future__ import annotations

import pytest

from sources.actions.describing import Description, describe, told_by_reference
from sources.bibliography.reference import Name, Reference
from sources.models import Document
from sources.readers import Dating, Metadata

STATED = Dating("2004-05-05", "stated in the text: “5 May 2004”", "stated")
WEAK = Dating("2004-05-09", "the day on which the file was made", "weak")


def by_file(**told: object) -> Description:
    """What a file tells."""
    return Description(Metadata(**told), "file", "read from the file")  # type: ignore[arg-type]


def test_a_new_document_takes_what_its_file_tells_with_the_evidence() -> None:
    document = Document(slug="gazette")
    authors = (Name(family="Ash", given="Jo", particle="van"), Name(literal="Reuters"))
    told = by_file(
        title="Late", authors=authors, url="https://gazette.example/1", datings=(STATED,)
    )
    assert describe(document, told) == []
    assert document.title == "Late"
    assert document.authors == [
        {"family": "Ash", "given": "Jo", "particle": "van"},
        {"literal": "Reuters"},
    ]
    assert document.url == "https://gazette.example/1"
    assert (document.published, document.published_evidence) == (STATED.edtf, STATED.evidence)
    assert document.imported["published"] == {
        "value": "2004-05-05",
        "from": "file",
        "evidence": STATED.evidence,
        "certainty": "stated",
    }


def test_a_date_that_is_only_a_guess_is_kept_for_the_curator_and_not_used() -> None:
    document = Document(slug="gazette")
    describe(document, by_file(datings=(WEAK,)))
    assert (document.published, document.published_evidence) == ("", "")
    assert document.imported["published_perhaps"]["value"] == "2004-05-09"
    describe(document, by_file(datings=(STATED,)))
    assert document.published == "2004-05-05"
    assert "published_perhaps" not in document.imported


@pytest.mark.parametrize(
    ("told", "field", "line"),
    [
        ({"url": "javascript:alert(1)"}, "url", "is no web address"),
        ({"url": "ftp://gazette.example/"}, "url", "is no web address"),
        ({"url": f"https://gazette.example/{'a' * 1000}"}, "url", "more than 1000 characters"),
        ({"language": "<script>"}, "language", "is no language tag"),
        ({"datings": (Dating("soon", "a guess", "declared"),)}, "published", "is not an EDTF date"),
        ({"datings": (Dating("../1999", "x", "stated"),)}, "published", "is not an EDTF date"),
    ],
)
def test_what_can_not_be_stored_is_left_out_with_a_line(
    told: dict[str, object], field: str, line: str
) -> None:
    document = Document(slug="gazette")
    (warning,) = describe(document, by_file(**told))
    assert line in warning
    assert getattr(document, field) == Document._meta.get_field(field).get_default()  # type: ignore[union-attr]
    assert field not in document.imported


def test_what_is_too_long_is_cut_with_a_line() -> None:
    document = Document(slug="gazette")
    (warning,) = describe(document, by_file(title="a" * 501))
    assert warning == "its title has more than 500 characters; the end was cut off."
    assert len(document.title) == 500
    assert document.title.endswith("…")


def test_a_bibliography_goes_before_a_file_in_either_order() -> None:
    entry = told_by_reference(
        Reference(id="g", kind="article-newspaper", title="B", published="2004-05-06"), "refs.bib"
    )
    for order in ((by_file(title="F", datings=(STATED,)), entry), (entry, by_file(title="F"))):
        document = Document(slug="gazette")
        for description in order:
            describe(document, description)
        assert (document.title, document.published) == ("B", "2004-05-06")
        assert document.published_evidence == "the bibliography refs.bib, entry g"


def test_a_kind_of_work_that_nobody_knows_is_not_taken() -> None:
    document = Document(slug="gazette")
    describe(document, by_file(kind="article-newspaper"))
    describe(document, by_file(kind="parchment"))
    assert document.kind == "article-newspaper"
