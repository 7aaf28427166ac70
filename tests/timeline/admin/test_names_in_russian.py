"""What curators read of models and fields in Russian, and that nothing of it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin import site
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory
from django.utils import translation
from lxml import html

from sources.models import Document
from tests.factories import make_curator, make_event
from timeline.actions.deciding import turn_down, undo
from timeline.admin.accounts import permission_words
from timeline.models import Event, Timeline

NAMES = re.compile("EDTF|SHA-256")
OURS = {"sources", "timeline"}


def told_by_the_admin() -> Iterator[str]:
    """The names of our models, and of the fields and choices that their forms and lists show."""
    request = RequestFactory().get("/admin/")
    request.user = get_user_model()(is_superuser=True, is_staff=True)
    for model, page in admin.site._registry.items():
        if model._meta.app_label not in OURS:
            continue
        for form in (page, *page.get_inline_instances(request)):
            yield str(form.opts.verbose_name)
            shown = {*getattr(form, "list_display", ())}
            shown |= {*flatten_fieldsets(form.get_fieldsets(request))}
            for field in form.model._meta.fields:
                if field.name in shown:
                    yield str(field.verbose_name)
                    yield from (str(label) for _, label in field.choices or ())


@pytest.mark.django_db
def test_every_model_and_field_that_a_curator_sees_has_a_russian_name() -> None:
    with translation.override("ru"):
        told = set(told_by_the_admin())
        for model in apps.get_models():
            if model._meta.app_label in OURS and not model.__name__.startswith("Historical"):
                told |= {str(model._meta.verbose_name), str(model._meta.verbose_name_plural)}
    assert "дата (EDTF)" in told
    assert {words for words in told if re.search("[A-Za-z]{2}", NAMES.sub("", words))} == set()


@pytest.mark.django_db
def test_what_is_not_in_russian_says_in_the_lists_which_language_it_is_in(ada: Client) -> None:
    make_event("The ferry stops", actors=["Ada Marsh"], themes=["delay"])
    ada.cookies["language"] = "ru"
    for name, words in (
        ("timeline/event", ["The ferry stops", "Works"]),
        ("timeline/actor", ["Ada Marsh"]),
        ("timeline/theme", ["Delay"]),
        ("timeline/timeline", [str(Timeline.objects.get())]),
        ("sources/document", [Document.objects.get().title]),
    ):
        page = html.fromstring(ada.get(f"/admin/{name}/").content.decode())
        marked = [each.text_content() for each in page.xpath("//tbody//*[@lang='en']")]
        assert set(words) <= set(marked), (name, marked)


@pytest.mark.django_db
def test_what_an_account_may_do_is_told_in_the_language_of_the_page() -> None:
    form: Any = site.get_model_admin(Group).get_form(RequestFactory().get("/"))
    permissions = form.base_fields["permissions"].queryset
    with translation.override("ru"):
        told = {each.codename: permission_words(each) for each in permissions}
    assert told["change_event"] == "событие: изменение (Что произошло)"
    assert {words for words in told.values() if re.search("[A-Za-z]{2}", words)} == set()
    with translation.override("en"):
        assert permission_words(permissions.get(codename="view_actor")) == (
            "actor: view (What happened)"
        )
    stranger = permissions.get(codename="view_actor")
    stranger.codename, stranger.name = "call_actor", "Can call"
    assert permission_words(stranger).endswith("Can call"), "as it was named"


@pytest.mark.django_db
def test_the_permissions_of_an_account_are_picked_by_these_words(admin_client: Client) -> None:
    admin_client.cookies["language"] = "ru"
    for address in ("/admin/auth/group/add/", "/admin/auth/user/{}/change/"):
        page = admin_client.get(address.format(get_user_model().objects.get().pk))
        assert "событие: изменение (Что произошло)" in page.content.decode()


@pytest.mark.django_db
def test_the_history_is_kept_in_english_whoever_edits(ada: Any, opened: Any) -> None:
    event = make_event("The ferry stops", status=Event.Status.CANDIDATE)
    ada.cookies["language"] = "ru"
    answer = opened(ada, event).send(title="The ferry is laid up", edtf="2004-06")
    assert answer.status_code == 302
    assert event.history.latest().history_change_reason == "edited: title, date (EDTF)"
    seen = Event.objects.get(pk=event.pk).version
    curator = make_curator()
    with translation.override("ru"):
        turn_down(event.pk, seen_version=seen, by=curator, why="twice told")
        undo(event.timeline, by=curator)
    assert event.history.latest().history_change_reason == "undone: rejected"
