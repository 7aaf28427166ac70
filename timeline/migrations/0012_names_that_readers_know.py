"""Storylines and kinds of fact are called so in the admin too; nothing changes in the tables."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0011_names_in_the_curators_language'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='theme',
            options={'ordering': ['timeline', 'position', 'pk'], 'verbose_name': 'storyline', 'verbose_name_plural': 'storylines'},
        ),
        migrations.AlterField(
            model_name='event',
            name='modality',
            field=models.CharField(choices=[('occurred', 'Occurred'), ('announced', 'Announced'), ('planned', 'Planned'), ('claimed', 'Claimed'), ('denied', 'Denied'), ('cancelled', 'Cancelled')], max_length=10, verbose_name='kind of fact'),
        ),
        migrations.AlterField(
            model_name='event',
            name='themes',
            field=models.ManyToManyField(blank=True, related_name='events', to='timeline.theme', verbose_name='storylines'),
        ),
        migrations.AlterField(
            model_name='historicalevent',
            name='modality',
            field=models.CharField(choices=[('occurred', 'Occurred'), ('announced', 'Announced'), ('planned', 'Planned'), ('claimed', 'Claimed'), ('denied', 'Denied'), ('cancelled', 'Cancelled')], max_length=10, verbose_name='kind of fact'),
        ),
    ]
