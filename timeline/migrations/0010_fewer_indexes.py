"""Indexes that nothing asked are gone: of slugs, and of columns with which another index begins."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


def _key(to: str, on_delete: object, related_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False, on_delete=on_delete, related_name=related_name, to=to
    )


_CASCADE = django.db.models.deletion.CASCADE
_PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0005_texts_at_the_end_of_their_rows"),
        ("timeline", "0009_what_was_changed"),
    ]

    operations = [
        migrations.AlterField("citation", "event", _key("timeline.event", _CASCADE, "citations")),
        migrations.AlterField(
            "datemention", "text_version", _key("sources.textversion", _PROTECT, "+")
        ),
        migrations.AlterField("event", "timeline", _key("timeline.timeline", _PROTECT, "events")),
        migrations.AlterField(
            "eventactor", "event", _key("timeline.event", _CASCADE, "participations")
        ),
        migrations.AlterField(
            "eventlink", "from_event", _key("timeline.event", _CASCADE, "links_out")
        ),
        *(
            migrations.AlterField(
                model, "slug", models.SlugField(db_index=False, editable=False, max_length=80)
            )
            for model in ("event", "historicalevent")
        ),
    ]
