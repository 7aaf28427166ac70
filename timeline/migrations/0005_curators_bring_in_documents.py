"""What curators may do with what came since their group was made: mentions, proposals, passages to place."""

from __future__ import annotations

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUP = "Curators"

ALLOWED = {
    ("timeline", "datemention"): ("view", "change"),
    ("timeline", "detection"): ("view",),
    ("timeline", "drafting"): ("view",),
    ("timeline", "proposal"): ("view", "change"),
    ("timeline", "mergeproposal"): ("view", "change"),
    ("sources", "reanchoring"): ("view", "change"),
    ("sources", "readeroutput"): ("view",),
    ("sources", "textversion"): ("add",),
    ("sources", "passage"): ("add",),
}


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
    permissions = apps.get_model("auth", "Permission").objects
    found: list[Any] = []
    for (label, model), verbs in ALLOWED.items():
        names = [f"{verb}_{model}" for verb in verbs]
        found += permissions.filter(content_type__app_label=label, codename__in=names)
    return found


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0004_proposals"),
        ("sources", "0003_seal_of_quotes_on_record"),
    ]

    operations = [migrations.RunPython(allow, forbid)]
