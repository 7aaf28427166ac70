"""Each text at the end of its row, in SQLite, which reads all that stands before a column.

To learn of which document a passage is, it read the whole text; a long one is a hundred pages.
PostgreSQL keeps long texts apart. One index less: the constraint of passages begins as it did.
"""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def make_anew(apps: Any, schema_editor: Any) -> None:
    """Make the table anew in the order of the model's fields, as any change of a column would."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor._remake_table(apps.get_model("sources", "TextVersion"))


class Migration(migrations.Migration):
    dependencies = [("sources", "0004_passages_to_place")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField("textversion", "text"),
                migrations.AddField(
                    "textversion", "text", models.TextField(blank=True, null=True)
                ),
            ]
        ),
        migrations.RunPython(make_anew, migrations.RunPython.noop),
        migrations.AlterField(
            "passage",
            "text_version",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="passages",
                to="sources.textversion",
            ),
        ),
    ]
