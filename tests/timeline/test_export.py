"""Exports: what leaves by command and by page, and what never does."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.factories import (
    make_document,
    make_event,
    make_link,
    make_passage,
    make_text,
    make_timeline,
)
from timeline.actions.exporting import export_timeline

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    return b"".join(client.get(address).streaming_content).decode()  # type: ignore[attr-defined]


@pytest.fixture
def gazette():
    text = make_text("In 2004 the bridge opened.", document=make_document("gazette"))
    make_timeline().documents.add(text.document)
    return text


def test_json_gives_documents_events_and_citations_that_can_be_checked(client, gazette) -> None:
    quote = make_passage("the bridge opened", version=gazette)
    event = make_event("Bridge opens", edtf="2004", passage=quote, actors=[("Ada", "host")])
    told = json.loads(page(client, "/t/bridge/export.json"))
    assert [(d["slug"], d["sha256"]) for d in told["documents"]] == [("gazette", gazette.sha256)]
    (given,) = told["events"]
    assert (given["id"], given["title"], given["edtf"]) == (event.pk, "Bridge opens", "2004")
    assert (given["modality"], given["status"]) == ("occurred", "published")
    (citation,) = given["citations"]
    assert citation["document"] == "gazette"
    assert gazette.text[citation["start"] : citation["end"]] == citation["quote"]


def test_of_a_corrected_source_the_newest_text_is_given(client, gazette) -> None:
    newer = make_text("In 2004 the new bridge opened.", document=gazette.document)
    (given,) = json.loads(page(client, "/t/bridge/export.json"))["documents"]
    assert (given["sha256"], given["length"]) == (newer.sha256, len(newer.text or ""))
    assert given["file"] == newer.file_name


def test_csv_has_a_row_for_each_citation(client, gazette) -> None:
    make_event("Bridge opens", passage=make_passage("the bridge opened", version=gazette))
    rows = list(csv.DictReader(io.StringIO(page(client, "/t/bridge/export.csv").lstrip("\ufeff"))))
    assert [row["title"] for row in rows] == ["Bridge opens"]
    assert "the bridge opened" in rows[0].values()


def test_a_source_that_is_cited_but_not_listed_is_exported_too(client, gazette) -> None:
    make_event("Bridge opens", passage=make_passage("the bridge opened", version=gazette))
    make_timeline().documents.clear()
    told = json.loads(page(client, "/t/bridge/export.json"))
    assert [document["slug"] for document in told["documents"]] == ["gazette"]
    assert "gazette" in page(client, "/t/bridge/export.csv")


def test_the_page_exports_what_its_filter_shows(client) -> None:
    make_event("Bridge opens", edtf="2004")
    make_event("School opens", edtf="2010")
    told = json.loads(page(client, "/t/bridge/export.json?from=2009"))
    assert [event["title"] for event in told["events"]] == ["School opens"]


def test_the_page_never_exports_drafts_nor_ties_to_them(client) -> None:
    shown = make_event("Bridge opens")
    make_link(shown, make_event("Secret plan", status="candidate"), "contradicts")
    assert "Secret plan" not in page(client, "/t/bridge/export.json")
    assert json.loads(page(client, "/t/bridge/export.json"))["events"][0]["links"] == []


@pytest.mark.parametrize(
    "address", ["/t/bridge/export.exe", "/t/nowhere/export.json", "/t/hidden/export.json"]
)
def test_what_is_not_there_or_not_public_is_not_found(client, address: str) -> None:
    make_timeline()
    make_timeline("hidden", is_public=False)
    assert client.get(address).status_code == 404


def test_words_around_a_quote_leave_only_with_a_free_text(client, gazette) -> None:
    make_event("Bridge opens", passage=make_passage("the bridge", version=gazette))
    assert "In 2004" not in page(client, "/t/bridge/export.json")
    gazette.document.access = "full"
    gazette.document.save()
    assert "In 2004" in page(client, "/t/bridge/export.json")


def test_the_command_exports_the_statuses_asked_for() -> None:
    make_event("Shown")
    make_event("Draft", status="candidate")
    timeline = make_timeline()
    both = json.loads(
        b"".join(export_timeline(timeline, "json", statuses=["candidate", "published"]))
    )
    assert sorted(event["title"] for event in both["events"]) == ["Draft", "Shown"]
    one = json.loads(b"".join(export_timeline(timeline, "json", statuses=["candidate"])))
    assert [event["title"] for event in one["events"]] == ["Draft"]


def test_the_command_writes_to_standard_output(capfdbinary) -> None:
    make_event("Shown")
    call_command("export", "bridge", "--format", "json")
    assert json.loads(capfdbinary.readouterr().out)["events"][0]["title"] == "Shown"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere"], "no timeline is called 'nowhere'; there are: bridge"),
        (["bridge", "--status", "secret"], "--status 'secret': give one or more of candidate"),
        (["bridge", "--status", ","], "--status ','"),
    ],
)
def test_the_command_says_what_it_cannot_do(arguments: list[str], told: str) -> None:
    make_timeline()
    with pytest.raises(CommandError, match=told):
        call_command("export", *arguments)


@pytest.mark.parametrize("count", [2, 40])
def test_queries_do_not_grow_with_events(django_assert_max_num_queries, count: int) -> None:
    for number in range(count):
        make_event(f"Event {number}", actors=[f"Actor {number}"])
    with django_assert_max_num_queries(12):
        b"".join(export_timeline(make_timeline(), "json", statuses=["published"]))


def test_a_filter_that_cannot_be_read_gives_no_file_that_would_mislead(client) -> None:
    make_event("Bridge opens")
    answer = client.get("/t/bridge/export.json?from=soon")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "“soon” is not a date" in answer.content.decode("utf-8")
