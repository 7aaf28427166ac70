"""What curators read of models and fields in Russian, and that nothing of it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth import get_user_model
from django.test import RequestFactory
from django.utils import translation

from tests.factories import make_curator, make_event
from timeline.actions.deciding import turn_down, undo
from timeline.models import Event

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
