"""The group of curators: all of the admin's work, without being superusers."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    make_actor,
    make_category,
    make_document,
    make_event,
    make_theme,
    make_timeline,
)
from tests.timeline.admin.conftest import text_of
from timeline.models import Actor

MODELS = ("event", "timeline", "category", "theme", "actor")


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS)
def test_curators_see_and_add_everything_that_curation_needs(ada, model) -> None:
    assert ada.get(reverse(f"admin:timeline_{model}_changelist")).status_code == 200
    assert ada.get(reverse(f"admin:timeline_{model}_add")).status_code == 200


@pytest.mark.django_db
def test_curators_open_what_is_there(ada) -> None:
    for row in (make_timeline(), make_category(), make_theme(), make_actor()):
        name = row._meta.model_name
        assert ada.get(reverse(f"admin:timeline_{name}_change", args=[row.pk])).status_code == 200
    document = make_document()
    assert ada.get(reverse("admin:sources_document_change", args=[document.pk])).status_code == 200


@pytest.mark.django_db
def test_curators_do_not_manage_accounts(ada) -> None:
    assert ada.get(reverse("admin:auth_user_changelist")).status_code == 403


@pytest.mark.django_db
def test_an_actor_is_entered_with_its_aliases_and_the_log_names_the_curator(ada) -> None:
    rows = {"aliases-TOTAL_FORMS": 1, "aliases-INITIAL_FORMS": 0, "aliases-0-name": "Mayor Marsh"}
    answer = ada.post(
        reverse("admin:timeline_actor_add"),
        {"name": "Ada Marsh", "kind": "person", "slug": "ada-marsh", **rows},
    )
    assert answer.status_code == 302
    actor = Actor.objects.get()
    assert [alias.name for alias in actor.aliases.all()] == ["Mayor Marsh"]
    history = ada.get(reverse("admin:timeline_actor_history", args=[actor.pk]))
    assert "ada" in text_of(history)


@pytest.mark.django_db(transaction=True)
def test_the_group_goes_and_comes_with_its_migration() -> None:
    call_command("migrate", "timeline", "0001", verbosity=0)
    assert not Group.objects.filter(name="Curators").exists()
    call_command("migrate", verbosity=0)
    allowed = Group.objects.get(name="Curators").permissions.values_list("codename", flat=True)
    assert {"change_event", "add_citation", "view_passage"} <= set(allowed)
    assert not {"change_passage", "change_user", "delete_timeline"} & set(allowed)


@pytest.mark.django_db
def test_a_theme_that_events_have_can_not_be_deleted_behind_their_backs(ada) -> None:
    make_event(themes=["delay"])
    used, unused = make_theme("delay"), make_theme("unused")
    for theme, status in ((used, 403), (unused, 302)):
        address = reverse("admin:timeline_theme_delete", args=[theme.pk])
        assert ada.post(address, {"post": "yes"}).status_code == status


@pytest.mark.django_db
def test_a_period_that_can_not_be_read_is_told(ada) -> None:
    timeline = make_timeline()
    address = reverse("admin:timeline_timeline_change", args=[timeline.pk])
    fields = {"title": "Bridge", "slug": "bridge", "period": "then"}
    assert "is not an EDTF date" in text_of(ada.post(address, fields))
    assert ada.post(address, {**fields, "period": "1992/2011"}).status_code == 302
    timeline.refresh_from_db()
    assert timeline.period == "1992/2011"


@pytest.mark.django_db
@pytest.mark.parametrize("model", ["event", "citation"])
def test_who_may_only_look_sees_an_event_and_can_send_nothing(client, model) -> None:
    eve = User.objects.create_user("eve", is_staff=True)
    names = ["view_event", f"view_{model}"]
    eve.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(eve)
    event = make_event()
    address = reverse("admin:timeline_event_change", args=[event.pk])
    page = client.get(address)
    assert page.status_code == 200
    assert event.title in text_of(page)
    assert "_publish" not in page.content.decode()
    assert client.post(address, {"title": "Hers", "_reject": "yes"}).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        *("timeline_actor", "timeline_timeline", "timeline_category", "timeline_theme"),
        *("sources_document", "sources_passage", "sources_textversion"),
    ],
)
def test_lists_take_as_many_queries_for_90_rows_as_for_30(ada, name) -> None:
    counts = []
    for start, stop in ((0, 30), (30, 90)):
        for at in range(start, stop):
            timeline = make_timeline(f"bridge-{at}")
            make_event(f"Event {at}", timeline=timeline, actors=[f"Actor {at}"], themes=["delay"])
        with CaptureQueriesContext(connection) as queries:
            assert ada.get(reverse(f"admin:{name}_changelist")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "term", "found"),
    [
        ("timeline.category.timeline", "elbow", "The Elbow bridge"),
        ("timeline.timeline.documents", "late", "The Bridge Is Late"),
        ("timeline.event.category", "wor", "Works"),
        ("timeline.event.themes", "del", "Delay"),
        ("timeline.eventactor.actor", "marsh", "Ada Marsh"),
        ("timeline.eventlink.to_event", "mayor", "Mayor opens the bridge"),
        ("sources.passage.text_version", "late", "The Bridge Is Late"),
    ],
)
def test_whatever_is_picked_is_found_by_typing(ada, field, term, found) -> None:
    make_event(actors=["Ada Marsh"], themes=["delay"])
    app, model, name = field.split(".")
    query = {"app_label": app, "model_name": model, "field_name": name, "term": term}
    answer = ada.get(reverse("admin:autocomplete"), query)
    assert answer.status_code == 200
    assert [found in result["text"] for result in answer.json()["results"]] == [True]
