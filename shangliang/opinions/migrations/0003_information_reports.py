import django.db.models.deletion
import django.utils.timezone
import shangliang.core.time
import shangliang.opinions.models.dispatches
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('bodies', '0003_long_imports'),
        ('opinions', '0002_clues_codes_vault'),
    ]

    operations = [
        migrations.AlterField(
            model_name='suggestion',
            name='state',
            field=models.CharField(choices=[('received', 'awaiting triage'), ('forwarded', 'with a unit'), ('hotline', 'with the 12345 hotline'), ('offered', 'offered to members as a clue'), ('adopted', 'adopted by a member'), ('merged', 'handled together with another'), ('reported', 'made into an information report'), ('declined', 'not taken up'), ('answered', 'answered, awaiting your verdict'), ('closed', 'finished')], default='received', max_length=12),
        ),
        migrations.CreateModel(
            name='Informant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('kind', models.CharField(choices=[('point', 'contact point'), ('invited', 'invited informant')], default='point', max_length=8)),
                ('state', models.CharField(choices=[('active', 'reporting'), ('ended', 'no longer reporting')], default='active', max_length=8)),
                ('name', models.CharField(blank=True, max_length=80, verbose_name='contact point')),
                ('since', models.DateField(default=shangliang.core.time.today)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='informants', to='bodies.body')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='informants', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'informant',
                'indexes': [models.Index(fields=['user', 'state'], name='informant_user')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'active')), fields=('body', 'user'), name='informant_once')],
            },
        ),
        migrations.CreateModel(
            name='Periodical',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('name', models.CharField(max_length=60, verbose_name='name of the periodical')),
                ('state', models.CharField(choices=[('running', 'coming out'), ('ended', 'discontinued')], default='running', max_length=8)),
                ('is_urgent', models.BooleanField(default=False, verbose_name='for urgent reports')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='periodicals', to='bodies.body')),
            ],
            options={
                'verbose_name': 'periodical',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('body', 'name'), name='periodical_once')],
            },
        ),
        migrations.CreateModel(
            name='Issue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('day', models.DateField(default=shangliang.core.time.today)),
                ('size', models.PositiveSmallIntegerField()),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='bodies.body')),
                ('periodical', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='opinions.periodical')),
            ],
            options={
                'verbose_name': 'issue',
                'constraints': [models.UniqueConstraint(fields=('periodical', 'year', 'number'), name='issue_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('kind', models.CharField(choices=[('member', 'a member'), ('collective', 'a collective'), ('informant', 'a contact point or informant'), ('public', 'a word from the public'), ('combined', 'several reports combined'), ('below', 'a body below')], max_length=12)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('submitted', 'handed in'), ('not_used', 'not used'), ('kept', 'kept for reference'), ('editing', 'being edited'), ('checked', 'checked'), ('signed', 'signed for issue'), ('issued', 'issued'), ('sent', 'sent on'), ('closed', 'finished, with feedback'), ('combined', 'part of a combined report'), ('withdrawn', 'withdrawn by the body below')], default='draft', max_length=12)),
                ('below_key', models.UUIDField(null=True, unique=True)),
                ('number', models.CharField(blank=True, max_length=20, verbose_name='report number')),
                ('title', models.CharField(blank=True, max_length=100, verbose_name='title of the report')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('category', models.CharField(blank=True, max_length=40, verbose_name='category')),
                ('is_secrecy_declared', models.BooleanField(default=False)),
                ('is_urgent', models.BooleanField(default=False, verbose_name='urgent')),
                ('edited_title', models.CharField(blank=True, max_length=100)),
                ('edited_text', models.TextField(blank=True)),
                ('decision_reason', models.CharField(blank=True, max_length=40)),
                ('decision_note', models.TextField(blank=True)),
                ('feedback', models.TextField(blank=True)),
                ('submitted', models.DateTimeField(null=True)),
                ('issued', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to=settings.AUTH_USER_MODEL)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='bodies.body')),
                ('collective', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='bodies.collective')),
                ('combined_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='originals', to='opinions.report')),
                ('editor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports_sent_up', to='bodies.body')),
                ('informant', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='opinions.informant')),
                ('issue', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='opinions.issue')),
            ],
            options={
                'verbose_name': 'information report',
                'indexes': [models.Index(fields=['body', 'state', '-is_urgent', 'id'], name='report_state'), models.Index(fields=['body', 'submitted'], name='report_submitted'), models.Index(fields=['body', 'issued'], name='report_issued')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('body', 'number'), name='report_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'combined'), _negated=True), ('combined_into__isnull', False), _connector='OR'), name='report_combined'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['issued', 'sent', 'closed']), _negated=True), ('issue__isnull', False), _connector='OR'), name='report_issue')],
            },
        ),
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('addressee', models.CharField(choices=[('upper', 'the conference above'), ('party', 'the party committee'), ('government', 'the government'), ('unit', 'a unit')], max_length=12, verbose_name='to whom')),
                ('state', models.CharField(choices=[('sent', 'sent'), ('kept', 'kept there for reference'), ('editing', 'being edited there'), ('used', 'used there'), ('not_used', 'not used there'), ('recalled', 'recalled')], default='sent', max_length=12)),
                ('key', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('is_connected', models.BooleanField(default=False)),
                ('sent', models.DateTimeField(default=django.utils.timezone.now)),
                ('reason', models.TextField(blank=True)),
                ('to_body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.unit')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dispatches', to='opinions.report')),
            ],
            options={
                'verbose_name': 'dispatch',
                'indexes': [models.Index(fields=['unit', 'id'], name='dispatch_unit')],
                'constraints': [models.UniqueConstraint(condition=models.Q(models.Q(('state', 'recalled'), _negated=True), ('unit__isnull', True)), fields=('report', 'addressee'), name='dispatch_once'), models.UniqueConstraint(condition=models.Q(('state', 'recalled'), _negated=True), fields=('report', 'unit'), name='dispatch_unit_once'), models.CheckConstraint(condition=models.Q(models.Q(('addressee', 'unit'), _negated=True), ('unit__isnull', False), _connector='OR'), name='dispatch_unit_named'), models.CheckConstraint(condition=models.Q(models.Q(('addressee', 'upper'), _negated=True), ('to_body__isnull', False), _connector='OR'), name='dispatch_body_named')],
            },
        ),
        migrations.CreateModel(
            name='Result',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('level', models.CharField(choices=[('nation', 'nation'), ('province', 'province'), ('city', 'city'), ('county', 'county'), ('town', 'town')], max_length=8, verbose_name='level')),
                ('outcome', models.CharField(choices=[('adopted', 'adopted'), ('forwarded', 'forwarded'), ('instructed', 'instructed by a leader'), ('not_used', 'not used')], max_length=12, verbose_name='kind of result')),
                ('is_combined', models.BooleanField(default=False, verbose_name='together with others')),
                ('weight', models.DecimalField(decimal_places=4, default=1, max_digits=6)),
                ('is_credited', models.BooleanField(default=False)),
                ('day', models.DateField(default=shangliang.core.time.today)),
                ('instruction', models.TextField(blank=True)),
                ('document', models.FileField(blank=True, upload_to=shangliang.opinions.models.dispatches._document_path)),
                ('document_name', models.CharField(blank=True, max_length=200)),
                ('document_type', models.CharField(blank=True, max_length=100)),
                ('dispatch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='opinions.dispatch')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='opinions.report')),
            ],
            options={
                'verbose_name': 'result of a report',
                'constraints': [models.UniqueConstraint(fields=('dispatch', 'key'), name='result_once'), models.UniqueConstraint(condition=models.Q(('is_credited', True)), fields=('report', 'level', 'outcome'), name='result_credited_once')],
            },
        ),
    ]
