"""What pages tell machines: the sources of a date, and never more certainty than readers are told."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings
from django.utils.html import escape

from tests.factories import make_citation, make_document, make_event, make_timeline
from tests.timeline.views.pages import html_of

pytestmark = pytest.mark.django_db

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TYPES = {
    "Article", "NewsArticle", "Dataset", "DataDownload", "WebPage", "Event", "Quotation", "Person",
    "Organization", "Country", "Place", "CreativeWork", "Periodical", "PublicationVolume",
    "PublicationIssue",
}  # fmt: skip


def told(client: Client, address: str) -> dict[str, Any]:
    blocks = BLOCK.findall(html_of(client, address))
    assert len(blocks) == 1
    record: dict[str, Any] = json.loads(blocks[0])
    return record


def types_in(record: Any) -> set[str]:
    if isinstance(record, list):
        return set().union(*map(types_in, record)) if record else set()
    if not isinstance(record, dict):
        return set()
    own = {record["@type"]} if "@type" in record else set()
    return own.union(*map(types_in, record.values()))


def test_an_event_is_an_article_that_cites_its_sources_word_for_word(client: Client) -> None:
    event = make_event("Mayor opens the bridge", actors=["Ada Marsh"], quote="The mayor opened it")
    record = told(client, event.get_absolute_url())
    assert record["@context"] == "https://schema.org"
    assert record["url"] == f"http://testserver{event.get_absolute_url()}"
    assert record["about"] == {
        "@type": "Event", "name": "Mayor opens the bridge", "startDate": "2004-05-03",
    }  # fmt: skip
    assert record["temporalCoverage"] == "2004-05-03"
    assert record["hasPart"][0]["text"] == "The mayor opened it"
    assert record["hasPart"][0]["isPartOf"]["@id"] == record["citation"][0]["@id"]
    assert record["mentions"][0]["name"] == "Ada Marsh"
    assert types_in(record) <= TYPES


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2004", "2004", None),
        ("2004-05-03/2004-05-07", "2004-05-03", "2004-05-07"),
        ("2004~", None, None),
        ("2004-05?", None, None),
        ("2004-39", None, None),
        ("../2004", None, None),
        ("2004/..", None, None),
        ("[2004-02-01..2004-02-04]", None, None),
        ("{2004,2006}", None, None),
    ],
)
def test_only_a_certain_date_is_told_as_a_date(
    client: Client, edtf: str, start: str | None, end: str | None
) -> None:
    record = told(client, make_event(edtf=edtf).get_absolute_url())
    assert record["temporalCoverage"] == edtf
    assert record["about"].get("startDate") == start
    assert record["about"].get("endDate") == end


@pytest.mark.parametrize("modality", ["announced", "claimed", "denied", "cancelled"])
def test_what_somebody_said_is_no_event_for_machines(client: Client, modality: str) -> None:
    record = told(client, make_event(modality=modality).get_absolute_url())
    assert "about" not in record
    assert modality in record["keywords"]


def test_a_plan_is_told_as_scheduled(client: Client) -> None:
    record = told(client, make_event(modality="planned").get_absolute_url())
    assert record["about"]["eventStatus"] == "https://schema.org/EventScheduled"


def test_a_timeline_is_a_data_set_with_its_sources_and_files(client: Client) -> None:
    make_citation(make_event(), "It opened.")
    timeline = make_timeline()
    timeline.documents.add(make_document("early"))
    record = told(client, "/t/bridge/")
    assert record["@type"] == "Dataset"
    assert "The Bridge Is Late (early)" in [work["name"] for work in record["citation"]]
    for file in record["distribution"]:
        assert client.get(urlsplit(file["contentUrl"]).path).status_code == 200
    assert types_in(record) <= TYPES


def test_words_can_not_leave_the_block(client: Client) -> None:
    hostile = "</script><script>ran(1)</script><!--<script>&\u2028"
    event = make_event(hostile, summary=hostile)
    html = html_of(client, event.get_absolute_url())
    assert json.loads(BLOCK.findall(html)[0])["headline"] == hostile
    assert "<script>ran" not in html
    assert html.count("<script>") == 0
    assert escape("<script>ran") in html


def test_a_page_of_an_earlier_day_tells_machines_nothing(client: Client) -> None:
    event = make_event()
    for address in (event.get_absolute_url(), "/t/bridge/"):
        assert not BLOCK.search(html_of(client, f"{address}?known=2026-01-01"))


@override_settings(ORIGIN=urlsplit("https://timelines.example.org"))
def test_addresses_are_those_of_the_public_site(client: Client) -> None:
    event = make_event()
    html = html_of(client, event.get_absolute_url())
    public = f"https://timelines.example.org{event.get_absolute_url()}"
    assert f'<link rel="canonical" href="{public}">' in html
    assert json.loads(BLOCK.findall(html)[0])["url"] == public
    assert "http://testserver" not in html.partition("</head>")[0]


@pytest.mark.parametrize(
    "address",
    ["/sources/", "/actors/", "/actors/ada-marsh/", "/sources/{}/", "/t/bridge/plans/",
     "/t/bridge/disagreements/"],
)  # fmt: skip
def test_a_shared_link_has_a_title_and_words(client: Client, address: str) -> None:
    citation = make_citation(make_event(actors=["Ada Marsh"]), "It opened.")
    slug = citation.passage.text_version.document.slug
    html = html_of(client, address.format(slug))
    found = dict(re.findall(r'<meta property="og:(\w+)"\s+content="([^"]*)"', html))
    assert found["title"].strip()
    assert len(found["description"].strip()) > 20
    assert found["url"] == f"http://testserver{address.format(slug)}"
