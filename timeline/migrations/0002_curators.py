"""The group of those who curate: they can do all of it without being superusers."""

from __future__ import annotations

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUP = "Curators"

_EDIT = ("add", "change", "view")
_ALL = (*_EDIT, "delete")
ALLOWED = {
    ("timeline", "timeline"): _EDIT,
    ("timeline", "category"): _ALL,
    ("timeline", "theme"): _ALL,
    ("timeline", "actor"): _ALL,
    ("timeline", "actoralias"): _ALL,
    ("timeline", "event"): _ALL,
    ("timeline", "citation"): _ALL,
    ("timeline", "eventactor"): _ALL,
    ("timeline", "eventlink"): _ALL,
    ("sources", "document"): _EDIT,
    ("sources", "textversion"): ("view",),
    ("sources", "passage"): ("view",),
}


def make_group(apps: Any, schema_editor: Any) -> None:
    """Make the group, and the permissions first, which Django else makes after all migrations."""
    for label in ("sources", "timeline"):
        create_permissions(installed.get_app_config(label), verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    for (label, model), verbs in ALLOWED.items():
        names = [f"{verb}_{model}" for verb in verbs]
        group.permissions.add(
            *permissions.filter(content_type__app_label=label, codename__in=names)
        )


def drop_group(apps: Any, schema_editor: Any) -> None:
    """Take the group away; its members keep their accounts."""
    apps.get_model("auth", "Group").objects.filter(name=GROUP).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0001_the_first_tables"),
        ("sources", "0001_the_first_tables"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_group, drop_group)]
