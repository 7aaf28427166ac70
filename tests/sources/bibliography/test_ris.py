"""RIS: read back by rispy as it was written."""

from __future__ import annotations

from typing import Any

import pytest
import rispy
from hypothesis import given

from sources.bibliography.reference import Name, Reference
from sources.bibliography.ris import write_ris
from tests.sources.bibliography.works import ARTICLE, EVENT_PAGE, references


def read(ris: str) -> list[dict[str, Any]]:
    return list(rispy.loads(ris, delimiter_tags_mapping={}))


def test_an_article_as_reference_managers_expect_it() -> None:
    assert write_ris([ARTICLE]).split("\r\n")[:9] == [
        "TY  - NEWS",
        "ID  - town-news-2010-03-24",
        "TI  - Bridge closes",
        "AU  - Writer, Jo",
        "T2  - Town News",
        "UR  - https://example.org/bridge?page=1&part=2",
        "LA  - en",
        "PY  - 2010",
        "DA  - 2010/03/24/",
    ]


def test_the_page_of_an_event_has_the_day_on_which_it_was_seen() -> None:
    (page,) = read(write_ris([EVENT_PAGE]))
    assert (page["type_of_reference"], page["access_date"]) == ("ELEC", "2026/11/21/")


@pytest.mark.parametrize(
    ("published", "year", "date"),
    [
        ("2010-03", "2010", "2010/03//"),
        ("0044", "0044", "0044///"),
        ("2007-03-09/2007-03-13", "2007", "2007/03//March 9–13, 2007"),
        ("2001-39", "2001", "2001///late 2001"),
        ("2010-21", "2010", "2010///spring 2010"),
        ("2006~", None, "///ca. 2006"),
        ("1999/2001", None, "///1999–2001"),
    ],
)
def test_a_year_is_given_only_where_it_is_sure(published: str, year: str | None, date: str) -> None:
    (work,) = read(write_ris([Reference("a", "book", "Title", published=published)]))
    assert (work.get("year"), work["date"]) == (year, date)


def test_names_have_their_particles_and_suffixes() -> None:
    authors = (Name("Beethoven", "Ludwig", "van", "Jr."), Name(literal="Ministry of Rivers"))
    (work,) = read(write_ris([Reference("a", "book", "Title", authors)]))
    assert work["authors"] == ["van Beethoven, Ludwig, Jr.", "Ministry of Rivers"]


def test_several_works_are_several_records() -> None:
    assert [work["id"] for work in read(write_ris([ARTICLE, EVENT_PAGE]))] == [
        ARTICLE.id,
        EVENT_PAGE.id,
    ]


@given(references)
def test_what_was_written_reads_back_the_same(reference: Reference) -> None:
    (work,) = read(write_ris([reference]))
    assert work["title"] == reference.title
    assert work.get("secondary_title", "") == reference.container
    assert work.get("publisher", "") == reference.publisher
    assert work.get("volume", "") == reference.volume
    assert work.get("number", "") == reference.issue
    assert work.get("urls", [""]) == [reference.url]
    assert work.get("language", "") == reference.language
    assert len(work.get("authors", [])) == len(reference.authors)
    notes = [note for note in (reference.locator, reference.note) if note]
    assert work.get("notes", []) == notes
