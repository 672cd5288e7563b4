from __future__ import annotations

from django.db import migrations
from django.db import models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_mapping_version")]

    operations = [
        migrations.AlterField(
            model_name="monthtotals",
            name="kind",
            field=models.CharField(
                choices=[
                    ("outturn", "outturn"),
                    ("budget", "budget"),
                    ("internal_budget", "internal budget"),
                ],
                max_length=20,
            ),
        ),
    ]
