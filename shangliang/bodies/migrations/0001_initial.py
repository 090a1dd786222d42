import django.db.models.deletion
import shangliang.core.time
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('is_workday', models.BooleanField()),
                ('note', models.CharField(blank=True, max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('short_name', models.CharField(max_length=60, verbose_name='short name')),
                ('name_en', models.CharField(blank=True, max_length=160, verbose_name='English name')),
                ('level', models.CharField(choices=[('nation', 'nation'), ('province', 'province'), ('city', 'city'), ('county', 'county'), ('town', 'town')], max_length=8)),
                ('path', models.CharField(max_length=60, unique=True)),
                ('is_active', models.BooleanField(default=False, verbose_name='in use')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='bodies.body')),
            ],
            options={
                'verbose_name': 'body',
                'verbose_name_plural': 'bodies',
                'ordering': ['path'],
            },
        ),
        migrations.CreateModel(
            name='Collective',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('party', 'party'), ('organisation', 'organisation'), ('sector', 'sector'), ('committee', 'committee'), ('group', 'group')], max_length=12)),
                ('code', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, max_length=160)),
                ('is_active', models.BooleanField(default=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='collectives', to='bodies.body')),
            ],
            options={
                'ordering': ['kind', 'id'],
                'constraints': [models.UniqueConstraint(fields=('body', 'kind', 'code'), name='collective_once')],
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('value', models.PositiveIntegerField(default=0)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='bodies.body')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('body', 'name'), name='counter_once')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('member', 'member'), ('contact', 'contact of a collective'), ('office_clerk', 'office clerk'), ('office_lead', 'office lead'), ('unit_clerk', 'unit clerk'), ('unit_lead', 'unit lead'), ('supervisor', 'supervision office'), ('leader', 'leader'), ('auditor', 'auditor'), ('admin', 'body administrator')], max_length=16)),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='title')),
                ('starts', models.DateField(default=shangliang.core.time.today)),
                ('ends', models.DateField(blank=True, null=True)),
                ('end_reason', models.CharField(blank=True, max_length=16)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='bodies.body')),
                ('collective', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='bodies.collective')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('level', models.CharField(choices=[('nation', 'nation'), ('province', 'province'), ('city', 'city'), ('county', 'county'), ('town', 'town')], max_length=8)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='bodies.region')),
            ],
        ),
        migrations.AddField(
            model_name='body',
            name='region',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='bodies.region'),
        ),
        migrations.CreateModel(
            name='RuleSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=32)),
                ('valid_from', models.DateField()),
                ('values', models.JSONField(default=dict)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rule_sets', to='bodies.body')),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'body', 'valid_from'], name='ruleset_lookup')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveSmallIntegerField()),
                ('starts', models.DateField()),
                ('ends', models.DateField()),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='bodies.body')),
            ],
            options={
                'ordering': ['-starts'],
                'constraints': [models.UniqueConstraint(fields=('body', 'ordinal'), name='term_once')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveSmallIntegerField()),
                ('opens', models.DateField()),
                ('closes', models.DateField()),
                ('accepts_from', models.DateTimeField()),
                ('cutoff', models.DateTimeField()),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='bodies.body')),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='bodies.term')),
            ],
            options={
                'ordering': ['-opens'],
                'constraints': [models.UniqueConstraint(fields=('term', 'ordinal'), name='session_once')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_standing', models.BooleanField(default=False, verbose_name='standing member')),
                ('employer', models.CharField(blank=True, max_length=120, verbose_name='employer')),
                ('job_title', models.CharField(blank=True, max_length=80, verbose_name='position')),
                ('committee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.collective')),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.collective')),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.collective')),
                ('sector', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.collective')),
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='membership', to='bodies.post')),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='bodies.term')),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=32, verbose_name='kind')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=160, verbose_name='English name')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='bodies.region')),
            ],
            options={
                'verbose_name': 'unit',
                'ordering': ['kind', 'name'],
                'constraints': [models.UniqueConstraint(fields=('region', 'name'), name='unit_once')],
            },
        ),
        migrations.AddField(
            model_name='post',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='bodies.unit'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['user', 'ends'], name='post_user'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['body', 'role', 'ends'], name='post_body_role'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gte', models.F('starts')), _connector='OR'), name='post_interval'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role__in', ['unit_clerk', 'unit_lead']), _negated=True), ('unit__isnull', False), _connector='OR'), name='post_unit'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role', 'contact'), _negated=True), ('collective__isnull', False), _connector='OR'), name='post_collective'),
        ),
    ]
