"""Models and fields have names that can be translated; nothing changes in the tables."""

from __future__ import annotations

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0006_names_in_the_curators_language'),
        ('timeline', '0010_fewer_indexes'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='actor',
            options={'ordering': ['name'], 'verbose_name': 'actor', 'verbose_name_plural': 'actors'},
        ),
        migrations.AlterModelOptions(
            name='actoralias',
            options={'ordering': ['pk'], 'verbose_name': 'actor alias', 'verbose_name_plural': 'aliases'},
        ),
        migrations.AlterModelOptions(
            name='category',
            options={'ordering': ['timeline', 'position', 'pk'], 'verbose_name': 'category', 'verbose_name_plural': 'categories'},
        ),
        migrations.AlterModelOptions(
            name='change',
            options={'default_permissions': (), 'ordering': ['pk'], 'verbose_name': 'change', 'verbose_name_plural': 'changes'},
        ),
        migrations.AlterModelOptions(
            name='citation',
            options={'base_manager_name': 'objects', 'ordering': ['event', 'position', 'pk'], 'verbose_name': 'citation', 'verbose_name_plural': 'citations'},
        ),
        migrations.AlterModelOptions(
            name='datemention',
            options={'ordering': ['text_version', 'start'], 'verbose_name': 'date mention', 'verbose_name_plural': 'date mentions'},
        ),
        migrations.AlterModelOptions(
            name='decision',
            options={'ordering': ['pk'], 'verbose_name': 'decision', 'verbose_name_plural': 'decisions'},
        ),
        migrations.AlterModelOptions(
            name='detection',
            options={'verbose_name': 'detection', 'verbose_name_plural': 'detections'},
        ),
        migrations.AlterModelOptions(
            name='drafting',
            options={'verbose_name': 'drafting', 'verbose_name_plural': 'draftings'},
        ),
        migrations.AlterModelOptions(
            name='event',
            options={'base_manager_name': 'objects', 'ordering': ['known_day', 'last_day', 'pk'], 'verbose_name': 'event', 'verbose_name_plural': 'events'},
        ),
        migrations.AlterModelOptions(
            name='eventactor',
            options={'base_manager_name': 'objects', 'ordering': ['event', 'position', 'pk'], 'verbose_name': 'event actor', 'verbose_name_plural': 'event actors'},
        ),
        migrations.AlterModelOptions(
            name='eventlink',
            options={'base_manager_name': 'objects', 'ordering': ['pk'], 'verbose_name': 'event link', 'verbose_name_plural': 'event links'},
        ),
        migrations.AlterModelOptions(
            name='look',
            options={'verbose_name': 'look', 'verbose_name_plural': 'looks'},
        ),
        migrations.AlterModelOptions(
            name='mergeproposal',
            options={'ordering': ['pk'], 'verbose_name': 'merge proposal', 'verbose_name_plural': 'merge proposals'},
        ),
        migrations.AlterModelOptions(
            name='proposal',
            options={'ordering': ['pk'], 'verbose_name': 'proposal', 'verbose_name_plural': 'proposals'},
        ),
        migrations.AlterModelOptions(
            name='theme',
            options={'ordering': ['timeline', 'position', 'pk'], 'verbose_name': 'theme', 'verbose_name_plural': 'themes'},
        ),
        migrations.AlterModelOptions(
            name='timeline',
            options={'ordering': ['title'], 'verbose_name': 'timeline', 'verbose_name_plural': 'timelines'},
        ),
        migrations.AlterField(
            model_name='actor',
            name='description',
            field=models.CharField(blank=True, max_length=500, verbose_name='description'),
        ),
        migrations.AlterField(
            model_name='actor',
            name='kind',
            field=models.CharField(choices=[('person', 'Person'), ('state', 'State'), ('organisation', 'Organisation'), ('force', 'Force'), ('place', 'Place')], max_length=12, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='actor',
            name='name',
            field=models.CharField(max_length=200, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='actor',
            name='slug',
            field=models.SlugField(max_length=100, unique=True, verbose_name='slug'),
        ),
        migrations.AlterField(
            model_name='actoralias',
            name='actor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='timeline.actor', verbose_name='actor'),
        ),
        migrations.AlterField(
            model_name='actoralias',
            name='name',
            field=models.CharField(max_length=200, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='category',
            name='colour',
            field=models.PositiveSmallIntegerField(default=1, help_text='1 to 12, of the lane palette.', verbose_name='colour'),
        ),
        migrations.AlterField(
            model_name='category',
            name='description',
            field=models.CharField(blank=True, max_length=300, verbose_name='description'),
        ),
        migrations.AlterField(
            model_name='category',
            name='name',
            field=models.CharField(max_length=60, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='category',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='category',
            name='slug',
            field=models.SlugField(max_length=60, verbose_name='slug'),
        ),
        migrations.AlterField(
            model_name='category',
            name='timeline',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='categories', to='timeline.timeline', verbose_name='timeline'),
        ),
        migrations.AlterField(
            model_name='citation',
            name='anchor',
            field=models.CharField(blank=True, help_text='What it was counted from.', max_length=300, verbose_name='anchor'),
        ),
        migrations.AlterField(
            model_name='citation',
            name='event',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='timeline.event', verbose_name='event'),
        ),
        migrations.AlterField(
            model_name='citation',
            name='note',
            field=models.TextField(blank=True, verbose_name='note'),
        ),
        migrations.AlterField(
            model_name='citation',
            name='passage',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.passage', verbose_name='passage'),
        ),
        migrations.AlterField(
            model_name='citation',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='citation',
            name='rule',
            field=models.CharField(blank=True, help_text='How the words become the date.', max_length=300, verbose_name='rule'),
        ),
        migrations.AlterField(
            model_name='citation',
            name='stance',
            field=models.CharField(choices=[('supports', 'Supports'), ('disputes', 'Disputes')], default='supports', max_length=8, verbose_name='stance'),
        ),
        migrations.AlterField(
            model_name='citation',
            name='wording',
            field=models.CharField(blank=True, help_text='The words that give the date.', max_length=200, verbose_name='wording'),
        ),
        migrations.AlterField(
            model_name='event',
            name='actors',
            field=models.ManyToManyField(related_name='events', through='timeline.EventActor', to='timeline.actor', verbose_name='actors'),
        ),
        migrations.AlterField(
            model_name='event',
            name='category',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='timeline.category', verbose_name='category'),
        ),
        migrations.AlterField(
            model_name='event',
            name='date_reason',
            field=models.TextField(blank=True, help_text='Where sources give several dates: why this one.', verbose_name='date reason'),
        ),
        migrations.AlterField(
            model_name='event',
            name='importance',
            field=models.PositiveSmallIntegerField(default=1, help_text='1 to 3; 3 is a milestone.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3)], verbose_name='importance'),
        ),
        migrations.AlterField(
            model_name='event',
            name='label',
            field=models.CharField(blank=True, help_text='A few words for the chart.', max_length=40, verbose_name='label'),
        ),
        migrations.AlterField(
            model_name='event',
            name='modality',
            field=models.CharField(choices=[('occurred', 'Occurred'), ('announced', 'Announced'), ('planned', 'Planned'), ('claimed', 'Claimed'), ('denied', 'Denied'), ('cancelled', 'Cancelled')], max_length=10, verbose_name='modality'),
        ),
        migrations.AlterField(
            model_name='event',
            name='note',
            field=models.TextField(blank=True, help_text='Shown to readers below the summary.', verbose_name='note'),
        ),
        migrations.AlterField(
            model_name='event',
            name='status',
            field=models.CharField(choices=[('candidate', 'Candidate'), ('published', 'Published'), ('rejected', 'Rejected')], default='candidate', editable=False, max_length=10, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='event',
            name='summary',
            field=models.TextField(blank=True, verbose_name='summary'),
        ),
        migrations.AlterField(
            model_name='event',
            name='themes',
            field=models.ManyToManyField(blank=True, related_name='events', to='timeline.theme', verbose_name='themes'),
        ),
        migrations.AlterField(
            model_name='event',
            name='timeline',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='timeline.timeline', verbose_name='timeline'),
        ),
        migrations.AlterField(
            model_name='event',
            name='title',
            field=models.CharField(help_text='Who did what, in our own words.', max_length=200, verbose_name='title'),
        ),
        migrations.AlterField(
            model_name='eventactor',
            name='actor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='timeline.actor', verbose_name='actor'),
        ),
        migrations.AlterField(
            model_name='eventactor',
            name='event',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='timeline.event', verbose_name='event'),
        ),
        migrations.AlterField(
            model_name='eventactor',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='eventactor',
            name='role',
            field=models.CharField(blank=True, help_text='Such as speaker, host, signatory.', max_length=40, verbose_name='role'),
        ),
        migrations.AlterField(
            model_name='eventlink',
            name='from_event',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='links_out', to='timeline.event', verbose_name='from event'),
        ),
        migrations.AlterField(
            model_name='eventlink',
            name='kind',
            field=models.CharField(choices=[('outcome', 'Outcome of the plan'), ('same_occasion', 'On the same occasion'), ('contradicts', 'Contradicts')], max_length=13, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='eventlink',
            name='note',
            field=models.CharField(blank=True, max_length=300, verbose_name='note'),
        ),
        migrations.AlterField(
            model_name='eventlink',
            name='to_event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_in', to='timeline.event', verbose_name='to event'),
        ),
        migrations.AlterField(
            model_name='historicalcitation',
            name='anchor',
            field=models.CharField(blank=True, help_text='What it was counted from.', max_length=300, verbose_name='anchor'),
        ),
        migrations.AlterField(
            model_name='historicalcitation',
            name='event',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='timeline.event', verbose_name='event'),
        ),
        migrations.AlterField(
            model_name='historicalcitation',
            name='note',
            field=models.TextField(blank=True, verbose_name='note'),
        ),
        migrations.AlterField(
            model_name='historicalcitation',
            name='passage',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sources.passage', verbose_name='passage'),
        ),
        migrations.AlterField(
            model_name='historicalcitation',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='historicalcitation',
            name='rule',
            field=models.CharField(blank=True, help_text='How the words become the date.', max_length=300, verbose_name='rule'),
        ),
        migrations.AlterField(
            model_name='historicalcitation',
            name='stance',
            field=models.CharField(choices=[('supports', 'Supports'), ('disputes', 'Disputes')], default='supports', max_length=8, verbose_name='stance'),
        ),
        migrations.AlterField(
            model_name='historicalcitation',
            name='wording',
            field=models.CharField(blank=True, help_text='The words that give the date.', max_length=200, verbose_name='wording'),
        ),
        migrations.AlterField(
            model_name='historicalevent',
            name='category',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='timeline.category', verbose_name='category'),
        ),
        migrations.AlterField(
            model_name='historicalevent',
            name='date_reason',
            field=models.TextField(blank=True, help_text='Where sources give several dates: why this one.', verbose_name='date reason'),
        ),
        migrations.AlterField(
            model_name='historicalevent',
            name='importance',
            field=models.PositiveSmallIntegerField(default=1, help_text='1 to 3; 3 is a milestone.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3)], verbose_name='importance'),
        ),
        migrations.AlterField(
            model_name='historicalevent',
            name='label',
            field=models.CharField(blank=True, help_text='A few words for the chart.', max_length=40, verbose_name='label'),
        ),
        migrations.AlterField(
            model_name='historicalevent',
            name='modality',
            field=models.CharField(choices=[('occurred', 'Occurred'), ('announced', 'Announced'), ('planned', 'Planned'), ('claimed', 'Claimed'), ('denied', 'Denied'), ('cancelled', 'Cancelled')], max_length=10, verbose_name='modality'),
        ),
        migrations.AlterField(
            model_name='historicalevent',
            name='note',
            field=models.TextField(blank=True, help_text='Shown to readers below the summary.', verbose_name='note'),
        ),
        migrations.AlterField(
            model_name='historicalevent',
            name='status',
            field=models.CharField(choices=[('candidate', 'Candidate'), ('published', 'Published'), ('rejected', 'Rejected')], default='candidate', editable=False, max_length=10, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='historicalevent',
            name='summary',
            field=models.TextField(blank=True, verbose_name='summary'),
        ),
        migrations.AlterField(
            model_name='historicalevent',
            name='timeline',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='timeline.timeline', verbose_name='timeline'),
        ),
        migrations.AlterField(
            model_name='historicalevent',
            name='title',
            field=models.CharField(help_text='Who did what, in our own words.', max_length=200, verbose_name='title'),
        ),
        migrations.AlterField(
            model_name='historicaleventactor',
            name='actor',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='timeline.actor', verbose_name='actor'),
        ),
        migrations.AlterField(
            model_name='historicaleventactor',
            name='event',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='timeline.event', verbose_name='event'),
        ),
        migrations.AlterField(
            model_name='historicaleventactor',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='historicaleventactor',
            name='role',
            field=models.CharField(blank=True, help_text='Such as speaker, host, signatory.', max_length=40, verbose_name='role'),
        ),
        migrations.AlterField(
            model_name='historicaleventlink',
            name='from_event',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='timeline.event', verbose_name='from event'),
        ),
        migrations.AlterField(
            model_name='historicaleventlink',
            name='kind',
            field=models.CharField(choices=[('outcome', 'Outcome of the plan'), ('same_occasion', 'On the same occasion'), ('contradicts', 'Contradicts')], max_length=13, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='historicaleventlink',
            name='note',
            field=models.CharField(blank=True, max_length=300, verbose_name='note'),
        ),
        migrations.AlterField(
            model_name='historicaleventlink',
            name='to_event',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='timeline.event', verbose_name='to event'),
        ),
        migrations.AlterField(
            model_name='theme',
            name='description',
            field=models.CharField(blank=True, max_length=300, verbose_name='description'),
        ),
        migrations.AlterField(
            model_name='theme',
            name='name',
            field=models.CharField(max_length=80, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='theme',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='theme',
            name='slug',
            field=models.SlugField(max_length=60, verbose_name='slug'),
        ),
        migrations.AlterField(
            model_name='theme',
            name='timeline',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='themes', to='timeline.timeline', verbose_name='timeline'),
        ),
        migrations.AlterField(
            model_name='timeline',
            name='description',
            field=models.TextField(blank=True, help_text='One or two sentences.', verbose_name='description'),
        ),
        migrations.AlterField(
            model_name='timeline',
            name='documents',
            field=models.ManyToManyField(blank=True, related_name='+', to='sources.document', verbose_name='documents'),
        ),
        migrations.AlterField(
            model_name='timeline',
            name='headline',
            field=models.CharField(blank=True, help_text='The finding in a few words; the title where empty.', max_length=200, verbose_name='headline'),
        ),
        migrations.AlterField(
            model_name='timeline',
            name='is_public',
            field=models.BooleanField(default=False, verbose_name='is public'),
        ),
        migrations.AlterField(
            model_name='timeline',
            name='period',
            field=models.CharField(blank=True, help_text='EDTF, such as 1992/2011.', max_length=80, verbose_name='period'),
        ),
        migrations.AlterField(
            model_name='timeline',
            name='slug',
            field=models.SlugField(max_length=80, unique=True, verbose_name='slug'),
        ),
        migrations.AlterField(
            model_name='timeline',
            name='title',
            field=models.CharField(help_text="Its subject, such as an organisation's name.", max_length=200, verbose_name='title'),
        ),
    ]
