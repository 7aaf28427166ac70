"""What is not known of a document is asked for, with what was found and how; what is confirmed stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from lxml import html

from sources.models import Document
from sources.models.document import LACKABLE
from tests.factories import make_document
from tests.timeline.admin.conftest import text_of
from tests.timeline.admin.uploading import rows_of
from tests.timeline.files import BRIDGE, FERRY, import_files, run, write_files
from timeline.models import DateMention, Timeline

pytestmark = pytest.mark.django_db

QUEUE = "/admin/sources/document/metadata/"
BIB = "@article{ferry, title={The Last Ferry}, author={Ash, Jo}, date={2004-07-01}}"


@pytest.fixture
def ferry(tmp_path: Path) -> Document:
    """A document of which neither the author, nor the publisher, nor the date is known."""
    import_files(write_files(tmp_path, ferry=FERRY))
    return Document.objects.get(slug="ferry")


def fields_of(client, document: Document) -> dict[str, str]:
    """What the form of a document holds."""
    page = html.fromstring(client.get(_address(document)).content.decode())
    (form,) = page.xpath("//form[.//input[@name='seen']]")
    return {name: value or "" for name, value in form.fields.items()}


def _address(document: Document) -> str:
    return reverse("admin:timeline_metadata_of", args=[document.pk])


def test_what_a_document_lacks_is_the_same_asked_one_by_one_and_of_all(ferry) -> None:
    make_document("whole")
    make_document("nameless", authors=[])
    make_document("site", container="", publisher="The Site", published="")
    named_by_file = {"value": "scan 4", "from": "nothing", "evidence": ""}
    make_document("scan", title="scan 4", imported={"title": named_by_file})
    make_document("renamed", title="A Title", imported={"title": named_by_file})
    confirmed = {"value": [], "from": "curator", "evidence": ""}
    make_document("anonymous", authors=[], imported={"authors": confirmed})
    for name in LACKABLE:
        told = {document.slug for document in Document.objects.all() if name in document.lacks}
        assert told == set(Document.objects.lacking(name).values_list("slug", flat=True))
    some = {document.slug for document in Document.objects.all() if document.lacks}
    assert some == set(Document.objects.lacking().values_list("slug", flat=True))
    assert some == {"ferry", "nameless", "site", "scan"}


def test_the_queue_shows_what_was_found_and_how(ada, ferry, tmp_path) -> None:
    answer = ada.get(QUEUE)
    assert answer.url == _address(ferry)
    words = text_of(ada.get(answer.url))
    assert "Nothing tells who wrote it, where it was published or when it was published." in words
    assert "Read from the file (plain_text)" in words
    assert "The old ferry made its last crossing" in words
    import_files(write_files(tmp_path, bridge=BRIDGE))
    bridge = Document.objects.get(slug="bridge")
    words = text_of(ada.get(_address(bridge)))
    assert "Stated in the text: “The Gazette, 5 May 2004”. That is sure." in words


def test_a_guess_is_shown_and_not_filled_in(ada, ferry) -> None:
    guess = {"value": "2004-07-02", "from": "file", "evidence": "the day on which it was made"}
    ferry.imported["published_perhaps"] = guess
    ferry.save()
    assert "A guess: 2 July 2004, the day on which it was made." in text_of(
        ada.get(_address(ferry))
    )
    assert fields_of(ada, ferry)["published"] == ""


def test_what_a_curator_confirms_is_not_asked_again_and_outlasts_imports(
    ada, ferry, tmp_path: Path
) -> None:
    told = {"published": "2004-07", "published_evidence": "told by the archive", "title": "Ferry"}
    answer = ada.post(_address(ferry), {**fields_of(ada, ferry), **told})
    assert answer.url == f"{QUEUE}?after={ferry.pk}"
    assert "Of every document" in text_of(ada.get(QUEUE))
    bibliography = tmp_path / "works.bib"
    bibliography.write_text(BIB)
    import_files(tmp_path / "ferry.txt", "--bibliography", bibliography)
    ferry.refresh_from_db()
    assert (ferry.title, ferry.authors, ferry.published) == ("Ferry", [], "2004-07")
    assert ferry.published_evidence == "told by the archive"
    assert ferry.imported["authors"]["evidence"] == "Confirmed by ada"


def test_one_that_is_skipped_waits_and_the_next_is_shown(ada, ferry) -> None:
    other = make_document("nameless", authors=[])
    Timeline.objects.get().documents.add(other)
    assert ada.get(f"{QUEUE}?timeline=bridge&after={ferry.pk}").url == (
        f"{_address(other)}?timeline=bridge"
    )
    end = text_of(ada.get(f"{QUEUE}?after={other.pk}"))
    assert "2 documents you skipped wait still" in end


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"published": "soon", "published_evidence": "told"}, "is not an EDTF date"),
        ({"published": "2004"}, "Say how the date is known."),
        ({"title": ""}, "This field is required"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
    ],
)
def test_what_can_not_be_stored_is_told_at_its_field(ada, ferry, changes, told) -> None:
    answer = ada.post(_address(ferry), {**fields_of(ada, ferry), **changes})
    assert told in text_of(answer)
    ferry.refresh_from_db()
    assert ferry.lacks == ["authors", "publisher", "published"]


def test_of_two_curators_at_once_the_second_is_told(ada, ben, ferry) -> None:
    seen = fields_of(ben, ferry)
    ada.post(_address(ferry), {**fields_of(ada, ferry), "title": "Hers"})
    answer = ben.post(_address(ferry), {**seen, "title": "His"})
    assert "Somebody else changed this document in the meantime." in text_of(answer)
    ferry.refresh_from_db()
    assert ferry.title == "Hers"


@pytest.mark.parametrize("page", ["metadata", "change"])
def test_another_publication_date_offers_to_find_the_dates_again(ada, page, tmp_path) -> None:
    monday = "On Monday the old ferry stopped in the middle of the river."
    import_files(write_files(tmp_path, ferry=monday))
    run("propose_events", "--timeline", "bridge", "--jobs", 1)
    ferry = Document.objects.get()
    assert DateMention.objects.get().edtf == ""
    told = {"published": "2004-07-01", "published_evidence": "told by the archive"}
    sent: dict[str, object] = {}
    if page == "metadata":
        sent, address = {**fields_of(ada, ferry)}, _address(ferry)
    else:
        address = reverse("admin:sources_document_change", args=[ferry.pk])
        rows: dict[str, object] = {"text_versions-TOTAL_FORMS": 1, "text_versions-INITIAL_FORMS": 1}
        rows["text_versions-0-id"] = ferry.text_versions.get().pk
        rows["text_versions-0-document"] = ferry.pk
        names = ("title", "slug", "language", "access", "kind")
        sent = {**rows, **{name: getattr(ferry, name) for name in names}}
    answer = ada.post(address, {**sent, **told}, follow=True)
    (link,) = html.fromstring(answer.content.decode()).xpath("//a[contains(., 'Find its dates')]")
    (row,) = rows_of(ada.get(link.get("href")))
    assert row.outcome == "waiting"
    asked = {"timeline": "bridge", "document": "ferry"}
    ada.post(reverse("admin:timeline_propose_one"), asked)
    assert DateMention.objects.get().edtf == "2004-06-28"


def test_the_list_filters_by_what_is_missing(ada, ferry) -> None:
    address = reverse("admin:sources_document_changelist")
    assert "1 document" in text_of(ada.get(f"{address}?lacking=published"))
    assert "0 documents" in text_of(ada.get(f"{address}?lacking=title"))
    assert "Fill in what is missing (1)" in text_of(ada.get(address))
    assert "1 document" in text_of(ada.get(f"{address}?timeline=bridge"))
