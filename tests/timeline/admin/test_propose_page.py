"""From uploaded documents to candidates in the admin: a document at a time, with what each gave."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from sources.models import Document
from tests.timeline.admin.conftest import text_of
from tests.timeline.admin.uploading import rows_of
from tests.timeline.files import BRIDGE, FERRY, import_files, run, write_files
from timeline.actions import drafting_texts
from timeline.actions.drafting_texts import TimelineLore, make_ready
from timeline.models import Event, Timeline

pytestmark = pytest.mark.django_db

PAGE = "/admin/sources/document/propose/?timeline=bridge"


@pytest.fixture
def documents(tmp_path: Path) -> list[str]:
    """Two documents of a timeline, from which nothing was proposed yet."""
    import_files(write_files(tmp_path, bridge=BRIDGE, ferry=FERRY))
    return ["bridge", "ferry"]


def test_every_document_gives_its_candidates_and_the_queue_is_next(ada, documents) -> None:
    assert [row.outcome for row in rows_of(ada.get(PAGE))] == ["waiting", "waiting"]
    address = reverse("admin:timeline_propose_one")
    for slug in documents:
        (row,) = rows_of(ada.post(address, {"timeline": "bridge", "document": slug}))
        assert row.outcome == "proposed"
        assert "proposed," in row.told
    events = Event.objects.all()
    assert {event.status for event in events} == {Event.Status.CANDIDATE}
    answer = ada.post(reverse("admin:timeline_propose_pairs"), {"timeline": "bridge"})
    assert f"Review {events.count()} candidates" in text_of(answer)
    assert {change.history_user.username for change in Event.history.all()} == {"ada"}
    assert "No document of this timeline waits: 2 of them were looked at" in text_of(ada.get(PAGE))


def test_a_document_at_a_time_gives_what_the_command_gives(ada, documents) -> None:
    other = Timeline.objects.create(slug="other", title="Other")
    other.documents.set(Document.objects.all())
    run("propose_events", "--timeline", "bridge", "--jobs", 1)
    for _ in range(2):
        ada.post("/admin/sources/document/propose/?timeline=other&all=1", {"timeline": "other"})
        told = [
            sorted(Event.objects.filter(timeline__slug=slug).values_list("title", "edtf"))
            for slug in ("bridge", "other")
        ]
        assert told[0] == told[1] != []


def test_without_scripts_one_form_does_them_all(ada, documents) -> None:
    answer = ada.post(PAGE, {"timeline": "bridge"})
    assert [row.outcome for row in rows_of(answer)] == ["proposed", "proposed"]
    assert f"Review {Event.objects.count()} candidates" in text_of(answer)


def test_a_timeline_knows_only_its_own_documents(ada, documents) -> None:
    Timeline.objects.create(slug="other", title="Other")
    sent = {"timeline": "other", "document": "bridge"}
    assert ada.post(reverse("admin:timeline_propose_one"), sent).status_code == 404
    assert ada.get("/admin/sources/document/propose/?timeline=none").status_code == 404


def test_only_who_may_add_events_has_them_proposed(client, documents) -> None:
    eve = User.objects.create_user("eve", is_staff=True)
    eve.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(eve)
    assert client.get(PAGE).status_code == 403
    for name in ("one", "pairs"):
        address = reverse(f"admin:timeline_propose_{name}")
        assert client.post(address, {"timeline": "bridge"}).status_code == 403


def test_the_timelines_of_two_curators_at_once_are_not_mixed_up(documents) -> None:
    """Each thread of the server drafts with what its own timeline knows."""
    make_ready(TimelineLore((), (), ()))
    told: list[bool] = []

    def look() -> None:
        told.append(hasattr(drafting_texts._here, "told"))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert told == [False]
