"""Whether the rows of a backup fit the tables of this version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython
from django.db.migrations.operations import RunSQL
from django.utils.translation import gettext as _

from roder.config.backup_archive import BackupError

if TYPE_CHECKING:
    from collections.abc import Collection


def table_versions(apps: Collection[str]) -> list[str]:
    """Return the migrations that the apps' tables have been through, as ``app.name``."""
    loader = MigrationLoader(connection)
    return sorted(f"{app}.{name}" for app, name in loader.applied_migrations if app in apps)


def refuse_other_tables(made_by: str, theirs: Collection[str], apps: Collection[str]) -> None:
    """Raise ``BackupError`` when the rows come from newer tables, or from older ones that were reworked since."""
    loader = MigrationLoader(connection)
    known = {f"{app}.{name}": migration for (app, name), migration in loader.disk_migrations.items()}
    if set(theirs) - set(known):
        raise BackupError(
            _(
                "The backup was made by a newer Roder (%(version)s). "
                "Upgrade this installation and restore again. Nothing was changed."
            )
            % {"version": made_by}
        )
    since = [known[name] for name in table_versions(apps) if name not in set(theirs)]
    if any(isinstance(operation, RunPython | RunSQL) for step in since for operation in step.operations):
        raise BackupError(
            _(
                "The backup was made by an older Roder (%(version)s), whose rows must be reworked. "
                "Install that version, restore there, and upgrade. Nothing was changed."
            )
            % {"version": made_by}
        )
