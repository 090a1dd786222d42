import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0002_imports'),
        ('ledger', '0002_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='Total',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=64)),
                ('role', models.CharField(blank=True, max_length=24)),
                ('day', models.DateField()),
                ('count', models.BigIntegerField(default=0)),
                ('body', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='bodies.body')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('body', 'role', 'day', 'kind'), name='total_once')],
            },
        ),
        migrations.AddField(
            model_name='tally',
            name='summed',
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddIndex(
            model_name='tally',
            index=models.Index(condition=models.Q(('count', models.F('summed')), _negated=True), fields=['id'], name='tally_to_sum'),
        ),
    ]
