from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "roder.apps.audit"
    label = "audit"

    def ready(self) -> None:
        post_migrate.connect(guard_again, sender=self)


def guard_again(*, using: str, **_rest: Any) -> None:
    """See to the triggers after every migration that may have made the table anew."""
    # Models may not be imported while apps load; the table is there once its last migration has run.
    from roder.apps.audit.append_only import TABLE  # noqa: PLC0415 - see above
    from roder.apps.audit.append_only import guard  # noqa: PLC0415 - see above

    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        guard(connection)
