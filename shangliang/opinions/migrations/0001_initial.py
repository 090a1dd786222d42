import django.db.models.deletion
import django.utils.timezone
import shangliang.opinions.models.suggestions
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('bodies', '0002_imports'),
    ]

    operations = [
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('kind', models.CharField(choices=[('suggestion', 'suggestion'), ('clue', 'clue for a proposal')], default='suggestion', max_length=12)),
                ('way', models.CharField(choices=[('anonymous', 'without a name'), ('account', 'with an account'), ('verified', 'with a verified name')], default='anonymous', max_length=12)),
                ('channel', models.CharField(choices=[('code', 'QR code'), ('web', 'web page'), ('counter', 'taken down by the office')], default='web', max_length=8)),
                ('state', models.CharField(choices=[('received', 'awaiting triage'), ('forwarded', 'with a unit'), ('hotline', 'with the 12345 hotline'), ('offered', 'offered to members as a clue'), ('adopted', 'adopted by a member'), ('merged', 'handled together with another'), ('declined', 'not taken up'), ('answered', 'answered, awaiting your verdict'), ('closed', 'finished')], default='received', max_length=12)),
                ('number', models.CharField(max_length=20, verbose_name='receipt number')),
                ('secret_digest', models.CharField(max_length=64, unique=True)),
                ('text', models.TextField(verbose_name='text')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('category', models.CharField(blank=True, max_length=40, verbose_name='category')),
                ('received', models.DateTimeField(default=django.utils.timezone.now)),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('first_answered_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('decision_reason', models.CharField(blank=True, max_length=40)),
                ('next_step', models.TextField(blank=True)),
                ('is_public_consented', models.BooleanField(default=False, verbose_name='agrees to publication without a name')),
                ('publicity', models.CharField(choices=[('kept', 'not for publication'), ('pending', 'awaiting moderation'), ('published', 'published'), ('hidden', 'hidden')], default='kept', max_length=12)),
                ('public_text', models.TextField(blank=True)),
                ('published_at', models.DateTimeField(null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='bodies.body')),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='opinions.suggestion')),
            ],
            options={
                'verbose_name': 'suggestion',
                'indexes': [models.Index(fields=['body', 'state', 'id'], name='suggestion_state'), models.Index(fields=['body', 'received', 'id'], name='suggestion_received'), models.Index(condition=models.Q(('publicity', 'published')), fields=['body', '-published_at', '-id'], name='suggestion_public'), models.Index(condition=models.Q(('publicity', 'pending')), fields=['body', 'id'], name='suggestion_to_moderate')],
                'constraints': [models.UniqueConstraint(fields=('body', 'number'), name='suggestion_number_once'), models.CheckConstraint(condition=models.Q(('round__in', [1, 2])), name='suggestion_two_rounds'), models.CheckConstraint(condition=models.Q(models.Q(('publicity', 'published'), _negated=True), ('is_public_consented', True), _connector='OR'), name='suggestion_public_with_consent')],
            },
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('state', models.CharField(choices=[('handling', 'being handled'), ('returned', 'sent back by the unit'), ('answered', 'with an answer'), ('recalled', 'recalled')], default='handling', max_length=12)),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('text', models.TextField(verbose_name='text as the unit reads it')),
                ('note', models.TextField(blank=True)),
                ('answer', models.TextField(blank=True)),
                ('return_reason', models.TextField(blank=True)),
                ('sent', models.DateTimeField(default=django.utils.timezone.now)),
                ('answered_at', models.DateTimeField(null=True)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='bodies.unit')),
                ('suggestion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='opinions.suggestion')),
            ],
            options={
                'verbose_name': 'referral',
                'indexes': [models.Index(fields=['unit', 'state', 'id'], name='referral_unit')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'handling')), fields=('suggestion',), name='referral_one_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField()),
                ('verdict', models.CharField(choices=[('yes', 'yes, this helps'), ('partly', 'partly'), ('no', 'no, this does not answer it')], max_length=8)),
                ('note', models.TextField(blank=True)),
                ('given', models.DateTimeField(default=django.utils.timezone.now)),
                ('suggestion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ratings', to='opinions.suggestion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('suggestion', 'round'), name='opinion_rating_once')],
            },
        ),
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(upload_to=shangliang.opinions.models.suggestions._photo_path)),
                ('name', models.CharField(max_length=40)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('is_shared', models.BooleanField(default=False)),
                ('suggestion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='opinions.suggestion')),
            ],
        ),
        migrations.CreateModel(
            name='Identity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed', models.TextField()),
                ('person_digest', models.CharField(blank=True, db_index=True, max_length=64)),
                ('suggestion', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='identity', to='opinions.suggestion')),
            ],
            options={
                'verbose_name_plural': 'identities',
            },
        ),
        migrations.CreateModel(
            name='SuggestionDeadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=16)),
                ('started', models.DateTimeField()),
                ('due', models.DateTimeField()),
                ('calendar', models.CharField(max_length=40)),
                ('paused', models.DateTimeField(blank=True, null=True)),
                ('met', models.DateTimeField(blank=True, null=True)),
                ('extensions', models.PositiveSmallIntegerField(default=0)),
                ('rules', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.ruleset')),
                ('suggestion', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='deadline', to='opinions.suggestion')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('met__isnull', True)), fields=['due'], name='suggestion_due')],
            },
        ),
        migrations.CreateModel(
            name='ReferralDeadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=16)),
                ('started', models.DateTimeField()),
                ('due', models.DateTimeField()),
                ('calendar', models.CharField(max_length=40)),
                ('paused', models.DateTimeField(blank=True, null=True)),
                ('met', models.DateTimeField(blank=True, null=True)),
                ('extensions', models.PositiveSmallIntegerField(default=0)),
                ('referral', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='deadline', to='opinions.referral')),
                ('rules', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.ruleset')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('met__isnull', True)), fields=['due'], name='referral_due')],
            },
        ),
    ]
