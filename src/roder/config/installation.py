"""A fresh folder becomes an installation: the database is made and brought up to date."""

from __future__ import annotations

import fcntl
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

if TYPE_CHECKING:
    from collections.abc import Iterator


def prepare() -> None:
    """Create and migrate what is missing; two commands at once wait for each other."""
    try:
        with only_one("setup.lock"):
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                call_command("migrate", interactive=False, verbosity=0, stdout=sys.stderr)
    except DatabaseError as error:
        sys.stderr.write(
            f"roder: the database cannot be opened: {error}\n"
            f"The installation is {settings.RODER_HOME}; check that the folder can be written, "
            "that the disk is not full, and DATABASE_URL if it is set.\n"
        )
        raise SystemExit(1) from None


@contextmanager
def only_one(name: str) -> Iterator[None]:
    """Hold a lock file of RODER_HOME; the system lets go of it when the process ends."""
    handle = os.open(settings.RODER_HOME / name, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
