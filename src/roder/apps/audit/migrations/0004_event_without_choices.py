"""The list of events is kept in code alone, so that a new event is no change of the table."""

from __future__ import annotations

from django.db import migrations
from django.db import models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_mandates")]
    operations = [migrations.AlterField("auditentry", "event", models.PositiveIntegerField())]
