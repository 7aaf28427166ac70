"""The table of the words of events; after `migrate`, triggers keep it and it is filled."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from timeline.search_tables import drop_words_table, make_words_table


def make(apps: Any, schema_editor: Any) -> None:
    """Make the table, empty."""
    make_words_table(schema_editor.connection)


def drop(apps: Any, schema_editor: Any) -> None:
    """Take it away."""
    drop_words_table(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("timeline", "0006_curators_bring_in_documents")]

    operations = [migrations.RunPython(make, drop)]
