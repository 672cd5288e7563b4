from __future__ import annotations

from django.db import migrations
from django.db import models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.AddField("savedmapping", "version", models.PositiveIntegerField(default=1)),
        migrations.AlterField("savedmapping", "made_at", models.DateTimeField(auto_now_add=True)),
    ]
