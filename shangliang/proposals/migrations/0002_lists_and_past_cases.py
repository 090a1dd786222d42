import django.db.models.deletion
import shangliang.proposals.models.past
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('bodies', '0002_imports'),
        ('proposals', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PastTable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('state', models.CharField(choices=[('read', 'read, nothing saved yet'), ('dropped', 'dropped'), ('done', 'brought in')], default='read', max_length=8)),
                ('headers', models.JSONField(default=list)),
                ('rows', models.JSONField(default=list)),
                ('columns', models.JSONField(default=dict)),
                ('brought_in', models.PositiveIntegerField(default=0)),
                ('expires', models.DateTimeField(default=shangliang.proposals.models.past._in_a_day)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bodies.body')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RemoveIndex(
            model_name='proposal',
            name='proposal_session',
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['body', 'session', '-id'], include=('title',), name='proposal_session'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['body', 'session', 'publicity', 'state', 'kind', 'category'], name='proposal_facets'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['body', 'session', 'publicity', '-id'], name='proposal_shown'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['body', 'session', 'submitted_at', 'id'], include=('state', 'kind', 'category', 'publicity', 'key_state', 'is_good', 'is_between_sessions'), name='proposal_received'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(condition=models.Q(('key_state', 'key')), fields=['body', '-published_at', '-id'], name='proposal_key'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(condition=models.Q(('is_good', True)), fields=['body', '-published_at', '-id'], name='proposal_good'),
        ),
        migrations.AddIndex(
            model_name='publictext',
            index=models.Index(fields=['proposal'], include=('title',), name='public_text_title'),
        ),
        migrations.AddIndex(
            model_name='reply',
            index=models.Index(fields=['assignment', 'round'], include=('delivered', 'reply_class'), name='reply_last'),
        ),
    ]
