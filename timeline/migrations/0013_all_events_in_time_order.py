"""The curators' list shows the first hundred events of all timelines without sorting all of them."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0012_names_that_readers_know'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['known_day', 'last_day'], name='event_in_time'),
        ),
    ]
