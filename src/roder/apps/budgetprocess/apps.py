from __future__ import annotations

from django.apps import AppConfig


class BudgetProcessConfig(AppConfig):
    name = "roder.apps.budgetprocess"
    label = "budgetprocess"
