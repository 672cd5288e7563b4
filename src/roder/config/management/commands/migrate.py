from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connections

from roder.config.fresh_tables import make_fresh_tables

OWN_WAYS = ("app_label", "migration_name", "plan", "fake", "fake_initial", "check_unapplied", "prune")
"""What a person may ask of Django's command beside bringing all up to date."""


class Command(MigrateCommand):
    """Django's command, that makes the tables of an empty database at once."""

    def handle(self, *args: Any, **options: Any) -> None:
        if not any(options.get(name) for name in OWN_WAYS):
            make_fresh_tables(connections[options["database"]])
        super().handle(*args, **options)
