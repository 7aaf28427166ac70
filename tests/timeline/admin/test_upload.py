"""Documents brought in through the admin: each whole or not at all, with a line for every file."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from sources.models import Document, TextVersion
from tests.factories import make_member, make_timeline
from tests.timeline.admin.conftest import text_of
from tests.timeline.admin.uploading import Row, plan, rows_of, send_all, upload_file
from tests.timeline.files import BRIDGE, FERRY, import_files, run, write_files
from timeline.admin.documents import quota
from timeline.models import Timeline

pytestmark = pytest.mark.django_db

PAGE = "/admin/sources/document/upload/"
BIB = """@article{bridge, title = {The Bridge Is Late}, author = {Ash, Jo}, journal = {The Gazette},
  date = {2004-05-06}}
@article{nowhere, title = {Another}}"""


def outcomes(rows: list[Row]) -> list[str]:
    return [row.outcome for row in rows]


def test_files_become_documents_of_a_new_timeline(ada) -> None:
    rows = send_all(ada, {"papers/bridge.txt": BRIDGE, "papers/ferry.txt": FERRY})
    assert rows == [Row("new", "papers/bridge.txt", ""), Row("new", "papers/ferry.txt", "")]
    timeline = Timeline.objects.get()
    assert (timeline.slug, timeline.title, timeline.is_public) == ("bridges", "Bridges", False)
    assert [each.slug for each in timeline.documents.order_by("pk")] == ["bridge", "ferry"]
    assert run("verify").status == 0


def test_an_upload_and_the_command_store_the_same(ada, tmp_path: Path) -> None:
    send_all(ada, {"bridge.txt": BRIDGE})
    uploaded = Document.objects.values().get(), TextVersion.objects.values().get()
    told = import_files(write_files(tmp_path, bridge=BRIDGE), timeline="bridges")
    assert told.out == "bridges: 0 new, 1 known, 0 changed, 0 refused\n"
    TextVersion.objects.all().delete()
    Timeline.objects.all().delete()
    Document.objects.all().delete()
    import_files(tmp_path, timeline="bridges")
    imported = Document.objects.values().get(), TextVersion.objects.values().get()
    for one, other in zip(uploaded, imported, strict=True):
        own = {"id", "document_id", "imported_at"}
        assert {**one, **dict.fromkeys(own)} == {**other, **dict.fromkeys(own)}


def test_without_scripts_one_form_brings_all(ada) -> None:
    files = [upload_file("bridge.txt", BRIDGE), upload_file("empty.txt", b"")]
    answer = ada.post(PAGE, {"new_timeline": "Bridges", "files": files})
    assert rows_of(answer) == [
        Row("new", "bridge.txt", ""),
        Row("refused", "empty.txt", "is empty. Is it the right file?"),
    ]
    assert "1 new 0 changed 0 known 1 refused" in text_of(answer)
    assert "?timeline=bridges" in answer.content.decode()
    again = ada.post(PAGE, {"timeline": "bridges", "files": [upload_file("bridge.txt", BRIDGE)]})
    assert outcomes(rows_of(again)) == ["known"]


def test_a_changed_file_is_a_new_text_and_tells_what_became_of_citations(ada) -> None:
    send_all(ada, {"bridge.txt": BRIDGE})
    (row,) = send_all(
        ada, {"bridge.txt": BRIDGE + "\nCorrected.\n"}, timeline="bridges", new_timeline=""
    )
    assert row == Row("changed", "bridge.txt", "Citations that moved with their words: 0.")
    assert Document.objects.get().text_versions.count() == 2


def test_two_files_of_one_name_are_not_two_texts_of_one_document(ada) -> None:
    rows = send_all(ada, {"a/bridge.txt": BRIDGE, "b/bridge.txt": FERRY})
    assert outcomes(rows) == ["new", "refused"]
    assert "Rename those that are another document" in rows[1].told
    assert TextVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../bridge.txt", "leads out of its folder"),
        ("C:\\bridge.txt", "leads out of its folder"),
        ("papers/.bridge.txt", "is hidden"),
        ("papers/", "has no name"),
    ],
)
def test_an_odd_name_is_refused_in_one_line_before_and_when_it_is_sent(ada, name, told) -> None:
    (planned,) = rows_of(plan(ada, {name: 5}))
    assert planned.outcome == "refused"
    assert told in planned.told
    sent = {"timeline": "bridges", "title": "Bridges", "name": name}
    answer = ada.post(
        reverse("admin:timeline_upload_file"), {**sent, "file": upload_file("x.txt", BRIDGE)}
    )
    (row,) = rows_of(answer)
    assert row == planned
    assert not Document.objects.exists()


def test_what_is_hostile_in_a_name_is_shown_as_text(ada) -> None:
    evil = "<img src=x onerror=alert(1)>.txt"
    answer = plan(ada, {evil: 5}, new_timeline="<script>alert(1)</script>")
    assert "<img" not in answer.content.decode()
    assert "<script" not in answer.content.decode()
    (row,) = send_all(ada, {evil: BRIDGE})
    assert row.name == evil


def test_a_file_that_is_too_large_is_dropped_while_it_arrives(ada, monkeypatch) -> None:
    monkeypatch.setattr(quota, "MOST_BYTES", 200)
    files = [upload_file("long.txt", BRIDGE), upload_file("short.txt", FERRY[:150])]
    answer = ada.post(PAGE, {"new_timeline": "Bridges", "files": files})
    assert [(row.outcome, row.name) for row in rows_of(answer)] == [
        *(("refused", "long.txt"), ("new", "short.txt"))
    ]
    assert Document.objects.get().file_stem == "short"
    sent = {"timeline": "bridges", "title": "Bridges", "name": "long.txt"}
    alone = ada.post(
        reverse("admin:timeline_upload_file"), {**sent, "file": upload_file("long.txt", BRIDGE)}
    )
    assert outcomes(rows_of(alone)) == ["refused"]


def test_too_large_and_too_many_are_told_before_anything_is_sent(ada) -> None:
    (row,) = rows_of(plan(ada, {"long.txt": quota.MOST_BYTES + 1}))
    assert "one file may have 50.0" in row.told
    many = plan(ada, {f"{number}.txt": 5 for number in range(quota.MOST_FILES + 1)})
    assert "1,001 files are too many" in many.content.decode()
    assert many["Content-Type"] == "text/plain"


def test_too_many_files_in_one_form_are_told_and_none_is_stored(ada) -> None:
    files = [upload_file(f"{number}.txt", f"{number} {BRIDGE}") for number in range(101)]
    answer = ada.post(PAGE, {"new_timeline": "Bridges", "files": files})
    assert "More than 100 files came at once, and nothing was stored." in text_of(answer)
    assert not Document.objects.exists()


def test_no_large_file_is_left_in_the_temporary_folder(ada, tmp_path: Path, settings) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = ada.post(PAGE, {"new_timeline": "Bridges", "files": [upload_file("a.txt", BRIDGE)]})
    answer.close()
    assert outcomes(rows_of(answer)) == ["new"]
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_tells_the_same_and_stores_nothing(ada) -> None:
    files: dict[str, bytes | str] = {"a.txt": BRIDGE, "b.txt": BRIDGE, "c.txt": ""}
    files["b.md"] = FERRY
    told = send_all(ada, files, dry_run=True)
    assert outcomes(told) == ["new", "known", "refused", "new"]
    together = [upload_file(name, data) for name, data in files.items()]
    answer = ada.post(PAGE, {"new_timeline": "Bridges", "dry_run": "on", "files": together})
    assert rows_of(answer) == told
    assert "This was a dry run: nothing was stored." in text_of(answer)
    assert not Document.objects.exists()
    assert not Timeline.objects.exists()
    assert send_all(ada, files) == told


@pytest.mark.parametrize("scripted", [True, False])
def test_a_bibliography_tells_of_files_that_came_with_it_or_before(ada, scripted) -> None:
    send_all(ada, {"bridge.txt": BRIDGE})
    bibliography = upload_file("works.bib", BIB)
    if scripted:
        sent = {"timeline": "bridges", "name": "works.bib", "file": bibliography}
        answer = ada.post(reverse("admin:timeline_upload_bibliography"), sent)
    else:
        answer = ada.post(PAGE, {"timeline": "bridges", "bibliography": bibliography})
    words = text_of(answer)
    assert "works.bib: 2 entries; it added to 1 documents and told nothing new of 0." in words
    assert "No document has the name of these entries: nowhere." in words
    document = Document.objects.get()
    assert (document.title, document.published) == ("The Bridge Is Late", "2004-05-06")
    assert document.published_evidence == "the bibliography works.bib, entry bridge"


def test_a_bibliography_that_can_not_be_read_is_told_and_nothing_is_stored(ada) -> None:
    sent = {"files": [upload_file("a.txt", BRIDGE)], "bibliography": upload_file("b.bib", b"\0")}
    answer = ada.post(PAGE, {"new_timeline": "Bridges", **sent})
    assert "Nothing was stored." in text_of(answer)
    assert "b.bib" in text_of(answer)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"new_timeline": ""}, "Choose a timeline, or give a new one a title."),
        ({"timeline": "bridge"}, "one of the two"),
        ({"new_timeline": "Bridge"}, "There is a timeline of this name."),
        ({"new_timeline": "???"}, "Give it a title with letters"),
        ({"timeline": "unknown", "new_timeline": ""}, "not one of the available choices"),
    ],
)
def test_what_is_missing_or_wrong_is_told_at_once(ada, fields, told) -> None:
    make_timeline("bridge")
    assert told in plan(ada, {"a.txt": 5}, **fields).content.decode()
    sent = {"timeline": "", "new_timeline": "Bridges", **fields}
    answer = ada.post(PAGE, {**sent, "files": [upload_file("a.txt", BRIDGE)]})
    assert told in text_of(answer)
    assert not Document.objects.exists()


def test_an_empty_form_asks_for_files(ada) -> None:
    assert "Choose at least one file." in text_of(ada.post(PAGE, {"new_timeline": "Bridges"}))
    assert not Timeline.objects.exists()


def test_only_who_may_add_documents_uploads(client) -> None:
    eve = User.objects.create_user("eve", is_staff=True)
    eve.user_permissions.set(Permission.objects.filter(codename="view_document"))
    client.force_login(eve)
    assert client.get(PAGE).status_code == 403
    assert plan(client, {"a.txt": 5}).status_code == 403
    sent = {"timeline": "bridges", "name": "a.txt", "file": upload_file("a.txt", BRIDGE)}
    for name in ("file", "bibliography"):
        address = reverse(f"admin:timeline_upload_{name}")
        assert client.post(address, sent).status_code == 403
    assert not Document.objects.exists()


def test_who_may_not_add_timelines_makes_none_by_uploading(client) -> None:
    may = ["add_document", "change_document", "change_timeline"]
    fay = User.objects.create_user("fay", is_staff=True)
    fay.user_permissions.set(Permission.objects.filter(codename__in=may))
    client.force_login(fay)
    assert plan(client, {"a.txt": 5}).status_code == 403
    sent = {"timeline": "sneaky", "name": "a.txt", "file": upload_file("a.txt", BRIDGE)}
    assert client.post(reverse("admin:timeline_upload_file"), sent).status_code == 403
    assert not Timeline.objects.exists()
    make_timeline("bridge")
    sent = {**sent, "timeline": "bridge", "file": upload_file("a.txt", BRIDGE)}
    assert client.post(reverse("admin:timeline_upload_file"), sent).status_code == 200


def test_a_request_that_another_site_made_is_refused(db) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_member("ada"))
    sent = {"timeline": "bridges", "name": "a.txt", "file": upload_file("a.txt", BRIDGE)}
    for name in ("upload", "upload_file", "upload_plan", "upload_bibliography"):
        assert client.post(reverse(f"admin:timeline_{name}"), sent).status_code == 403
    assert not Document.objects.exists()


def test_what_the_script_asks_for_is_only_ever_posted(ada) -> None:
    for name in ("upload_file", "upload_plan", "upload_bibliography", "propose_one"):
        assert ada.get(reverse(f"admin:timeline_{name}")).status_code == 405
