import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('bodies', '0002_imports'),
        ('ledger', '0005_tally_waiting'),
        ('notices', '0002_mailed'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=40)),
                ('way', models.CharField(choices=[('here', 'on this site'), ('mail', 'mail at once'), ('digest', 'digest'), ('sms', 'SMS'), ('work', 'work platform')], max_length=8)),
                ('is_on', models.BooleanField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'topic', 'way'), name='choice_once')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('here', 'on this site'), ('mail', 'mail at once'), ('digest', 'digest'), ('sms', 'SMS'), ('work', 'work platform')], max_length=8)),
                ('topic', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=80, unique=True)),
                ('state', models.CharField(choices=[('waiting', 'to be sent'), ('sent', 'sent'), ('dropped', 'nothing left to say'), ('failed', 'failed')], default='waiting', max_length=8)),
                ('made', models.DateTimeField(default=django.utils.timezone.now)),
                ('due', models.DateTimeField(default=django.utils.timezone.now)),
                ('leased_until', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('settled', models.DateTimeField(null=True)),
                ('trouble', models.CharField(blank=True, max_length=60)),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bodies.body')),
                ('notice', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='notices.notice')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['way', 'due', 'id'], name='delivery_due'), models.Index(fields=['person', '-id'], name='delivery_person'), models.Index(fields=['body', '-id'], name='delivery_body'), models.Index(fields=['made'], name='delivery_made')],
            },
        ),
        migrations.CreateModel(
            name='Habit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('has_digest', models.BooleanField(default=True)),
                ('by_workdays', models.BooleanField(default=True)),
                ('weekdays', models.CharField(blank=True, default='12345', max_length=7)),
                ('digest_hour', models.PositiveSmallIntegerField(default=8)),
                ('quiet_from', models.PositiveSmallIntegerField(default=22)),
                ('quiet_until', models.PositiveSmallIntegerField(default=7)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('digest_hour__lt', 24), ('quiet_from__lt', 24), ('quiet_until__lt', 24)), name='habit_hours')],
            },
        ),
        migrations.RemoveIndex(
            model_name='notice',
            name='notice_to_mail',
        ),
        migrations.RenameField(
            model_name='notice',
            old_name='mailed',
            new_name='routed',
        ),
        migrations.AddField(
            model_name='notice',
            name='awaits_digest',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='notice',
            name='is_hidden',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('routed__isnull', True)), fields=['id'], name='notice_to_route'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('awaits_digest', True)), fields=['person'], name='notice_to_digest'),
        ),
    ]
