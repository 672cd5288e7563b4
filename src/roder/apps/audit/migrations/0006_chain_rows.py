"""The rows that are there already are chained, in the order in which they were written."""

from __future__ import annotations

from django.db import migrations

from roder.apps.audit.append_only import unguard
from roder.domain.audit_chain import GENESIS
from roder.domain.audit_chain import ChainRow
from roder.domain.audit_chain import link


def chain(apps, schema_editor):
    unguard(schema_editor.connection)
    entries = apps.get_model("audit", "AuditEntry").objects
    number, previous = 0, GENESIS
    for entry in entries.select_related("acting_user").order_by("pk").iterator(chunk_size=1000):
        number += 1
        entry.number = number
        entry.person = entry.acting_user.username
        entry.at = entry.at.replace(microsecond=entry.at.microsecond // 1000 * 1000)
        row = ChainRow(
            number, entry.at, entry.person, entry.acting_user_id, entry.event, entry.subject, entry.old, entry.new
        )
        entry.chain_hash = previous = link(previous, row)
        entry.save(update_fields=["number", "person", "at", "chain_hash"])
    apps.get_model("audit", "ChainHead").objects.update_or_create(
        pk=1, defaults={"number": number, "chain_hash": previous}
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_chain_columns"), ("identity", "0002_system_user")]
    operations = [migrations.RunPython(chain, migrations.RunPython.noop)]
