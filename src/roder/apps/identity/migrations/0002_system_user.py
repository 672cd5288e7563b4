"""The account that stands for the command line; nobody signs in with it."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import migrations

USERNAME = "system"


def add(apps, schema_editor):
    user = apps.get_model("identity", "User")
    user.objects.get_or_create(
        username=USERNAME, defaults={"first_name": "Kommandoraden", "password": make_password(None)}
    )


def remove(apps, schema_editor):
    apps.get_model("identity", "User").objects.filter(username=USERNAME).delete()


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
