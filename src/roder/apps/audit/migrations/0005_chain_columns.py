"""Room for the chain: a number and a hash for each row, and the head of the chain in a row of its own."""

from __future__ import annotations

from django.db import migrations
from django.db import models


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_event_without_choices")]
    operations = [
        migrations.AddField("auditentry", "number", models.PositiveBigIntegerField(null=True)),
        migrations.AddField("auditentry", "person", models.CharField(max_length=150, default="")),
        migrations.AddField("auditentry", "chain_hash", models.CharField(max_length=64, default="")),
        migrations.AlterField("auditentry", "at", models.DateTimeField()),
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("chain_hash", models.CharField(default="0" * 64, max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="one_head_of_the_chain")
                ]
            },
        ),
    ]
