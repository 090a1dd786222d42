"""From here on the database refuses to change or hastily delete security events."""

from django.db import migrations

from shangliang.accounts import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_sign_in")]
    operations = [migrations.RunPython(install, remove)]
