from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.db.models.signals import pre_migrate

from roder.apps.audit.append_only import AUDIT_GUARD
from roder.apps.audit.row_guards import add_guards
from roder.apps.audit.row_guards import guard_again
from roder.apps.audit.row_guards import let_go_before


class AuditConfig(AppConfig):
    name = "roder.apps.audit"
    label = "audit"

    def ready(self) -> None:
        """One sender each stands for all tables: the signals come for every app, once is enough."""
        add_guards(AUDIT_GUARD)
        pre_migrate.connect(let_go_before, sender=self)
        post_migrate.connect(guard_again, sender=self)
