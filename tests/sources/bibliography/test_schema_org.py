"""Works as machines read them: what is not known is left out, and no date is told too exactly."""

from __future__ import annotations

import pytest

from sources.bibliography.kinds import KINDS
from sources.bibliography.reference import Name, Reference
from sources.bibliography.schema_org import iso_date, schema_org

PAGE = "https://example.org/sources/late/"


def test_an_article_stands_in_its_issue_of_its_journal() -> None:
    work = schema_org(
        Reference(
            id="late", kind="article-newspaper", title="The bridge is late", volume="7", issue="54",
            authors=(Name(family="Ash", given="Jo", particle="van"), Name(literal="The Press")),
            container="The Gazette", published="2010-03-19", language="en",
        ),
        page=PAGE,
    )  # fmt: skip
    assert work["@type"] == "NewsArticle"
    assert work["@id"] == work["url"] == PAGE
    assert [author["name"] for author in work["author"]] == ["Jo van Ash", "The Press"]
    assert work["datePublished"] == "2010-03-19"
    issue = work["isPartOf"]
    assert (issue["issueNumber"], issue["isPartOf"]["volumeNumber"]) == ("54", "7")
    assert issue["isPartOf"]["isPartOf"] == {"@type": "Periodical", "name": "The Gazette"}


def test_what_is_not_known_is_left_out() -> None:
    assert schema_org(Reference(id="x", kind="unheard-of", title="X"), page=PAGE) == {
        "@type": "CreativeWork", "@id": PAGE, "url": PAGE, "name": "X",
    }  # fmt: skip


@pytest.mark.parametrize(
    "edtf",
    ["2010~", "2010-03?", "201X", "2010-21", "2010-39", "../2010", "[2009,2010]", "Y12345", ""],
)
def test_a_date_that_is_not_certain_is_no_date_for_machines(edtf: str) -> None:
    assert iso_date(edtf) == ""


def test_every_kind_has_a_type() -> None:
    assert all(kind.schema_org.isalpha() for kind in KINDS.values())
