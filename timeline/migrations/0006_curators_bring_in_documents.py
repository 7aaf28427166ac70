"""What curators may do with what came since their group was made: they see all, and decide on some."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUP = "Curators"

DECIDED_ON = ("change_mergeproposal", "change_proposal", "change_reanchoring")


def allow(apps: Any, schema_editor: Any) -> None:
    """Give the group these permissions, which Django else makes after all migrations."""
    for label in ("sources", "timeline"):
        create_permissions(installed.get_app_config(label), verbosity=0)
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    group.permissions.add(*_permissions(apps))


def forbid(apps: Any, schema_editor: Any) -> None:
    """Take them away again, where the group is there still."""
    for group in apps.get_model("auth", "Group").objects.filter(name=GROUP):
        group.permissions.remove(*_permissions(apps))


def _permissions(apps: Any) -> list[Any]:
    """To see what came since, but for the tables of histories; and to decide on some of it."""
    permissions = apps.get_model("auth", "Permission").objects
    before = import_module("timeline.migrations.0002_curators").ALLOWED
    of_ours = permissions.filter(content_type__app_label__in=("sources", "timeline")).exclude(
        content_type__model__in=[model for _, model in before]
    )
    seen = of_ours.filter(codename__startswith="view_")
    return [
        *seen.exclude(codename__startswith="view_historical"),
        *of_ours.filter(codename__in=DECIDED_ON),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0005_what_curators_decided"),
        ("sources", "0003_seal_of_quotes_on_record"),
    ]

    operations = [migrations.RunPython(allow, forbid)]
