import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('bodies', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=64)),
                ('role', models.CharField(blank=True, max_length=24)),
                ('subject_type', models.CharField(max_length=48)),
                ('subject_id', models.BigIntegerField()),
                ('case_type', models.CharField(max_length=48)),
                ('case_id', models.BigIntegerField()),
                ('title', models.CharField(blank=True, max_length=200)),
                ('happened', models.DateTimeField()),
                ('recorded', models.DateTimeField(default=django.utils.timezone.now)),
                ('facts', models.JSONField(default=dict)),
                ('actor', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('body', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='bodies.body')),
                ('voids', models.OneToOneField(null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='voided_by', to='ledger.act')),
            ],
            options={
                'verbose_name': 'act',
                'indexes': [models.Index(fields=['case_type', 'case_id', 'id'], name='act_case'), models.Index(fields=['body', 'kind', 'happened'], name='act_body_kind'), models.Index(fields=['kind', 'happened'], name='act_kind'), models.Index(fields=['actor', 'happened'], name='act_actor')],
            },
        ),
        migrations.CreateModel(
            name='Credit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=24)),
                ('weight', models.DecimalField(decimal_places=4, default=1, max_digits=6)),
                ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='credits', to='ledger.act')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'act'], name='credit_person')],
                'constraints': [models.UniqueConstraint(fields=('act', 'person', 'role'), name='credit_once')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_type', models.CharField(max_length=48)),
                ('from_id', models.BigIntegerField()),
                ('to_type', models.CharField(max_length=48)),
                ('to_id', models.BigIntegerField()),
                ('relation', models.CharField(max_length=32)),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='links', to='ledger.act')),
            ],
            options={
                'indexes': [models.Index(fields=['from_type', 'from_id'], name='link_from'), models.Index(fields=['to_type', 'to_id'], name='link_to')],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('fingerprint', models.CharField(max_length=64)),
                ('created', models.DateTimeField(default=django.utils.timezone.now)),
                ('act', models.ForeignKey(null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.act')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('actor', 'key'), name='receipt_once')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=64)),
                ('role', models.CharField(blank=True, max_length=24)),
                ('day', models.DateField()),
                ('count', models.BigIntegerField(default=0)),
                ('body', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='bodies.body')),
            ],
            options={
                'verbose_name_plural': 'tallies',
                'indexes': [models.Index(fields=['kind', 'role', 'day'], include=('body', 'count'), name='tally_kind_day')],
                'constraints': [models.UniqueConstraint(fields=('body', 'kind', 'role', 'day'), name='tally_once')],
            },
        ),
    ]
