import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import shangliang.accounts.models.letters
import shangliang.accounts.models.people
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.RunSQL(
            sql='UPDATE accounts_user SET email = lower(email) WHERE email <> lower(email)',
            reverse_sql='',
        ),
        migrations.CreateModel(
            name='Brake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('tries', models.PositiveIntegerField(default=0)),
                ('last', models.DateTimeField(default=django.utils.timezone.now)),
                ('opens', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'indexes': [models.Index(fields=['last'], name='brake_last')],
            },
        ),
        migrations.CreateModel(
            name='CodeKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('secret', models.TextField()),
                ('last_step', models.BigIntegerField(default=0)),
                ('made', models.DateTimeField(default=django.utils.timezone.now)),
                ('used', models.DateTimeField(null=True)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='code_key', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ErasureRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn', models.DateTimeField(null=True)),
                ('done', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='erasure_requests', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['asked'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('done__isnull', True), ('withdrawn__isnull', True)), fields=('user',), name='erasure_open_once')],
            },
        ),
        migrations.CreateModel(
            name='KnownDevice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('network', models.CharField(blank=True, max_length=48)),
                ('device', models.CharField(blank=True, max_length=60)),
                ('seen', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='known_devices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['user', 'network'], name='device_network')],
                'constraints': [models.UniqueConstraint(fields=('user', 'digest'), name='device_once')],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('code', 'sign-in code'), ('reset', 'password reset'), ('invitation', 'invitation'), ('address', 'confirmation of an address'), ('change', 'notice of a change')], max_length=12)),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('about', models.CharField(blank=True, max_length=24)),
                ('site', models.CharField(blank=True, max_length=200)),
                ('seed', models.CharField(default=shangliang.accounts.models.letters._seed, max_length=32)),
                ('made', models.DateTimeField(default=django.utils.timezone.now)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('sent', models.DateTimeField(null=True)),
                ('used', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='letters', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['made'], name='letter_made')],
            },
        ),
        migrations.CreateModel(
            name='OpenSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('began', models.DateTimeField(default=django.utils.timezone.now)),
                ('seen', models.DateTimeField(default=django.utils.timezone.now)),
                ('network', models.CharField(blank=True, max_length=48)),
                ('device', models.CharField(blank=True, max_length=60)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='open_sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-seen'],
            },
        ),
        migrations.CreateModel(
            name='Passkey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('credential', models.CharField(max_length=1400, unique=True)),
                ('data', models.TextField()),
                ('sign_count', models.BigIntegerField(default=0)),
                ('made', models.DateTimeField(default=django.utils.timezone.now)),
                ('used', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passkeys', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['made'],
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('used', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'digest'), name='recovery_once')],
            },
        ),
        migrations.CreateModel(
            name='SecurityEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('signed_in', 'signed in'), ('sign_in_failed', 'sign-in failed'), ('signed_out', 'signed out'), ('session_ended', 'ended a session'), ('all_ended', 'signed out everywhere'), ('step_done', 'second step done'), ('step_failed', 'second step failed'), ('factor_added', 'second factor added'), ('factor_removed', 'second factor removed'), ('factors_cleared', 'second factors cleared by the operator'), ('codes_renewed', 'recovery codes made'), ('recovery_used', 'recovery code used'), ('invited', 'invited'), ('password_set', 'password set'), ('password_reset', 'password reset by mail'), ('profile_changed', 'profile changed'), ('email_changed', 'e-mail address changed'), ('identity_linked', 'single sign-on linked'), ('identity_removed', 'single sign-on removed'), ('disabled', 'account disabled'), ('enabled', 'account enabled'), ('exported', 'personal data exported'), ('erasure_asked', 'erasure requested'), ('erasure_withdrawn', 'erasure request withdrawn'), ('erased', 'personal data erased')], max_length=24)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('network', models.CharField(blank=True, max_length=48)),
                ('device', models.CharField(blank=True, max_length=60)),
                ('by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['user', '-at'], name='security_user'), models.Index(fields=['at'], name='security_at')],
            },
        ),
        migrations.AlterModelManagers(
            name='user',
            managers=[
                ('objects', shangliang.accounts.models.people.PersonManager()),
            ],
        ),
        migrations.AddField(
            model_name='user',
            name='erased',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='user',
            name='must_set_password',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='user',
            index=models.Index(fields=['email'], name='user_email'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='user_email_small'),
        ),
    ]
