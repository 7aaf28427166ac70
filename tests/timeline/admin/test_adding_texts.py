"""A document that is here gets its first text, or a corrected one, by file or pasted."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from sources.models import Document, Reanchoring, TextVersion
from tests.factories import make_document, make_event, make_passage, make_text
from tests.timeline.admin.conftest import text_of
from tests.timeline.admin.uploading import upload_file
from tests.timeline.files import BRIDGE, FERRY, import_files, run, write_files
from timeline.models import Timeline

pytestmark = pytest.mark.django_db

QUOTE = "the mayor opened the bridge over the Elbow"


def add(client, document: Document, **fields: object) -> str:
    """Send the form, and return the words of the page that follows."""
    address = reverse("admin:timeline_add_text", args=[document.pk])
    return text_of(client.post(address, fields, follow=True))


@pytest.mark.parametrize("way", ["file", "pasted"])
def test_a_document_known_by_its_reference_gets_its_text(ada, way) -> None:
    document = make_document("gazette", title="Late", published="2004-05-06")
    sent = upload_file("scan.txt", BRIDGE) if way == "file" else BRIDGE.replace("\n", "\r\n")
    assert "The text of “Late” is stored: " in add(ada, document, **{way: sent})
    version = TextVersion.objects.get()
    assert (version.document, version.text) == (document, BRIDGE)
    document.refresh_from_db()
    assert (document.title, document.published) == ("Late", "2004-05-06")
    history = reverse("admin:sources_document_history", args=[document.pk])
    assert f"Added the text {version.sha256[:12]}" in text_of(ada.get(history))
    assert run("verify").status == 0


def test_it_is_known_by_the_name_of_that_file_from_then_on(ada, tmp_path: Path) -> None:
    document = make_document("gazette")
    Timeline.objects.create(slug="bridge", title="Bridge").documents.add(document)
    add(ada, document, file=upload_file("scan.txt", BRIDGE))
    told = import_files(write_files(tmp_path, scan=f"{BRIDGE}\nCorrected.\n"))
    assert told.out.startswith("bridge: 0 new, 0 known, 1 changed")


def test_citations_follow_their_words_into_a_corrected_text(ada, tmp_path: Path) -> None:
    import_files(write_files(tmp_path, bridge=BRIDGE))
    old = TextVersion.objects.get()
    moves, waits = make_passage(QUOTE, version=old), make_passage("stop in June", version=old)
    citation = make_event(passage=moves).citations.get()
    make_event(passage=waits)
    corrected = f"Corrected.\n\n{BRIDGE.replace('stop in June', 'stop in July')}"
    words = add(ada, old.document, pasted=corrected)
    assert "Citations that moved with their words: 1." in words
    assert "Passages that wait for you to find their place: 1." in words
    assert "has a text that no dates were looked for in" in words
    citation.refresh_from_db()
    assert citation.passage.text_version.text == corrected
    assert citation.history.latest().history_user.username == "ada"
    assert Reanchoring.objects.open().get().passage == waits
    assert run("verify").status == 0


def test_a_text_that_is_here_is_not_stored_twice(ada, tmp_path: Path) -> None:
    import_files(write_files(tmp_path, bridge=BRIDGE))
    words = add(ada, Document.objects.get(), file=upload_file("copy.txt", BRIDGE))
    assert "is here already. Nothing was stored." in words
    assert TextVersion.objects.count() == 1


def test_the_text_of_another_document_is_refused(ada, tmp_path: Path) -> None:
    import_files(write_files(tmp_path, bridge=BRIDGE))
    words = add(ada, make_document("gazette"), file=upload_file("copy.txt", BRIDGE))
    assert "copy.txt: is the text of “The Bridge Opens”, which is here already." in words


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Choose a file or paste the text, one of the two."),
        ({"pasted": FERRY, "file": BRIDGE}, "Choose a file or paste the text, one of the two."),
        ({"file": ""}, "is empty"),
        ({"pasted": "a" * 6_000_000}, "What was pasted is too long, and nothing was stored."),
        ({"pasted": "two\0words"}, "Null characters are not allowed"),
    ],
)
def test_what_can_not_be_stored_is_told_in_a_line(ada, fields, told) -> None:
    document = make_document("gazette")
    if "file" in fields:
        fields = {**fields, "file": upload_file("a.txt", fields["file"])}
    assert told in add(ada, document, **fields)
    assert not TextVersion.objects.exists()


def test_where_quotes_were_checked_against_a_text_the_page_asks_for_that_one(ada) -> None:
    version = make_text(BRIDGE, held=False)
    page = ada.get(reverse("admin:timeline_add_text", args=[version.document_id]))
    assert reverse("admin:sources_supply_text", args=[version.pk]) in page.content.decode()
    add(ada, version.document, file=upload_file("a.txt", BRIDGE))
    version.refresh_from_db()
    assert version.text == BRIDGE
