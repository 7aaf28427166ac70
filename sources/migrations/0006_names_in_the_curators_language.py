"""Models and fields have names that can be translated; nothing changes in the tables."""

from __future__ import annotations

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0005_texts_at_the_end_of_their_rows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='document',
            options={'ordering': [models.OrderBy(models.F('first_day'), nulls_last=True), 'slug'], 'verbose_name': 'document', 'verbose_name_plural': 'documents'},
        ),
        migrations.AlterModelOptions(
            name='passage',
            options={'ordering': ['text_version', 'start', 'end'], 'verbose_name': 'passage', 'verbose_name_plural': 'passages'},
        ),
        migrations.AlterModelOptions(
            name='readeroutput',
            options={'verbose_name': 'reader output', 'verbose_name_plural': 'reader outputs'},
        ),
        migrations.AlterModelOptions(
            name='textversion',
            options={'verbose_name': 'text version', 'verbose_name_plural': 'text versions'},
        ),
        migrations.AlterField(
            model_name='document',
            name='access',
            field=models.CharField(choices=[('full', 'Full text'), ('excerpts', 'Cited passages only'), ('private', 'Nothing, not even that it exists')], default='excerpts', max_length=10, verbose_name='access'),
        ),
        migrations.AlterField(
            model_name='document',
            name='authors',
            field=models.JSONField(blank=True, default=list, help_text='A list such as [{"family": "Blagov", "given": "Sergei"}] or [{"literal": "Reuters"}].', verbose_name='authors'),
        ),
        migrations.AlterField(
            model_name='document',
            name='container',
            field=models.CharField(blank=True, help_text='The newspaper, journal or site that it stands in.', max_length=200, verbose_name='container'),
        ),
        migrations.AlterField(
            model_name='document',
            name='issue',
            field=models.CharField(blank=True, max_length=20, verbose_name='issue'),
        ),
        migrations.AlterField(
            model_name='document',
            name='kind',
            field=models.CharField(default='article-newspaper', help_text='The CSL type, such as article-newspaper.', max_length=40, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='document',
            name='language',
            field=models.CharField(default='en', max_length=35, verbose_name='language'),
        ),
        migrations.AlterField(
            model_name='document',
            name='published',
            field=models.CharField(blank=True, help_text='EDTF, such as 2010-03-19; empty where unknown.', max_length=40, verbose_name='published'),
        ),
        migrations.AlterField(
            model_name='document',
            name='published_evidence',
            field=models.CharField(blank=True, help_text='How the date is known, such as “stated in the text”.', max_length=200, verbose_name='published evidence'),
        ),
        migrations.AlterField(
            model_name='document',
            name='publisher',
            field=models.CharField(blank=True, max_length=200, verbose_name='publisher'),
        ),
        migrations.AlterField(
            model_name='document',
            name='rights',
            field=models.CharField(blank=True, max_length=500, verbose_name='rights'),
        ),
        migrations.AlterField(
            model_name='document',
            name='slug',
            field=models.SlugField(max_length=100, unique=True, verbose_name='slug'),
        ),
        migrations.AlterField(
            model_name='document',
            name='title',
            field=models.CharField(max_length=500, verbose_name='title'),
        ),
        migrations.AlterField(
            model_name='document',
            name='url',
            field=models.URLField(blank=True, max_length=1000, verbose_name='url'),
        ),
        migrations.AlterField(
            model_name='document',
            name='volume',
            field=models.CharField(blank=True, max_length=20, verbose_name='volume'),
        ),
        migrations.AlterField(
            model_name='passage',
            name='end',
            field=models.PositiveIntegerField(verbose_name='end'),
        ),
        migrations.AlterField(
            model_name='passage',
            name='prefix',
            field=models.CharField(blank=True, max_length=100, verbose_name='prefix'),
        ),
        migrations.AlterField(
            model_name='passage',
            name='quote',
            field=models.TextField(verbose_name='quote'),
        ),
        migrations.AlterField(
            model_name='passage',
            name='start',
            field=models.PositiveIntegerField(verbose_name='start'),
        ),
        migrations.AlterField(
            model_name='passage',
            name='suffix',
            field=models.CharField(blank=True, max_length=100, verbose_name='suffix'),
        ),
        migrations.AlterField(
            model_name='passage',
            name='text_version',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='sources.textversion', verbose_name='text version'),
        ),
        migrations.AlterField(
            model_name='reanchoring',
            name='found',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.passage', verbose_name='found'),
        ),
        migrations.AlterField(
            model_name='reanchoring',
            name='new_version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.textversion', verbose_name='new version'),
        ),
        migrations.AlterField(
            model_name='reanchoring',
            name='passage',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.passage', verbose_name='passage'),
        ),
        migrations.AlterField(
            model_name='reanchoring',
            name='reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='reason'),
        ),
        migrations.AlterField(
            model_name='reanchoring',
            name='settled_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='settled at'),
        ),
        migrations.AlterField(
            model_name='reanchoring',
            name='settled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='settled by'),
        ),
        migrations.AlterField(
            model_name='textversion',
            name='checked_on',
            field=models.DateField(help_text='The day on which its quotes were last compared with it.', verbose_name='checked on'),
        ),
        migrations.AlterField(
            model_name='textversion',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='text_versions', to='sources.document', verbose_name='document'),
        ),
        migrations.AlterField(
            model_name='textversion',
            name='file_name',
            field=models.CharField(blank=True, max_length=255, verbose_name='file name'),
        ),
        migrations.AlterField(
            model_name='textversion',
            name='imported_at',
            field=models.DateTimeField(auto_now_add=True, verbose_name='imported at'),
        ),
        migrations.AlterField(
            model_name='textversion',
            name='length',
            field=models.PositiveIntegerField(help_text='In code points.', verbose_name='length'),
        ),
        migrations.AlterField(
            model_name='textversion',
            name='reader',
            field=models.CharField(default='plain_text', max_length=40, verbose_name='reader'),
        ),
        migrations.AlterField(
            model_name='textversion',
            name='sha256',
            field=models.CharField(help_text='Of the text in UTF-8.', max_length=64, unique=True, validators=[django.core.validators.RegexValidator('^[0-9a-f]{64}$', '64 hexadecimal digits, in lower case.')], verbose_name='sha256'),
        ),
        migrations.AlterField(
            model_name='textversion',
            name='text',
            field=models.TextField(blank=True, null=True, verbose_name='text'),
        ),
        migrations.AlterField(
            model_name='textversion',
            name='warnings',
            field=models.JSONField(blank=True, default=list, help_text='What the reader could not do, one line each.', verbose_name='warnings'),
        ),
    ]
