"""The group of curators: all of the admin's work, without being superusers."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from tests.factories import make_actor, make_category, make_document, make_theme, make_timeline
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
