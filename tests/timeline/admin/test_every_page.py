"""A curator who is no superuser opens every page of the admin but those of accounts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from sources.models import Document, Reanchoring, TextVersion
from tests.factories import make_curator, make_event, make_passage, make_theme
from tests.timeline.files import BRIDGE, import_files, write_files
from timeline.models import Timeline

pytestmark = pytest.mark.django_db

OURS = {"sources", "timeline"}
#: What may never be deleted by a curator, though a superuser may.
KEPT = {"timeline_timeline_delete", "sources_document_delete"}
QUERIES = {"timeline_propose": "?timeline=bridge"}


@pytest.fixture
def filled(tmp_path: Path) -> None:
    """A row of every model that has pages, a passage that waits for its place among them."""
    import_files(write_files(tmp_path, bridge=BRIDGE))
    passage = make_passage("the mayor opened", version=TextVersion.objects.get())
    timeline = Timeline.objects.get()
    make_event(passage=passage, timeline=timeline, actors=["Ada Marsh"], status="candidate")
    make_theme(timeline=timeline)
    import_files(write_files(tmp_path, bridge=BRIDGE.replace("opened", "unveiled")))
    assert Reanchoring.objects.open().exists()


def pages(accounts: bool = False) -> Iterator[tuple[str, str]]:
    """The name and address of every page below our models, or below those of accounts."""
    for model, model_admin in admin.site._registry.items():
        if (model._meta.app_label in OURS) == accounts:
            continue
        row = model._default_manager.first()
        for pattern in model_admin.get_urls():
            arguments = pattern.pattern.converters
            if pattern.name is None:
                continue
            if arguments and row is None:
                continue
            version = set(arguments) == {"version_id"}
            key = TextVersion.objects.latest("pk").pk if version else getattr(row, "pk", 0)
            keys = [key for _ in arguments]
            yield pattern.name, _address(pattern.name, keys)


def _address(name: str, keys: list[int]) -> str:
    return reverse(f"admin:{name}", args=keys) + QUERIES.get(name, "")


def status(client: Client, address: str) -> int:
    return client.get(address, follow=True).status_code


def test_wherever_a_superuser_comes_a_curator_comes_too(ada, filled) -> None:
    superuser = Client()
    superuser.force_login(make_curator("root"))
    opened = set()
    for name, address in pages():
        if name not in KEPT and status(superuser, address) == 200:
            assert status(ada, address) == 200, name
            opened.add(name)
    assert {f"{each}_changelist" for each in _models()} <= opened
    ours = {"timeline_upload", "timeline_propose", "timeline_metadata", "timeline_add_text"}
    assert ours | {"sources_reanchoring_change", "timeline_event_change"} <= opened
    for name, address in pages():
        if name in KEPT:
            assert status(ada, address) == 403, name


def test_nobody_else_comes_anywhere(client, filled) -> None:
    for name, address in pages():
        assert "/admin/login/" in client.get(address).get("Location", ""), name


def test_no_page_takes_words_of_a_document_for_markup(ada, filled) -> None:
    evil = "<script>alert(1)</script>"
    Document.objects.update(
        title=evil, publisher=evil, published_evidence=evil, authors=[{"literal": evil}]
    )
    record = {"value": evil, "from": "file", "evidence": evil}
    Document.objects.update(
        imported={"title": record, "published_perhaps": {**record, "value": "2004"}}
    )
    Timeline.objects.update(title=evil)
    Reanchoring.objects.update(reason=evil)
    shown = 0
    for name, address in pages():
        answer = ada.get(address, follow=True)
        content = b"" if answer.streaming else answer.content
        assert evil.encode() not in content, name
        shown += b"&lt;script&gt;alert(1)" in content
    assert shown > 10


def test_accounts_are_not_for_curators(ada, filled) -> None:
    accounts = list(pages(accounts=True))
    assert len(accounts) > 8
    for name, address in accounts:
        assert status(ada, address) in {403, 404}, name
    assert "auth" not in {entry["app_label"] for entry in ada.get("/admin/").context["app_list"]}


def test_curators_may_see_whatever_the_two_apps_hold() -> None:
    allowed = Group.objects.get(name="Curators").permissions
    seen = set(allowed.filter(codename__startswith="view_").values_list("codename", flat=True))
    held = Permission.objects.filter(content_type__app_label__in=OURS, codename__startswith="view_")
    missing = set(held.values_list("codename", flat=True)) - seen
    assert {name for name in missing if not name.startswith("view_historical")} == set()
    assert not allowed.exclude(content_type__app_label__in=OURS).exists()


def _models() -> list[str]:
    names = [model._meta for model in admin.site._registry if model._meta.app_label in OURS]
    return [f"{each.app_label}_{each.model_name}" for each in names]


@pytest.mark.parametrize("key", ["word", "1,word", "9" * 30])
def test_an_address_that_fills_in_no_row_opens_the_empty_form(key: str) -> None:
    client = Client()
    client.force_login(make_curator())
    for model, fields in (
        ("category", ["timeline"]),
        ("theme", ["timeline"]),
        ("timeline", ["documents"]),
        ("event", ["timeline", "category", "themes"]),
    ):
        for field in fields:
            page = client.get(reverse(f"admin:timeline_{model}_add"), {field: key})
            assert not page.context["adminform"].form.initial.get(field)


def test_accounts_come_after_what_curators_work_on() -> None:
    client = Client()
    client.force_login(make_curator())
    labels = [entry["app_label"] for entry in client.get("/admin/").context["app_list"]]
    assert labels[-1] == "auth"
    assert {"sources", "timeline"} <= set(labels[:-1])
