import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('bodies', '0002_imports'),
        ('opinions', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='suggestion',
            name='hidden_reason',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='public_answer',
            field=models.TextField(blank=True),
        ),
        migrations.CreateModel(
            name='Code',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('kind', models.CharField(choices=[('body', 'the body itself'), ('place', 'a place'), ('topic', 'a topic'), ('member', 'a member')], default='place', max_length=8)),
                ('state', models.CharField(choices=[('in_use', 'in use'), ('retired', 'out of use')], default='in_use', max_length=8)),
                ('slug', models.CharField(max_length=12, unique=True)),
                ('label', models.CharField(max_length=60)),
                ('question', models.CharField(blank=True, max_length=120)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='bodies.body')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'QR code',
                'indexes': [models.Index(fields=['body', 'state', 'id'], name='code_body')],
            },
        ),
        migrations.AddField(
            model_name='suggestion',
            name='code',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='opinions.code'),
        ),
        migrations.CreateModel(
            name='CodeDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('opened', models.PositiveIntegerField(default=0)),
                ('code', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='opinions.code')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'day'), name='code_day_once')],
            },
        ),
        migrations.CreateModel(
            name='Disclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('state', models.CharField(choices=[('asked', 'asked for'), ('granted', 'granted'), ('refused', 'refused')], default='asked', max_length=8)),
                ('reason', models.TextField()),
                ('note', models.TextField(blank=True)),
                ('until', models.DateTimeField(null=True)),
                ('made', models.DateTimeField(default=django.utils.timezone.now)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('suggestion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='disclosures', to='opinions.suggestion')),
            ],
            options={
                'verbose_name': 'disclosure',
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='disclosure_second_person')],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('text', models.TextField()),
                ('made', models.DateTimeField(default=django.utils.timezone.now)),
                ('acknowledged', models.DateTimeField(null=True)),
                ('reference', models.CharField(blank=True, max_length=60)),
                ('answered', models.DateTimeField(null=True)),
                ('suggestion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handovers', to='opinions.suggestion')),
            ],
            options={
                'indexes': [models.Index(fields=['suggestion', '-id'], name='handover_latest')],
            },
        ),
        migrations.CreateModel(
            name='Support',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('suggestion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supports', to='opinions.suggestion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('suggestion', 'person'), name='support_once')],
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('made', models.DateTimeField(default=django.utils.timezone.now)),
                ('outcome', models.CharField(blank=True, choices=[('', 'not decided yet'), ('lifted', 'shown again'), ('upheld', 'stays hidden')], default='', max_length=8)),
                ('note', models.TextField(blank=True)),
                ('suggestion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appeals', to='opinions.suggestion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('suggestion',), name='appeal_one_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('claimed', 'looking into it'), ('left', 'let it go'), ('adopted', 'adopted it')], default='claimed', max_length=8)),
                ('is_together', models.BooleanField(default=True)),
                ('made', models.DateTimeField(default=django.utils.timezone.now)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('suggestion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='opinions.suggestion')),
            ],
            options={
                'indexes': [models.Index(fields=['member', 'state'], name='claim_member')],
                'constraints': [models.UniqueConstraint(fields=('suggestion', 'member'), name='claim_once')],
            },
        ),
    ]
