"""Curating sources: documents are edited, texts are supplied, texts and passages never change."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from sources.author_lines import authors_in, lines_of
from sources.models import Document
from tests.factories import make_document, make_passage, make_text
from tests.timeline.admin.conftest import text_of

TEXT = "\nThe bridge opened – at last.\n\nThe mayor spoke.\n"


@pytest.fixture
def curator(client, db):
    user = User.objects.create_user("ada", is_staff=True)
    user.groups.add(Group.objects.get(name="Curators"))
    client.force_login(user)
    return client


def supply(client, version, **data):
    return client.post(reverse("admin:sources_supply_text", args=[version.pk]), data, follow=True)


def test_a_file_with_the_text_on_record_is_taken_in(curator) -> None:
    version = make_text(TEXT, held=False)
    make_passage("The mayor spoke", version=version, start=TEXT.index("The mayor"))
    answer = supply(curator, version, file=SimpleUploadedFile("a.txt", TEXT.encode()))
    assert "is now held here" in answer.content.decode()
    version.refresh_from_db()
    assert version.text == TEXT


@pytest.mark.parametrize(
    "pasted",
    [TEXT, TEXT.replace("\n", "\r\n"), TEXT.strip("\n"), TEXT.rstrip("\n"), TEXT.lstrip("\n")],
)
def test_a_pasted_text_is_known_by_its_sha256_whatever_the_browser_did_to_its_line_ends(
    curator, pasted
) -> None:
    version = make_text(TEXT, held=False)
    supply(curator, version, pasted=pasted)
    version.refresh_from_db()
    assert version.text == TEXT


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"pasted": TEXT.replace("mayor", "major")}, "This is not the text on record"),
        ({"file": TEXT.replace("spoke", "spake")}, "This is not the text on record"),
        ({"file": b"\xff\xfe not utf-8"}, "This file is not UTF-8 text."),
        ({"file": b"x" * 1000}, "This file is longer than the text on record."),
        ({}, "Choose a file or paste the text, one of the two."),
        ({"file": TEXT, "pasted": TEXT}, "Choose a file or paste the text, one of the two."),
    ],
)
def test_any_other_text_is_refused_in_one_line_and_nothing_is_stored(curator, data, told) -> None:
    version = make_text(TEXT, held=False)
    if "file" in data:
        body = data["file"] if isinstance(data["file"], bytes) else data["file"].encode()
        data = {**data, "file": SimpleUploadedFile("a.txt", body)}
    answer = supply(curator, version, **data)
    assert told in answer.content.decode()
    version.refresh_from_db()
    assert version.text is None


def test_a_document_says_which_texts_are_held_and_leads_to_supplying_the_others(curator) -> None:
    document = make_document()
    make_text("Held words.", document=document)
    version = make_text("Other words.", document=document, held=False)
    page = curator.get(reverse("admin:sources_document_change", args=[document.pk]))
    assert "Held here" in page.content.decode()
    assert reverse("admin:sources_supply_text", args=[version.pk]) in page.content.decode()


def test_authors_are_edited_a_line_each(curator) -> None:
    document = make_document()
    address = reverse("admin:sources_document_change", args=[document.pk])
    page = curator.get(address)
    assert "Ash, Jo</textarea>" in page.content.decode()
    form = page.context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields}
    inline = {"text_versions-TOTAL_FORMS": 0, "text_versions-INITIAL_FORMS": 0}
    answer = curator.post(address, {**data, **inline, "authors": "Ash, Jo\n\nThe Gazette\n"})
    assert answer.status_code == 302
    document.refresh_from_db()
    assert document.authors == [{"family": "Ash", "given": "Jo"}, {"literal": "The Gazette"}]
    assert document.author_names == ["Jo Ash", "The Gazette"]


names = st.text(alphabet=st.characters(categories=["L"]), min_size=1, max_size=9)
authors = st.one_of(
    st.fixed_dictionaries({"family": names, "given": names}),
    st.fixed_dictionaries({"literal": names}),
)


@given(st.lists(authors))
def test_authors_survive_being_shown_and_read_again(some) -> None:
    assert authors_in(lines_of(some)) == some


@pytest.mark.parametrize("model", ["textversion", "passage"])
def test_texts_and_passages_can_be_read_but_not_changed(curator, model) -> None:
    version = make_text(TEXT)
    row = make_passage("The mayor spoke", version=version) if model == "passage" else version
    address = reverse(f"admin:sources_{model}_change", args=[row.pk])
    assert curator.get(address).status_code == 200
    assert curator.post(address, {"quote": "x"}).status_code == 403
    assert curator.get(reverse(f"admin:sources_{model}_add")).status_code == 403
    assert curator.get(reverse(f"admin:sources_{model}_delete", args=[row.pk])).status_code == 403
    assert curator.get(reverse(f"admin:sources_{model}_changelist")).status_code == 200


def test_what_is_hostile_is_shown_as_text(curator) -> None:
    evil = "<script>alert(1)</script>"
    document = make_document(title=f"Title {evil}", authors=[{"literal": evil}])
    passage = make_passage(evil, version=make_text(f"See {evil} here.", document=document))
    for address in (
        reverse("admin:sources_document_change", args=[document.pk]),
        reverse("admin:sources_document_changelist"),
        reverse("admin:sources_passage_change", args=[passage.pk]),
        reverse("admin:sources_passage_changelist"),
        reverse("admin:sources_textversion_changelist"),
        reverse("admin:sources_supply_text", args=[passage.text_version_id]),
    ):
        assert evil not in curator.get(address).content.decode()


def test_kinds_are_told_in_words_and_filtered_by(curator) -> None:
    make_document("ferry", kind="article-newspaper", title="Ferry stops", container="The Gazette")
    make_document("log", kind="ship-log", title="Log of the ferry")
    page = text_of(curator.get("/admin/sources/document/"))
    assert "By kind All Newspaper article ship-log" in page
    assert "Published in" in page
    assert "The Gazette" in page
    only = text_of(curator.get("/admin/sources/document/?kind=ship-log"))
    assert "Log of the ferry" in only
    assert "Ferry stops" not in only
    log = Document.objects.get(slug="log")
    form = curator.get(f"/admin/sources/document/{log.pk}/change/").content.decode()
    assert '<option value="ship-log" selected>ship-log</option>' in form
    assert '<option value="article-newspaper">Newspaper article</option>' in form
