from __future__ import annotations

from django.apps import AppConfig

from roder.apps.audit.row_guards import add_guards
from roder.apps.budgets.frozen_rows import BUDGET_GUARDS


class BudgetsConfig(AppConfig):
    name = "roder.apps.budgets"
    label = "budgets"

    def ready(self) -> None:
        add_guards(*BUDGET_GUARDS)
