from __future__ import annotations

from django.apps import AppConfig

from roder.apps.audit.row_guards import add_guards
from roder.apps.internalbudgets.decided_rows import INTERNAL_BUDGET_GUARDS


class InternalBudgetsConfig(AppConfig):
    name = "roder.apps.internalbudgets"
    label = "internalbudgets"

    def ready(self) -> None:
        add_guards(*INTERNAL_BUDGET_GUARDS)
