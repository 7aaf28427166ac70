"""What the admin calls the passages that a corrected text lost."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sources", "0003_seal_of_quotes_on_record")]

    operations = [
        migrations.AlterModelOptions(
            name="reanchoring",
            options={
                "ordering": ["pk"],
                "verbose_name": "passage to place",
                "verbose_name_plural": "passages to place",
            },
        ),
    ]
