"""From here on a row is only ever added: every one has its place in the chain, and triggers refuse the rest."""

from __future__ import annotations

from django.db import migrations
from django.db import models

from roder.apps.audit import append_only


def guard(apps, schema_editor):
    append_only.guard(schema_editor.connection)


def unguard(apps, schema_editor):
    append_only.unguard(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0006_chain_rows")]
    operations = [
        migrations.AlterField("auditentry", "number", models.PositiveBigIntegerField(unique=True)),
        migrations.AlterField("auditentry", "person", models.CharField(max_length=150)),
        migrations.AlterField("auditentry", "chain_hash", models.CharField(max_length=64)),
        migrations.AddIndex(
            "auditentry", models.Index(fields=["acting_user", "number"], name="audit_by_person")
        ),
        migrations.RunPython(guard, unguard),
    ]
