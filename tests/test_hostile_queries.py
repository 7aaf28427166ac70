"""What no browser sends by itself in an address is answered calmly, on every database."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from config.null_characters import WithoutNullCharacters
from tests.factories import make_curator, make_event

pytestmark = pytest.mark.django_db

HOSTILE = ["a\0b", "9" * 30, "%s\\'", "１２"]
NAMES = (
    *("q", "from", "to", "known", "category", "actor", "theme", "source", "modality", "milestones"),
    *(
        "event",
        "page",
        "lanes",
        "scale",
        "version",
        "document",
        "kind",
        "rule",
        "sure",
        "at",
        "mode",
    ),
    *("timeline", "find", "of_timeline", "timeline__id__exact", "period", "status__exact", "o"),
)
PUBLIC = ("/", "/t/bridge/", "/t/bridge/export.json", "/t/bridge/story/", "/t/bridge/plans/")
STAFF = (
    *("/admin/timeline/event/", "/admin/timeline/event/review/", "/admin/sources/document/"),
    *("/admin/timeline/event/review/table/", "/admin/timeline/actor/", "/admin/timeline/category/"),
)
CALM = {200, 302, 304, 400, 404}


def asked(addresses: tuple[str, ...], client: Client) -> list[str]:
    """The addresses that were not answered calmly."""
    bad = []
    for address in addresses:
        for sent in HOSTILE:
            query = urlencode(dict.fromkeys(NAMES, sent))
            if client.get(f"{address}?{query}").status_code not in CALM:
                bad.append(f"{address} {sent!r}")
    return bad


def test_hostile_queries_of_readers() -> None:
    event = make_event(actors=["Ada Marsh"])
    source = event.citations.get().passage.text_version.document
    more = (event.get_absolute_url(), source.get_absolute_url(), "/actors/ada-marsh/", "/sources/")
    assert asked((*PUBLIC, *more), Client()) == []


def test_hostile_queries_of_curators(client: Client) -> None:
    make_event(status="candidate")
    client.force_login(make_curator())
    assert asked(STAFF, client) == []


@pytest.mark.parametrize("name", NAMES)
def test_hostile_queries_one_by_one(name: str, client: Client) -> None:
    make_event()
    for sent in ("\0", "9" * 30):
        assert client.get("/t/bridge/", {name: sent}).status_code in CALM


@pytest.mark.parametrize("sent", ["a%00b", "a\0b", "a%%0000b", "a%0%000b", "a%%%000000b"])
def test_no_null_character_reaches_what_reads_an_address(sent: str) -> None:
    read: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        read.append(request.GET["category"])
        return HttpResponse()

    request = RequestFactory().get("/")
    request.META["QUERY_STRING"] = f"category={sent}"
    WithoutNullCharacters(view)(request)
    assert read == ["ab"]
