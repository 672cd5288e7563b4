"""The search rows, and the database's own index over their words."""

from __future__ import annotations

from django.db import migrations
from django.db import models

from roder.apps.search import word_index


def make(apps, schema_editor):
    word_index.make(schema_editor.connection)


def take_away(apps, schema_editor):
    word_index.take_away(schema_editor.connection)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("kind", models.CharField(max_length=30)),
                ("key", models.CharField(max_length=200)),
                ("organisation", models.CharField(max_length=80)),
                ("title", models.TextField()),
                ("body", models.TextField(blank=True)),
                ("title_words", models.TextField()),
                ("title_parts", models.TextField(blank=True)),
                ("body_words", models.TextField(blank=True)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "key"), name="one_search_row_per_thing")
                ],
            },
        ),
        migrations.RunPython(make, take_away),
    ]
