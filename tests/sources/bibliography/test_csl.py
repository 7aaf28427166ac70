"""CSL-JSON: the fields and types of its schema, and dates as the schema has them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import citeproc
import pytest
from hypothesis import given

from sources.bibliography.csl import csl_item, write_csl
from sources.bibliography.kinds import KINDS
from sources.bibliography.reference import Name, Reference
from tests.sources.bibliography.works import ARTICLE, EVENT_PAGE, references

SCHEMAS = Path(citeproc.__file__).parent / "data" / "schema" / "schemas"


def words_of(schema: str) -> set[str]:
    return set(re.findall(r'"([\w-]+)"', (SCHEMAS / "styles" / schema).read_text("utf-8")))


def test_an_article_has_its_names_and_its_day() -> None:
    (item,) = json.loads(write_csl([ARTICLE]))
    assert item == {
        "id": "town-news-2010-03-24",
        "type": "article-newspaper",
        "title": "Bridge closes",
        "author": [{"family": "Writer", "given": "Jo"}],
        "container-title": "Town News",
        "issued": {"date-parts": [[2010, 3, 24]]},
        "URL": "https://example.org/bridge?page=1&part=2",
        "language": "en",
    }


def test_the_page_of_an_event_is_a_web_page_seen_on_a_day() -> None:
    item = csl_item(EVENT_PAGE)
    assert (item["type"], item["container-title"]) == ("webpage", "Chronocite")
    assert item["accessed"] == {"date-parts": [[2026, 11, 21]]}
    assert "issued" not in item


@pytest.mark.parametrize(
    ("published", "issued"),
    [
        ("2006~", {"date-parts": [[2006]], "circa": True}),
        ("2010-24", {"date-parts": [[2010]], "season": 4}),
        ("2007-03-09/2007-03-13", {"date-parts": [[2007, 3, 9], [2007, 3, 13]]}),
        ("2001-39", {"literal": "late 2001"}),
        ("199X", {"literal": "1990s"}),
        ("../1999", {"literal": "until 1999"}),
    ],
)
def test_a_date_is_given_as_far_as_it_goes(published: str, issued: dict[str, object]) -> None:
    assert csl_item(Reference("a", "book", "Title", published=published))["issued"] == issued


def test_particles_suffixes_and_bodies_are_kept_apart() -> None:
    authors = (Name("Beethoven", "Ludwig", "van", "Jr."), Name(literal="Ministry of Rivers"))
    assert csl_item(Reference("a", "book", "Title", authors))["author"] == [
        {
            "family": "Beethoven",
            "given": "Ludwig",
            "non-dropping-particle": "van",
            "suffix": "Jr.",
        },
        {"literal": "Ministry of Rivers"},
    ]


@given(references)
def test_every_field_and_type_is_one_of_the_schema(reference: Reference) -> None:
    (item,) = json.loads(write_csl([reference]))
    known = words_of("csl-variables.rnc") | {"id", "type", "language"}
    assert set(item) <= known
    assert item["type"] in words_of("csl-types.rnc")
    for name, value in item.items():
        if name in {"issued", "accessed"}:
            assert set(value) <= {"date-parts", "season", "circa", "literal"}
        elif name == "author":
            allowed = {"family", "given", "non-dropping-particle", "suffix", "literal"}
            assert all(author and set(author) <= allowed for author in value)
        else:
            assert value
            assert isinstance(value, str)


def test_every_kind_is_a_csl_type() -> None:
    assert set(KINDS) <= words_of("csl-types.rnc")
